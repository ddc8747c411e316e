"""The README's pictures: the demo's first article with its summary open, light and dark."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

IMAGES = Path(__file__).parents[1] / "docs" / "images"
PATIENCE_SECONDS = 60
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


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


def shoot(browser: Browser, url: str, scheme: Scheme, path: Path) -> None:
    """Open the page, press the button and keep what the reader sees."""
    context = browser.new_context(
        viewport={"width": 760, "height": 1000},
        color_scheme=scheme,
        device_scale_factor=1.5,
    )
    page = context.new_page()
    page.goto(url)
    button = page.locator("summary-widget").first.get_by_role("button")
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


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--article",
        default="city/night-ferry-to-orrin",
        help="path of the article, such as city/slug",
    )
    parser.add_argument("--folder", type=Path, default=IMAGES, help="where the pictures go")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with demo(8411, 8412) as news, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for scheme in SCHEMES:
            path = given.folder / f"panel-{scheme}.png"
            shoot(browser, f"{news}/{given.article}", scheme, path)
            print(f"Wrote {path}")
        browser.close()


if __name__ == "__main__":
    main()
