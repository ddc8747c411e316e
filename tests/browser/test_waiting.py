"""A slow server makes no page jump and leaves no hole in a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.waiting import PROFILES, WIDTHS, Profile, wait_for_panels

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.world import World


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_a_late_panel_leaves_no_hole_and_shifts_nothing(
    world: World, chromium: Browser, profile: Profile, width: int
) -> None:
    seen = wait_for_panels(world, chromium, profile, width)
    assert {state: waited for state, waited in seen.items() if not waited.is_good} == {}
