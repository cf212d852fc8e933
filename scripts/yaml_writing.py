"""Write YAML the way the staff read it: short lines, text unquoted where that is safe, codes quoted."""

import json
import re
from typing import NamedTuple

_PLAIN = re.compile(r"[A-Za-zÆØÅæøåÁáŊŋŠšŽžČčĐđÄäÖöŧŦüÜéÉ][^\"#{}\[\]&*!|>%@`,]*")
_TRAP = re.compile(r"(?i)(yes|no|on|off|y|n|true|false|null)")


class Commented(NamedTuple):
    """A list that is written with a comment after it."""

    values: list[str]
    words: str


def comment(values: list[str], words: str) -> Commented | None:
    return Commented(values, words) if values else None


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def scalar(value: object, *, inside: bool = False) -> str:
    """One value; `inside` means inside [ ] or { }, where a colon or comma ends it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    safe = _PLAIN.fullmatch(text) and not _TRAP.fullmatch(text) and text == text.strip()
    if not safe or ": " in text or text.endswith(":") or (inside and ":" in text and "://" not in text):
        return quoted(text)
    return text


def flow(value: object) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if item is not None}
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in kept.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value, inside=True)


def _short(data: dict[str, object]) -> bool:
    kept = [value for value in data.values() if value is not None]
    return len(kept) <= 4 and not any(isinstance(value, dict | Commented) for value in kept)


def entry(data: dict[str, object], indent: int) -> str:
    """A mapping in block style; empty values are left out, a mapping of plain values stands on one line."""
    space, lines = " " * indent, []
    for key, value in data.items():
        if value is None and key != "kontrollert":
            continue
        if isinstance(value, Commented):
            lines.append(f"{space}{key}: {flow(value.values)}  # {value.words}")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{space}{key}:")
            for item in value:
                body = entry(item, indent + 4).rstrip("\n")
                lines.append(f"{space}  - {body.lstrip()}")
        elif isinstance(value, dict) and not _short(value):
            lines.append(f"{space}{key}:")
            lines.append(entry(value, indent + 2).rstrip("\n"))
        elif isinstance(value, dict | list):
            lines.append(f"{space}{key}: {flow(value)}")
        else:
            lines.append(f"{space}{key}: {scalar(value)}")
    return "\n".join(lines) + "\n"
