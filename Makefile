# Two commands for a newcomer: `make run` and `make test`. Bare `make` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

export RASA_TELEMETRY_ENABLED := false
export VENTEVAKT_SPACY_MODEL ?= $(shell cat var/spacy_model 2>/dev/null || echo nb_ndt_chat_sm)
export TF_CPP_MIN_LOG_LEVEL := 3
export TF_ENABLE_ONEDNN_OPTS := 0

PY := .venv/bin/python
# uv is found, or brought from pip into the project (never into the machine)
UV := $(shell command -v uv 2>/dev/null || echo var/uv/bin/uv)
# the interpreter itself: a virtual environment that happens to be active may lack pip
PYTHON311 ?= $(shell for p in python3.11 python3 python; do "$$p" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && { "$$p" -c 'import sys; print(sys._base_executable)'; break; }; done)

.PHONY: help
help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

var/uv/bin/uv:
	@test -n "$(PYTHON311)" || { echo "Python 3.11 is needed and was not found."; exit 1; }
	@echo "· fetching uv into the project"
	@$(PYTHON311) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --prefix var/uv uv 2>&1 | { grep -v '^WARNING' || true; }
	@test -x $@ || { found=$$(find var/uv -name uv -type f -perm -u+x | head -1); test -n "$$found" && mkdir -p var/uv/bin && ln -sf "$$(realpath "$$found")" $@; }

.venv/.ready: requirements.lock pyproject.toml $(wildcard vendor/*.whl) | $(filter var/uv/bin/uv,$(UV))
	@test -n "$(PYTHON311)" || { echo "Python 3.11 is needed and was not found."; exit 1; }
	@echo "· setting up the environment in .venv (about 3 GB; the first time takes a minute or more)"
	@test -x $(PY) || $(UV) venv --quiet --python $(PYTHON311) .venv
	@$(UV) pip sync --quiet --compile-bytecode --python $(PY) --require-hashes requirements.lock
	@$(UV) pip install --quiet --compile-bytecode --python $(PY) --no-deps vendor/*.whl
	@$(UV) pip install --quiet --python $(PY) --no-deps -e .
	@touch $@

.PHONY: setup
setup: .venv/.ready  ## environment in .venv, so that .venv/bin/ventevakt works

.PHONY: lock
lock: | $(filter var/uv/bin/uv,$(UV))  ## write requirements.lock anew from pyproject.toml
	$(UV) pip compile pyproject.toml --quiet --group dev --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links -o requirements.lock

.PHONY: train
train: setup  ## train the assistant, when its inputs changed
	@$(PY) -m bot.train

.PHONY: run
run: train  ## set up all that is needed and start Ventevakt (Ctrl-C stops it)
	@exec .venv/bin/ventevakt up

.PHONY: test
test: setup  ## set up all that is needed and run every check and test
	@scripts/test.sh

.PHONY: shell
shell: train  ## talk with the assistant in the terminal
	@cd bot && ../$(PY) -m bot.shell

.PHONY: eval
eval: train  ## figures on data that nobody trains on; writes var/eval.json
	@$(PY) -m evaluation.run --out var/eval.json

.PHONY: bench
bench: train  ## Ventevakt beside stock Rasa; writes var/bench.json
	@$(PY) -m evaluation.bench --out var/bench.json

.PHONY: chaos
chaos: train  ## kill and stop web, assistant and statistical layer at random under load, and look whether anything was lost (a minute)
	@$(PY) -m evaluation.chaos

TRAINING := var/training
TRAINING_PY := $(TRAINING)/env/bin/python

$(TRAINING)/env/.ready: training/requirements.txt | setup
	@$(UV) venv --quiet --clear --python $(PYTHON311) $(TRAINING)/env
	@$(UV) pip install --quiet --python $(TRAINING_PY) -r training/requirements.txt
	@touch $@

.PHONY: train-screening
train-screening: $(TRAINING)/env/.ready  ## train the statistical layer anew (about an hour on two cores)
	$(PY) -m training.linear
	$(PY) -m training.prepare $(TRAINING)/rows.jsonl
	$(TRAINING_PY) -m training.base_encoder $(TRAINING)/base
	$(TRAINING_PY) -m training.train $(TRAINING)/rows.jsonl $(TRAINING)/base $(TRAINING)/network.pt
	$(TRAINING_PY) -m training.export $(TRAINING)/network.pt $(TRAINING)/base $(TRAINING)/rows.jsonl screening/model
	$(PY) -m training.thresholds

.PHONY: fuzz
fuzz: setup  ## throw any text at screening for a minute
	@$(PY) -m scripts.fuzz_screening

.PHONY: screenshots
screenshots: train  ## pictures for docs/img/ (needs Chromium)
	@$(PY) scripts/screenshots.py

.PHONY: nb-core-news-sm
nb-core-news-sm: setup  ## fetch nb_core_news_sm and measure lemmas with it (the assistant uses no spaCy)
	@$(UV) pip install --quiet --python $(PY) pip && $(PY) -m spacy download nb_core_news_sm \
	  && mkdir -p var && echo nb_core_news_sm > var/spacy_model && \
	  echo "The next make train names nb_core_news_sm in its record, and evaluation.nlu_compare measures lemmas with it where VENTEVAKT_SPACY_MODEL says so. The assistant uses no spaCy (docs/decisions/0004)."

.PHONY: clean
clean:  ## remove the environment, the trained model and caches (never var/, where data live)
	rm -rf .venv bot/models bot/.rasa .mypy_cache .ruff_cache .pytest_cache .hypothesis
