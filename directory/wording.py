"""Service data in words: opening hours, the time something opens, and the fixed texts around them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from content.models import parse_model
from content.texts import Text, Texts
from content.yaml_loader import Problem, load_yaml
from directory import emergency
from directory.model import Apningstid, Spraak
from directory.opening_hours import OSLO, WEEKDAYS

FILE = Path("texts") / "services.yaml"
_GROUPS = ("alle_dager", "hverdager", *WEEKDAYS[:5], "helg", *WEEKDAYS[5:], "helligdager")

NUMBERS = {
    "ambulanse": emergency.AMBULANCE,
    "politi": emergency.POLICE,
    "brann": emergency.FIRE,
    "legevakt": emergency.spoken(emergency.LEGEVAKT),
    "alarmtelefonen": emergency.spoken(emergency.ALARMTELEFONEN),
    "vo_linjen": emergency.spoken(emergency.VO_LINJEN),
    "mental_helse": emergency.spoken(emergency.MENTAL_HELSE),
}


def load_texts(resources: Path) -> tuple[Texts, list[Problem]]:
    """Only the directory's own text file, so that a fault in another one does not stop it."""
    data, lines, problems = load_yaml(resources / FILE)
    found, entries = list(problems), {}
    for id, raw in data.items() if isinstance(data, dict) else ():
        text, wrong = parse_model(Text, raw, lines, FILE.name, (id,))
        found += wrong
        if text:
            entries[str(id)] = text
    missing = sorted(REQUIRED - set(entries)) if data is not None and not found else []
    found += [Problem(FILE.name, 1, f"Teksten «{id}» mangler.") for id in missing]
    return Texts(entries), found


def say(texts: Texts, id: str, language: str, **values: object) -> str:
    """The text with the fixed numbers filled in."""
    return texts.get(id, language, **NUMBERS, **values)


def hours_in_words(hours: Apningstid | None, texts: Texts, language: str) -> str | None:
    """The week as one line, e.g. "Hverdager kl. 16–08, helg hele døgnet"; the source's own words when that is all."""
    if hours is None:
        return None
    if hours.doegnaapent:
        return texts.get("aapent_doegnet", language)
    parts = [
        f"{texts.get(f'dag_{name}', language)} {_intervals(intervals, texts, language)}"
        for name in _GROUPS
        if (intervals := getattr(hours, name)) is not None
    ]
    line = ", ".join(parts)
    return line[:1].upper() + line[1:] if line else hours.tekst


def languages_in_words(spoken: Sequence[Spraak], texts: Texts, language: str) -> str | None:
    """The languages that are known to be spoken, as one line; None when none is known."""
    words = [texts.get(f"spraak_{word.replace('å', 'aa')}", language) for word in spoken]
    return texts.get("spraak_linje", language, spraak=", ".join(words)) if words else None


def _intervals(intervals: list[str], texts: Texts, language: str) -> str:
    if not intervals:
        return texts.get("tid_stengt", language)
    if intervals == ["00:00-24:00"]:
        return texts.get("tid_hele_doegnet", language)
    spans = [interval.split("-") for interval in intervals]
    return ", ".join(texts.get("tid_fra_til", language, fra=_clock(a), til=_clock(b)) for a, b in spans)


def _clock(wall: str) -> str:
    """ "16:00" -> "16", "08:30" -> "08.30"."""
    return wall.removesuffix(":00").replace(":", ".")


def moment_in_words(moment: datetime, now: datetime, texts: Texts, language: str) -> str:
    """When it is, seen from now: "kl. 16", "i morgen kl. 08.30", "mandag kl. 08", with the date beyond a week."""
    local, today = moment.astimezone(OSLO), now.astimezone(OSLO).date()
    clock = _clock(f"{local:%H:%M}")
    if local.date() == today:
        return texts.get("naar_i_dag", language, klokkeslett=clock)
    if local.date() == today + timedelta(days=1):
        return texts.get("naar_i_morgen", language, klokkeslett=clock)
    day = texts.get(f"dag_{WEEKDAYS[local.weekday()]}", language)
    if local.date() < today + timedelta(days=7):
        return texts.get("naar_ukedag", language, dag=day, klokkeslett=clock)
    date = f"{local.day}.{local.month}."
    return texts.get("naar_dato", language, dag=day, dato=date, klokkeslett=clock)


_KIND_IDS = {
    f"tjeneste_{kind}_{part}"
    for kind in (
        "legevakt", "barnevernvakt", "krisesenter", "familievernkontor", "helsestasjon", "psykisk_helse"
    )
    for part in ("navn", "om", "flere", "ingen_svar", "ingen_svar_lokal")
}  # fmt: skip
REQUIRED = (
    _KIND_IDS
    | {f"tjeneste_{kind}_reserve_navn" for kind in ("barnevernvakt", "krisesenter", "psykisk_helse")}
    | {f"dag_{name}" for name in _GROUPS}
    | {f"naar_{name}" for name in ("i_dag", "i_morgen", "ukedag", "dato")}
    | {f"tid_{name}" for name in ("stengt", "hele_doegnet", "fra_til", "ukjent")}
    | {"aapent_doegnet", "aapent_naa", "aapner", "telefon_doegnet"}
    | {"nasjonal_ingen_svar", "nasjonal_uten_nummer", "nasjonal_noednummer_ingen_svar"}
    | {"nasjonal_lytter_ingen_svar", "nasjonal_giftinformasjonen_ingen_svar"}
    | {"nasjonal_utlandet_ingen_svar", "nasjonal_svalbard_ingen_svar"}
    | {f"spraak_{name}" for name in ("linje", "bokmaal", "nynorsk", "nordsamisk", "engelsk")}
)
