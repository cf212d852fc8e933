"""Everything one web process works with, made once in handoff.main and handed around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handoff.clock import Clock
from handoff.opening import Opening
from handoff.ports import Directory, Screener, Texts, Themes
from handoff.settings import Settings
from handoff.store.engine import Store

if TYPE_CHECKING:
    from handoff.assistant import Bot
    from handoff.content import Content
    from handoff.describer import Describer
    from handoff.metrics import Metrics


@dataclass
class Parts:
    """The parts of one process. `content` reloads; its parts are reached through the properties."""

    settings: Settings
    clock: Clock
    opening: Opening
    store: Store
    content: Content
    bot: Bot
    describer: Describer
    metrics: Metrics
    busy: set[str] = field(default_factory=set)  # conversations whose turn this process runs now

    @property
    def screener(self) -> Screener:
        return self.content.screener

    @property
    def themes(self) -> Themes:
        return self.content.themes

    @property
    def directory(self) -> Directory:
        return self.content.directory

    @property
    def texts(self) -> Texts:
        return self.content.texts
