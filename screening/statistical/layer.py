"""Both halves of the statistical layer at work: scores of a message, and which signs they stand for.

The network (screening/model/network.onnx, int8), its word pieces, the linear half and the card that says how the two are
weighed come from training/ (model card: training/MODEL_CARD.md). Needs onnxruntime and tokenizers; without them or a file
`load` says why, and screening goes on with the rules alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.language.asking import without_questions
from screening.statistical.description import BEFORE, SHORT, DescribedTheme, Description, Unavailable
from screening.statistical.facts import vector
from screening.statistical.linear import Linear
from screening.statistical.spans import clauses

MODEL = Path(__file__).parent.parent / "model"
PREFIX = "query: "
WINDOW, STEP = 250, 200  # pieces of a long message that are read at once
MOST_WINDOWS = 8
MOST_THEMES = 5
FEW = 30  # code points of a text that says little by itself: what is not plain there is asked about
SURER_OF, SURER = ("urgent", "red"), math.log(6)  # in log odds: so much surer the layer must be of few words
GRAVE = 0.35  # unless they look like danger to life by themselves: «jenta drakk avløpsrens»
MADE_LIKELIER = math.log(4)  # in log odds: from one in nine to one in three, say
AT_MOST_LESS = math.log(2)  # what was said before makes a message at most half as likely
Span = tuple[int, int]


def looks_dangerous(scores: dict[str, float], kinds: Iterable[str]) -> float:
    """How much a message looks like anything urgent or a crisis, from 0 to 1."""
    return max(scores[name] for name in ("urgent", "red", "crisis", *kinds) if name in scores)


class Mix:
    """Log odds of both halves, in the order of outputs -> those of the whole. A level is mixed from all three: how far a message is from
    being calm says how much a likeness to danger to life is worth."""

    def __init__(self, outputs: Sequence[str], mix: dict[str, dict[str, Any]]) -> None:
        self._outputs = list(mix)
        self._constants = np.array([one["constant"] for one in mix.values()])
        self._network, self._linear = (
            np.array([[one["from"].get(name, (0.0, 0.0))[half] for name in outputs] for one in mix.values()])
            for half in (0, 1)
        )

    def __call__(self, network: NDArray[Any], linear: Sequence[float] | NDArray[Any]) -> dict[str, float]:
        odds = self._network @ network + self._linear @ np.asarray(linear) + self._constants
        return dict(zip(self._outputs, odds.tolist(), strict=True))


class StatisticalLayer:
    """Read-only and safe to share between threads; one call takes 3 to 10 ms of one core.

    card: outputs (the network's, in order), mix (output -> constant, and the weight of each output it is mixed from: that of the
    network's log odds, that of the linear half's), signs (sign, output, from; below: it is only asked about; also: another output and the least score it must have;
    share: of the likeliest kind's score, enough once that kind reaches from), kinds (the outputs that share looks at), confirm and
    themes (from which score they count), plain (below which a message looks harmless).
    """

    def __init__(self, session: Any, tokenizer: Any, linear: Linear, card: dict[str, Any]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._linear = linear
        self._outputs: list[str] = card["outputs"]
        self._mix = Mix(self._outputs, card["mix"])
        self._signs: list[dict[str, Any]] = card["signs"]
        self._kinds: list[str] = card.get("kinds", [])
        self._confirm: dict[str, float] = card["confirm"]
        self._plain: float = card["plain"]
        self._themes: float = card["themes"]

    @classmethod
    def load(cls, folder: Path = MODEL) -> StatisticalLayer:
        """Load the network. Raises Unavailable."""
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as missing:
            raise Unavailable(f"{missing.name} is not installed") from missing
        try:
            card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            session = onnxruntime.InferenceSession(
                str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"]
            )
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            return cls(session, tokenizer, Linear.load(folder), card)
        except Exception as problem:  # a missing or broken file, whatever the libraries call it
            raise Unavailable(f"the network cannot be read ({type(problem).__name__})") from problem

    def __call__(self, text: str, result: dict[str, Any], before: Sequence[str] = ()) -> Description:
        """Describe a message. result: what the rules said of it; before: the parent's messages before it, oldest first."""
        alone = self._odds(text, result)
        odds = alone
        if before and len(text) <= SHORT:
            odds = self._in_context(text, result, before[-BEFORE:], alone)
        scores = {name: _share(one) for name, one in odds.items()}
        told = _told(text, odds)
        held = [one for one in self._signs if self._holds(one, scores, told)]
        spans = clauses(text)
        said = [self._linear.scores(text[slice(*span)]) for span in spans] if len(spans) > 1 else []
        start, end = _where([one["output"] for one in held], spans, said, len(text))
        # what the rules found stands in this message: nothing that was said before makes it doubtful
        readings = [
            told,
            *(_told(text, one) for one in (alone, *self._without_questions(text, result, alone))),
        ]
        confirmed = {
            name: max(one[name] for one in readings) >= least for name, least in self._confirm.items()
        }
        themes = tuple(self._described_themes(scores, spans, said, len(text)))
        return Description(
            tuple(one["sign"] for one in held),
            start,
            end,
            any(confirmed.values()),
            scores,
            themes,
            confirmed.get("crisis", False),
            max((scores[kind] for kind in (*self._kinds, "crisis") if kind in scores), default=1.0),
            looks_dangerous(scores, self._kinds) < self._plain,
        )

    def _holds(self, one: dict[str, Any], scores: dict[str, float], told: dict[str, float]) -> bool:
        """Whether a sign shows. What is only asked about may be less sure than what is told."""
        output, (beside, least) = one["output"], one.get("also", (one["output"], 0.0))
        if "share" in one:
            best = max(told[kind] for kind in self._kinds)
            return bool(best >= one["from"] and one["share"] * best <= told[output] < one["below"])
        if "below" in one:
            return bool(one["from"] <= scores[output] and told[output] < one["below"])
        return bool(one["from"] <= told[output] and told[beside] >= least)

    def _described_themes(
        self, scores: dict[str, float], spans: list[Span], said: list[dict[str, float]], length: int
    ) -> Iterator[DescribedTheme]:
        told = {name: score for name, score in scores.items() if name.startswith("T")}
        for name in sorted(told, key=lambda name: -told[name])[:MOST_THEMES]:
            if told[name] >= self._themes:
                start, end = _where([name], spans, said, length)
                yield {"id": name, "score": round(told[name], 2), "start": start, "end": end}

    def _in_context(
        self, text: str, result: dict[str, Any], before: Sequence[str], alone: dict[str, float]
    ) -> dict[str, float]:
        """The log odds of a short message with those before it: «og nå er den blå» says little without what it goes on from,
        and «det hjelper at noen er der» too much.

        What was said before can take away little: a danger told in a few words after small talk is one all the same. What
        only the joined reading says counts in full when the message made it so much likelier, or when those before were
        never read together; else it has been told.
        """
        together = "\n".join([*before, text])
        if not self._sees(alone) and self._linear.is_plain(together, result):
            return alone
        joined = self._odds(together, result)
        both = {name: max((alone[name] + joined[name]) / 2, alone[name] - AT_MOST_LESS) for name in alone}
        if not self._sees(joined):
            return both
        were_read = len(before) == 1 or len(before[-1]) <= SHORT
        earlier = self._odds("\n".join(before), result) if were_read else {}
        return {
            name: max(odds, joined[name])
            if joined[name] - earlier.get(name, -math.inf) >= MADE_LIKELIER
            else odds
            for name, odds in both.items()
        }

    def _sees(self, odds: dict[str, float]) -> bool:
        scores = {name: _share(one) for name, one in odds.items()}
        return any(self._holds(one, scores, scores) for one in self._signs)

    def _odds(self, text: str, result: dict[str, Any]) -> dict[str, float]:
        """The log odds of each output: both halves, weighed."""
        linear = self._linear.scores(text, result)
        return self._mix(self.network_logits(text, result), [linear[name] for name in self._outputs])

    def _without_questions(
        self, text: str, result: dict[str, Any], whole: dict[str, float]
    ) -> list[dict[str, float]]:
        """The log odds half way from `whole` to those without the questions about what is told, when something of the rules waits to be borne out.

        «..., er det noe?» asks about what was told and makes it no less true; but calm parents ask so more often, and that was learned.
        """
        told = without_questions(text)
        if not result.get("held") or told == text:
            return []
        return [{name: (odds + whole[name]) / 2 for name, odds in self._odds(told, result).items()}]

    def network_logits(self, text: str, result: dict[str, Any]) -> NDArray[np.float32]:
        """The network's log odds of each output; of a long message the highest of its windows."""
        facts = vector(result)
        ids = self._tokenizer.encode(PREFIX + " ".join(text.split())).ids
        highest: NDArray[np.float32] = np.max([self._logits(one, facts) for one in _windows(ids)], axis=0)
        return highest

    def _logits(self, ids: list[int], facts: list[float]) -> NDArray[np.float32]:
        given = {"ids": np.array(ids, np.int64), "facts": np.array([facts], np.float32)}
        logits: NDArray[np.float32] = self._session.run(None, given)[0][0]
        return logits


def _told(text: str, odds: dict[str, float]) -> dict[str, float]:
    """The scores that decide what is told at once: of few words the layer must be surer."""
    few = len(text.strip()) <= FEW and _share(odds.get("red", -math.inf)) < GRAVE
    surer = {name: odds[name] - SURER for name in SURER_OF if few and name in odds}
    return {name: _share(one) for name, one in (odds | surer).items()}


def _share(odds: float) -> float:
    """From log odds to a number from 0 to 1."""
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, odds))))


def _where(outputs: list[str], spans: list[Span], said: list[dict[str, float]], length: int) -> Span:
    """The clause that by itself says most of these outputs: the words that a veileder is shown."""
    if not outputs or not said:
        return 0, length
    best = max(range(len(spans)), key=lambda i: max(said[i][name] for name in outputs))
    return spans[best]


def _windows(ids: list[int]) -> list[list[int]]:
    """The pieces in overlapping windows, each with the begin and end marks of the whole; at most so many, evenly spread."""
    if len(ids) <= WINDOW:
        return [ids]
    begins = list(range(1, len(ids) - 1, STEP))
    if len(begins) > MOST_WINDOWS:
        begins = [begins[round(i * (len(begins) - 1) / (MOST_WINDOWS - 1))] for i in range(MOST_WINDOWS)]
    return [[ids[0], *ids[begin : begin + WINDOW - 2], ids[-1]] for begin in begins]
