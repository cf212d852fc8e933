"""The hand-made word list of resources/language/: spellings of dialects, nynorsk, learners and typos -> bokmål."""

from functools import cached_property
from pathlib import Path

from content.yaml_loader import Problem, line_of, load_yaml
from screening.language.tokens import clean


class Lexicon:
    """`words` maps one spelling to its bokmål (several words when two were written as one)."""

    def __init__(self, words: dict[str, tuple[str, ...]]) -> None:
        self.words = words

    @cached_property
    def targets(self) -> frozenset[str]:
        """Every bokmål word that the list leads to."""
        return frozenset(word for target in self.words.values() for word in target)

    def lookup(self, word: str) -> tuple[str, ...] | None:
        """The bokmål words of a spelling, or None when the list does not have it."""
        return self.words.get(word)


def load_lexicon(resources: Path) -> tuple[Lexicon, list[Problem]]:
    """Read every file in resources/language/. A spelling that leads to two words is a problem."""
    words: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for path in sorted((resources / "language").glob("*.yaml")):
        data, lines, found = load_yaml(path)
        problems += found
        for target, spellings in (data or {}).get("words", {}).items() if isinstance(data, dict) else ():
            line = line_of(lines, ("words", target))
            problems += _add(words, str(target), spellings, path.name, line)
    return Lexicon(words), problems


def _add(
    words: dict[str, tuple[str, ...]], target: str, spellings: object, file: str, line: int
) -> list[Problem]:
    if not isinstance(spellings, list) or not all(isinstance(one, str) for one in spellings):
        return [Problem(file, line, f"Under «{target}» skal det stå en liste av ord i [ ].")]
    problems = []
    split = tuple(clean(word) for word in target.split())
    for spelling in map(clean, spellings):
        if words.setdefault(spelling, split) != split:
            problems.append(
                Problem(
                    file, line, f"«{spelling}» leder både til «{' '.join(words[spelling])}» og «{target}»."
                )
            )
    return problems
