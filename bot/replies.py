"""How an action says something: every reply has a kind, and may have choices, a safety question and a source."""

from collections.abc import Sequence
from typing import Any, Literal, TypedDict

Kind = Literal["text", "question", "strategy", "service", "notice"]


class Choice(TypedDict):
    label: str
    value: str


class Reply(TypedDict):
    """What goes back to web."""

    kind: Kind
    text: str
    choices: list[Choice]
    asks: str | None
    source: str | None


def custom(
    kind: Kind = "text",
    *,
    choices: Sequence[Choice] = (),
    asks: str | None = None,
    source: str | None = None,
) -> dict[str, Any]:
    """What travels through Rasa beside the text."""
    return {"kind": kind, "choices": list(choices), "asks": asks, "source": source}


def read(message: dict[str, Any]) -> Reply | None:
    """One of Rasa's outgoing messages as a reply; None when it has no text."""
    text = (message.get("text") or "").strip()
    if not text:
        return None
    extra = message.get("custom") or {}
    return Reply(
        kind=extra.get("kind", "text"),
        text=text,
        choices=[Choice(label=c["label"], value=c["value"]) for c in extra.get("choices", ())],
        asks=extra.get("asks"),
        source=extra.get("source"),
    )
