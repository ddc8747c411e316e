"""From the press to the summary, in real Chromium, against gunicorn that adds 100 ms.

Run by ``./dev bench click``. The ways of pressing alternate: unannounced, and after the pointer
has rested on the button. Each press is in a fresh browser profile, so that nothing is
in a cache but what the page itself has loaded. The end is the frame that shows the summary.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.chromium import chromium
from tests.browser.host_pages import HostPage, put
from tests.browser.servers import NewsSite, Watched, serve
from tests.browser.world import World, fill
from tests.processes import free_port, running
from widget.bootstrap import build
from widget.config import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
SETTLE_MILLISECONDS = 500
"""How long a page has been there before the press: nobody presses while it still loads."""

BARS = {0: 160, 300: 60}
"""Milliseconds of hover before the press, and the median that is allowed."""

WATCH = """() => {
  const root = document.querySelector('summary-widget').shadowRoot;
  window.measured = new Promise(done => root.querySelector('button')
    .addEventListener('click', event => {
      const watch = new MutationObserver(() => {
        if (!root.querySelector('[data-state=ready]')) return;
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now() - event.timeStamp));
      });
      watch.observe(root, {childList: true, subtree: true});
    }, {capture: true, once: true}));
}"""


@contextmanager
def far_away(folder: Path) -> Iterator[World]:
    """Serve a news site here, and the widget from gunicorn that adds 100 ms."""
    site = NewsSite()
    news, port = serve(site, "localhost"), free_port()
    widget = f"http://127.0.0.1:{port}"
    settings = {
        "WIDGET_DATABASE_URL": f"sqlite:///{folder}/widget.db",
        "WIDGET_PUBLIC_URL": widget,
        "WIDGET_BIND": f"127.0.0.1:{port}",
    }
    services = build(load(settings))
    fill(services, news.origin)
    services.close()
    gunicorn = [sys.executable, "-m", "gunicorn", "--chdir", str(ROOT)]
    command = [*gunicorn, "-c", str(ROOT / "gunicorn.conf.py"), "bench.slow:app"]
    environment = {"PATH": os.environ["PATH"], **settings}
    with running(command, environment, folder, f"{widget}/readyz"):
        yield World(widget, news.origin, Watched(lambda *_: ()), site, services)
    news.stop()


def publisher_site(browser: Browser, world: World, hover: int) -> float:
    """Return the milliseconds from one press to the frame that shows the summary."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(put(world, HostPage()), wait_until="load")
    page.evaluate(WATCH)
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    button = page.locator("summary-widget button").first
    if hover:
        button.hover()
        page.wait_for_timeout(hover)
        page.mouse.down()
        page.mouse.up()
    else:
        button.evaluate("button => button.click()")
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
        with far_away(Path(folder)) as world:
            for _ in range(rounds):
                for hover, measured in times.items():
                    measured.append(publisher_site(browser, world, hover))
    for hover, measured in times.items():
        median, worst = statistics.median(measured), max(measured)
        print(
            f"after {hover:3} ms of hover: median {median:6.1f} ms, worst {worst:6.1f} ms", end=""
        )
        print(f"   (bar: median <= {BARS[hover]} ms)")


if __name__ == "__main__":
    main()
