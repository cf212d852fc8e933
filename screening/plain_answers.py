"""Ordinary answers that are neither yes nor no: «som vanlig», «hun leker», «sju», «alle er trygge», «takk for hjelpen».

The words are data (`answers` in general.yaml). All but what a child does is read only when nothing else stands beside it but
small words: «som vanlig når hun har anfall» and «hun sover og lar seg ikke vekke» are no such answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from screening.answers import NO, YES
from screening.general import AnswerWords
from screening.language.tokens import Token
from screening.numbers import ORDINALS, UNIT_OF, WORDS, quantities
from screening.patterns import NEGATIONS
from screening.people import who
from screening.people_words import PREPOSITIONS
from screening.protocol_models import Choice, Question
from screening.reading import Reading

ACTIVITY = "activity"  # the kind of answer that tells what the child is doing
ASLEEP = "asleep"
SLEEPS_ON = "sleeps_on"
AWAKE = "awake"
CONTACT = "contact"  # the topic of whether a child can be reached
_MOST_WORDS = 16
_GUESS_WORDS = 2  # of a guess with a question mark
_LONGEST = 6  # words of a phrase
_REMEMBERED = 2000  # forms that were looked up
_SURE_YEARS = range(4, 18)  # a bare number below may be weeks or months, one above too
_MONTHS_A_YEAR = 12.0
_MINUTES = {"minute": 1.0, "hour": 60.0}
_PUT_RIGHT = frozenset({"temperature"})  # measures that a parent puts right after a no
_AND = frozenset({"og", "and"})
_HALF = frozenset({"litt", "innimellom", "iblant", "stundom", "sometimes", "little"})
_BUT = frozenset({"men", "but", "bare", "berre", "only", "just"})


_LISTS = (
    "small",
    "dark",
    "baby",
    "turns",
    "persons",
    "not_beside",
    "harmless_denied",
    "feelings",
    "unable",
    "away",
)


class Words:
    """Words, put up so that one look tells whether a token is among them: as written or as bokmål; «hopp*» is any word that
    begins so, «*bror» any that ends so."""

    def __init__(self, words: Iterable[str]) -> None:
        told = list(words)
        self._whole = frozenset(word for word in told if "*" not in word)
        self._begins = tuple(word[:-1] for word in told if word.endswith("*"))
        self._ends = tuple(word[1:] for word in told if word.startswith("*"))
        self._is_one = lru_cache(maxsize=_REMEMBERED)(self._look)

    def has(self, token: Token) -> bool:
        return self._is_one(token.norm) or self._is_one(token.raw)

    def _look(self, form: str) -> bool:
        return form in self._whole or form.startswith(self._begins) or form.endswith(self._ends)


NONE = Words(())


class PlainAnswers:
    """Reads a message as such an answer."""

    def __init__(self, words: AnswerWords) -> None:
        self._words = words
        self._lists = {name: Words(getattr(words, name)) for name in _LISTS}
        self._beside_age = Words([*words.small, *words.beside_age])
        self._corrects_age = Words([*words.corrects_age, *NEGATIONS])
        self._topics = {topic: Words(named) for topic, named in words.topics.items()}
        self._kinds = {kind: _phrases(phrases) for kind, phrases in words.kinds.items()}
        self._activities = _phrases(words.activities)
        self._thanks = _phrases(words.thanks)
        self._reassuring = _phrases(words.reassuring)
        self._corrects = _phrases(words.corrects)
        self._asking = _phrases(words.asking)
        self._untold = _phrases(words.untold)
        self._otherwise = [*self._activities, *_phrases(words.otherwise)]
        self._thoughts = _phrases(words.thoughts)
        self._not_the_child = _phrases(words.not_the_child)
        self._well = [phrase for kind in words.well for phrase in self._kinds.get(kind, ())]
        self._good_things = [phrase for kind in words.good_things for phrase in self._kinds.get(kind, ())]
        self._how_it_is = [phrase for kind in words.how_it_is for phrase in self._kinds.get(kind, ())]

    @property
    def calm_signs(self) -> Collection[str]:
        """Signs that tell nothing new beside such an answer."""
        return self._words.calm_signs

    def choice(self, question: Question, reading: Reading, present: Collection[str]) -> str | None:
        """The choice that such an answer makes. present: the signs that the message tells as present."""
        if _asks(reading.tokens):
            return None
        return next(
            (one.value for one in question.choices if self._says(question, one, reading, present)), None
        )

    def is_asleep(self, reading: Reading) -> bool:
        """«Hun sover», «nei, hun sover», and not a word more: nobody knows yet whether she wakes. «Nei, sover fortsatt» says so."""
        tokens = _without(reading.tokens, YES | NO)
        if self.begins_with_no(reading) and self._finds(tokens, self._kinds.get(SLEEPS_ON, ())):
            return False
        return not _asks(tokens) and self._covers(tokens, self._kinds.get(ASLEEP, ()))

    def begins_with_no(self, reading: Reading) -> bool:
        """Whether the first word is a «nei»."""
        return _begins_with(reading.tokens, NO)

    def is_thanks(self, reading: Reading) -> bool:
        """«Takk for hjelpen», «ok, tusen takk», and not a word more."""
        tokens = _without(reading.tokens, {*YES, *self._words.received})
        return not _asks(tokens) and self._covers(tokens, self._thanks)

    def is_question(self, reading: Reading) -> bool:
        """«Hvor lenge smitter det?»: the parent asks something; that is no try at an answer."""
        if self.begins_as_question(reading):
            return True
        tokens = reading.tokens
        return _asks(tokens[-1:]) and not _begins_with(tokens, YES | NO)

    def only_names_something(self, reading: Reading) -> bool:
        """«Krupp?», «kanskje krupp?»: a parent's guess at what it is, no answer."""
        tokens = reading.tokens
        return self.is_question(reading) and len(tokens) <= _GUESS_WORDS

    def corrects(self, reading: Reading) -> bool:
        """«Nei, det gjelder datteren min»: the no is said to what was understood, not to what was asked."""
        return _length(_without(reading.tokens, NO), 0, self._corrects) > 0

    def begins_as_question(self, reading: Reading) -> bool:
        """«Hva skal jeg si til henne», «skal jeg ringe»: whatever its words would be as an answer, it is none. «Hva? Nei» is."""
        tokens = reading.tokens
        begins = _length(tokens, 0, self._asking)
        answers = _begins_with(tokens[1:], YES | NO) or _begins_with(tokens[-1:], YES | NO)
        return begins > 0 and len(tokens) > begins and not answers

    def no_is_elsewhere(self, question: Question, reading: Reading, *, alarms: bool, bodily: bool) -> bool:
        """Whether a «nei» goes on with what cannot agree with it: another age, that the child is well, or the parent's own doings.

        alarms: the no would be a sign; bodily: one of the child's body. «Nei hun drikker fint» is none then, «nei hun bare
        puster» is.
        """
        tokens = _without(reading.tokens, NO)
        if not tokens or _asks(tokens):
            return False
        puts_right = bool(reading.ages) or any(self._corrects_age.has(token) for token in tokens)
        if question.kind != "age" and puts_right and self.tells_only_a_measure(reading):
            return True
        if self._tells_of_oneself(tokens, alarms=alarms, bodily=bodily):
            return True
        return bodily and self._tells_well(question, tokens)

    def tells_only_a_measure(self, reading: Reading) -> bool:
        """«3 år»; «nei vent, han er 2 måneder, ikke 2 år»; «nei, mente 39,8, ikke 38,8»: a number, told or put right."""
        tokens = _without(reading.tokens, NO)
        spans = [(age.first, age.last) for age in reading.ages]
        spans += [(fact.first, fact.last) for fact in reading.facts if fact.name in _PUT_RIGHT]
        within = {id(token) for first, last in spans for token in reading.tokens[first:last]}
        others = [token for token in tokens if id(token) not in within and token.number is None]
        return bool(within) and all(
            self._beside_age.has(token) or self._corrects_age.has(token) or token.norm in UNIT_OF
            for token in others
        )

    def _tells_of_oneself(self, tokens: Sequence[Token], *, alarms: bool, bodily: bool) -> bool:
        """«Nei, vi har ikke ringt», «nei, jeg er bare så sliten»: nothing that the parent cannot do, and where the no would be a
        sign, nobody else is named: «nei, hun har ikke sagt noe»."""
        if any(self._lists["unable"].has(token) for token in tokens):
            return False
        people = {who(token) for token in tokens}
        if ("child" in people and alarms) or ("other" in people and alarms and not bodily):
            return False
        if self._finds(tokens, self._untold):
            return True
        if not bodily:
            return not alarms and self._finds(tokens, self._thoughts)
        feels = "parent" in people and any(self._lists["feelings"].has(token) for token in tokens)
        return feels or self._finds(tokens, [*self._thoughts, *self._not_the_child])

    def tells_well(self, reading: Reading) -> bool:
        """«Hun er frisk og legger på seg», «han leker og drikker»: said instead of an answer, and nothing dark beside it."""
        tokens = _without(reading.tokens, YES | NO)
        if len(tokens) > _MOST_WORDS or _asks(tokens):
            return False
        said, _ = _before_but(tokens)
        return self._stands_clear([token for token in tokens if token.norm not in _BUT]) and self._finds(
            said, [*self._well, *self._otherwise]
        )

    def good_things(self, reading: Reading) -> list[tuple[int, int]]:
        """Where a message says that the child does plenty of what was asked about: «drikker masse» is no thirst here."""
        tokens = reading.tokens
        lengths = [_length(tokens, i, self._good_things) for i in range(len(tokens))]
        return [(i, i + length) for i, length in enumerate(lengths) if length]

    def is_only_how_the_child_is(self, tokens: Sequence[Token]) -> bool:
        """«Ja hun er frisk»: nothing is said but that the child is well, which answers no question about the people around it."""
        return self._covers(_without(tokens, YES), self._how_it_is)

    def _tells_well(self, question: Question, tokens: Sequence[Token]) -> bool:
        """«Nei hun drikker fint», «nei han ser på tv»: a child that is well, or does what has to do with something else.

        So is «nei, han er i fin form, bare klør»: what comes after the good news is no danger, and nothing about what was asked.
        """
        said, after = _before_but(tokens)
        if said and after:
            rest = after[1:]
            clear = self._stands_clear(rest) and not self.is_about(question, rest)
            return clear and self._tells_well(question, said)
        if len(tokens) > _MOST_WORDS or not self._stands_clear(tokens):
            return False
        if self._finds(tokens, self._well):
            return True
        lengths = [_length(tokens, i, self._otherwise) for i in range(len(tokens))]
        does = [tokens[i : i + length] for i, length in enumerate(lengths) if length]
        # «nei, hun svarer» may go on «dårlig»
        return bool(does) and not (
            CONTACT in question.topic and any(self.is_about(question, one) for one in does)
        )

    def reassures(self, reading: Reading, present: Collection[str]) -> bool:
        """«Det er sikkert ingenting», «han har det greit på skolen»: calms or denies, and no dark word stands beside it."""
        tokens = reading.tokens
        if _asks(tokens) or len(tokens) > _MOST_WORDS or {*present} - {*self._words.calm_signs}:
            return False
        if any(self._lists["dark"].has(token) for token in tokens):
            return False
        denies = _begins_with(tokens, NO)
        return (denies and not self._finds(tokens, self._untold)) or self._finds(tokens, self._reassuring)

    def tells_baby(self, reading: Reading) -> bool:
        """Whether a word for a baby stands in the message: from then on a bare number may be weeks or months."""
        return any(self._lists["baby"].has(token) for token in reading.tokens)

    def years(self, reading: Reading, *, baby: bool) -> float | None:
        """The age in months that a bare number tells when it can only be years: «sju», «rundt 14», «fyller fire i mai».

        From one to three it may as well be weeks or months, and the unit is asked for; so it is after a word for a baby. «3 og 5»
        are years, and the youngest counts.
        """
        tokens = self._without_sleep(_without(reading.tokens, YES))
        numbers = [number for token in tokens if (number := _number(token)) is not None]
        others = [token for token in tokens if _number(token) is None]
        if baby or not numbers or any(number % 1 for number in numbers) or _asks(tokens):
            return None
        if not all(self._beside_age.has(token) for token in others):
            return None
        if len(numbers) > 1:
            return _youngest(numbers) if any(token.norm in _AND for token in others) else None
        turns = any(self._lists["turns"].has(token) for token in others)
        years = int(numbers[0]) - turns  # who turns four in May is three
        is_years = years in _SURE_YEARS or (turns and 0 < years < _SURE_YEARS.stop)
        return years * _MONTHS_A_YEAR if is_years else None

    def _without_sleep(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Without the «og sover» that «de er 3 og 5 og sover» ends with."""
        asleep = self._kinds.get(ASLEEP, ())
        ends = next((i for i in range(1, len(tokens)) if _length(tokens, i, asleep)), 0)
        return tokens[: ends - 1] if ends and tokens[ends - 1].norm in _AND else tokens

    def minutes_away(self, reading: Reading) -> float | None:
        """How long it takes somebody to be there: «20 minutter unna», «er der om fem minutter», «en time borte»."""
        tokens = reading.tokens
        times = [one for one in quantities(tokens) if one.unit in _MINUTES]
        if len(times) != 1 or _asks(tokens) or self.begins_with_no(reading):
            return None
        one = times[0]
        beside = [*tokens[max(0, one.first - 2) : one.first], *tokens[one.last : one.last + 2]]
        far = any(self._lists["away"].has(token) for token in beside)
        return one.value * _MINUTES[one.unit] if far else None

    def is_about(self, question: Question, tokens: Iterable[Token]) -> bool | None:
        """Whether words are about what was asked; None when they name none of the things that are asked about."""
        named = {topic for token in tokens for topic, words in self._topics.items() if words.has(token)}
        return bool(named & {*question.topic}) if named and question.topic else None

    def _says(self, question: Question, choice: Choice, reading: Reading, present: Collection[str]) -> bool:
        kinds = [kind for kind in choice.said if kind in self._kinds]
        own = self._own_words(question, reading.tokens)
        tokens: Sequence[Token] = reading.tokens
        if choice.value != "no":
            tokens = _without(tokens, YES)
        if self._covers(
            tokens, [phrase for kind in kinds for phrase in self._kinds[kind] if phrase[0] in NO], own
        ):
            return True  # «no problem», «no danger»
        begins_with_no = _begins_with(tokens, NO)
        if begins_with_no and choice.value == "yes":
            # «neida, alt er bra» calms; «nei, fint» is unclear
            kinds = [kind for kind in kinds if kind in self._words.whole]
        if begins_with_no:
            tokens = _without(tokens, NO)
        if any(self._lists["persons"].has(token) for token in tokens):
            # «hun er borte» says of the child what «det er borte» says of the pain
            kinds = [kind for kind in kinds if kind not in self._words.of_things]
        if self._covers(tokens, [phrase for kind in kinds for phrase in self._kinds[kind]], own):
            return True
        awake = not begins_with_no or self._finds(tokens, self._kinds.get(AWAKE, ()))
        return ACTIVITY in choice.said and awake and self._does_something(question, tokens, present)

    def _own_words(self, question: Question, tokens: Sequence[Token]) -> Words:
        """The words of what was asked: «pusten er fin». Of two things asked in one both must be named, or none of them."""
        named = [
            topic in self._topics and any(map(self._topics[topic].has, tokens)) for topic in question.topic
        ]
        words = [word for topic in question.topic for word in self._words.topics.get(topic, [])]
        return Words(words if all(named) else [])

    def _does_something(self, question: Question, tokens: Sequence[Token], present: Collection[str]) -> bool:
        """«Han hopper i sofaen»: a child who does so can be reached, when nothing beside it says otherwise. «Svarer litt» is half an
        answer to whether it answers."""
        if len(tokens) > _MOST_WORDS or _asks(tokens) or {*present} - {*self._words.calm_signs}:
            return False
        half = any({token.norm, token.raw} & _HALF for token in tokens)
        lengths = [_length(tokens, i, self._activities) for i in range(len(tokens))]
        return self._stands_clear(tokens) and any(
            length
            and not (i and who(tokens[i - 1]) == "parent")
            and not (half and self.is_about(question, tokens[i : i + length]))
            for i, length in enumerate(lengths)
        )

    def _stands_clear(self, tokens: Sequence[Token]) -> bool:
        """Nothing beside it that says otherwise, no denial, nobody else."""
        if any(self._lists["not_beside"].has(token) for token in tokens):
            return False
        return not any(self._denies(tokens, i) or _is_another(tokens, i) for i in range(len(tokens)))

    def _denies(self, tokens: Sequence[Token], i: int) -> bool:
        """Any «ikke» but that of «ikke redd»."""
        denied = tokens[i].norm in NEGATIONS or tokens[i].raw in NEGATIONS
        return denied and not (i + 1 < len(tokens) and self._lists["harmless_denied"].has(tokens[i + 1]))

    def _covers(self, tokens: Sequence[Token], phrases: Sequence[tuple[str, ...]], own: Words = NONE) -> bool:
        """Whether the message is made of at least one of these phrases, small words, and nothing else."""
        place, found = 0, False
        while place < len(tokens):
            if length := _length(tokens, place, phrases):
                place, found = place + length, True
            elif self._lists["small"].has(tokens[place]) or own.has(tokens[place]):
                place += 1
            else:
                return False
        return found

    def _finds(self, tokens: Sequence[Token], phrases: Sequence[tuple[str, ...]]) -> bool:
        return any(_length(tokens, i, phrases) for i in range(len(tokens)))


def _phrases(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """Phrases as words."""
    return [tuple(text.lower().split()) for text in texts]


def _length(tokens: Sequence[Token], place: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """How many tokens from `place` on are the longest of these phrases; 0 when none stands there."""
    rest = tokens[place : place + _LONGEST]
    return max((len(one) for one in phrases if len(one) <= len(rest) and all(map(_is, rest, one))), default=0)


def _is(token: Token, word: str) -> bool:
    return _fits(token.norm, word) or _fits(token.raw, word)


def _fits(form: str, word: str) -> bool:
    if word.endswith("*"):
        return form.startswith(word[:-1])
    return form.endswith(word[1:]) if word.startswith("*") else form == word


def _is_another(tokens: Sequence[Token], i: int) -> bool:
    """«Pappa leker», «bamsen ler», but not «leker med bamsen», «ser på film»."""
    return who(tokens[i]) in {"other", "unreal"} and not (i and tokens[i - 1].norm in PREPOSITIONS)


def _asks(tokens: Sequence[Token]) -> bool:
    return any("?" in token.after for token in tokens)


def _without(tokens: Sequence[Token], words: Collection[str]) -> Sequence[Token]:
    """Without the yes or no that a message begins with, however often it is said."""
    place = 0
    while place < len(tokens) and (tokens[place].norm in words or tokens[place].raw in words):
        place += 1
    return tokens[place:]


def _before_but(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """What is said before the first «men» or «bare», and the rest from that word on."""
    place = next((i for i, token in enumerate(tokens) if token.norm in _BUT), len(tokens))
    return tokens[:place], tokens[place:]


def _begins_with(tokens: Sequence[Token], words: Collection[str]) -> bool:
    return bool(tokens) and bool({tokens[0].norm, tokens[0].raw} & {*words})


def _youngest(numbers: Sequence[float]) -> float | None:
    """Of several ages the lowest, in months, when one of them can only be years."""
    years = all(0 < number < _SURE_YEARS.stop for number in numbers) and max(numbers) in _SURE_YEARS
    return min(numbers) * _MONTHS_A_YEAR if years else None


def _number(token: Token) -> float | None:
    """A number in figures or as a word; «fjerde» counts no years."""
    if token.number is not None or token.norm in ORDINALS:
        return token.number
    return WORDS.get(token.norm)
