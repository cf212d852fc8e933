"""The bot process's settings, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOT = ROOT / "bot"
DEFAULT_SPACY_MODEL = "nb_ndt_chat_sm"


class SettingsError(Exception):
    """A setting is missing or wrong; the text says which one and what to write."""


@dataclass(frozen=True)
class Settings:
    """`port`: loopback port; `secret`: shared with web; `spacy_model`: package name; the rest are paths."""

    port: int
    secret: str = field(repr=False)
    spacy_model: str = DEFAULT_SPACY_MODEL
    resources: Path = ROOT / "resources"
    model: Path = BOT / "models" / "ventevakt.tar.gz"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Raises SettingsError naming the setting."""
        secret = environment.get("VENTEVAKT_BOT_SECRET", "")
        if len(secret) < 16:
            raise SettingsError("VENTEVAKT_BOT_SECRET must be set to at least 16 characters.")
        default_port = str(_port(environment.get("VENTEVAKT_PORT") or "8080") + 1)
        return cls(
            port=_port(environment.get("VENTEVAKT_BOT_PORT") or default_port),
            secret=secret,
            spacy_model=spacy_model(environment),
            resources=resources(environment),
        )


def spacy_model(environment: Mapping[str, str] = os.environ) -> str:
    """The Norwegian pipeline's package name."""
    return environment.get("VENTEVAKT_SPACY_MODEL") or DEFAULT_SPACY_MODEL


def resources(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the content lies."""
    return Path(environment.get("VENTEVAKT_RESOURCES") or ROOT / "resources")


def data(environment: Mapping[str, str] = os.environ) -> Path:
    """Where what runs may keep things."""
    return Path(environment.get("VENTEVAKT_DATA") or ROOT / "var")


def _port(value: str) -> int:
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise SettingsError("VENTEVAKT_BOT_PORT and VENTEVAKT_PORT must be port numbers, 1 to 65535.")
    return int(value)
