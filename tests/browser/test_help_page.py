"""The help page is for everyone, also on a phone, and its links lead to its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import violations_under_a_policy
from widget.rules.embed_causes import CODES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.world import World


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_axe_finds_nothing_and_nothing_overflows(
    world: World, chromium: Browser, scheme: Any, width: int
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(f"{world.widget}/help/embed#{CODES[-1]}")
    found = violations_under_a_policy(page)
    wide = page.locator("html").evaluate("e => e.scrollWidth")
    box = page.locator(f"#{CODES[-1]}").bounding_box()
    context.close()
    assert found == []
    assert wide == width
    assert box is not None
    assert -1 <= box["y"] < 700
