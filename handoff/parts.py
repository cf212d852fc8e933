"""Everything one web process works with, made once in handoff.main and handed around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from content.practice import Practice
from handoff.clock import Clock
from handoff.metrics import Metrics
from handoff.on_duty import OnDuty
from handoff.opening import Opening
from handoff.ports import Directory, Screener, Telling, Texts, Themes
from handoff.settings import Settings
from handoff.store.engine import Store

if TYPE_CHECKING:
    from handoff.assistant import Bot
    from handoff.content import Content
    from handoff.describer import Describer
    from handoff.store.tables import ConversationRow


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
    on_duty: OnDuty = field(default_factory=OnDuty)
    busy: set[str] = field(default_factory=set)  # conversations whose turn this process runs now
    unread_metrics: Metrics = field(default_factory=Metrics)  # where practice is counted: nobody is shown it

    def figures(self, row: ConversationRow) -> Metrics:
        """Where something about this conversation is counted; a practice is counted nowhere anybody looks."""
        return self.unread_metrics if row.practice else self.metrics

    @property
    def screener(self) -> Screener:
        return self.content.screener

    @property
    def themes(self) -> Themes:
        return self.content.themes

    @property
    def telling(self) -> Telling:
        return self.content.telling

    @property
    def directory(self) -> Directory:
        return self.content.directory

    @property
    def texts(self) -> Texts:
        return self.content.texts

    @property
    def practice(self) -> Practice:
        return self.content.practice
