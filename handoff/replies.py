"""Canned replies for the veileder, from resources/replies.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from content.errors import ContentError
from content.models import Localised, Reviewed, parse_model
from content.yaml_loader import Problem, line_of, load_yaml


class Reply(Reviewed):
    """One reply, to be changed by the veileder before it is sent."""

    id: str
    title: Localised
    text: Localised


@dataclass(frozen=True)
class Replies:
    """All replies in the order of the file."""

    entries: tuple[Reply, ...]

    @classmethod
    def load(cls, resources: Path) -> Replies:
        """Read the file. Raises ContentError with all problems."""
        data, lines, found = load_yaml(resources / "replies.yaml")
        problems = list(found)
        entries: list[Reply] = []
        listed = data.get("replies") if isinstance(data, dict) else None
        for number, raw in enumerate(listed or []):
            at = ("replies", number)
            reply, wrong = parse_model(Reply, raw, lines, "replies.yaml", at)
            problems += wrong
            if reply and any(reply.id == other.id for other in entries):
                text = f"Svaret «{reply.id}» står to ganger."
                problems.append(Problem("replies.yaml", line_of(lines, at), text))
            entries += [reply] if reply else []
        if not problems and not entries:
            keys = f", men her står: {', '.join(map(str, data))}." if isinstance(data, dict) else "."
            problems.append(Problem("replies.yaml", 1, f"Filen skal ha en liste «replies» med svar{keys}"))
        if problems:
            raise ContentError(problems)
        return cls(tuple(entries))

    def in_language(self, language: str) -> list[dict[str, str]]:
        """`[{id, title, text, language}]`: titles for the Norwegian veileder, the text in the parent's language."""
        return [
            {"id": r.id, "title": r.title.nb, "text": r.text.get(language), "language": language}
            for r in self.entries
        ]
