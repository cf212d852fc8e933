"""Services as short texts a parent can act on: what the assistant writes, and what staff are shown."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar


class Service(Protocol):
    """What is needed of the directory's ServiceView; all are words ready to show, or None."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def website(self) -> str | None: ...
    @property
    def address(self) -> str | None: ...
    @property
    def hours(self) -> str | None: ...
    @property
    def open_now(self) -> bool | None: ...
    @property
    def opens_at(self) -> str | None: ...
    @property
    def chat(self) -> str | None: ...
    @property
    def languages(self) -> str | None: ...
    @property
    def no_answer(self) -> str: ...


Shown = TypeVar("Shown", bound=Service)


def together(services: Iterable[Shown]) -> list[list[Shown]]:
    """The services that make one message each: several of a kind are told together, where the first of them stands."""
    of_kind: dict[str, list[Shown]] = {}
    for service in services:
        of_kind.setdefault(service.kind, []).append(service)
    return list(of_kind.values())


def describe(services: Sequence[Service], label: Callable[..., str]) -> str:
    """Name, number, hours, languages, place, site, chat and what to do when nobody answers; what is unknown is left out.

    Of several of a kind, each has its own lines, and what holds for all of them is said once, last.
    `label(id, **values)` gives a word of ours in the parent's language.
    """
    told = [_lines(service, label) for service in services]
    if len(told) == 1:
        return "\n".join(told[0])
    shared = [line for line in told[0] if all(line in lines for lines in told)]
    own = ["\n".join(line for line in lines if line not in shared) for lines in told]
    lead = label(f"tjeneste_{services[0].kind}_flere", antall=len(told))
    return "\n\n".join(part for part in (lead, *own, "\n".join(shared)) if part)


def _lines(service: Service, label: Callable[..., str]) -> list[str]:
    lines = [
        service.name,
        service.phone and label("service_phone", phone=service.phone),
        service.hours,
        _open(service, label),
        service.languages,
        service.address,
        service.website,
        _chat(service, label),
        service.no_answer,
    ]
    return [line for line in lines if line]


def _chat(service: Service, label: Callable[..., str]) -> str | None:
    """Where to write. Beside a number the hours above are the phone's, and the chat has its own."""
    if not service.chat:
        return None
    return label("service_chat_own_hours" if service.phone else "service_chat", chat=service.chat)


def _open(service: Service, label: Callable[..., str]) -> str | None:
    if service.open_now:
        return label("service_open_now")
    return label("service_opens_at", when=service.opens_at) if service.opens_at else None
