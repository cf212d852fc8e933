"""The texts of the service: `resources/texts/*.yaml`, each file a mapping from id to text.

    utter_greet:
      nb: "Hei! Du er nummer {position} i køen."
      nn: "Hei! Du er nummer {position} i køen."
      variants:
        - {nb: "Hei, du er nummer {position}.", nn: "Hei, du er nummer {position}."}
      checked: "2026-11-22"
      approved_by: null
      review_by: "2027-05-22"

`{name}` is filled in when the text is shown. All languages and variants of one id use the same names.
"""

from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from pydantic import Field

from content.errors import ContentError
from content.models import Date, Localised, parse_model
from content.yaml_loader import Lines, Problem, line_of, load_yaml


class Text(Localised):
    """One text with its variants, and who answers for it until when."""

    variants: list[Localised] = Field(default_factory=list)
    source: str | None = None
    note: str | None = None
    checked: Date
    approved_by: str | None = None
    review_by: Date


@dataclass(frozen=True)
class Texts:
    """All texts by id."""

    entries: dict[str, Text]

    @classmethod
    def load(cls, resources: Path) -> "Texts":
        """Read every file in `resources/texts`. Raises ContentError with all problems."""
        entries: dict[str, Text] = {}
        problems: list[Problem] = []
        files = sorted((resources / "texts").glob("*.yaml"))
        if not files:
            problems.append(Problem("texts", 1, "Mappen resources/texts har ingen tekstfiler."))
        for path in files:
            problems += _read_file(path, entries)
        if problems:
            raise ContentError(problems)
        return cls(entries)

    def get(self, id: str, language: str, **values: object) -> str:
        """The text of `id` in `language` (nynorsk and English fall back to bokmål), values filled in.

        Raises KeyError naming the id when there is no such text, or when it needs a value not given.
        """
        return _fill(id, self._entry(id).get(language), values)

    def variants(self, id: str, language: str, **values: object) -> list[str]:
        """The text and its variants, the main one first, so that a repeated message need not read the same."""
        entry = self._entry(id)
        return [_fill(id, text.get(language), values) for text in (entry, *entry.variants)]

    def _entry(self, id: str) -> Text:
        if id not in self.entries:
            raise KeyError(id)
        return self.entries[id]


def _fill(id: str, text: str, values: dict[str, object]) -> str:
    try:
        return text.format_map(values)
    except KeyError as error:
        raise KeyError(f"{id}: {error.args[0]}") from None


def _read_file(path: Path, entries: dict[str, Text]) -> list[Problem]:
    """Add the texts of one file to `entries`; returns what is wrong with them."""
    data, lines, problems = load_yaml(path)
    if data is None:
        return list(problems)
    if not isinstance(data, dict):
        message = "Filen skal ha tekst-id-er med innhold under seg, men her står en liste eller en tekst."
        return [*problems, Problem(path.name, 1, message)]
    found = list(problems)
    for id, raw in data.items():
        text, wrong = parse_model(Text, raw, lines, path.name, (id,))
        found += wrong
        if text and id in entries:
            found.append(
                Problem(path.name, line_of(lines, (id,)), f"Teksten «{id}» står også i en annen fil.")
            )
        if text:
            entries[str(id)] = text
            found += _placeholder_problems(str(id), text, lines, path.name)
    return found


def _placeholder_problems(id: str, text: Text, lines: Lines, file: str) -> list[Problem]:
    """One problem when the languages or variants of a text do not use the same `{names}`."""
    try:
        names = [_names(t) for t in _all_texts(text)]
    except ValueError:
        message = f"Teksten «{id}» har en krøllparentes som ikke hører sammen med en annen."
        return [Problem(file, line_of(lines, (id,)), message)]
    if all(n == names[0] for n in names):
        return []
    told = ", ".join(sorted({"{" + name + "}" for n in names for name in n}))
    message = f"Teksten «{id}» bruker ikke de samme feltene overalt ({told})."
    return [Problem(file, line_of(lines, (id,)), message)]


def _all_texts(text: Text) -> list[str]:
    return [t for part in (text, *text.variants) for t in (part.nb, part.nn, part.en) if t]


def _names(text: str) -> set[str]:
    """The names in `{}` of a text. Raises ValueError for a lone brace or a field without a plain name."""
    names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    if any(not name.isidentifier() for name in names):
        raise ValueError("field")
    return names
