"""The pattern language of the protocol: from `"@barnet puster [helt] ikke"` to something that matches tokens."""

import re
from collections.abc import Iterable, Mapping

from content.yaml_loader import nearest
from screening.language.lexicon import Lexicon
from screening.language.tokens import tokenise
from screening.matching import Gap, Maybe, Part, Pattern, Word

GAPS = {"..": 3, "...": 6}
TOUCHES = "~"  # before a not_in pattern: sharing one word with a match is enough to shield it
NUMBERS = frozenset({"#num", "#temp", "#age"})
NEGATIONS = frozenset(
    {"ikke", "ikkje", "ikkj", "itj", "ittj", "itte", "ingen", "ingenting", "inga", "intet", "inkje", "uten", "utan", "verken", "korkje", "hverken", "aldri", "not", "no", "never", "none", "nothing", "without", "cannot", "cant", "wont", "doesnt", "isnt", "didnt", "dont", "hasnt", "havent", "wasnt", "arent", "couldnt", "wouldnt", "inte", "ej", "knapt"}
)  # fmt: skip
_PIECE = re.compile(r"\[[^\]]*\]|\S+")


class PatternError(ValueError):
    """What is wrong with a pattern, as a Norwegian sentence."""


class Compiler:
    """Compiles patterns with the word lists of the protocol.

    cost: how common a word is. lexicon: a dialect or nynorsk word in a pattern also stands for its bokmål.
    """

    def __init__(
        self, vocabulary: Mapping[str, list[str]], cost: Mapping[str, float], lexicon: Lexicon
    ) -> None:
        self._vocabulary = vocabulary
        self._cost = cost
        self._lexicon = lexicon
        self._lists: dict[str, Word] = {}
        self._made: dict[tuple[object, ...], Word] = {}
        # pieces and words come again in hundreds of patterns
        self._pieces: dict[str, list[Part]] = {}
        self._plains: dict[str, Word] = {}
        self._noes: dict[int, tuple[bool, bool]] = {}

    def __call__(self, text: str) -> Pattern:
        """Compile one pattern; raises PatternError with a Norwegian sentence."""
        body = text.strip().removeprefix(TOUCHES)
        together = body.startswith("{") and body.endswith("}")
        if together:
            body = body[1:-1]
        if "{" in body or "}" in body:
            raise PatternError("Krøllparenteser må stå rundt hele mønsteret: {ord ord}.")
        parts = self._parts(body, text)
        if together and not all(isinstance(part, Word) for part in parts):
            raise PatternError("Inne i { } kan det bare stå ord, @lister og #tall, ikke .. eller [ ].")
        anchor = self._anchor(parts)
        others = [part for i, part in enumerate(parts) if isinstance(part, Word) and i != anchor]
        needs = [
            frozenset(key for key, _ in word.rarest()) for word in sorted(others, key=lambda word: word.cost)
        ]
        must = tuple(key for keys in needs if len(keys) == 1 for key in keys)
        some = tuple(keys for keys in needs if len(keys) > 1)
        always, perhaps = self._negates(parts)
        return Pattern(text, parts, together, anchor, must, some, always, perhaps)

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
                if piece not in self._pieces:
                    self._pieces[piece] = self._words(piece)
                parts += self._pieces[piece]
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
            return [self._literal(one) for one in said]
        return [self._merge([self._option(option) for option in options])]

    def _option(self, option: str) -> Word:
        if option.startswith("@"):
            return self._list(option[1:])
        if option.startswith("#"):
            if option not in NUMBERS:
                raise PatternError(f"«{option}» finnes ikke. Bruk #temp, #age eller #num.")
            return self._same(numbers=frozenset((option,)))
        if option not in self._plains:
            self._plains[option] = self._plain(option)
        return self._plains[option]

    def _plain(self, option: str) -> Word:
        stem = "".join(token.raw for token in tokenise(option.strip("*")))
        if option.count("*") > 1 or "*" in option[1:-1] or not stem:
            raise PatternError(
                f"«{option}»: stjernen kan stå foran eller bak et ord, ikke begge steder eller inni."
            )
        if option.endswith("*"):
            return self._same(prefixes=(stem,))
        if option.startswith("*"):
            return self._same(suffixes=(stem,))
        said = [token.raw for token in tokenise(option)]
        if len(said) == 1:
            return self._literal(said[0])
        return self._same(phrases=(tuple(self._literal(one) for one in said),))

    def _list(self, name: str) -> Word:
        if name not in self._vocabulary:
            near = nearest(name, list(self._vocabulary))
            raise PatternError(f"Ordlisten @{name} finnes ikke{near or '.'}")
        if name not in self._lists:
            self._lists[name] = self._same()
            self._lists[name] = self._merge([self._entry(entry) for entry in self._vocabulary[name]])
        return self._lists[name]

    def _entry(self, entry: str) -> Word:
        said = entry.split()
        if len(said) == 1:
            return self._option(said[0])
        words = [self._option(option) for option in said]
        return self._same(phrases=(tuple(words),))

    def _merge(self, words: list[Word]) -> Word:
        if len(words) == 1:
            return words[0]
        phrases = sorted((p for word in words for p in word.phrases), key=len, reverse=True)
        return self._same(
            frozenset().union(*(word.words for word in words)),
            tuple(dict.fromkeys(p for word in words for p in word.prefixes)),
            tuple(dict.fromkeys(s for word in words for s in word.suffixes)),
            frozenset().union(*(word.numbers for word in words)),
            tuple(phrases),
        )

    def _literal(self, word: str) -> Word:
        bokmaal = self._lexicon.lookup(word)
        return self._same(
            frozenset((word, *bokmaal)) if bokmaal and len(bokmaal) == 1 else frozenset((word,))
        )

    def _same(
        self,
        words: frozenset[str] = frozenset(),
        prefixes: tuple[str, ...] = (),
        suffixes: tuple[str, ...] = (),
        numbers: frozenset[str] = frozenset(),
        phrases: tuple[tuple[Word, ...], ...] = (),
    ) -> Word:
        """One Word object for each content, so that equal places in patterns are looked up once."""
        content = (
            words,
            prefixes,
            suffixes,
            numbers,
            tuple(tuple(one.key for one in phrase) for phrase in phrases),
        )
        if content not in self._made:
            cost = self._cost_of(words, prefixes, suffixes, numbers, phrases)
            self._made[content] = Word(words, prefixes, suffixes, numbers, phrases, cost)
        return self._made[content]

    def _anchor(self, parts: tuple[Part, ...]) -> int:
        costs = [(part.cost, i) for i, part in enumerate(parts) if isinstance(part, Word)]
        if not costs:
            raise PatternError("Mønsteret må ha minst ett ord som alltid er der.")
        return min(costs)[1]

    def _cost_of(
        self,
        words: frozenset[str],
        prefixes: tuple[str, ...],
        suffixes: tuple[str, ...],
        numbers: frozenset[str],
        phrases: tuple[tuple[Word, ...], ...],
    ) -> float:
        total = sum(self._cost.get(one, 1e-6) for one in words)
        total += sum(3e-3 / max(1, len(prefix)) ** 2 for prefix in prefixes)
        total += 0.02 * len(suffixes) + 0.05 * len(numbers)
        return total + sum(min(one.cost for one in phrase) for phrase in phrases)

    def _negates(self, parts: Iterable[Part]) -> tuple[bool, bool]:
        """Whether a part says no in all of its alternatives, and whether one does in any of them."""
        said = [self._says_no(part) for part in parts if isinstance(part, Word)]
        return any(always for always, _ in said), any(perhaps for _, perhaps in said)

    def _says_no(self, word: Word) -> tuple[bool, bool]:
        if word.key not in self._noes:
            others = [False] * (len(word.prefixes) + len(word.suffixes) + len(word.numbers))
            options = [(one in NEGATIONS,) * 2 for one in word.words] + [(one, one) for one in others]
            options += [self._negates(phrase) for phrase in word.phrases]
            self._noes[word.key] = all(one for one, _ in options), any(one for _, one in options)
        return self._noes[word.key]
