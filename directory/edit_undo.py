"""Take a change back: the services get what they had before it, unless something has happened to them since."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from directory.edit import Edited, entry_changes, good_file, rewritten
from directory.edit_request import EntryChange, FileChanged, Target

_SEEN = {"status", "kontrollert", "kilde"}
_APART = {"telefon", "i_tillegg"}


def undo_text(text: str, changes: Sequence[EntryChange], *, today: date) -> Edited:
    """The text of legevakt_kommuner.yaml with these changes taken back, all or none.

    Raises FileChanged when one of the services no longer stands as the change left it, EditRefused when the file
    has problems, or would have one.
    """
    before, kommuner = good_file(text, today)
    wanted = {}
    for change in changes:
        raw = _raw(change.target, before.data)
        if raw is None or any(raw.get(key) != change.after.get(key) for key in _scope(change)):
            name = kommuner[change.target.number].navn if change.target.number in kommuner else ""
            raise FileChanged(
                f"Opplysningen er endret igjen siden, i {name} ({change.target.number}). Ingenting er skrevet. "
                "Angre den siste endringen først, eller skriv den riktige verdien."
            )
        wanted[change.target] = _restored(raw, change)
    new, after = rewritten(text, before, wanted, today)
    return Edited(
        text=new,
        changed={one.number: kommuner[one.number].navn for one in wanted},
        elsewhere={},
        said=[],
        entries=entry_changes(before.data, wanted),
        kommuner=after,
    )


def _raw(target: Target, data: Any) -> dict[str, Any] | None:
    try:
        return target.raw(data)
    except (KeyError, IndexError):
        return None


def _scope(change: EntryChange) -> set[str]:
    """The fields to put back. Status, date and source speak of the whole service but for its number, so all of it
    must still be as it was left: else what was read since would get a source it does not have."""
    keys = {*change.before, *change.after}
    touched = {key for key in keys if change.before.get(key) != change.after.get(key)}
    return touched | (keys - _APART if touched & _SEEN else set())


def _restored(raw: dict[str, Any], change: EntryChange) -> dict[str, Any]:
    scope = _scope(change)
    kept = {key: value for key, value in raw.items() if key not in scope}
    return kept | {key: value for key, value in change.before.items() if key in scope}
