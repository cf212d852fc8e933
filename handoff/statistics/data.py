"""The statistics as data, for GET /api/statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from handoff.clock import OSLO
from handoff.statistics.facts import Ended, Facts, Registered, facts_of
from handoff.statistics.figures import share, unregistered, wait_line
from handoff.statistics.period import Period, month_of
from handoff.statistics.reports import Report, imported_reports


async def statistics(tx: AsyncSession, period: Period) -> dict[str, Any]:
    """Counts of a period; days, hours and months are Norwegian. Imported reports are named and never counted in."""
    facts = await facts_of(tx, period)
    reports = await imported_reports(tx)
    months: dict[str, list[Registered]] = {}
    for row in facts.registered:
        months.setdefault(month_of(row.hour), []).append(row)
    return {
        **counts(facts.registered),
        "months": [{"month": month, **counts(rows)} for month, rows in sorted(months.items())],
        "hours": dict(Counter(str(row.hour.astimezone(OSLO).hour) for row in facts.registered)),
        "weekdays": dict(Counter(str(row.hour.astimezone(OSLO).isoweekday()) for row in facts.registered)),
        "waits": waits(facts.ended),
        "urgent": urgent(facts.ended),
        "unregistered": unregistered(facts),
        "suggestions": suggestions(facts),
        "reports": [report_view(report) for report in reports],
    }


def counts(rows: Sequence[Registered]) -> dict[str, Any]:
    """How many in all, and by channel, gender, theme ...; one conversation may have several themes."""
    return {
        "total": len(rows),
        "channels": dict(Counter(row.channel for row in rows)),
        "genders": dict(Counter(row.gender for row in rows)),
        "themes": dict(Counter(theme for row in rows for theme in row.themes)),
        "violence": dict(Counter(kind for row in rows for kind in row.violence)),
        "outcomes": dict(Counter(outcome for row in rows for outcome in row.outcomes)),
    }


def waits(ended: Sequence[Ended]) -> dict[str, Any]:
    """Of chats that have ended: how many a veileder came to, their waits in minutes, and how many left before."""
    line = wait_line("", ended)
    return {
        "count": line.waits,
        "median": line.median,
        "p90": line.p90,
        "short_share": line.short,
        "left": sum(1 for row in ended if not row.taken),
        "left_share": line.left,
    }


def urgent(ended: Sequence[Ended]) -> dict[str, Any]:
    found = sum(1 for row in ended if row.urgency > 0)
    return {"chats": len(ended), "urgent": found, "share": share(found, len(ended))}


def suggestions(facts: Facts) -> dict[str, Any]:
    """By id of the theme."""
    return {
        one.tag: {"accepted": one.accepted, "rejected": one.rejected, "undecided": one.undecided}
        for one in facts.decided
    }


def report_view(report: Report) -> dict[str, str]:
    return {
        "id": report.id,
        "title": report.title,
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
    }
