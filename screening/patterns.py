"""The pattern language of the protocol: from `"@barnet puster [helt] ikke"` to something that matches tokens.

A compiled pattern is a chain of parts. Matching starts at its rarest word (the anchor) and grows both
ways, so the cost of a message depends on its own words and not on how many patterns there are.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from screening.language.tokens import Token, tokenise

GAPS = {"..": 3, "...": 6}
BRACE_WINDOW = 6
NUMBERS = frozenset({"#num", "#temp", "#age"})
NEGATIONS = frozenset(
    {"ikke", "ikkje", "ikkj", "itj", "ittj", "itte", "ingen", "ingenting", "inga", "intet", "inkje", "uten", "utan", "verken", "korkje", "hverken", "aldri", "not", "no", "never", "none", "nothing", "without", "cannot", "cant", "wont", "doesnt", "isnt", "didnt", "dont", "hasnt", "havent", "wasnt", "arent", "couldnt", "wouldnt", "inte", "ej", "knapt"}
)  # fmt: skip
_PIECE = re.compile(r"\[[^\]]*\]|\S+")


class PatternError(ValueError):
    """What is wrong with a pattern, as a Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class Word:
    """One place in a pattern: any of these words, beginnings, endings, kinds of number or phrases."""

    words: frozenset[str]
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    phrases: tuple[tuple["Word", ...], ...] = ()

    def fits(self, token: Token, kinds: frozenset[str]) -> bool:
        """Whether one token can stand here; `kinds` says what a number token was read as."""
        if not self.words.isdisjoint(token.forms):
            return True
        if self.prefixes and any(form.startswith(self.prefixes) for form in token.forms):
            return True
        if self.suffixes and any(form.endswith(self.suffixes) for form in token.forms):
            return True
        return bool(self.numbers) and not self.numbers.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` other words."""

    most: int


@dataclass(frozen=True, slots=True)
class Maybe:
    """Words that may be there or not."""

    parts: tuple["Part", ...]


Part = Word | Gap | Maybe
Kinds = list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `together`: a brace pattern, any order. `anchor`: index of its rarest part.

    negates: it always holds a negation of its own; may_negate: one of its alternatives does.
    """

    text: str
    parts: tuple[Part, ...]
    together: bool
    anchor: int
    negates: bool
    may_negate: bool

    def matches(self, tokens: list[Token], kinds: Kinds, at: int) -> Iterator[tuple[int, int]]:
        """Spans (first, last+1) of tokens that match with the anchor on token `at`."""
        if self.together:
            span = _together(self.parts, self.anchor, tokens, kinds, at)
            if span:
                yield span
            return
        anchor = self.parts[self.anchor]
        assert isinstance(anchor, Word)
        for end in _ends(anchor, tokens, kinds, at, tokens[at].sentence):
            stop = _forward(self.parts, self.anchor + 1, tokens, kinds, end, tokens[at].sentence)
            if stop is None:
                continue
            start = _backward(self.parts, self.anchor - 1, tokens, kinds, at - 1, tokens[at].sentence)
            if start is not None:
                yield start, stop
                return


def _usable(tokens: list[Token], at: int, sentence: int) -> bool:
    return 0 <= at < len(tokens) and tokens[at].sentence == sentence


def _ends(word: Word, tokens: list[Token], kinds: Kinds, at: int, sentence: int) -> Iterator[int]:
    """Where `word` may end when it begins at token `at`; longest phrases first."""
    for phrase in word.phrases:
        if all(
            _usable(tokens, at + i, sentence) and one.fits(tokens[at + i], kinds[at + i])
            for i, one in enumerate(phrase)
        ):
            yield at + len(phrase)
    if _usable(tokens, at, sentence) and word.fits(tokens[at], kinds[at]):
        yield at + 1


def _starts(word: Word, tokens: list[Token], kinds: Kinds, last: int, sentence: int) -> Iterator[int]:
    """Where `word` may begin when it ends on token `last`."""
    for phrase in word.phrases:
        first = last - len(phrase) + 1
        if all(
            _usable(tokens, first + i, sentence) and one.fits(tokens[first + i], kinds[first + i])
            for i, one in enumerate(phrase)
        ):
            yield first
    if _usable(tokens, last, sentence) and word.fits(tokens[last], kinds[last]):
        yield last


def _forward(
    parts: tuple[Part, ...], i: int, tokens: list[Token], kinds: Kinds, at: int, sentence: int
) -> int | None:
    """The end of the match of parts[i:] that begins at token `at`, or None."""
    if i >= len(parts):
        return at
    part = parts[i]
    if isinstance(part, Gap):
        return _first(
            _forward(parts, i + 1, tokens, kinds, at + n, sentence)
            for n in range(part.most + 1)
            if n == 0 or _usable(tokens, at + n - 1, sentence)
        )
    if isinstance(part, Maybe):
        with_it = _forward(part.parts, 0, tokens, kinds, at, sentence)
        found = None if with_it is None else _forward(parts, i + 1, tokens, kinds, with_it, sentence)
        return found if found is not None else _forward(parts, i + 1, tokens, kinds, at, sentence)
    return _first(
        _forward(parts, i + 1, tokens, kinds, end, sentence)
        for end in _ends(part, tokens, kinds, at, sentence)
    )


def _backward(
    parts: tuple[Part, ...], i: int, tokens: list[Token], kinds: Kinds, last: int, sentence: int
) -> int | None:
    """The beginning of the match of parts[:i+1] that ends on token `last`, or None."""
    if i < 0:
        return last + 1
    part = parts[i]
    if isinstance(part, Gap):
        return _first(
            _backward(parts, i - 1, tokens, kinds, last - n, sentence)
            for n in range(part.most + 1)
            if n == 0 or _usable(tokens, last - n + 1, sentence)
        )
    if isinstance(part, Maybe):
        with_it = _backward(part.parts, len(part.parts) - 1, tokens, kinds, last, sentence)
        found = None if with_it is None else _backward(parts, i - 1, tokens, kinds, with_it - 1, sentence)
        return found if found is not None else _backward(parts, i - 1, tokens, kinds, last, sentence)
    return _first(
        _backward(parts, i - 1, tokens, kinds, first - 1, sentence)
        for first in _starts(part, tokens, kinds, last, sentence)
    )


def _first(found: Iterable[int | None]) -> int | None:
    return next((one for one in found if one is not None), None)


def _together(
    parts: tuple[Part, ...], anchor: int, tokens: list[Token], kinds: Kinds, at: int
) -> tuple[int, int] | None:
    """The span of a brace pattern around token `at`: each part once, in any order, near, in one clause."""
    window = max(BRACE_WINDOW, len(parts) + 3)
    low, high = _stretch(tokens, at, window)
    word = parts[anchor]
    assert isinstance(word, Word)
    for end in _ends(word, tokens, kinds, at, tokens[at].sentence):
        rest = [part for i, part in enumerate(parts) if i != anchor and isinstance(part, Word)]
        span = _place(rest, [(at, end)], tokens, kinds, (low, high), window)
        if span:
            return span
    return None


def _stretch(tokens: list[Token], at: int, window: int) -> tuple[int, int]:
    low = high = at
    while low > 0 and at - low < window and tokens[low - 1].part == tokens[at].part:
        low -= 1
    while high + 1 < len(tokens) and high - at < window and tokens[high + 1].part == tokens[at].part:
        high += 1
    return low, high + 1


def _place(
    rest: list[Word],
    taken: list[tuple[int, int]],
    tokens: list[Token],
    kinds: Kinds,
    bounds: tuple[int, int],
    window: int,
) -> tuple[int, int] | None:
    if not rest:
        first, last = min(a for a, _ in taken), max(b for _, b in taken)
        return (first, last) if last - first <= window else None
    for start in range(*bounds):
        for end in _ends(rest[0], tokens, kinds, start, tokens[start].sentence):
            if end <= bounds[1] and all(end <= a or start >= b for a, b in taken):
                span = _place(rest[1:], [*taken, (start, end)], tokens, kinds, bounds, window)
                if span:
                    return span
    return None


class Compiler:
    """Compiles patterns with the word lists of vocabulary.yaml and a cost for each word (how common it is)."""

    def __init__(self, vocabulary: Mapping[str, list[str]], cost: Mapping[str, float]) -> None:
        self._vocabulary = vocabulary
        self._cost = cost
        self._lists: dict[str, Word] = {}

    def __call__(self, text: str) -> Pattern:
        """Compile one pattern; raises PatternError with a Norwegian sentence."""
        body = text.strip()
        together = body.startswith("{") and body.endswith("}")
        if together:
            body = body[1:-1]
        if "{" in body or "}" in body:
            raise PatternError("Krøllparenteser må stå rundt hele mønsteret: {ord ord}.")
        parts = self._parts(body, text)
        if together and not all(isinstance(part, Word) for part in parts):
            raise PatternError("Inne i { } kan det bare stå ord, @lister og #tall, ikke .. eller [ ].")
        return Pattern(text, parts, together, self._anchor(parts), _negates(parts, all), _negates(parts, any))

    def _parts(self, body: str, text: str) -> tuple[Part, ...]:
        parts: list[Part] = []
        for piece in _PIECE.findall(body):
            if piece.startswith("["):
                inner = self._parts(piece[1:-1], text) if piece.endswith("]") else ()
                if not inner:
                    raise PatternError(f"«{piece}» er ikke lukket eller er tom. Skriv [ord].")
                parts.append(Maybe(inner))
            elif piece in GAPS:
                parts.append(Gap(GAPS[piece]))
            else:
                parts += self._words(piece)
        if parts and (isinstance(parts[0], Gap) or isinstance(parts[-1], Gap)):
            raise PatternError("Et mønster kan ikke begynne eller slutte med .. eller ...")
        return tuple(parts)

    def _words(self, piece: str) -> list[Part]:
        """One piece between spaces: mostly one Word; 'rs-virus' becomes two."""
        options = [option for option in piece.split("|") if option]
        if not options:
            raise PatternError(f"«{piece}» har ingen ord.")
        if len(options) == 1 and "*" not in piece and piece[0] not in "@#":
            said = [token.raw for token in tokenise(piece)]
            if not said:
                raise PatternError(f"«{piece}» er ikke et ord.")
            return [Word(frozenset((one,))) for one in said]
        return [self._merge([self._option(option) for option in options])]

    def _option(self, option: str) -> Word:
        if option.startswith("@"):
            return self._list(option[1:])
        if option.startswith("#"):
            if option not in NUMBERS:
                raise PatternError(f"«{option}» finnes ikke. Bruk #temp, #age eller #num.")
            return Word(frozenset(), numbers=frozenset((option,)))
        return self._plain(option)

    def _plain(self, option: str) -> Word:
        stem = "".join(token.raw for token in tokenise(option.strip("*")))
        if option.count("*") > 1 or "*" in option[1:-1] or not stem:
            raise PatternError(
                f"«{option}»: stjernen kan stå foran eller bak et ord, ikke begge steder eller inni."
            )
        if option.endswith("*"):
            return Word(frozenset(), prefixes=(stem,))
        if option.startswith("*"):
            return Word(frozenset(), suffixes=(stem,))
        said = [token.raw for token in tokenise(option)]
        if len(said) == 1:
            return Word(frozenset(said))
        return Word(frozenset(), phrases=(tuple(Word(frozenset((one,))) for one in said),))

    def _list(self, name: str) -> Word:
        if name not in self._vocabulary:
            raise PatternError(f"Ordlisten @{name} finnes ikke i vocabulary.yaml.")
        if name not in self._lists:
            self._lists[name] = Word(frozenset())
            self._lists[name] = self._merge([self._entry(entry) for entry in self._vocabulary[name]])
        return self._lists[name]

    def _entry(self, entry: str) -> Word:
        said = entry.split()
        if len(said) == 1:
            return self._option(said[0]) if said[0][0] == "@" else self._plain(said[0])
        words = [self._option(option) for option in said]
        return Word(frozenset(), phrases=(tuple(words),))

    @staticmethod
    def _merge(words: list[Word]) -> Word:
        phrases = sorted((p for word in words for p in word.phrases), key=len, reverse=True)
        return Word(
            frozenset().union(*(word.words for word in words)),
            tuple(dict.fromkeys(p for word in words for p in word.prefixes)),
            tuple(dict.fromkeys(s for word in words for s in word.suffixes)),
            frozenset().union(*(word.numbers for word in words)),
            tuple(phrases),
        )

    def _anchor(self, parts: tuple[Part, ...]) -> int:
        costs = [(self._cost_of(part), i) for i, part in enumerate(parts) if isinstance(part, Word)]
        if not costs:
            raise PatternError("Mønsteret må ha minst ett ord som alltid er der.")
        return min(costs)[1]

    def _cost_of(self, word: Word) -> float:
        total = sum(self._cost.get(one, 1e-6) for one in word.words)
        total += sum(3e-3 / max(1, len(prefix)) ** 2 for prefix in word.prefixes)
        total += 0.02 * len(word.suffixes) + 0.05 * len(word.numbers)
        return total + sum(min(self._cost_of(one) for one in phrase) for phrase in word.phrases)


def _negates(parts: Iterable[Part], how: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether a part says no in `all` or in `any` of its alternatives."""
    words = [part for part in parts if isinstance(part, Word)]
    return any(_says_no(word, how) for word in words)


def _says_no(word: Word, how: Callable[[Iterable[bool]], bool]) -> bool:
    options = [one in NEGATIONS for one in word.words] + [False] * (
        len(word.prefixes) + len(word.suffixes) + len(word.numbers)
    )
    options += [any(_says_no(one, how) for one in phrase) for phrase in word.phrases]
    return how(options)


def literals(pattern_parts: Iterable[Part]) -> Iterator[tuple[str, bool]]:
    """Every word a pattern names, with True when it is only a beginning (`pust*`)."""
    for part in pattern_parts:
        if isinstance(part, Maybe):
            yield from literals(part.parts)
        elif isinstance(part, Word):
            yield from ((word, False) for word in part.words)
            yield from ((prefix, True) for prefix in part.prefixes)
            for phrase in part.phrases:
                yield from literals(phrase)
