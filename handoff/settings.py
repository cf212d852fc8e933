"""The settings of one process: read once from the environment, then handed around, never read again."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "VENTEVAKT_"
EVERY_ADDRESS = {"", "0.0.0.0", "::"}  # noqa: S104  what listens there answers on loopback too


class SettingRefused(ValueError):  # noqa: N818  says what happened
    """A setting cannot be read; the text says which, in Norwegian, for the operator."""


def setting(help_text: str, default: Any, shown_default: str | None = None) -> Any:
    """A field with its explanation; `shown_default` is what the documentation prints for a computed default."""
    return field(default=default, metadata={"help": help_text, "shown": shown_default or str(default)})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every field is the environment variable VENTEVAKT_<NAME>; `help` is what docs/settings.md says."""

    host: str = setting("address web listens on", "127.0.0.1")
    port: int = setting("port of web", 8080)
    bot_port: int = setting("port of the assistant, on loopback only", 8081, "port + 1")
    bot_secret: str = field(
        default_factory=lambda: secrets.token_urlsafe(24),
        metadata={"help": "secret between web and the assistant", "shown": "made at start", "secret": True},
    )
    data: Path = field(
        default=Path("var"), metadata={"help": "folder of the database and of what runs", "shown": "var/"}
    )
    database_url: str = field(
        default="",
        metadata={
            "help": "SQLAlchemy address of the database; postgresql://... for several processes",
            "shown": "SQLite in the data folder",
            "secret": True,
        },
    )
    open: str = setting(
        'opening hours in Norwegian time: "always", "closed", "15:00-07:00", "man-fre 09-15, lør 10-14"',
        "always",
    )
    retention_minutes: int = setting("minutes from closed or left until all text is deleted", 30)
    spacy_model: str = setting(
        "name of the Norwegian spaCy model: part of the training record, and what nlu_compare measures lemmas with; "
        "the assistant itself uses no spaCy (decision 0004)",
        "nb_ndt_chat_sm",
        "nb_ndt_chat_sm",
    )
    statistical: bool = setting("0: screen with the rules alone, without the statistical layer", True, "1")
    flood_burst: int = setting("new conversations one place may open at once", 120)
    flood_per_minute: int = setting("new conversations one place may open per minute after that", 60)
    trusted_proxy: bool = setting(
        "1 when a proxy of yours sets X-Forwarded-For and X-Forwarded-Proto", False, "0"
    )
    resources: Path = field(
        default=ROOT / "resources", metadata={"help": "folder of the content files", "shown": "resources/"}
    )

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read the settings. Raises SettingRefused for a value that cannot be read."""
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in (os.environ if env is None else env).items()
            if name.startswith(PREFIX) and value != ""
        }
        values = {f.name: _read(f.name, given[f.name]) for f in fields(cls) if f.name in given}
        return cls.complete(**values)

    @classmethod
    def complete(cls, **values: Any) -> Settings:
        """Settings with the computed defaults filled in: bot_port, bot_secret, database_url, an absolute folder."""
        data = Path(values.get("data", "var")).resolve()
        values["data"] = data
        values.setdefault("bot_port", values.get("port", 8080) + 1)
        values.setdefault("database_url", f"sqlite:///{data / 'ventevakt.db'}")
        return cls(**values)

    @property
    def web_address(self) -> str:
        """Where web answers on this machine."""
        host = "127.0.0.1" if self.host in EVERY_ADDRESS else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def bot_address(self) -> str:
        """Where the assistant answers: on loopback alone."""
        return f"http://127.0.0.1:{self.bot_port}"

    def __repr__(self) -> str:
        shown = (
            f"{f.name}={'***' if f.metadata.get('secret') else repr(getattr(self, f.name))}"
            for f in fields(self)
        )
        return f"Settings({', '.join(shown)})"


def _read(name: str, text: str) -> Any:
    reader = _READERS.get(name, str)
    try:
        return reader(text.strip())
    except ValueError as problem:
        raise SettingRefused(f"{PREFIX}{name.upper()} kan ikke leses: {problem}") from problem


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError("porten må være mellom 1 og 65535")
    return port


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("tallet må være minst 1")
    return number


def _yes(text: str) -> bool:
    if text.lower() not in {"0", "1"}:
        raise ValueError("skriv 1 eller 0")
    return text == "1"


def _open(text: str) -> str:
    from handoff.opening import parse_opening

    parse_opening(text)
    return text


_READERS: dict[str, Callable[[str], Any]] = {
    "port": _port,
    "bot_port": _port,
    "retention_minutes": _positive,
    "flood_burst": _positive,
    "flood_per_minute": _positive,
    "trusted_proxy": _yes,
    "statistical": _yes,
    "data": Path,
    "resources": Path,
    "open": _open,
}
