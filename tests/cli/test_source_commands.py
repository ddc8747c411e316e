"""Sources at the command line: what a publisher's site offers is tested, added and imported."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from tests.browser.servers import NewsSite, serve
from tests.cli.terminal import Terminal
from tests.conftest import STORY
from widget.bootstrap import now
from widget.bootstrap.ingest import build_ingest
from widget.config import load
from widget.usecases.ingest.crawl import claim

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

PARAGRAPHS = "".join(f"<p>{escape(part)}</p>" for part in STORY.split("\n\n"))


class Paper:
    """A news site on loopback with a few articles, their feed and their sitemap."""

    def __init__(self, site: NewsSite, origin: str) -> None:
        self.site, self.origin = site, origin
        self.slugs = ("bridge", "ferry", "harbour")
        for slug in self.slugs:
            self.put(slug)
        self.list_articles()

    @property
    def sitemap(self) -> str:
        """Return the address of the sitemap."""
        return f"{self.origin}/sitemap.xml"

    @property
    def feed(self) -> str:
        """Return the address of the feed."""
        return f"{self.origin}/feed.xml"

    def put(self, slug: str) -> None:
        """Put the page of an article."""
        head = f'<html lang="en"><head><title>The {slug}</title></head>'
        page = f"{head}<body><article><h1>The {slug}</h1>{PARAGRAPHS}</article></body></html>"
        self.site.pages[f"/{slug}"] = (page, {})

    def list_articles(self) -> None:
        """Put the sitemap and the feed of all articles."""
        urls = [f"{self.origin}/{slug}" for slug in self.slugs]
        listed = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        xml = {"Content-Type": "application/xml"}
        self.site.pages["/sitemap.xml"] = (f'<urlset xmlns="{space}">{listed}</urlset>', xml)
        items = "".join(f"<item><title>A story</title><link>{url}</link></item>" for url in urls)
        feed = f'<rss version="2.0"><channel><title>Daily</title>{items}</channel></rss>'
        self.site.pages["/feed.xml"] = (feed, xml)


@pytest.fixture
def paper() -> Iterator[Paper]:
    """Return a news site that is up."""
    site = NewsSite()
    running = serve(site, "127.0.0.1")
    yield Paper(site, running.origin)
    running.stop()


@pytest.fixture
def terminal(environment: dict[str, str], paper: Paper) -> Terminal:
    """Return a terminal over a database that knows the news site."""
    opened = Terminal(environment | {"WIDGET_FETCH_NETWORKS": "127.0.0.0/8"})
    host = paper.origin.removeprefix("http://")
    opened.run("sites", "add", "daily", "--name", "The Daily", "--page-host", host)
    return opened


def test_a_source_is_recognised_kept_and_listed(terminal: Terminal, paper: Paper) -> None:
    added = terminal.run("sources", "add", paper.feed, "--site", "daily")
    assert "Added the feed" in added.stderr
    terminal.run("sources", "add", paper.sitemap, "--site", "daily")
    listed = terminal.run("sources", "list").stdout
    assert f"daily\tfeed\t{paper.feed}\t" in listed
    assert f"daily\tsitemap\t{paper.sitemap}\t" in listed


def test_a_source_that_is_kept_is_not_added_again(terminal: Terminal, paper: Paper) -> None:
    terminal.run("sources", "add", paper.feed, "--site", "daily")
    again = terminal.run("sources", "add", paper.feed, "--site", "daily")
    assert "Known already" in again.stderr
    changed = terminal.run("sources", "add", paper.feed, "--site", "daily", "--kind", "sitemap")
    assert "Added the sitemap" in changed.stderr
    assert terminal.run("sources", "list").stdout.startswith("daily\tsitemap\t")


def test_a_source_of_pages_that_are_not_free_says_so_when_it_is_added(
    terminal: Terminal, paper: Paper
) -> None:
    free = terminal.run("sources", "add", paper.feed, "--site", "daily")
    assert "not free to read" not in free.stderr
    for slug in paper.slugs:
        page, headers = paper.site.pages[f"/{slug}"]
        tier = '<meta property="article:content_tier" content="metered"></head>'
        paper.site.pages[f"/{slug}"] = (page.replace("</head>", tier), headers)
    told = terminal.run("sources", "add", paper.feed, "--site", "daily").stderr
    assert "not free to read" in told
    assert "widget sites change daily --allow paywalled" in told
    assert terminal.run("sites", "change", "daily", "--allow", "paywalled").exit_code == 0
    allowed = terminal.run("sources", "add", paper.feed, "--site", "daily")
    assert "not free to read" not in allowed.stderr


def test_pages_that_another_import_has_claimed_are_reported(
    terminal: Terminal, paper: Paper
) -> None:
    terminal.run("sources", "add", paper.sitemap, "--site", "daily")
    terminal.run("sources", "poll", "--site", "daily")
    opened = build_ingest(load(terminal.environment))
    assert len(claim(opened.ingest, "daily", now(), 2)) == 2
    opened.close()
    done = terminal.run("import", paper.sitemap, "--site", "daily")
    assert "2 pages more: claimed by another import" in done.stderr
    assert "1 page read." in done.stdout


def test_a_removed_source_is_listed_no_more(terminal: Terminal, paper: Paper) -> None:
    terminal.run("sources", "add", paper.feed, "--site", "daily")
    assert terminal.run("sources", "remove", paper.feed, "--site", "daily").exit_code == 0
    assert paper.feed not in terminal.run("sources", "list").stdout
    again = terminal.run("sources", "remove", paper.feed, "--site", "daily")
    assert again.exit_code == 3
    assert "`widget sources list`" in again.stderr


def test_a_source_is_found_in_any_spelling_of_its_address(terminal: Terminal, paper: Paper) -> None:
    spelled = f"HTTP{paper.feed.removeprefix('http')}"
    terminal.run("sources", "add", spelled, "--site", "daily")
    assert "3 new" in terminal.run("sources", "poll", spelled, "--site", "daily").stdout
    assert terminal.run("sources", "remove", spelled, "--site", "daily").exit_code == 0


def test_a_page_is_tried_and_nothing_is_kept(terminal: Terminal, paper: Paper) -> None:
    tried = terminal.run("sources", "test", f"{paper.origin}/bridge", "--site", "daily")
    assert tried.exit_code == 0
    assert "The bridge" in tried.stdout
    assert "rebuild the old swing bridge" in tried.stdout
    assert "Summary" in tried.stdout
    assert terminal.run("articles", "list", "--site", "daily").stdout == ""


def test_a_listing_is_tried_and_nothing_is_kept(terminal: Terminal, paper: Paper) -> None:
    tried = terminal.run("sources", "test", paper.sitemap, "--site", "daily")
    assert "This is a sitemap." in tried.stdout
    assert "3 articles" in tried.stdout
    assert terminal.run("sources", "list").stdout == ""


def test_a_page_that_is_not_there_ends_with_its_reason(terminal: Terminal, paper: Paper) -> None:
    tried = terminal.run("sources", "test", f"{paper.origin}/nowhere", "--site", "daily")
    assert tried.exit_code == 6
    assert "404" in tried.stderr


def test_an_import_brings_in_everything_once(terminal: Terminal, paper: Paper) -> None:
    first = terminal.run("import", paper.sitemap, "--site", "daily")
    assert "3 pages read." in first.stdout
    again = terminal.run("import", paper.sitemap, "--site", "daily")
    assert "0 pages read." in again.stdout
    listed = terminal.run("articles", "list", "--site", "daily").stdout.splitlines()
    assert len(listed) == 3
    assert all("ready (extract, 3 points)" in line for line in listed)


def test_an_import_asks_for_its_listing_once(terminal: Terminal, paper: Paper) -> None:
    asked: list[str] = []
    paper.site.asked = asked.append
    terminal.run("import", paper.sitemap, "--site", "daily")
    assert asked.count("/sitemap.xml") == 1
    terminal.run("sources", "test", paper.feed, "--site", "daily")
    assert asked.count("/feed.xml") == 1


def test_an_import_shows_which_pages_became_no_article(terminal: Terminal, paper: Paper) -> None:
    del paper.site.pages["/ferry"]
    done = terminal.run("import", paper.sitemap, "--site", "daily")
    assert f"{paper.origin}/ferry" in done.stderr
    assert "404" in done.stderr
    assert f"page\t{paper.origin}/ferry" in terminal.run("sources", "list").stdout


def test_a_poll_says_what_is_new_and_that_pages_are_due(terminal: Terminal, paper: Paper) -> None:
    terminal.run("sources", "add", paper.sitemap, "--site", "daily")
    polled = terminal.run("sources", "poll", "--site", "daily")
    assert "3 new" in polled.stdout
    assert "the consumer fetches them" in polled.stderr
    assert "3 unchanged" in terminal.run("sources", "poll", "--site", "daily").stdout


def test_articles_that_were_left_out_are_listed_with_their_reason(
    terminal: Terminal, paper: Paper
) -> None:
    terminal.run("sites", "change", "daily", "--exclude-path", "/fer*")
    terminal.run("import", paper.sitemap, "--site", "daily")
    left_out = terminal.run("articles", "list", "--site", "daily", "--left-out").stdout
    assert left_out.splitlines() == [f"{paper.origin}/ferry\tunavailable (excluded-url)\tThe ferry"]


def test_a_folder_is_brought_in_and_a_broken_file_stops_nothing(
    terminal: Terminal, paper: Paper, tmp_path: Path
) -> None:
    folder = tmp_path / "archive" / "2024"
    folder.mkdir(parents=True)
    (folder / "broken.json").write_text("{")
    link = f'<link rel="canonical" href="{paper.origin}/old">'
    (folder / "old.html").write_text(f"<head>{link}</head><h1>Old</h1>{PARAGRAPHS}")
    done = terminal.run("import", str(folder.parent), "--site", "daily")
    assert "1 of 2 files stored as articles." in done.stdout
    assert done.exit_code == 4
    assert "broken.json" in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import", "no-such-folder", "--site", "daily"), 2),
        (("import", "https://news.example/sitemap.xml", "--site", "weekly"), 3),
        (("import", "file:///etc/passwd", "--site", "daily"), 4),
        (("import", "http://[x", "--site", "daily"), 4),
        (("import", "http://[x", "--site", "daily", "--kind", "feed"), 4),
        (("sources", "add", "http://[x", "--site", "daily"), 4),
        (("sources", "test", "http://[x", "--site", "daily"), 4),
        (("sources", "test", "http://[x", "--site", "daily", "--kind", "wordpress"), 4),
        (("sources", "add", "http://169.254.169.254/feed", "--site", "daily"), 6),
        (("sources", "poll", "https://news.example/feed", "--site", "daily"), 3),
        (("work", "--workers", "0"), 2),
    ],
)
def test_a_wrong_call_ends_with_its_code(
    terminal: Terminal, words: tuple[str, ...], code: int
) -> None:
    done = terminal.run(*words)
    assert done.exit_code == code
    assert "Traceback" not in done.output
