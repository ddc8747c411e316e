"""The README's pictures: an article of the demo with its summary open; screens, light and dark.

With ``--themes``: the widget in every theme and state, for somebody to look at.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright

from examples.theme_shots import shoot_themes
from examples.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 60
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Screen:
    """What a reader holds or sits at."""

    name: str
    width: int
    height: int
    scale: float


SCREENS = (Screen("panel", 760, 1000, 1.5), Screen("phone", 360, 720, 2))


@contextmanager
def demo(widget_port: int, news_port: int) -> Iterator[str]:
    """Run the demo in a folder of its own; the block gets the newspaper's address."""
    ports = ["--widget-port", str(widget_port), "--news-port", str(news_port)]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "examples.demo", *ports, "--folder", folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
        try:
            _wait(f"http://localhost:{news_port}/")
            yield f"http://localhost:{news_port}"
        finally:
            process.terminate()
            process.wait()


def _wait(url: str) -> None:
    for _ in range(PATIENCE_SECONDS * 10):
        try:
            urllib.request.urlopen(url).close()  # noqa: S310 - our own address
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{url} does not answer")


def shoot(browser: Browser, url: str, screen: Screen, scheme: Scheme, path: Path) -> None:
    """Open the page, press the button and keep what the reader sees."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        color_scheme=scheme,
        device_scale_factor=screen.scale,
    )
    page = context.new_page()
    page.goto(url)
    button = page.locator("summary-widget").first.get_by_role("button").first
    # As of a reader who looks before the press: the answer is there at once.
    button.hover()
    page.wait_for_timeout(1000)
    button.click()
    page.locator('summary-widget [data-state="ready"]').first.wait_for()
    page.wait_for_timeout(500)
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.wait_for_timeout(300)
    page.screenshot(path=path)
    context.close()


def shoot_readme(browser: Browser, article: str, folder: Path) -> Iterator[Path]:
    """Make the README's pictures of the article at this address; yield each as it is written."""
    for screen in SCREENS:
        for scheme in SCHEMES:
            path = folder / f"{screen.name}-{scheme}.png"
            shoot(browser, article, screen, scheme, path)
            yield path


def main() -> None:
    """Make the pictures."""
    given = _arguments()
    folder = given.folder or ROOT / ("var/shots" if given.themes else "docs/images")
    folder.mkdir(parents=True, exist_ok=True)
    with demo(given.port, given.port + 1) as news, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        if given.themes:
            made = shoot_themes(browser, news, folder, given.theme, given.attributes)
        else:
            made = shoot_readme(browser, f"{news}/{given.article}", folder)
        for path in made:
            print(f"Wrote {path}", flush=True)
        browser.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev shots", description=__doc__)
    parser.add_argument("--themes", action="store_true", help="every theme and state instead")
    parser.add_argument(
        "--theme",
        action="append",
        default=[],
        choices=[theme.name for theme in THEMES],
        help="of --themes only this one; may be repeated",
    )
    parser.add_argument(
        "--attributes", default="", help="for the widgets of --themes, such as 'look=outline&open='"
    )
    parser.add_argument(
        "--article",
        default="city/night-ferry-to-orrin",
        help="the README's, such as city/slug (default: %(default)s)",
    )
    parser.add_argument(
        "--folder", type=Path, help="where the pictures go (default: docs/images, or var/shots)"
    )
    parser.add_argument(
        "--port",
        type=int,
        default=8411,
        help="of the demo, and the next one (default: %(default)s)",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
