"""A service as a parent sees it: which number is safe to show, what it is called, what to do when nobody answers."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from content.texts import Texts
from directory import emergency
from directory.model import (
    Apningstid,
    Kind,
    Kommune,
    Krisesenter,
    NasjonalTjeneste,
    Sourced,
    Telefon,
    Tjeneste,
)
from directory.opening_hours import OSLO, OpenState, state_at
from directory.wording import hours_in_words, languages_in_words, moment_in_words, say

LIMIT_DAYS = 365
"""A local number, address or time older than this (days since `kontrollert`) is not shown to a parent."""

FAMILIEVERN_SITE = "bufdir.no"
INSTEAD: dict[Kind, str] = {
    "legevakt": emergency.LEGEVAKT,
    "barnevernvakt": emergency.ALARMTELEFONEN,
    "krisesenter": emergency.VO_LINJEN,
    "psykisk_helse": emergency.MENTAL_HELSE,
}
_OWN_LINE = {"ambulanse", "politi", "brann"}
_AROUND_THE_CLOCK = Apningstid(doegnaapent=True)
_LISTENERS = {"mental_helse", "foreldresupport", "arbeidslivstelefonen", "kirkens_sos", "legevakt"}


@dataclass(frozen=True)
class ServiceView:
    """One service ready to show. Texts are in the language asked for; None means there is nothing to show.

    `phone` is None or a number that is safe to ring; `phone_is_local` says whether it is the service's own
    or the national one in its place. `open_now` None: not known. `opens_at` is words ("kl. 16"), set only
    when it is closed now. `no_answer` always says what to do. `state`: verified, stale (verified but too
    old), unverified or missing. `hours` says so when those of a number that is shown are not known. `checked` is an ISO date, and `phone_checked` that of a local number that is shown.
    `chat` is an address and `languages` words; both are only known of national services. `what` tells several of a kind
    apart as staff name them: "legevakt", "familievernkontor.2" for the second; a national service has its kind.
    """

    kind: str
    name: str
    phone: str | None
    phone_is_local: bool
    website: str | None
    address: str | None
    hours: str | None
    open_now: bool | None
    opens_at: str | None
    no_answer: str
    source: str | None
    checked: str | None
    state: str
    about: str = ""
    phone_checked: str | None = None
    chat: str | None = None
    languages: str | None = None
    what: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def is_fresh(entry: Sourced, today: date) -> bool:
    """Verified, with a known date that is not older than LIMIT_DAYS (and not in the future)."""
    if entry.status != "verified" or entry.kontrollert is None:
        return False
    return 0 <= (today - entry.kontrollert).days <= LIMIT_DAYS


def state_of(entry: Sourced, today: date) -> str:
    """verified, stale, unverified or missing."""
    if entry.status == "verified" and not is_fresh(entry, today):
        return "stale"
    return entry.status


def local_views(
    kommune: Kommune | None, kind: Kind, *, now: datetime, language: str, texts: Texts
) -> list[ServiceView]:
    """The kommune's services of one kind, never empty: without local data the national way in."""
    main = kommune.service(kind) if kommune else Krisesenter(status="missing")
    others = getattr(main, "i_tillegg", [])
    entries = [(1, main), *((n, one) for n, one in enumerate(others, 2) if one.status != "missing")]
    views = [  # one more that is gone says nothing
        replace(_local_view(kommune, kind, entry, now, language, texts), what=what_of(kind, place))
        for place, entry in entries
    ]
    local = [view for view in views if view.phone_is_local or kind == "legevakt"]
    # Several offices without a number of their own would be the same national number several times.
    return local or views[:1]


def what_of(kind: str, place: int) -> str:
    """How staff name a service: "legevakt", or "familievernkontor.2" for the second of several."""
    return kind if place == 1 else f"{kind}.{place}"


def _local_view(
    kommune: Kommune | None, kind: Kind, entry: Krisesenter, now: datetime, language: str, texts: Texts
) -> ServiceView:
    today = now.astimezone(OSLO).date()
    fresh = is_fresh(entry, today)
    number = safe_number(entry.telefon, entry, today)
    instead = INSTEAD.get(kind)
    # Beside a national line the local hours and address would be read as the line's own.
    own = fresh and (number is not None or instead is None or kind == "legevakt")
    hours = entry.apningstid if own else None
    is_open, opens = _open_words(hours, now, texts, language)
    shown, national_line = number or instead, instead is not None and number is None
    in_words = hours_in_words(hours, texts, language)
    if national_line and hours is None:  # the four lines in INSTEAD answer round the clock
        in_words = texts.get("telefon_doegnet", language)
        is_open = True if kind != "legevakt" else None
    if number and in_words is None:
        in_words = texts.get("tid_ukjent", language)
    return ServiceView(
        kind=kind,
        name=_name(kommune, kind, entry, number is not None, language, texts),
        phone=emergency.spoken(shown) if shown else None,
        phone_is_local=number is not None,
        website=_website(kommune, kind, entry, fresh),
        address=entry.adresse if own and isinstance(entry, Tjeneste) else None,
        hours=in_words,
        open_now=is_open,
        opens_at=opens,
        no_answer=say(texts, f"tjeneste_{kind}_ingen_svar{'_lokal' if number else ''}", language),
        source=entry.kilde,
        checked=_day(entry),
        state=state_of(entry, today),
        about=texts.get(f"tjeneste_{kind}_om", language),
        phone_checked=_day(entry.telefon) if number else None,
    )


def _day(entry: Sourced | None) -> str | None:
    return entry.kontrollert.isoformat() if entry and entry.kontrollert else None


def safe_number(phone: Telefon | None, entry: Krisesenter, today: date) -> str | None:
    """The number when it may be shown: its source is known, and it was verified not too long ago."""
    known = phone is not None and bool(phone.kilde or entry.kilde) and is_fresh(phone, today)
    return phone.nummer if phone and known else None


def _name(
    kommune: Kommune | None, kind: Kind, entry: Krisesenter, has_number: bool, language: str, texts: Texts
) -> str:
    """The name of whoever answers: with a national number in place of a local one, the national line's."""
    navn = kommune.entydig if kommune else ""
    if not has_number and kind in INSTEAD and kind != "legevakt":
        return texts.get(f"tjeneste_{kind}_reserve_navn", language, kommune=navn)
    own = entry.navn or texts.get(f"tjeneste_{kind}_navn", language, kommune=navn)
    return f"{own} ({entry.dekker})" if isinstance(entry, Tjeneste) and entry.dekker else own


def _website(kommune: Kommune | None, kind: Kind, entry: Krisesenter, fresh: bool) -> str | None:
    if fresh and entry.nettside:
        return entry.nettside
    if kind == "familievernkontor":  # run by the state, not by the kommune
        return FAMILIEVERN_SITE
    return kommune.nettsted.adresse if kommune else None


def _open_words(
    hours: Apningstid | None, now: datetime, texts: Texts, language: str
) -> tuple[bool | None, str | None]:
    state: OpenState = state_at(hours, now)
    opens = moment_in_words(state.opens_at, now, texts, language) if state.opens_at else None
    return state.open, opens


def national_view(entry: NasjonalTjeneste, *, now: datetime, language: str, texts: Texts) -> ServiceView:
    """A national service. A number that is not verified or too old is left out, but for the fixed ones.

    The fixed ones are in the code (directory.emergency): what the file says instead is never shown.
    """
    today = now.astimezone(OSLO).date()
    number = number_of(entry)
    digits, key = "".join((number or "").split()), entry.taster if entry.id not in emergency.FIXED else None
    fresh = is_fresh(entry, today)
    shown = bool(digits) and (fresh or (digits in emergency.ALWAYS_SHOWN and not key))
    hours = entry.apningstid if fresh or digits in emergency.ALWAYS_SHOWN else None
    if entry.id in emergency.ROUND_THE_CLOCK:
        hours = _AROUND_THE_CLOCK
    is_open, opens = _open_words(hours, now, texts, language)
    in_words = hours_in_words(hours, texts, language)
    return ServiceView(
        kind=entry.id,
        name=entry.navn.get(language),
        phone=_with_key(number or "", key, language) if shown else None,
        phone_is_local=False,
        website=entry.nettside,
        address=None,
        hours=in_words or (texts.get("tid_ukjent", language) if shown else None),
        open_now=is_open,
        opens_at=opens,
        no_answer=say(texts, _no_answer_id(entry, shown), language),
        source=entry.kilde,
        checked=_day(entry),
        state=state_of(entry, today),
        about=entry.malgruppe.get(language),
        chat=entry.chat if fresh else None,
        languages=languages_in_words(entry.spraak, texts, language),
        what=entry.id,
    )


def number_of(entry: NasjonalTjeneste) -> str | None:
    """The number of a national service: for those in the code that one, whatever the file says."""
    return emergency.FIXED.get(entry.id, entry.telefon)


def _with_key(number: str, key: str | None, language: str) -> str:
    number = emergency.spoken(number)
    if not key:
        return number
    return f"{number} ({'press' if language == 'en' else 'tast'} {key})"


def _no_answer_id(entry: NasjonalTjeneste, shown: bool) -> str:
    if entry.id in _OWN_LINE:
        return "nasjonal_noednummer_ingen_svar"
    if entry.id == "giftinformasjonen":
        return "nasjonal_giftinformasjonen_ingen_svar"
    if not shown:
        return "nasjonal_uten_nummer"
    return "nasjonal_lytter_ingen_svar" if entry.id in _LISTENERS else "nasjonal_ingen_svar"
