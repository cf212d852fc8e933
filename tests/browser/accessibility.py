"""axe in the page: what breaks WCAG 2.2 A and AA, or axe's own good practice."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # of all that is in order axe would look up a path for each element and send it here
    "resultTypes": ["violations"],
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def problems_of(page: Page) -> list[str]:
    """One line per problem: rule, what it is about, where."""
    if not page.evaluate("'axe' in window"):  # it stays until the page is left
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate(
        "async (options) => { const { violations } = await axe.run(options); return violations; }", OPTIONS
    )
    return [
        f"{violation['id']}: {violation['help']} at {node['target']} {node.get('failureSummary', '')[:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]


def problems_in_each_look(page: Page, sizes: Iterable[tuple[int, int]], *, within: str = "html") -> list[str]:
    """The problems of the page as it stands, in each size and both colour schemes; each line begins with which it was.

    One page for all of them: to sign in and to come as far takes longer than the looking. within: what may not be
    wider inside than outside, or one would have to scroll sideways.
    """
    problems = []
    for (width, height), scheme in product(sizes, SCHEMES):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        found = problems_of(page)
        wider = page.locator(within).evaluate("box => box.scrollWidth - box.clientWidth")
        if wider > 0:
            found.append(f"{within} is {wider} px wider inside than outside")
        problems += [f"{width}x{height} {scheme}: {problem}" for problem in found]
    return problems
