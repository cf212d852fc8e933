"""A compiled pattern and how it is laid against the tokens of one sentence.

Matching starts at the pattern's rarest word (the anchor) and grows both ways. Which pattern words a token
can be is looked up once per token, and a pattern is tried only when each of its words occurs at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count

from screening.language.tokens import Token

BRACE_WINDOW = 6
# Small words that may stand between any two words of a pattern: «puster fortsatt ikke», «puster liksom rart».
FILLERS = frozenset({"fortsatt", "jo", "liksom", "altså", "faktisk", "egentlig", "visst", "nok", "vel", "da", "nå", "akkurat", "bare", "sånn", "litt", "veldig", "helt", "ganske", "også", "virkelig", "plutselig", "fremdeles", "ennå", "skikkelig", "kjempe", "still", "just", "really", "suddenly", "very", "now"})  # fmt: skip
Kinds = list[frozenset[str]]
_REMEMBERED = 8000  # words whose look-up is kept
_keys = count()


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One place in a pattern: any of these words, beginnings, endings, kinds of number or phrases.

    cost: how common it is in messages; the rarest word of a pattern is where matching starts.
    """

    words: frozenset[str]
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    phrases: tuple[tuple["Word", ...], ...] = ()
    cost: float = 0.0
    key: int = field(default_factory=lambda: next(_keys))
    heads: dict[int, list[tuple["Word", ...]]] = field(init=False, repr=False)
    tails: dict[int, list[tuple["Word", ...]]] = field(init=False, repr=False)
    head_keys: frozenset[int] = field(init=False, repr=False)
    tail_keys: frozenset[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Sort the phrases by the key of their first and of their last word."""
        heads: dict[int, list[tuple[Word, ...]]] = {}
        tails: dict[int, list[tuple[Word, ...]]] = {}
        for phrase in self.phrases:
            heads.setdefault(phrase[0].key, []).append(phrase)
            tails.setdefault(phrase[-1].key, []).append(phrase)
        object.__setattr__(self, "heads", heads)
        object.__setattr__(self, "tails", tails)
        object.__setattr__(self, "head_keys", frozenset(heads))
        object.__setattr__(self, "tail_keys", frozenset(tails))

    def rarest(self) -> Iterator[tuple[int, int]]:
        """(key, offset) of the word itself and of the rarest word of each of its phrases."""
        yield self.key, 0
        for phrase in self.phrases:
            offset = min(range(len(phrase)), key=lambda i: phrase[i].cost)
            yield phrase[offset].key, offset


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` other words."""

    most: int


@dataclass(frozen=True, slots=True)
class Maybe:
    """Words that may be there or not."""

    parts: tuple["Part", ...]


Part = Word | Gap | Maybe


class WordIndex:
    """Which pattern words a token can be: looked up by its forms, their beginnings and endings."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._by: dict[tuple[str, str], list[int]] = {}
        for word in words:
            for kind, values in (
                ("=", word.words),
                ("<", word.prefixes),
                (">", word.suffixes),
                ("#", word.numbers),
            ):
                for value in values:
                    self._by.setdefault((kind, value), []).append(word.key)
        self._lengths = {
            kind: sorted({len(value) for sort, value in self._by if sort == kind}) for kind in "<>"
        }
        self.keys = lru_cache(maxsize=_REMEMBERED)(self._keys)

    def _keys(self, forms: frozenset[str], kinds: frozenset[str]) -> frozenset[int]:
        """The keys of the pattern words that a token with these forms and kinds can be."""
        found: set[int] = set()
        for form in forms:
            found.update(self._by.get(("=", form), ()))
            for length in self._lengths["<"]:
                if length > len(form):
                    break
                found.update(self._by.get(("<", form[:length]), ()))
            for length in self._lengths[">"]:
                if length > len(form):
                    break
                found.update(self._by.get((">", form[-length:]), ()))
        for kind in kinds:
            found.update(self._by.get(("#", kind), ()))
        return frozenset(found)


class Scan:
    """One sentence: tokens low..high-1, and which pattern words each of them can be."""

    def __init__(self, tokens: list[Token], keys: list[frozenset[int]], low: int, high: int) -> None:
        self.tokens, self.keys, self.low, self.high = tokens, keys, low, high

    def ends(self, word: Word, at: int) -> Sequence[int]:
        """Where `word` may end when it begins at token `at`; longest phrases first."""
        if not self.low <= at < self.high:
            return ()
        here = self.keys[at]
        alone = (at + 1,) if word.key in here else ()
        if here.isdisjoint(word.head_keys):
            return alone
        phrases = (phrase for key in word.head_keys & here for phrase in word.heads[key])
        return *sorted((at + len(p) for p in phrases if self._phrase(p, at)), reverse=True), *alone

    def starts(self, word: Word, last: int) -> Sequence[int]:
        """Where `word` may begin when it ends on token `last`; longest phrases first."""
        if not self.low <= last < self.high:
            return ()
        here = self.keys[last]
        alone = (last,) if word.key in here else ()
        if here.isdisjoint(word.tail_keys):
            return alone
        phrases = (phrase for key in word.tail_keys & here for phrase in word.tails[key])
        return *sorted(last - len(p) + 1 for p in phrases if self._phrase(p, last - len(p) + 1)), *alone

    def _phrase(self, phrase: tuple[Word, ...], at: int) -> bool:
        if at < self.low or at + len(phrase) > self.high:
            return False
        return all(word.key in self.keys[at + i] for i, word in enumerate(phrase))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `together`: a brace pattern, any order. `anchor`: index of its rarest part.

    must: the keys of the words that must be there beside the anchor, rarest first; some: of each further such word the keys
    that show it, when it is also there as a phrase. negates: it always holds a negation of its own; may_negate: one of its alternatives does.
    """

    text: str
    parts: tuple[Part, ...]
    together: bool
    anchor: int
    must: tuple[int, ...]
    some: tuple[frozenset[int], ...]
    negates: bool
    may_negate: bool

    def matches(self, scan: Scan, at: int) -> tuple[int, int] | None:
        """The span (first, last+1) of tokens that match with the anchor on token `at`."""
        anchor = self.parts[self.anchor]
        assert isinstance(anchor, Word)
        if not scan.low <= at < scan.high:
            return None
        if self.together:
            return _together(self.parts, self.anchor, scan, at)
        for end in scan.ends(anchor, at):
            stop = _forward(self.parts, self.anchor + 1, scan, end)
            if stop is None:
                continue
            start = _backward(self.parts, self.anchor - 1, scan, at - 1)
            if start is not None:
                return start, stop
        return None


def _forward(parts: tuple[Part, ...], i: int, scan: Scan, at: int) -> int | None:
    """The end of the match of parts[i:] that begins at token `at`, or None."""
    if i >= len(parts):
        return at
    part = parts[i]
    if isinstance(part, Word):
        for begin in _past_fillers(scan, at, 1):
            for end in scan.ends(part, begin):
                if (stop := _forward(parts, i + 1, scan, end)) is not None:
                    return stop
        return None
    if isinstance(part, Maybe):
        with_it = _forward(part.parts, 0, scan, at)
        if with_it is not None and (stop := _forward(parts, i + 1, scan, with_it)) is not None:
            return stop
        return _forward(parts, i + 1, scan, at)
    for begin in range(at, at + min(part.most, scan.high - at) + 1):
        if (stop := _forward(parts, i + 1, scan, begin)) is not None:
            return stop
    return None


def _backward(parts: tuple[Part, ...], i: int, scan: Scan, last: int) -> int | None:
    """The beginning of the match of parts[:i+1] that ends on token `last`, or None."""
    if i < 0:
        return last + 1
    part = parts[i]
    if isinstance(part, Word):
        for end in _past_fillers(scan, last, -1):
            for first in scan.starts(part, end):
                if (start := _backward(parts, i - 1, scan, first - 1)) is not None:
                    return start
        return None
    if isinstance(part, Maybe):
        with_it = _backward(part.parts, len(part.parts) - 1, scan, last)
        if with_it is not None and (start := _backward(parts, i - 1, scan, with_it - 1)) is not None:
            return start
        return _backward(parts, i - 1, scan, last)
    for end in range(last, last - min(part.most, last - scan.low + 1) - 1, -1):
        if (start := _backward(parts, i - 1, scan, end)) is not None:
            return start
    return None


def _past_fillers(scan: Scan, at: int, step: int) -> tuple[int, ...]:
    """`at`, and the places behind the small words that stand there."""
    if not scan.low <= at < scan.high or scan.tokens[at].norm not in FILLERS:
        return (at,)
    behind = at + step
    if not scan.low <= behind < scan.high or scan.tokens[behind].norm not in FILLERS:
        return (at, behind)
    return (at, behind, behind + step)


def _together(parts: tuple[Part, ...], anchor: int, scan: Scan, at: int) -> tuple[int, int] | None:
    """The span of a brace pattern around token `at`: each part once, in any order, near, in one clause."""
    window = max(BRACE_WINDOW, len(parts) + 3)
    bounds = _stretch(scan, at, window)
    word = parts[anchor]
    assert isinstance(word, Word)
    rest = [part for i, part in enumerate(parts) if i != anchor and isinstance(part, Word)]
    return next(
        (span for end in scan.ends(word, at) if (span := _place(rest, [(at, end)], scan, bounds, window))),
        None,
    )


def _stretch(scan: Scan, at: int, window: int) -> tuple[int, int]:
    tokens, low, high = scan.tokens, at, at
    while low > scan.low and at - low < window and tokens[low - 1].part == tokens[at].part:
        low -= 1
    while high + 1 < scan.high and high - at < window and tokens[high + 1].part == tokens[at].part:
        high += 1
    return low, high + 1


def _place(
    rest: list[Word], taken: list[tuple[int, int]], scan: Scan, bounds: tuple[int, int], window: int
) -> tuple[int, int] | None:
    if not rest:
        first, last = min(a for a, _ in taken), max(b for _, b in taken)
        return (first, last) if last - first <= window else None
    for start in range(*bounds):
        for end in scan.ends(rest[0], start):
            if end <= bounds[1] and all(end <= a or start >= b for a, b in taken):
                span = _place(rest[1:], [*taken, (start, end)], scan, bounds, window)
                if span:
                    return span
    return None


def words_in(parts: Iterable[Part], seen: set[int] | None = None) -> Iterator[Word]:
    """Every Word in parts once, those inside phrases and [ ] too. `seen`: keys of words that need not come again."""
    seen = set() if seen is None else seen
    for part in parts:
        if isinstance(part, Maybe):
            yield from words_in(part.parts, seen)
        elif isinstance(part, Word) and part.key not in seen:
            seen.add(part.key)
            yield part
            for phrase in part.phrases:
                yield from words_in(phrase, seen)


def literals(patterns: Iterable[Pattern]) -> tuple[frozenset[str], frozenset[str]]:
    """Every word that the patterns name, and every beginning (`pust*`)."""
    seen: set[int] = set()
    words = [word for pattern in patterns for word in words_in(pattern.parts, seen)]
    named = frozenset().union(*(word.words for word in words))
    return named, frozenset(prefix for word in words for prefix in word.prefixes)
