"""What the commands for sources print for an operator who does not know them yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import Terminal
from tests.docs.newspaper import newspaper
from widget.cli.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture
def paper() -> Iterator[str]:
    """Return the address of a newspaper that is up."""
    with newspaper() as address:
        yield address


@pytest.fixture
def terminal(environment: dict[str, str], paper: str) -> Terminal:
    """Return a terminal over a database that knows the newspaper's site."""
    opened = Terminal(environment | {"WIDGET_FETCH_NETWORKS": "127.0.0.0/8"})
    host = paper.removeprefix("http://")
    opened.run("sites", "add", "daily", "--name", "The Daily", "--page-host", host)
    return opened


def test_without_sources_both_list_and_poll_say_how_to_add_one(terminal: Terminal) -> None:
    for words in (("list",), ("poll", "--site", "daily")):
        told = terminal.run("sources", *words)
        assert told.exit_code == 0
        assert "widget sources add" in told.stderr


def test_the_sources_of_an_unknown_site_are_no_empty_list(terminal: Terminal) -> None:
    assert terminal.run("sources", "list", "--site", "nobody").exit_code == 3


def test_a_poll_of_an_index_polls_the_sitemaps_that_it_brings(
    terminal: Terminal, paper: str
) -> None:
    terminal.run("sources", "add", f"{paper}/sitemap.xml", "--site", "daily")
    polled = terminal.run("sources", "poll", f"{paper}/sitemap.xml", "--site", "daily")
    first, second = polled.stdout.splitlines()
    assert first == f"polled\t{paper}/sitemap.xml\t1 further listing"
    assert second == f"polled\t{paper}/sitemap-2026.xml\t3 new"


def test_an_index_is_shown_with_the_sitemaps_that_it_names(terminal: Terminal, paper: str) -> None:
    shown = terminal.run("sources", "test", f"{paper}/sitemap.xml", "--site", "daily").stdout
    assert f"1 further listing:\n  {paper}/sitemap-2026.xml\n" in shown


def test_a_source_that_failed_says_when_it_is_asked_again(terminal: Terminal, paper: str) -> None:
    terminal.run("sources", "add", f"{paper}/nothing", "--site", "daily", "--kind", "feed")
    assert terminal.run("sources", "poll", "--site", "daily").stdout.startswith("failed\t")
    listed = terminal.run("sources", "list").stdout
    assert "failed 1 time: " in listed
    assert "Polled again after" in listed


def test_a_network_that_is_not_public_is_refused_with_the_cure(
    terminal: Terminal, paper: str
) -> None:
    del terminal.environment["WIDGET_FETCH_NETWORKS"]
    refused = terminal.run("sources", "test", f"{paper}/city/bridge", "--site", "daily")
    assert refused.exit_code == 6
    assert "WIDGET_FETCH_NETWORKS" in refused.stderr


def test_an_article_is_shown_as_readers_see_it_under_the_rules_of_now(
    terminal: Terminal, paper: str
) -> None:
    terminal.run("import", f"{paper}/feed.xml", "--site", "daily")
    show = ("articles", "show", f"{paper}/city/bridge", "--site", "daily")
    before = terminal.run(*show).stdout
    assert "arrived       read from the site\nsummary       ready (extract" in before
    terminal.run("sites", "change", "daily", "--exclude-section", "city")
    assert "summary       unavailable (excluded-section)\n" in terminal.run(*show).stdout


def test_the_words_for_what_is_allowed_are_those_of_the_reasons(terminal: Terminal) -> None:
    assert terminal.run("sites", "change", "daily", "--allow", "live-blog").exit_code == 0
    assert "allowed     live-blog\n" in terminal.run("sites", "show", "daily").stdout


def test_a_queue_that_cannot_be_written_ends_with_the_cure(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for path in (tmp_path, tmp_path / "file" / "queue.db"):
        terminal.environment["WIDGET_QUEUE_PATH"] = str(path)
        refused = terminal.run("work")
        assert refused.exit_code == 7
        assert "may write to" in refused.stderr


@pytest.mark.parametrize(("number", "said"), [(0, "0 pages"), (1, "1 page"), (1200, "1,200 pages")])
def test_one_page_is_no_pages(number: int, said: str) -> None:
    assert counted(number, "page") == said
