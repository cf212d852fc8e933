"""All that a parent can be shown, as a page to read (Markdown, Norwegian): what `ventevakt content preview` prints.

The rules and their messages have a page of their own, `ventevakt protocol`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from content.models import Localised
from content.strategies import Strategies, Strategy
from content.texts import Text, Texts
from content.yaml_loader import load_yaml
from directory import Directory
from handoff.directory_page import as_parents_read, day_of
from screening.protocol_page import quoted

PARENTS_FILES = {
    "page": "Forelderens side",
    "web": "Det tjenesten selv sier i samtalen, og feilmeldinger",
    "bot_main": "Assistenten: hovedløpet",
    "bot_topics": "Assistenten: det første svaret på det forelderen forteller",
    "bot_waiting": "Assistenten: mens de venter",
    "bot_alarm": "Assistenten: mens en nødmelding står",
    "bot_smalltalk": "Assistenten: spørsmål om tjenesten, og korte ord",
    "bot_labels": "Assistenten: knapper og faste ord",
    "services": "Ordene rundt tjenestene",
}
LANGUAGES = ("nb", "nn", "en")


def whole_page(resources: Path, now: datetime) -> str:
    """Every text and strategy, as it is in the files. Raises ContentError when they cannot be read."""
    texts, strategies, today = Texts.load(resources), Strategies.load(resources), day_of(now)
    ids = {file: _ids(resources, file) for file in PARENTS_FILES}
    shown = [texts.entries[id] for found in ids.values() for id in found]
    return "\n".join([
        "# Det en forelder kan få lese",
        "",
        f"{len(shown)} tekster og {len(strategies.cards)} strategier. "
        + _counted([*shown, *strategies.cards], today),
        "Ord i {krøllparentes} fylles inn når teksten vises. Reglene og meldingene deres står i «ventevakt protocol».",
        *(line for file, found in ids.items() for line in _file_lines(file, found, texts, today)),
        *_strategy_lines(strategies, today),
        "",
    ])  # fmt: skip


def kommune_page(directory: Directory, texts: Texts, number: str, now: datetime) -> str:
    """The services of a kommune as a parent reads them at `now`, word for word. Raises KeyError for an unknown number."""
    lines = [f"# {directory.kommune(number).entydig} ({number}), slik en forelder leser det nå"]
    for language in LANGUAGES:
        views = directory.services(number, now=now, language=language)
        lines += ["", f"## {language}"]
        for words in as_parents_read(views, texts, language):
            lines += ["", *(f"> {line}  " for line in words.splitlines())]
    return "\n".join([*lines, ""])


def _ids(resources: Path, file: str) -> list[str]:
    """The texts of a file, in its order."""
    return list(load_yaml(resources / "texts" / f"{file}.yaml")[0] or ())


def _file_lines(file: str, ids: list[str], texts: Texts, today: date) -> Iterator[str]:
    yield from ("", f"## {PARENTS_FILES[file]} (texts/{file}.yaml)")
    for id in ids:
        entry = texts.entries[id]
        yield from ("", f"### {id}", "")
        for number, text in enumerate([entry, *entry.variants]):
            if number:
                yield from ("", f"Eller ({number}):", "")
            yield from quoted(text)
        yield from ("", _review(entry, today))


def _strategy_lines(strategies: Strategies, today: date) -> Iterator[str]:
    yield from ("", "## Strategiene (strategies/)")
    for card in strategies.cards:
        yield from ("", f"### {card.id} {card.title.nb}")
        parts: list[tuple[str, Localised]] = [
            ("Tittel", card.title),
            ("Tilbudet", card.offer),
            *((f"Steg {number}", step) for number, step in enumerate(card.steps, start=1)),
            ("Hvordan forelderen stopper", card.stop),
            ("Når den ikke passer (for dere)", card.when_not.text),
        ]
        for name, text in parts:
            yield from ("", f"{name}:", "", *quoted(text))
        sources = "; ".join(f"{source.url} ({source.date or 'udatert'})" for source in card.sources)
        yield from ("", f"Kilder: {sources}.", _review(card, today))


def _review(entry: Text | Strategy, today: date) -> str:
    approved = f"Godkjent av {entry.approved_by}" if entry.approved_by else "**Ikke godkjent av noen ennå**"
    due = f"skal ses på igjen {entry.review_by}"
    if entry.review_by < today:
        due = f"**skulle vært sett på igjen {entry.review_by}**"
    return f"{approved}. Kontrollert {entry.checked}, {due}."


def _counted(entries: list[Text | Strategy], today: date) -> str:
    unapproved = sum(entry.approved_by is None for entry in entries)
    late = sum(entry.review_by < today for entry in entries)
    return f"{unapproved} er ikke godkjent av noen ennå, {late} skulle vært sett på igjen."
