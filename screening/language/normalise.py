"""From the words as written to bokmål candidates.

Every token keeps what was written, the most likely bokmål word (`norm`) and further candidates
(`forms`). A pattern may match any of them, so nothing here can hide a sign.
"""

import re
from functools import lru_cache
from itertools import pairwise

from content.word_use import most_used
from screening.language.ambiguous import settle
from screening.language.lexicon import Lexicon
from screening.language.tokens import HUNG_NOT, Token, tokenise
from screening.language.variants import Variants

_REPEAT = re.compile(r"(.)\1{2,}")
_TAILS = (
    "ikke",
    "ikkje",
    "itj",
    "ikk",
    "itte",
    "inte",
    "ikkj",
    "aldri",
    "noe",
    "noko",
    "ham",
    "meg",
    "deg",
    "seg",
)
_HEADS = (
    "jeg",
    "eg",
    "han",
    "hun",
    "ho",
    "vi",
    "det",
    "er",
    "har",
    "vil",
    "kan",
    "får",
    "fikk",
    "må",
    "ikke",
    "ikkje",
    "bare",
    "helt",
    "veldig",
    "så",
    "på",
    "med",
)
# Without an apostrophe only on a verb: "pusterke", "våknarkje"; short stems are words of their own ("starke", "verke").
_VERB_AND_NOT = re.compile(rf"(\w{{3,}}[ea]r){HUNG_NOT}")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=2)
def known_words(language: str, count: int) -> frozenset[str]:
    """The `count` most used words of a language."""
    return frozenset(most_used(language, count))


class Normaliser:
    """Reads a message into tokens with candidates. Holds no state between messages but a bounded cache."""

    def __init__(self, lexicon: Lexicon, words: frozenset[str], prefixes: frozenset[str]) -> None:
        nb = known_words("nb", 60000)
        self._nb = nb
        self._known = nb | words | lexicon.targets
        self._english = known_words("en", 12000)
        self._lexicon = lexicon
        self._words = words
        self._variants = Variants(
            words | lexicon.targets, prefixes, [word for word in nb if word.isalpha() and len(word) > 2]
        )
        self._read = lru_cache(maxsize=20000)(self._read_word)

    def __call__(self, text: str) -> list[Token]:
        """The tokens of `text` with `norm`, `forms` and `known` filled in."""
        tokens: list[Token] = []
        for token in tokenise(text):
            tokens += self._candidates(token)
        settle(tokens)
        self._join_neighbours(tokens)
        return tokens

    def _candidates(self, token: Token) -> list[Token]:
        if token.number is not None or not token.raw[:1].isalpha():
            token.norm, token.forms = token.raw, frozenset((token.raw,))
            return [token]
        said = self._read(token.raw)
        if len(said) == 1:
            token.norm, token.forms, token.known = said[0]
            return [token]
        result = []
        for norm, forms, known in said:
            one = Token(
                token.start,
                token.end,
                token.raw,
                norm,
                forms,
                None,
                token.sentence,
                token.part,
                token.before,
                token.after,
                known,
            )
            result.append(one)
        for later in result[1:]:
            later.before = ""
        for earlier in result[:-1]:
            earlier.after = ""
        return result

    def _read_word(self, raw: str) -> tuple[tuple[str, frozenset[str], bool], ...]:
        """(norm, forms, known) for each word that `raw` stands for: mostly one."""
        words = self._lexicon.lookup(raw)
        if words is None and raw not in self._known and raw not in self._english:
            shorter = self._without_repeats(raw)
            words = self._lexicon.lookup(shorter) or self._split(shorter) or (shorter,)
        if words is None or words == (raw,):
            return (self._single(raw, raw),)
        if len(words) == 1:
            return (self._single(raw, words[0]),)
        return tuple(self._single(word, (self._lexicon.lookup(word) or (word,))[0]) for word in words)

    def _single(self, raw: str, norm: str) -> tuple[str, frozenset[str], bool]:
        forms = {raw, norm, *self._variants.spellings(raw), *self._variants.spellings(norm)}
        known = norm in self._known or raw in self._english
        if not known and len(forms) <= 2 and (guess := self._variants.fuzzy(norm)):
            forms.add(guess)
        elif not known and (near := self._variants.spellings(norm)):
            norm = near[0]
        return norm, frozenset(forms), known

    def _without_repeats(self, raw: str) -> str:
        """'ikkeee' -> 'ikke', 'puuster' -> 'puster'; unchanged when that leads nowhere known."""
        for shorter in (_REPEAT.sub(r"\1\1", raw), _REPEAT.sub(r"\1", raw), _DOUBLE.sub(r"\1", raw)):
            if shorter != raw and (shorter in self._known or self._lexicon.lookup(shorter)):
                return shorter
        return _REPEAT.sub(r"\1\1", raw)

    def _split(self, word: str) -> tuple[str, ...] | None:
        """'fårikke' -> får ikke: two words written as one, when one of them is a small function word."""
        for tail in _TAILS:
            if word.endswith(tail) and self._is_word(word[: -len(tail)]):
                return word[: -len(tail)], tail
        hung = _VERB_AND_NOT.fullmatch(word)
        if hung and self._is_word(hung[1]):
            return hung[1], "ikke"
        for head in _HEADS:
            if word.startswith(head) and len(word) - len(head) >= 4 and self._is_word(word[len(head) :]):
                return head, word[len(head) :]
        return None

    def _is_word(self, word: str) -> bool:
        return len(word) >= 2 and (
            word in self._words
            or self._lexicon.lookup(word) is not None
            or (len(word) > 2 and word in self._nb)
        )

    def _join_neighbours(self, tokens: list[Token]) -> None:
        """'feber krampe' may be feberkrampe: both words then also carry the joined one as a candidate."""
        for left, right in pairwise(tokens):
            if right.before or left.number is not None or right.number is not None:
                continue
            if left.raw == left.norm and right.raw == right.norm and not self._joins(left.raw, right.raw):
                continue
            for a in {left.raw, left.norm}:
                for b in {right.raw, right.norm}:
                    for joined in (a + b, a + "s" + b):
                        if len(joined) > 5 and joined in self._words:
                            left.forms |= {joined}
                            right.forms |= {joined}

    def _joins(self, left: str, right: str) -> bool:
        """Whether the two may make a word of the protocol: most neighbours do not, and are done with here."""
        return left + right in self._words or left + "s" + right in self._words
