"""Everyone can use it: checked by axe-core with both panels open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest

from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.world import World

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RUN = "axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.target)]))"


def violations(page: Page) -> Any:  # axe's own form
    page.add_script_tag(path=AXE)
    return page.evaluate(RUN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", ["bridge", "jissr"])
def test_axe_finds_nothing_with_both_panels_open(
    world: World, chromium: Browser, slug: str, scheme: Any
) -> None:
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    style = '<meta name="color-scheme" content="light dark">'
    language = ("ar", "rtl") if slug == "jissr" else ("en", "ltr")
    host = HostPage(slug=slug, head=style, language=language[0], direction=language[1])
    reader = Reader.at(page, put(world, host))
    reader.press(0)
    reader.press(1)
    found = violations(page)
    context.close()
    assert found == []


@pytest.mark.parametrize("slug", ["bridge", "brief", "unknown"])
def test_axe_finds_nothing_on_the_reading_page(world: World, page: Page, slug: str) -> None:
    page.context.set_extra_http_headers({})
    page.goto(f"{world.widget}/read/daily?url={world.article(slug)}")
    assert evaluate_without_policy(page) == []


def evaluate_without_policy(page: Page) -> Any:  # axe's own form
    """Run axe on a page whose policy lets no script in, through the debugger."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    answer = session.send(
        "Runtime.evaluate", {"expression": RUN, "awaitPromise": True, "returnByValue": True}
    )
    return answer["result"].get("value", answer)
