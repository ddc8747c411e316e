"""What is left empty in a panel that came late, and how far the page jumps, in real Chromium.

Run by ``./dev bench blank``: six slow servers, a phone and a desktop, three kinds of panel. The
tests assert the same bars.
"""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import product
from pathlib import Path

from tests.browser.chromium import chromium
from tests.browser.waiting import (
    MOST_BLANK,
    MOST_SHIFT,
    PROFILES,
    WIDTHS,
    wait_for_panels,
)
from tests.browser.world import open_world


def main() -> int:
    """Measure and print; return 1 when a bar is missed."""
    missed = False
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        open_world(Path(folder) / "widget.db") as world,
    ):
        print(f"Chromium {browser.version}, {os.cpu_count()} cores")
        print(f"bars: shift <= {MOST_SHIFT}, blank <= {MOST_BLANK} px")
        for profile, width in product(PROFILES, WIDTHS):
            world.watched.fresh()
            for state, waited in wait_for_panels(world, browser, profile, width).items():
                missed |= not waited.is_good
                told = f"shift {waited.shift:.3f}, blank {waited.blank:4.0f} px"
                print(f"{profile.name:20} {width:4} px wide  {state:11}  {told}", end="")
                print("" if waited.is_good else "   MISSED")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
