"""Debian's Chromium, headless, as tests and benchmarks start it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, Playwright, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def start_chromium(playwright: Playwright) -> Browser:
    """Start Chromium; without it, fail and say how to get it."""
    assert shutil.which(PROGRAM), "needs Debian's chromium: apt-get install chromium"
    return playwright.chromium.launch(executable_path=PROGRAM, args=ARGUMENTS)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium and nothing else of Playwright's while the block lasts."""
    with sync_playwright() as playwright:
        browser = start_chromium(playwright)
        try:
            yield browser
        finally:
            browser.close()
