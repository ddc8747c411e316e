"""From the press to the summary, in real Chromium, against gunicorn that adds 100 ms.

Run by ``./dev bench click``; with ``--peer PATH`` the tree there is measured in the same rounds,
by turns. The ways of pressing alternate: unannounced, and after the pointer has rested on the
button, each on this processor and on one that Chromium slows four times, as a phone of some years
ago. Each press is in a fresh browser profile, so that nothing is in a cache but what the page
itself has loaded. The end is the frame that shows the summary.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bench.trees import Tree, compared
from tests.browser.articles import ARTICLES
from tests.browser.chromium import chromium
from tests.browser.host_pages import HostPage, put
from tests.browser.servers import NewsSite, serve
from tests.processes import free_port, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.world import World

SETTLE_MILLISECONDS = 500
"""How long a page has been there before the press: nobody presses while it still loads."""

WATCH = """() => {
  const root = document.querySelector('summary-widget').shadowRoot;
  window.measured = new Promise((done, fail) => root.querySelector('button')
    .addEventListener('click', event => {
      setTimeout(() => fail(new Error('no summary after 20 s')), 20_000);
      const watch = new MutationObserver(() => {
        if (!root.querySelector('[data-state=ready]')) return;
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now() - event.timeStamp));
      });
      watch.observe(root, {childList: true, subtree: true});
    }, {capture: true, once: true}));
}"""


@dataclass(frozen=True, slots=True)
class Way:
    """How a reader presses, and what is allowed."""

    hover: int
    """Milliseconds that the pointer rests on the button before."""
    slowed: int
    """How many times the processor is slower."""
    bar: int
    """Milliseconds of the median."""

    def __str__(self) -> str:
        """Return the way in words."""
        slowed = f", processor slowed {self.slowed} times" if self.slowed > 1 else ""
        return f"after {self.hover:3} ms of hover{slowed}"


WAYS = (Way(0, 1, 160), Way(300, 1, 60), Way(0, 4, 230), Way(300, 4, 110))


@dataclass(frozen=True, slots=True)
class Paper:
    """A news site of ours, and the widget server of a tree."""

    tree: Tree
    widget: str
    news: str
    site: NewsSite
    times: dict[Way, list[float]] = field(default_factory=lambda: {way: [] for way in WAYS})

    def article(self, slug: str) -> str:
        """Return the address of an article's page."""
        return f"{self.news}/{slug}"


@contextmanager
def far_away(tree: Tree, folder: Path) -> Iterator[Paper]:
    """Serve a news site here, and the widget from the tree's gunicorn, which adds 100 ms."""
    site = NewsSite()
    news, port = serve(site, "localhost"), free_port()
    widget = f"http://127.0.0.1:{port}"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(tree.path),
        "WIDGET_DATABASE_URL": f"sqlite:///{folder}/widget.db",
        "WIDGET_PUBLIC_URL": widget,
        "WIDGET_BIND": f"127.0.0.1:{port}",
    }
    _fill(tree, environment, folder, news.origin)
    serving = [tree.python, "-m", "gunicorn", "--chdir", str(tree.path)]
    serving += ["-c", str(tree.path / "gunicorn.conf.py"), "bench.slow:app"]
    with running(serving, environment, folder, f"{widget}/readyz"):
        yield Paper(tree, widget, news.origin, site)
    news.stop()


def _fill(tree: Tree, environment: dict[str, str], folder: Path, news: str) -> None:
    """Add the site and publish its articles with the tree's own commands."""
    files = []
    for day, (slug, manuscript) in enumerate(ARTICLES.items(), 1):
        told = {name: asdict(manuscript)[name] for name in ("title", "text", "language")}
        told |= {"url": f"{news}/{slug}", "published_at": f"2026-05-{day:02}T08:00:00Z"}
        file = folder / f"{slug}.json"
        file.write_text(json.dumps({name: value for name, value in told.items() if value}))
        files.append(str(file))
    host = news.removeprefix("http://")
    for words in (
        ["sites", "add", "daily", "--name", "Daily", "--page-host", host],
        ["articles", "publish", *files, "--site", "daily"],
    ):
        command = [tree.python, "-m", "widget.cli", *words]
        subprocess.run(command, env=environment, cwd=folder, check=True, capture_output=True)


def press(browser: Browser, paper: Paper, way: Way) -> float:
    """Return the milliseconds from one press to the frame that shows the summary."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": way.slowed})
    # of the world only what a paper has as well
    page.goto(put(cast("World", paper), HostPage()), wait_until="load")
    page.evaluate(WATCH)
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    button = page.locator("summary-widget button").first
    if way.hover:
        button.hover()
        page.wait_for_timeout(way.hover)
        page.mouse.down()
        page.mouse.up()
    else:
        button.evaluate("button => button.click()")
    milliseconds = float(page.evaluate("window.measured"))
    context.close()
    return milliseconds


def main() -> None:
    """Measure and print medians and the worst of each way."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=25, help="presses of each way")
    parser.add_argument("--peer", type=Path, help="another tree of the server, such as one before")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser, ExitStack() as opened:
        print(f"Chromium {browser.version}, {os.cpu_count()} cores, server adds 100 ms")
        print(f"{chosen.rounds} presses of each way, by turns")
        papers = []
        for tree in compared(chosen.peer):
            own = Path(folder) / tree.name
            own.mkdir()
            papers.append(opened.enter_context(far_away(tree, own)))
        for _, way, paper in product(range(chosen.rounds), WAYS, papers):
            paper.times[way].append(press(browser, paper, way))
    for way, paper in product(WAYS, papers):
        _tell(paper.tree.name, way, paper.times[way])


def _tell(name: str, way: Way, times: list[float]) -> None:
    median, worst = statistics.median(times), max(times)
    met = "met" if median <= way.bar else "MISSED"
    print(f"{name}: {way}: median {median:5.1f} ms, worst {worst:5.1f} ms", end="")
    print(f"   (bar: median <= {way.bar} ms, {met})")


if __name__ == "__main__":
    main()
