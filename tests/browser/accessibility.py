"""axe in the page: what breaks WCAG 2.2 A and AA, or axe's own good practice."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def problems_of(page: Page) -> list[str]:
    """One line per problem: rule, what it is about, where."""
    results = Axe().run(page, options=OPTIONS)
    return [
        f"{violation['id']}: {violation['help']} at {node['target']} {node.get('failureSummary', '')[:200]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
