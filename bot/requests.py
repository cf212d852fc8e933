"""What may be sent to `POST /turn`, checked strictly. Errors name the field, never its value."""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from bot import names
from bot.turns import Message

MAX_TEXT = 4000
Id = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$")]
Number = Annotated[str, StringConstraints(pattern=r"^\d{4}$")]


class RequestError(Exception):
    """The request is not a turn; the text is the field's name."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Facts(_Strict):
    """What web knows at this moment."""

    open: bool = True
    veileder_here: bool = True
    position: int | None = Field(default=None, ge=1)
    kommune: list[Number] = Field(default_factory=list, max_length=50)
    outside: Literal["svalbard", "jan_mayen", "utlandet"] | None = None
    themes: list[Annotated[str, StringConstraints(max_length=100)]] = Field(
        default_factory=list, max_length=30
    )
    urgent: bool = False
    claimed: bool = False


class Findings(BaseModel):
    """The screening result; what is not used here passes through."""

    model_config = ConfigDict(extra="allow", strict=True)

    level: Literal["GREEN", "YELLOW", "ORANGE", "RED"]
    emergency: str | None = None
    ask: list[Id] = Field(default_factory=list)
    answers: dict[str, str | None] = Field(default_factory=dict)


class TurnRequest(_Strict):
    """One turn. Exactly one of text, choice (with its label as text) or event moves the conversation."""

    turn: int | Id
    state: dict[str, Any] | None
    text: Annotated[str, StringConstraints(max_length=MAX_TEXT)]
    choice: Id | None
    event: Literal["keep_company"] | None
    findings: Findings | None
    language: Literal["nb", "nn", "en"]
    facts: Facts

    @field_validator("text")
    @classmethod
    def _no_nul(cls, text: str) -> str:
        if "\0" in text:
            raise ValueError("NUL")
        return text

    @field_validator("choice")
    @classmethod
    def _no_free_intent(cls, choice: str | None) -> str | None:
        """A button of ours, a screening value or a kommunenummer: never the name of another intent."""
        if choice is not None and choice not in names.BUTTON_INTENTS and _is_intent_like(choice):
            raise ValueError("choice")
        return choice

    def message(self) -> Message:
        """The turn as the assistant takes it."""
        return Message(
            text=self.text,
            choice=self.choice,
            event=self.event,
            findings=self.findings.model_dump() if self.findings else None,
            language=self.language,
            facts=self.facts.model_dump(),
        )


def _is_intent_like(choice: str) -> bool:
    return bool(re.match(r"(report|ask|event|screening|nlu|request|utter|action)_", choice))


def read(body: Any) -> TurnRequest:
    """The request in a JSON body. Raises RequestError naming the field that is wrong."""
    try:
        return TurnRequest.model_validate(body)
    except ValidationError as error:
        raise RequestError(".".join(str(part) for part in error.errors()[0]["loc"][:2]) or "body") from None
