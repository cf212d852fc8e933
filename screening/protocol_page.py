"""The protocol as a page to read (Markdown, Norwegian): what `ventevakt protocol` prints for whoever approves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from content.models import Localised
from screening.protocol import Protocol
from screening.protocol_models import LevelEntry, Rule

LEVEL_WORDS = {
    "RED": "RØD – ring 113 nå",
    "ORANGE": "ORANSJE – legevakt 116 117 nå",
    "YELLOW": "GUL – fastlege eller legevakt i dag",
    "GREEN": "GRØNN – ingenting funnet så langt",
}
VERIFICATION = {
    "V": "funnet i minst én kilde som er lest",
    "P": "delvis: tegnet har kilde, nivå eller tall er en forsiktig lesning",
    "U": "ikke funnet i en kilde",
}
FACT_WORDS = {
    "age_months": ("alder", "måneder"),
    "temperature": ("temperatur", "grader"),
    "temperature_armpit": ("temperatur i armhulen", "grader"),
    "fever_days": ("feber", "døgn"),
    "dry_hours": ("uten våt bleie eller tissing", "timer"),
    "breaths": ("pust i minuttet", ""),
    "fall_metres": ("fallhøyde", "meter"),
    "vomits": ("oppkast", "ganger"),
    "seizure_minutes": ("krampe", "minutter"),
    "cry_hours": ("gråt", "timer"),
    "bleed_minutes": ("blødning", "minutter"),
    "weeks_since_birth": ("siden fødselen", "uker"),
    "sleepless_days": ("uten søvn", "døgn"),
}
OPERATOR_WORDS = {"<": "under", "<=": "høyst", ">": "over", ">=": "minst", "==": "lik", "!=": "ulik"}
GROUP_WORDS = {"all": "alle disse", "any": "minst én av disse", "none": "ingen av disse"}
_FACT = re.compile(r"([a-z_]+)\s*(<=|>=|==|!=|<|>)\s*(-?[\d.]+)$")


def page(protocol: Protocol) -> str:
    """The whole protocol, in the order of the files."""
    unapproved = sum(rule.approved_by is None for rule in protocol.rules.values())
    head = [
        "# Ventevakts protokoll",
        "",
        f"{len(protocol.rules)} regler, {len(protocol.signs)} tegn, {len(protocol.questions)} spørsmål. "
        f"{unapproved} regler er ikke godkjent av noen fagperson ennå.",
    ]
    return (
        "\n".join([*head, *(line for rule in protocol.rules.values() for line in rule_lines(protocol, rule))])
        + "\n"
    )


def rule_lines(protocol: Protocol, rule: Rule) -> Iterator[str]:
    """One rule with its levels, questions, texts and where it is from."""
    yield from ("", f"## {rule.id} {rule.title}", "")
    for entry in rule.levels:
        yield f"**{LEVEL_WORDS[entry.level]}**{_number(rule, entry)} når:"
        yield from condition_lines(protocol, entry.when, "")
        if entry.message:
            yield from ("", "Da får forelderen lese:", *quoted(entry.message))
        yield ""
    for ask in rule.ask:
        yield f"Spør «{protocol.questions[ask.question].text.nb}» (kan gi {ask.possible}) når:"
        yield from condition_lines(protocol, ask.when, "")
        yield ""
    if rule.message:
        yield from ("Forelderen får lese:", *quoted(rule.message), "")
    yield "Kilder: " + "; ".join(f"[{key}] {protocol.sources[key]}" for key in rule.sources) + "."
    yield f"Belegg: {VERIFICATION[rule.verification]}. Kontrollert {rule.checked}. Skal ses på igjen {rule.review_by}."
    yield f"Godkjent av: {rule.approved_by or 'ingen ennå'}."
    if rule.note:
        yield f"Merknad: {rule.note}"


def _number(rule: Rule, entry: LevelEntry) -> str:
    number = entry.number or rule.number
    return f" ({number})" if number else ""


def quoted(text: Localised) -> list[str]:
    """A text in every language it has, as block quotes."""
    languages = [(code, value) for code in ("nb", "nn", "en") if (value := getattr(text, code))]
    return [f"> *{code}*: " + "\n> ".join(value.strip().splitlines()) for code, value in languages]


def condition_lines(protocol: Protocol, when: Any, indent: str) -> Iterator[str]:
    """A `when` as a nested list."""
    if isinstance(when, dict):
        ((group, items),) = when.items()
        yield f"{indent}- {GROUP_WORDS[group]}:"
        for item in items:
            yield from condition_lines(protocol, item, indent + "  ")
        return
    yield f"{indent}- {single(protocol, str(when).strip())}"


def single(protocol: Protocol, text: str) -> str:
    """A sign with how many wordings it has, or a comparison, in words."""
    if match := _FACT.match(text):
        name, operator, value = match.groups()
        what, unit = FACT_WORDS[name]
        return f"{what} {OPERATOR_WORDS[operator]} {value.replace('.', ',')} {unit}".rstrip()
    name, _, known = text.partition(" ")
    if known in {"known", "unknown"}:
        return f"{FACT_WORDS[name][0]} er {'kjent' if known == 'known' else 'ukjent'}"
    sign = protocol.signs[text]
    return f"{sign.label} ({len(sign.patterns)} ordlyder)" if sign.patterns else sign.label
