"""From the press to the summary, in real Chromium, against a server that adds 100 ms.

Run by ``./dev bench click``. The ways of pressing alternate: unannounced, and after the pointer
has rested on the button. Each press is in a fresh browser profile, so that nothing is
in a cache but what the page itself has loaded.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.chromium import chromium
from tests.browser.host_pages import HostPage, put
from tests.browser.world import open_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.world import World

BARS = {0: 160, 300: 60}
"""Milliseconds of hover before the press, and the median that is allowed."""

WATCH = """() => {
  const host = document.querySelector('summary-widget');
  const button = host.shadowRoot.querySelector('button');
  window.measured = new Promise(done => button.addEventListener('click', event => {
    const look = () => host.shadowRoot.querySelector('[data-state=ready]')
      ? requestAnimationFrame(() => done(performance.now() - event.timeStamp))
      : setTimeout(look, 1);
    look();
  }, {capture: true, once: true}));
}"""


def press(browser: Browser, world: World, hover: int) -> float:
    """Return the milliseconds from one press to the frame that shows the summary."""
    world.watched.delay.clear()
    context = browser.new_context()
    page = context.new_page()
    page.goto(put(world, HostPage()), wait_until="load")
    world.watched.delay["/"] = 0.1
    page.evaluate(WATCH)
    box = page.locator("summary-widget button").first.bounding_box()
    assert box is not None
    x, y = box["x"] + 20, box["y"] + 20
    if hover:
        page.mouse.move(x, y)
        page.wait_for_timeout(hover)
        page.mouse.down()
        page.mouse.up()
    else:
        page.locator("summary-widget button").first.evaluate("button => button.click()")
    milliseconds = float(page.evaluate("window.measured"))
    context.close()
    return milliseconds


def main() -> None:
    """Measure and print medians and the worst of each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25, help="presses of each way")
    rounds = parser.parse_args().rounds
    times: dict[int, list[float]] = {hover: [] for hover in BARS}
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        print(f"Chromium {browser.version}, {rounds} presses of each way, server adds 100 ms")
        with open_world(Path(folder) / "widget.db") as world:
            for _ in range(rounds):
                for hover, measured in times.items():
                    measured.append(press(browser, world, hover))
    for hover, measured in times.items():
        median, worst = statistics.median(measured), max(measured)
        print(
            f"after {hover:3} ms of hover: median {median:6.1f} ms, worst {worst:6.1f} ms", end=""
        )
        print(f"   (bar: median <= {BARS[hover]} ms)")


if __name__ == "__main__":
    main()
