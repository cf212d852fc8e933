#!/usr/bin/env bash
# Everything that must hold. `make test` runs it; VENTEVAKT_NO_SKIPS=1 (CI) turns every skip into a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '\n== %s\n' "$*"; }
bin=.venv/bin
# on two cores the libraries' own threads only get in each other's way
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 TF_NUM_INTRAOP_THREADS=1 TF_NUM_INTEROP_THREADS=1

step "lint";            "$bin/ruff" check . && "$bin/ruff" format --check .
mkdir -p var
"$bin/mypy" >var/types.log 2>&1 & types=$!  # beside the next steps, which use one core
step "content";         "$bin/ventevakt" resources check
step "training data";   (cd bot && ../.venv/bin/rasa data validate 2>&1 | tail -3)
step "training";        "$bin/python" -m bot.train
step "stories";         (cd bot && ../.venv/bin/rasa test core --stories tests --fail-on-prediction-errors --out ../var/rasa_test 2>&1 | grep -v Warning | tail -2)
step "types";           wait "$types" || { cat var/types.log; exit 1; }; cat var/types.log
# two processes, a file's tests in one of them: much of the time is waiting for servers and browsers. In the folders' order:
# xdist's own puts files with few tests last, and those are the longest: one process would wait for the other's supervisor
step "tests";           "$bin/pytest" -q -p no:cacheprovider -n 2 --dist loadfile --no-loadscope-reorder --durations=25 "$@"
step "figures";         "$bin/python" -m evaluation.run --gates
