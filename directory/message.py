"""One service as a short text a parent can act on: what the assistant writes, and what staff are shown."""

from collections.abc import Callable
from typing import Protocol


class Service(Protocol):
    """What is needed of the directory's ServiceView; all are words ready to show, or None."""

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


def describe(service: Service, label: Callable[..., str]) -> str:
    """Name, number, hours, languages, place, site, chat and what to do when nobody answers; what is unknown is left out.

    `label(id, **values)` gives a word of ours in the parent's language.
    """
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
    return "\n".join(line for line in lines if line)


def _chat(service: Service, label: Callable[..., str]) -> str | None:
    """Where to write. Beside a number the hours above are the phone's, and the chat has its own."""
    if not service.chat:
        return None
    return label("service_chat_own_hours" if service.phone else "service_chat", chat=service.chat)


def _open(service: Service, label: Callable[..., str]) -> str | None:
    if service.open_now:
        return label("service_open_now")
    return label("service_opens_at", when=service.opens_at) if service.opens_at else None
