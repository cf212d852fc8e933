"""One service as a short text a parent can act on."""

from typing import Any, Protocol

MAX_SERVICES = 3

LABELS = {
    "nb": {"open": "Åpent nå", "opens": "Åpner {at}", "no_answer": "Svarer ingen: {text}"},
    "nn": {"open": "Ope no", "opens": "Opnar {at}", "no_answer": "Svarar ingen: {text}"},
    "en": {"open": "Open now", "opens": "Opens {at}", "no_answer": "No answer: {text}"},
}


class Service(Protocol):
    """What is needed of the directory's ServiceView."""

    name: str
    phone: str | None
    website: str | None
    address: str | None
    hours: str | None
    open_now: bool | None
    opens_at: Any
    no_answer: str | None


def describe(service: Service, language: str) -> str:
    """Name, number, hours, place and site, one a line; what is unknown is left out."""
    label = LABELS.get(language, LABELS["nb"])
    lines = [
        service.name,
        service.phone and f"☎ {service.phone}",
        service.hours,
        label["open"] if service.open_now else service.opens_at and label["opens"].format(at=service.opens_at),
        service.address,
        service.website,
        service.no_answer and label["no_answer"].format(text=service.no_answer),
    ]
    return "\n".join(str(line) for line in lines if line)
