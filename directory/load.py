"""The directory: kommuner, their services, national services, and finding a place in a text."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from content.errors import ContentError
from content.texts import Texts
from content.yaml_loader import Problem, load_yaml
from directory.check import doubts_about
from directory.model import KINDS, Kind, Kommune, NasjonaleTjenester
from directory.outside import NEAR_THE_CALLER, outside_view, within_reach
from directory.places import Place, PlaceNames, find_places
from directory.reading import KOMMUNER, kommuner_from, read_national
from directory.services import ServiceView, local_views, national_view
from directory.staff_words import KIND_WORDS
from directory.wording import load_texts

_WITHOUT_KOMMUNE: tuple[Kind, ...] = ("legevakt", "barnevernvakt", "krisesenter", "familievernkontor")
_WHEN_NOTHING_FITS: tuple[Kind, ...] = ("helsestasjon", "psykisk_helse")
_LISTENERS = ("mental_helse", "kirkens_sos")
"""Answer round the clock, whatever it is about."""


@dataclass(frozen=True)
class Directory:
    """Where help is. Immutable: a change on disk makes a new one (content.live.Live).

    `doubts`: what is not wrong enough to refuse the files, but should be looked at by staff.
    """

    kommuner: dict[str, Kommune]
    nasjonale: NasjonaleTjenester
    texts: Texts
    names: PlaceNames
    doubts: tuple[Problem, ...] = ()

    @classmethod
    def load(cls, resources: Path) -> "Directory":
        """Read everything the directory needs. Raises ContentError with all problems at once."""
        loaded = load_yaml(resources / KOMMUNER)
        kommuner, problems = kommuner_from(loaded, KOMMUNER)
        nasjonale, more = read_national(resources)
        texts, about_texts = load_texts(resources)
        problems += [*more, *about_texts]
        if problems or nasjonale is None:
            raise ContentError(problems)
        names = PlaceNames.load(resources, kommuner)
        return cls(kommuner, nasjonale, texts, names, tuple(doubts_about(kommuner, loaded.lines)))

    def find_places(self, text: str, *, asked: bool = False, among: Collection[str] = ()) -> list[Place]:
        """The places named in `text`, in order. Several with one span: ambiguous, ask which.

        `asked`: the text answers "Hvilken kommune bor du i?", so a bare short name or number counts. `among`: it answers
        which of these kommunenummer, so that the region or a place near it is enough.
        """
        return find_places(self.names, text, asked=asked, among=among)

    def kommune(self, kommunenummer: str) -> Kommune:
        """The kommune with this number. Raises KeyError when there is none."""
        return self.kommuner[kommunenummer]

    def services(self, kommunenummer: str | None, *, now: datetime, language: str) -> list[ServiceView]:
        """Every kind of service for a kommune; for None or an unknown number the national way in to each."""
        kommune = self.kommuner.get(kommunenummer or "")
        kinds = KINDS if kommune else _WITHOUT_KOMMUNE
        return self._local(kommune, kinds, now, language)

    def services_for_themes(
        self, kommunenummer: str | None, theme_ids: Iterable[str], *, now: datetime, language: str
    ) -> list[ServiceView]:
        """What fits these themes (slugs, what matters most first): in their order, for each the kommune's own services, then
        national ones. Never empty; without a kommune there is somebody to ring among them."""
        kommune, found = self.kommuner.get(kommunenummer or ""), list[ServiceView]()
        possible = KINDS if kommune else _WITHOUT_KOMMUNE
        for theme in dict.fromkeys(theme_ids):
            kinds, ids = self.nasjonale.fitting(theme)
            fitting = [kind for kind in possible if kind in kinds]
            found += self._local(kommune, fitting, now, language)
            # The kommune's own legevakt names 116 117 itself.
            there = {view.kind for view in found}
            found += self.national(now=now, language=language, ids=[id for id in ids if id not in there])
        firsts: dict[str, ServiceView] = {}
        for view in found:
            firsts.setdefault(view.name, view)
        found = list(firsts.values())
        if not found and kommune:
            return self._local(kommune, _WHEN_NOTHING_FITS, now, language)
        if not found:
            return self.national(now=now, language=language, ids=[_LISTENERS[0], "legevakt"])
        if not kommune and not any(view.phone for view in found):
            found = [*self.national(now=now, language=language, ids=_LISTENERS[:1]), *found]
        return _without_repeated_numbers(found)

    def services_outside(
        self, outside: str, theme_ids: Iterable[str], *, now: datetime, language: str
    ) -> list[ServiceView]:
        """What fits these themes for somebody in `outside` (svalbard, jan_mayen, utlandet): the national services that can
        be reached from there by phone or chat. Never empty."""
        entries = [entry for entry in self.nasjonale.tjenester if entry.id not in NEAR_THE_CALLER]
        views = {
            entry.id: outside_view(entry, outside, now=now, language=language, texts=self.texts)
            for entry in entries
        }
        fitting = [entry.id for theme in theme_ids for entry in entries if theme in entry.temaer]
        found = [views[id] for id in dict.fromkeys(fitting) if within_reach(views[id])]
        return found or [views[id] for id in _LISTENERS if id in views]

    def of_kind(
        self, kommunenummer: str | None, kind: Kind, *, now: datetime, language: str
    ) -> list[ServiceView]:
        """The kommune's services of one kind; without a kommune the national way in, or none where there is none."""
        kommune = self.kommuner.get(kommunenummer or "")
        kinds = [kind] if kommune or kind in _WITHOUT_KOMMUNE else []
        return self._local(kommune, kinds, now, language)

    def national_outside(
        self, outside: str, ids: Iterable[str], *, now: datetime, language: str
    ) -> list[ServiceView]:
        """National services as they can be reached from `outside`; those that cannot are left out."""
        wanted = set(ids) - NEAR_THE_CALLER
        views = [
            outside_view(entry, outside, now=now, language=language, texts=self.texts)
            for entry in self.nasjonale.tjenester
            if entry.id in wanted
        ]
        return [view for view in views if within_reach(view)]

    def names_for_theme(self, theme: str) -> list[str]:
        """What fits a theme (slug), for staff, in bokmål: the kommune's own kinds of service, then national ones; or none."""
        kinds, ids = self.nasjonale.fitting(theme)
        national = [entry.navn.get("nb") for entry in self.nasjonale.tjenester if entry.id in ids]
        return list(dict.fromkeys([*(KIND_WORDS[kind] for kind in KINDS if kind in kinds), *national]))

    def national(
        self, *, now: datetime, language: str, ids: Iterable[str] | None = None
    ) -> list[ServiceView]:
        """National services in the file's order, all or those with the given ids."""
        wanted = None if ids is None else set(ids)
        return [
            national_view(entry, now=now, language=language, texts=self.texts)
            for entry in self.nasjonale.tjenester
            if wanted is None or entry.id in wanted
        ]

    def _local(
        self, kommune: Kommune | None, kinds: Iterable[Kind], now: datetime, language: str
    ) -> list[ServiceView]:
        return [
            view
            for kind in kinds
            for view in local_views(kommune, kind, now=now, language=language, texts=self.texts)
        ]


def _without_repeated_numbers(views: list[ServiceView]) -> list[ServiceView]:
    """A national number that already stands under another kind of service is not shown twice."""
    seen: dict[str, str] = {}
    kept = []
    for view in views:
        digits = "".join((view.phone or "").split())
        if digits and seen.setdefault(digits, view.kind) != view.kind and not view.phone_is_local:
            continue
        kept.append(view)
    return kept
