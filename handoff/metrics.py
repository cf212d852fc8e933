"""Figures for the operator at /metrics: counts and durations, nothing about anybody."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """One registry per process, so that several apps in one test do not share figures."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.conversations = self._counter("conversations", "Conversations opened")
        self.messages = self._counter("messages", "Messages stored", "sender")
        self.emergencies = self._counter("emergency_messages", "Emergency messages shown", "number")
        self.alerts = self._counter("alerts", "Alerts to a veileder")
        self.alert_fallbacks = self._counter("alert_fallbacks", "Alerts nobody acknowledged in time")
        self.turns = self._counter("turns", "Turns of the assistant", "outcome")
        self.screening_failed = self._counter("screening_failed", "Messages that screening failed on")
        self.describing_failed = self._counter(
            "describing_failed", "Messages that the statistical layer failed on"
        )
        self.leases_lost = self._counter("leases_lost", "Claims taken back from a silent console")
        self.deleted = self._counter(
            "conversations_deleted", "Conversations deleted after the retention time"
        )
        self.sweeper_failed = self._counter(
            "sweeper_failures", "Due times that could not be acted on", "kind"
        )
        self.directory_history_failed = self._counter(
            "directory_history_failures", "Changes by hand that could not be written into the history at once"
        )
        self.requests = Histogram(
            "ventevakt_request_seconds", "Duration of requests", ["path", "status"], registry=self.registry
        )
        self.states = Gauge(
            "ventevakt_conversations_now", "Conversations by state", ["state"], registry=self.registry
        )

    def _counter(self, name: str, help_text: str, *labels: str) -> Counter:
        return Counter(f"ventevakt_{name}", help_text, labels, registry=self.registry)

    def page(self) -> bytes:
        """What /metrics answers."""
        return generate_latest(self.registry)
