"""`make eval`: every figure, with its interval and the misses; `--gates`: fail when one falls below baseline.json."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import cache, partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from directory import Directory
from evaluation import conversations, nlu, places, themes
from evaluation.labelled import HELD_OUT, load
from evaluation.screening import evaluate, evaluate_chat
from screening import Screener
from screening.conversation import Conversation
from screening.statistical.layer import StatisticalLayer
from screening.themes import Themes
from training.chat_turns import THEMES as CHAT

RESOURCES = Path("resources")
CORES = os.cpu_count() or 1
SHARES = 4 * CORES
# written after all that was known of the others had been used (training/README.md)
FRESH = frozenset("pqstuw")
BASELINE = Path(__file__).parent / "baseline.json"

Result = dict[str, Any]


def report(figures: dict[str, Any]) -> None:
    for area, measures in figures.items():
        print(f"\n{area}")
        for measure, f in measures.items():
            print(
                f"  {measure:40} {f['value']:.3f}  [{f['low']:.3f}, {f['high']:.3f}]  {f['hits']} of {f['of']}"
            )


@cache
def both_layers() -> tuple[Screener, StatisticalLayer]:
    """Loaded once in each process."""
    return Screener.load(RESOURCES), StatisticalLayer.load()


def read_alone(texts: list[str], with_layer: bool) -> dict[str, Result]:
    """What is read in each message alone, from an empty state."""
    screener, layer = both_layers()
    return {text: Conversation(screener, layer if with_layer else None).read(text) for text in texts}


def read_all(apart: Executor, texts: Iterable[str], *, with_layer: bool) -> Iterator[dict[str, Result]]:
    """Reads these messages, each once, in shares that the processes take as they come free."""
    once = list(dict.fromkeys(texts))
    shares = [once[first::SHARES] for first in range(SHARES)]
    return apart.map(partial(read_alone, with_layer=with_layer), shares)


def by_text(found: Iterable[dict[str, Result]]) -> Callable[[str], Result]:
    """Gives what was read in a message."""
    return dict(chain.from_iterable(one.items() for one in found)).__getitem__


def of_themes(read: Callable[[str], Result], turns: list[str]) -> dict[str, Any]:
    """Figures of the suggested themes on the held-out messages, and on turns that tell of nothing, as a veileder would
    be shown them."""
    worded = Themes.load(RESOURCES)
    ids = {theme.name: theme.id for theme in worded.themes}
    active = {theme.id for theme in worded.themes if theme.active}

    def suggest(text: str) -> tuple[list[str], list[str]]:
        result = read(text)
        description = result["described"]
        told = worded.described(text, worded.suggest(text, result), description.themes)
        return [ids[one["theme"]] for one in told], sorted(active, key=lambda id: -description.scores[id])

    for_nothing = themes.suggested_for_nothing(suggest, turns)
    return themes.evaluate(suggest, load(HELD_OUT), active) | {
        "suggested where there is no theme": for_nothing
    }


def of_places() -> dict[str, Any]:
    """Figures of the place finder on the messages it was not mended for."""
    directory = Directory.load(RESOURCES)

    def read(text: str, asked: bool) -> set[str]:
        found = directory.find_places(text, asked=asked)
        return {place.kommunenummer for place in found if place.kommunenummer}

    return places.evaluate(read, places.load())


def of_conversations() -> tuple[dict[str, Any], list[str]]:
    """Figures over whole conversations, and what went wrong in them."""
    screener, layer = both_layers()
    harmless, grave = (conversations.load_conversations(name) for name in ("harmless", "grave"))
    return conversations.evaluate(lambda: Conversation(screener, layer), harmless, grave)


def chat_turns_apart() -> list[str]:
    """What the intent cases hold of turns that tell of nothing; neither the assistant nor screening is trained on those."""
    return [case["text"] for case in nlu.load_cases() if case["intent"] in CHAT and not CHAT[case["intent"]]]


def fallen(figures: dict[str, Any], baseline: dict[str, Any]) -> list[str]:
    """Sentences for the measures on the wrong side of their bound in the baseline."""
    sentences = []
    for area, bounds in baseline.items():
        for measure, bound in bounds.items():
            value = figures[area][measure]["value"]
            if ("min" in bound and value < bound["min"]) or ("max" in bound and value > bound["max"]):
                sentences.append(f"{area}, {measure}: {value:.3f}, bound {bound}")
    return sentences


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path)
    parser.add_argument("--gates", action="store_true", help="figures and bounds only, no list of misses")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {}
    cases, turns = load(HELD_OUT), chat_turns_apart()
    texts = [case["text"] for case in cases]
    # each starts anew: what a process has loaded for its own threads must not be copied into another
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as apart:
        # what cannot be shared out begins first, or one process would be at it alone in the end
        of_intents = apart.submit(nlu.evaluate)
        in_conversations = apart.submit(of_conversations)
        in_places = apart.submit(of_places)
        both = read_all(apart, [*texts, *turns], with_layer=True)
        rules = read_all(apart, texts, with_layer=False)
        read, by_rules = by_text(both), by_text(rules)
        figures["screening"], misses = evaluate(read, cases)
        fresh = [case for case in cases if case["hand"] in FRESH]
        figures["screening, fresh hands"], _ = evaluate(read, fresh)
        figures["chat turns"], loud = evaluate_chat(read, turns)
        figures["conversations"], unmet = in_conversations.result()
        figures["themes"] = of_themes(read, turns)
        figures["places"] = in_places.result()
        figures["rules alone"], _ = evaluate(by_rules, cases)
        figures["intents"], confused = of_intents.result()
    report(figures)
    if not arguments.gates:
        print("\nmisses\n" + "\n".join(misses + loud + unmet + confused))
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")
    bounds = json.loads(BASELINE.read_text(encoding="utf-8"))
    del bounds["dialogues"]  # they need the running service: tests/http/test_dialogues_over_http.py
    problems = fallen(figures, bounds)
    print(
        "\n"
        + ("\n".join(["BELOW THE BASELINE", *problems]) if problems else "No figure is below its baseline.")
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
