"""What the rest of the project uses: load the protocol once, screen messages, fetch the texts to show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from content.models import Localised
from content.yaml_loader import Problem
from screening.engine import Engine, Result
from screening.getting_through import got_through
from screening.language.lexicon import Lexicon, load_lexicon
from screening.language.normalise import Normaliser
from screening.matcher import Matcher
from screening.matching import Pattern, literals
from screening.patterns import Compiler, PatternError
from screening.presenting import CAREFUL
from screening.protocol import Protocol, ProtocolError, read_protocol
from screening.protocol_models import Question, Rule, ShortLines
from screening.reading import Reader, word_costs
from screening.state import State
from screening.statistical.linear import Linear

if TYPE_CHECKING:
    from screening.statistical.description import Description

MODEL = Path(__file__).parent / "model"

_AGAIN_NUMBER = {"116117": "116 117", "116111": "116 111"}


KeyedPattern = tuple[tuple[str, bool], Pattern]


class Screener:
    """The rule layer. Make one with `Screener.load`; it is read-only and safe to share between tasks."""

    def __init__(self, protocol: Protocol, reader: Reader, linear: Linear | None = None) -> None:
        self.protocol = protocol
        self.reader = reader
        self.linear = linear
        self.engine = Engine(protocol, reader)

    @classmethod
    def load(cls, resources: Path) -> Screener:
        """Load everything under resources/; raises ProtocolError with all problems."""
        parts, problems = _read_parts(resources)
        if problems or parts is None:
            raise ProtocolError(problems)
        return cls._build(*parts)

    @classmethod
    def read(cls, resources: Path) -> tuple[Screener | None, list[Problem]]:
        """As load, but gives what works beside the problems (for `screening.check` and `screening.try`)."""
        parts, problems = _read_parts(resources)
        return (cls._build(*parts) if parts else None), problems

    @classmethod
    def _build(cls, protocol: Protocol, lexicon: Lexicon, patterns: list[KeyedPattern]) -> Screener:
        words, prefixes = literals(pattern for _, pattern in patterns)
        return cls(protocol, Reader(Normaliser(lexicon, words, prefixes), Matcher(patterns)), _linear())

    def screen(
        self,
        text: str,
        state: State | None,
        *,
        choice: str | None = None,
        hold: bool = False,
        answers: bool = True,
    ) -> tuple[Result, State]:
        """Screen one message of a parent. Pure: JSON in, JSON out; `state` is None or what the last call gave.

        hold: a statistical layer is at hand, so what the rules are unsure of may wait for it, and questions about what looks
        harmless are left out; `settle` must follow then. answers: False when the message answers something that was asked
        after the open safety question, which then stays open.
        """
        judge = self.linear if hold else None
        return self.engine.screen(text, state, choice, judge=judge, answers=answers)

    def got_through(self, text: str) -> bool | None:
        """What a parent answers to «Kom du gjennom til 113?»; None when it is no clear answer to that."""
        return got_through(self.reader.tokens(text))

    def settle(self, text: str, state: State | None, description: Description | None) -> tuple[Result, State]:
        """Take in what the statistical layer made of a message that was screened with `hold`; None: it could not."""
        return self.engine.settle(text, state, description)

    def ask(self, state: State | None, question_id: str) -> State:
        """A safety question has been put to the parent; raises KeyError for an unknown id."""
        return self.engine.ask(state, question_id)

    def sources(self, rule_id: str) -> list[str]:
        """The titles of what a rule rests on; raises KeyError for an unknown rule."""
        return [self.protocol.sources[key] for key in self.rule(rule_id).sources]

    def timed_out(self, state: State | None) -> tuple[Result, State]:
        """Nobody answered the open question in time: the careful case."""
        return self.engine.timed_out(state)

    def message(
        self, rule_id: str, language: str, full: bool = True, *, level: str | None = None, variant: int = 0
    ) -> str:
        """The fixed text for `show`: in full (with first aid), or one of the short lines of its level.

        variant: which of the rule's level entries, or which short line.
        """
        if rule_id == CAREFUL:
            return self.protocol.messages.careful.text.get(language)
        rule = self.rule(rule_id)
        level = level or rule.levels[0].level
        if full:
            return self._full(rule, level, language, variant)
        return self._short(rule, level, language, variant)

    def _full(self, rule: Rule, level: str, language: str, number: int) -> str:
        of_level = [one for one in rule.levels if one.level == level]
        meant = rule.levels[number] if number < len(rule.levels) else None
        entry = meant if meant in of_level else next(iter(of_level), None)
        text = entry.message if entry and entry.message else rule.message
        if entry is None or text is None:
            texts: dict[str, Localised] = dict(self.protocol.general.texts.items())
            text = texts.get(level, text)
        blocks = [
            block.text.get(language)
            for block in self.protocol.messages.first_aid
            if block.id == rule.first_aid
        ]
        return "\n\n".join([text.get(language) if text else "", *blocks]).strip()

    def _short(self, rule: Rule, level: str, language: str, variant: int) -> str:
        entry = next((one for one in rule.levels if one.level == level), None)
        number = (entry.number if entry else None) or rule.number or {"RED": "113"}.get(level, "116117")
        short: dict[str, ShortLines] = dict(self.protocol.messages.short.items())
        if rule.crisis and not rule.own_body:
            short.update(self.protocol.messages.short_crisis.items())
        lines: list[str] = getattr(short[level], language, short[level].nb)
        return lines[variant % len(lines)].replace("{number}", _AGAIN_NUMBER.get(number, number))

    def question(self, question_id: str, language: str, again: bool = False) -> dict[str, Any]:
        """A safety question as it is put to a parent; `again` in other words. Raises KeyError."""
        question: Question = self.protocol.questions[question_id]
        text = question.again if again else question.text
        choices = [
            {"label": choice.label.get(language), "value": choice.value} for choice in question.choices
        ]
        return {"id": question.id, "text": text.get(language), "choices": choices}

    def rule(self, rule_id: str) -> Rule:
        """The rule behind an alert; raises KeyError."""
        return self.protocol.rules[rule_id]


def _read_parts(resources: Path) -> tuple[tuple[Protocol, Lexicon, list[KeyedPattern]] | None, list[Problem]]:
    """The protocol, the lexicon and the compiled patterns, with every problem of the three."""
    protocol, problems = read_protocol(resources)
    lexicon, found = load_lexicon(resources)
    problems += found
    if protocol is None:
        return None, sorted(set(problems))
    patterns, found = _compile(protocol, lexicon)
    return (protocol, lexicon, patterns), sorted({*problems, *found})


def _compile(protocol: Protocol, lexicon: Lexicon) -> tuple[list[KeyedPattern], list[Problem]]:
    compiler = Compiler(protocol.vocabulary, word_costs(), lexicon)
    patterns: list[KeyedPattern] = []
    problems: list[Problem] = []
    for sign in protocol.signs.values():
        for key, texts in (("patterns", sign.patterns), ("not_in", sign.not_in)):
            for number, text in enumerate(texts):
                try:
                    patterns.append(((sign.id, key == "not_in"), compiler(text)))
                except PatternError as error:
                    problems.append(
                        protocol.places[sign.id].problem(f"Mønsteret «{text}»: {error}", key, number)
                    )
    return patterns, problems


def _linear() -> Linear | None:
    """The weights of this release; without them everything that the rules find is told at once."""
    try:
        return Linear.load(MODEL)
    except (OSError, ValueError, KeyError):
        return None
