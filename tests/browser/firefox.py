"""Debian's Firefox ESR, headless, as tests start it: Playwright speaks WebDriver BiDi with it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.bidi_relay import PROGRAM

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

RELAY = Path(__file__).parent / "bidi_relay.py"
Values = dict[str, str | float | bool]

PREFERENCES: Values = {
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "ui.useOverlayScrollbars": 1,
}
"""No request that the page did not make, and scroll bars that take no room, as in Chromium."""


def start_firefox(playwright: Playwright) -> Browser:
    """Start Firefox; without it, fail and say how to get it."""
    assert shutil.which(PROGRAM), "needs Debian's firefox-esr: apt-get install firefox-esr"
    ours = Path(sys.executable).parent  # the relay runs in the same environment
    environment: Values = {**os.environ, "PATH": f"{ours}:{os.environ['PATH']}"}
    return playwright.firefox.launch(
        channel="moz-firefox",  # the name under which Playwright knows BiDi
        executable_path=RELAY,
        env=environment,
        firefox_user_prefs=PREFERENCES,
    )
