"""What stands otherwise in legevakt_kommuner.yaml than it did: kommune by kommune, field by field, each so that it can be undone."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from directory.edit_request import SITE, EntryChange, Target
from directory.model import KINDS, Kommune
from directory.services import what_of

Plain = dict[str, dict[str, Any]]
"""Every kommune as it stands in the file, by its number."""
OF_KOMMUNE = "kommune"
_NOTHING = {"status": "missing"}
_SEEN = ("status", "kontrollert", "kilde", "kilde_alder")
_READ_TOGETHER = ("navn", "adresse", "dekker", "apningstid", "nettside")
"""What the service's own state, date and source speak of."""
_ORDER = (*_READ_TOGETHER, *_SEEN, "telefon", "samarbeid", "merknad")


class Difference(NamedTuple):
    """One field that was changed: `what` is "legevakt.2.telefon" as in an edit, or "kommune.navn".

    `before` and `after` hold the whole service, for words. `change` is what undo needs, None where it cannot be undone.
    The changes of one service follow each other: each begins where the one before it ended, so that the last can be
    undone first, as if staff had made them one by one on the page.
    """

    number: str
    what: str
    before: dict[str, Any]
    after: dict[str, Any]
    change: EntryChange | None

    @property
    def field(self) -> str:
        return self.what.rpartition(".")[2]


def plain(kommuner: Mapping[str, Kommune]) -> Plain:
    """The kommuner as the plain data of the file: what is not written there is not here either."""
    return {
        number: one.model_dump(mode="json", exclude_unset=True, exclude={"kommunenummer", "entydig"})
        for number, one in kommuner.items()
    }


def differences(before: Plain, after: Plain) -> list[Difference]:
    """Everything that stands otherwise, those that build on others last."""
    found = [
        one
        for number in after
        if number in before and before[number] != after[number]
        for one in _of_kommune(number, before[number], after[number])
    ]
    return sorted(found, key=lambda one: _ORDER.index(one.field) if one.field in _ORDER else len(_ORDER))


def put_in(kommuner: Plain, change: EntryChange) -> None:
    """Make one service say what it says after the change."""
    number, kind, inside = change.target
    main = kommuner[number][kind]
    if not inside:
        kommuner[number][kind] = {**change.after, **_others_of(main)}
        return
    others = main.setdefault("i_tillegg", [])
    place = int(inside[1])
    others[place : place + 1] = [change.after]


def _others_of(main: dict[str, Any]) -> dict[str, Any]:
    return {"i_tillegg": main["i_tillegg"]} if "i_tillegg" in main else {}


def _of_kommune(number: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for field in sorted({*before, *after} - {*KINDS, SITE}):
        if before.get(field) != after.get(field):
            yield Difference(number, f"{OF_KOMMUNE}.{field}", before, after, None)
    yield from _of_service(Target(number, SITE, ()), SITE, before[SITE], after[SITE])
    for kind in KINDS:
        old, new = _services(before[kind]), _services(after[kind])
        for place, (was, now) in enumerate(zip_longest(old, new, fillvalue=None), start=1):
            target = Target(number, kind, ("i_tillegg", place - 2) if place > 1 else ())
            what = what_of(kind, place)
            if now is None:  # its place is gone with it: nothing is left that could be written back to
                yield Difference(number, f"{what}.status", was or _NOTHING, _NOTHING, None)
            else:
                yield from _of_service(target, what, was or _NOTHING, now)


def _services(main: dict[str, Any]) -> list[dict[str, Any]]:
    """The service and the others of its kind, each alone."""
    return [{key: value for key, value in main.items() if key != "i_tillegg"}, *main.get("i_tillegg", [])]


def _of_service(
    target: Target, what: str, before: dict[str, Any], after: dict[str, Any]
) -> Iterator[Difference]:
    stands = before
    for field, keys in _steps(before, after):
        changed = {key: value for key, value in stands.items() if key not in keys}
        changed |= {key: after[key] for key in keys if key in after}
        yield Difference(
            target.number, f"{what}.{field}", before, after, EntryChange(target, stands, changed)
        )
        stands = changed


def _steps(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """(field, the keys that are changed with it). State, date and source go with the first that they speak of."""
    touched = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    if after["status"] == "missing" != before["status"]:  # what goes goes together: half of it would be wrong
        yield "status", touched - {"merknad"}
        touched &= {"merknad"}
    seen = touched.intersection(_SEEN)
    told = [field for field in _READ_TOGETHER if field in touched]
    for field in told:
        yield field, {field, *(seen if field == told[0] else ())}
    if seen and not told:
        yield "kilde" if seen <= {"kilde", "kilde_alder"} else "status", seen
    for field in sorted(touched - {*_SEEN, *_READ_TOGETHER}):
        yield field, {field}
