"""Commands of the publisher beside publishing: give back, and ask why there is no article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import ADD, Terminal
from tests.conftest import PAGE
from tests.unit.publisher_site import NOW
from widget.domain.source import TrackedPage
from widget.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

DAILY = ("--site", "daily")


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Return the URL of a new database."""
    return f"sqlite:///{tmp_path / 'widget.db'}"


@pytest.fixture
def terminal(database: str) -> Terminal:
    """Return a terminal over that database, with a site."""
    opened = Terminal({"WIDGET_DATABASE_URL": database})
    opened.run("database", "migrate")
    opened.run(*ADD)
    return opened


def put(database: str, tracked: TrackedPage) -> None:
    """Keep what is known of a page."""
    store = open_store(database)
    with store.transaction() as transaction:
        transaction.put_tracked_page(tracked)
    store.close()


def test_an_article_is_given_back_to_its_source_once(terminal: Terminal, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("The bridge\n\nIt was rebuilt.\n", encoding="utf-8")
    terminal.run("articles", "publish", str(story), *DAILY, "--url", PAGE)
    release = ("articles", "release", PAGE, *DAILY)
    assert terminal.run(*release).stdout == "released; its page is due\n"
    assert terminal.run(*release).stdout == "is read from its site already\n"
    shown = terminal.run("articles", "show", PAGE, *DAILY).stdout
    assert "arrived       read from the site" in shown
    assert "in panels     of others" in shown
    assert "looked at     not yet" in shown


def test_a_page_that_is_no_article_says_when_it_was_looked_at_and_why(
    terminal: Terminal, database: str
) -> None:
    refused = TrackedPage("daily", PAGE, PAGE, NOW, "https://news.example/feed", attempted_at=NOW)
    put(database, _with_reason(refused))
    shown = terminal.run("articles", "show", PAGE, *DAILY)
    assert shown.exit_code == 3
    assert shown.stdout.splitlines() == [
        "looked at     2026-05-01 08:00 UTC by version 1.2",
        "listed by     https://news.example/feed",
        "no article    It has no text.",
        "next look     when its source has news",
    ]


def test_the_doubt_of_a_page_is_shown(terminal: Terminal, database: str) -> None:
    put(database, replace(TrackedPage("daily", PAGE, PAGE, NOW), doubt="Less than half."))
    assert "doubtful      Less than half." in terminal.run("articles", "show", PAGE, *DAILY).stdout


def test_refused_pages_are_tried_again_on_demand(terminal: Terminal, database: str) -> None:
    retry = ("sources", "retry", *DAILY)
    assert terminal.run(*retry).stdout == "0 pages are due; the consumer fetches them.\n"
    put(database, _with_reason(TrackedPage("daily", PAGE, PAGE, NOW, "https://news.example/f")))
    assert terminal.run(*retry).stdout == "1 page is due; the consumer fetches them.\n"
    assert "next look" in terminal.run("articles", "show", PAGE, *DAILY).stdout


def _with_reason(tracked: TrackedPage) -> TrackedPage:
    return replace(tracked, problem="It has no text.", reader="1.2")
