"""`python -m bot.train`: train the assistant when what it is made from has changed, and say so."""

from bot import quiet  # isort: skip  # first: see there

import contextlib
import io
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bot import settings
from bot.fingerprint import fingerprint, is_current, write_record
from bot.settings import BOT, Settings

__all__ = ["quiet", "train_if_changed", "train_into"]
MODEL = Settings.model


def train_if_changed(model: Path = MODEL, *, spacy_model: str | None = None) -> bool:
    """Train into `model`. False when it was up to date. Raises SystemExit when the data are not valid."""
    pipeline = spacy_model or settings.spacy_model()
    now = fingerprint(pipeline, settings.resources())
    if is_current(model, now):
        say("Modellen er oppdatert, ingen trening nødvendig.")
        return False
    say("Trener assistenten (under ett minutt) ...")
    began = time.monotonic()
    train_into(model)
    write_record(model, now, pipeline)
    say(f"Ferdig trent på {time.monotonic() - began:.0f} s.")
    return True


def train_into(model: Path) -> None:
    """Train from what lies in bot/ now. Raises SystemExit, saying why, when that is not valid."""
    from rasa.model_training import train  # imports TensorFlow: only when there is something to train

    said = io.StringIO()  # hundreds of progress bars: shown only when something is wrong
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(BOT),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
    ):
        # force: Rasa's cache notices neither a new Python nor a new word list
        result = train(
            domain="domain",
            config="config.yml",
            training_files=["data"],
            output=folder,
            fixed_model_name="ventevakt",
            force_training=True,
        )
        if result.code or not result.model:
            raise SystemExit(
                f"{said.getvalue()[-2000:]}\nTreningen feilet. Kjør `rasa data validate` i bot/."
            )
        model.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(result.model, model)


def say(line: str) -> None:
    """A line of progress for whoever started it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    train_if_changed()
