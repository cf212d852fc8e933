"""Tokens in bokmål: what the classifier sees is the normalised word, whatever spelling the parent used."""

from functools import cache
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot import settings
from screening.language.lexicon import load_lexicon
from screening.language.normalise import Normaliser

NOTHING = "∅"  # emoji or dots alone: Rasa's featurizer needs one token


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class NormalisedTokenizer(Tokenizer):  # type: ignore[misc]  # rasa is untyped
    """One token a word, its text the most likely bokmål form."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own tokenizer settings, unused here."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of one attribute; never empty."""
        text = str(message.get(attribute))
        tokens = [Token(token.norm, token.start, token.end) for token in _normaliser()(text)]
        return tokens or [Token(NOTHING, 0, len(text))]


@cache
def _normaliser() -> Normaliser:
    return load(settings.resources())


def load(resources: Path) -> Normaliser:
    """The normaliser over the hand-made word list. A doubtful entry is refused by `Screener.load`, not here."""
    lexicon, _ = load_lexicon(resources)
    return Normaliser(lexicon, lexicon.targets, frozenset())
