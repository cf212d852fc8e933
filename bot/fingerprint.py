"""Whether the trained model still fits what it was made from. The spaCy model is named in the record although no component uses it now."""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import yaml

from bot.settings import BOT, ROOT

_INPUTS = ("config.yml", "domain/*.yml", "data/**/*.yml", "components/*.py", "train.py")


class ModelError(Exception):
    """The trained model is missing or belongs to another Norwegian pipeline; the text says what to do."""


def fingerprint(spacy_model: str, resources: Path, *, bot: Path = BOT, root: Path = ROOT) -> str:
    """SHA-256 over everything the model is made from.

    That is the pipeline and its components, domain, data, the ids of the texts, the word list, the lock and
    the spaCy model's name and version (no component uses one now, decision 0004; one that did would be found stale). Actions and their plain functions are not part of a model and may change without training.
    """
    digest = hashlib.sha256()
    files = [*_inputs(bot), *sorted((resources / "language").glob("*.yaml")), root / "requirements.lock"]
    for path in files:
        digest.update(path.name.encode() + b"\0" + (path.read_bytes() if path.exists() else b"") + b"\0")
    digest.update(json.dumps([spacy_model, installed(spacy_model), text_ids(resources)]).encode())
    return digest.hexdigest()


def _inputs(bot: Path) -> Iterable[Path]:
    return sorted({path for pattern in _INPUTS for path in bot.glob(pattern)})


def installed(package: str) -> str | None:
    """The version of an installed package, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def text_ids(resources: Path) -> list[str]:
    """The ids of the assistant's texts; their words may change without training."""
    files = sorted((resources / "texts").glob("bot_*.yaml"))
    return sorted(
        str(id) for path in files for id in (yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    )


def record_path(model: Path) -> Path:
    """Where the model's fingerprint lies: beside it."""
    return model.with_name(model.name.removesuffix(".tar.gz") + ".json")


def write_record(model: Path, value: str, spacy_model: str) -> None:
    """Note what the model was trained from."""
    record = {"fingerprint": value, "spacy_model": spacy_model, "spacy_model_version": installed(spacy_model)}
    record_path(model).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def is_current(model: Path, value: str) -> bool:
    """Whether the model was trained from exactly this."""
    return model.exists() and _record(model).get("fingerprint") == value


def require_same_pipeline(model: Path, spacy_model: str) -> None:
    """Raises ModelError when the model is missing or was trained with another Norwegian pipeline."""
    if not model.exists():
        raise ModelError("Det finnes ingen trent modell. Kjør: python -m bot.train")
    trained = _record(model).get("spacy_model")
    if trained != spacy_model:
        raise ModelError(
            f"Modellen ble trent mens VENTEVAKT_SPACY_MODEL var «{trained}». Nå er den «{spacy_model}». "
            "Kjør: python -m bot.train"
        )
    if _record(model).get("spacy_model_version") != installed(spacy_model):
        raise ModelError(f"«{spacy_model}» er byttet ut siden modellen ble trent. Kjør: python -m bot.train")


def _record(model: Path) -> dict[str, str | None]:
    try:
        record = json.loads(record_path(model).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
