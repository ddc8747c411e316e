"""The demo: one command, two origins, every article, a clean end."""

from __future__ import annotations

import os
import signal
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from examples.news.articles import read_articles, to_publish
from tests.browser.reader import Reader
from tests.processes import PATIENCE_SECONDS, free_port, running
from widget.rules.words import count_words

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
LOADED_FACES = """document.fonts.ready.then(faces => [...faces]
  .filter(face => face.status == 'loaded').map(face => face.family + ' ' + face.style))"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the newspaper's address while the demo runs, and see it end well."""
    folder = tmp_path_factory.mktemp("demo")
    widget, news = free_port(), free_port()
    ports = ["--widget-port", str(widget), "--news-port", str(news)]
    command = [sys.executable, "-m", "examples.demo", *ports, "--folder", str(folder)]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    with running(command, environment, folder, f"http://localhost:{news}/") as process:
        yield f"http://localhost:{news}"
        end(process)
    for port in (widget, news):
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/")


def end(process: subprocess.Popen[bytes]) -> None:
    """Press Ctrl-C."""
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE_SECONDS) == 0


def test_the_demo_is_a_newspaper_worth_trying() -> None:
    articles = read_articles()
    texts = [str(to_publish(article, "https://news.example")["text"]) for article in articles]
    long = [text for text in texts if len(text.split()) >= 400]
    assert len(long) >= 5
    assert len({article.section for article in articles}) >= 2


def test_the_newspaper_has_a_whole_article_in_each_of_five_languages() -> None:
    lengths: dict[str, int] = {}
    for article in read_articles():
        length = count_words(str(to_publish(article, "https://news.example")["text"]))
        lengths[article.language] = max(length, lengths.get(article.language, 0))
    assert set(lengths) == {"en", "de", "fr", "ar", "ja"}
    assert min(lengths.values()) >= 350


@pytest.mark.parametrize("path", ["/", "/science/meteo-des-ecoliers"])
def test_the_newspaper_is_set_in_its_own_faces(demo: str, page: Page, path: str) -> None:
    page.goto(demo + path)
    loaded = page.evaluate(LOADED_FACES)
    assert {"Newsreader normal", "Newsreader italic", "Public Sans normal"} <= set(loaded)


def test_every_article_of_the_demo_has_its_widgets(demo: str, page: Page) -> None:
    for article in read_articles():
        reader = Reader.at(page, demo + article.path)
        for number in (0, 1):
            reader.button(number).click()
            reader.widget(number).locator("[data-state]").wait_for()
        assert reader.complaints == [], article.slug


@pytest.mark.parametrize("way", ["iframe", "include", "link"])
def test_the_other_ways_to_embed_of_the_demo_work(demo: str, page: Page, way: str) -> None:
    page.goto(f"{demo}/plain/{way}")
    if way == "iframe":
        page.frame_locator("iframe").locator('[data-state="ready"]').wait_for()
    elif way == "include":
        page.locator("summary").click()
        page.locator('[data-state="ready"]').wait_for()
    else:
        page.get_by_role("link", name="No time to read? Get a summary").first.click()
        page.locator('[data-state="ready"]').wait_for()
