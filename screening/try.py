# ruff: noqa: N999
"""`python -m screening.try "tekst" ["neste melding" ...]`: the result, what fired, and why others did not."""

import json
import sys
from pathlib import Path

from screening.reading import Reading
from screening.screener import Screener
from screening.state import State


def main(texts: list[str], resources: Path = Path("resources")) -> int:
    """Play the messages as one conversation; problems in the protocol are only counted."""
    screener, problems = Screener.read(resources)
    if screener is None:
        sys.stdout.write("\n".join(map(str, problems)) + "\n")
        return 1
    if problems:
        sys.stdout.write(f"({len(problems)} problemer i protokollen; se python -m screening.check)\n")
    state: State | None = None
    for text in texts:
        result, state = screener.screen(text, state)
        sys.stdout.write(
            f"\n«{text}»\n{_explain(screener, text)}\n{json.dumps(result, ensure_ascii=False, indent=1)}\n"
        )
    return 0


def _explain(screener: Screener, text: str) -> str:
    reading = screener.reader(text)
    lines = ["ord: " + _words(reading)]
    for mention in reading.mentions:
        said = text[mention.start : mention.end]
        told = mention.told
        state = "TELLER" if screener.engine.counts(mention) else "teller ikke"
        how = ", ".join(
            [
                told.about,
                told.when,
                *["nektet"] * told.negated,
                *["tvil"] * told.doubt,
                *([f"på grunn av «{told.why}»"] if told.why else []),
            ]
        )
        lines.append(f"{state}: {mention.sign} «{said}» av mønster {mention.pattern!r} ({how})")
    lines += [
        f"skjermet: {one.sign} av {one.pattern!r} inne i not_in {one.inside!r}" for one in reading.swallowed
    ]
    lines += [f"alder: {age.months:g} måneder" for age in reading.ages]
    lines += [f"faktum: {fact.name} = {fact.value:g}" for fact in reading.facts]
    return "\n".join(lines)


def _words(reading: Reading) -> str:
    return " ".join(
        token.raw if token.norm == token.raw else f"{token.raw}→{token.norm}" for token in reading.tokens
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
