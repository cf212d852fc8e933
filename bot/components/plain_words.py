"""Plain words decide over likeness, and a weak likeness starts nothing (docs/decisions/0004-intent-classifier.md)."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import library, names
from bot.components.normalised import read, share_known
from bot.flow.place import SAYS_WHERE
from bot.flow.plain_words import (
    BESIDE_A_TROUBLE,
    GIVES_WAY_TO_LOSS,
    own_hunger,
    own_tears,
    plain_intent,
    tells_home,
    tells_of_loss,
)
from bot.flow.topics import topic_of
from bot.flow.weak_guesses import SURE, named_topic, settled

UNSURE = {names.NLU_FALLBACK, names.OUT_OF_SCOPE, names.UNCLEAR}
FEW = 3  # words: a place, and what may stand before it
SENTENCE = 9  # words: where somebody lives, or that a place follows, and little else


def meant(text: str, guess: str, sure: float) -> str:
    """The intent to act on."""
    if not text.strip():  # a press or an event
        return guess
    reading = read(text)
    after = settled(guess, sure, reading.raw, reading.norm) if guess else guess
    told = topic_of(after) is not None and sure >= SURE
    if (plain := plain_intent(reading.raw, reading.norm)) and not (plain in BESIDE_A_TROUBLE and told):
        return plain
    if after in GIVES_WAY_TO_LOSS and tells_of_loss(reading.raw, reading.norm):
        return "report_grief"
    if topic := named_topic(after, sure, reading.raw, reading.norm):
        return topic
    if after in {"report_crying", "report_anger"} and own_tears(reading.raw):
        return "report_low_mood"
    if after == "report_feeding" and own_hunger(reading.raw):
        return names.UNCLEAR  # a grown-up who cannot eat: nothing is asked about a child
    if foreign(text):
        return "need_interpreter"
    if after in UNSURE and is_place(text):
        return names.INFORM_KOMMUNE
    at_home = topic_of(after) is None and after != names.FIND_SERVICE and tells_home(reading.norm)
    return names.INFORM_KOMMUNE if at_home and is_place(text, most=SENTENCE) else after


def foreign(text: str) -> bool:
    """Whether so few words of a message are Norwegian or English that it is neither."""
    return len(text.split()) >= FOREIGN_WORDS and share_known(text) < KNOWN


FOREIGN_WORDS, KNOWN = 4, 0.5


def is_place(text: str, most: int = FEW) -> bool:
    """Whether a message is a place in so few words, as «Bergen» or «i Ås», which no training sentence can hold all of, or
    says in some more that it is one, as «et lite sted som heter Løten»."""
    if SAYS_WHERE.search(text.lower()):
        most = SENTENCE
    return len(text.split()) <= most and bool(library.directory().find_places(text))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PlainWords(GraphComponent):  # type: ignore[misc]  # rasa is untyped
    """After the classifier, before what screening found. The ranking stays what the classifier said."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "PlainWords":
        """Nothing is configured and nothing is learned."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent that the words name plainly, or take a guess back that is too weak for what it would start."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            guess = message.get(INTENT) or {}
            name, sure = str(guess.get("name") or ""), float(guess.get("confidence") or 0.0)
            after = meant(text, name, sure)
            if after != name:
                certain = after != names.UNCLEAR
                message.set(
                    INTENT, {"name": after, "confidence": 1.0 if certain else 1.0 - sure}, add_to_output=True
                )
        return messages
