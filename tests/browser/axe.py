"""axe-core, run in a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RUN = """axe.run(%s).then(r => r.violations.map(v => [v.id,
  v.nodes.map(n => [n.target, n.failureSummary])]))"""


def violations(page: Page, within: str = "") -> Any:  # axe's own form
    """Return what axe finds in the page, or in the elements that the selector ``within`` names."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    return page.evaluate(RUN % (f"'{within}'" if within else ""))


def violations_under_a_policy(page: Page) -> Any:  # axe's own form
    """Return the same of a page whose policy lets no script in: through the debugger."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    answer = session.send(
        "Runtime.evaluate", {"expression": RUN % "", "awaitPromise": True, "returnByValue": True}
    )
    return answer["result"].get("value", answer)
