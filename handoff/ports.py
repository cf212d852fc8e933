"""What web needs of its neighbours, as types: screening, directory, texts. docs/interfaces.md explains each call."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

Result = dict[str, Any]
State = dict[str, Any]


Description = Any
"""`screening.statistical.description.Description`; web hands it on and does not look inside, but for its themes."""


class Rule(Protocol):
    """A rule of the protocol, as far as the console shows it."""

    @property
    def title(self) -> str: ...

    @property
    def crisis(self) -> bool: ...


class Screener(Protocol):
    """`screening.Screener`."""

    def screen(
        self,
        text: str,
        state: State | None,
        *,
        choice: str | None = None,
        hold: bool = False,
        answers: bool = True,
    ) -> tuple[Result, State]: ...

    def got_through(self, text: str) -> bool | None: ...

    def settle(
        self, text: str, state: State | None, description: Description | None
    ) -> tuple[Result, State]: ...

    def ask(self, state: State | None, question_id: str) -> State: ...

    def timed_out(self, state: State | None) -> tuple[Result, State]: ...

    def message(
        self, rule_id: str, language: str, full: bool = True, *, level: str | None = None, variant: int = 0
    ) -> str: ...

    def question(self, question_id: str, language: str, again: bool = False) -> dict[str, Any]: ...

    def rule(self, rule_id: str) -> Rule: ...

    def sources(self, rule_id: str) -> list[str]: ...


class Themes(Protocol):
    """`screening.themes.Themes`."""

    def suggest(self, text: str, result: Result | None = None) -> Sequence[Mapping[str, Any]]: ...

    def described(self, text: str, worded: Any, found: Any) -> Sequence[Mapping[str, Any]]: ...


class Telling(Protocol):
    """`screening.telling.Telling`."""

    def read(self, text: str) -> Sequence[Mapping[str, Any]]: ...


class Place(Protocol):
    """A place named in a text; without a kommunenummer its kind says where it lies: svalbard, jan_mayen, utlandet."""

    @property
    def kommunenummer(self) -> str | None: ...

    @property
    def navn(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Directory(Protocol):
    """`directory.Directory`."""

    def find_places(
        self, text: str, *, asked: bool = False, among: Collection[str] = ()
    ) -> Sequence[Place]: ...

    def kommune(self, kommunenummer: str) -> Any: ...

    def services(self, kommunenummer: str, *, now: datetime, language: str) -> Sequence[Any]: ...

    def names_for_theme(self, theme: str) -> list[str]: ...


class Texts(Protocol):
    """`content.texts.Texts`."""

    def get(self, id: str, language: str, **values: object) -> str: ...

    def variants(self, id: str, language: str, **values: object) -> list[str]: ...
