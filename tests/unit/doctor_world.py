"""A publisher's pages written as HTML, and a server that examines them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.conftest import BASE, PAGE, SITE, STORY
from tests.unit.publisher_site import NOW, FirstSentence, MemoryPublisherSite, failure
from widget.domain.article import Manuscript
from widget.domain.diagnosis import CheckStatus
from widget.domain.draft import SummaryShape
from widget.domain.embed_page import FileAnswer, InspectedPage
from widget.domain.errors import Unreadable
from widget.parse.pages import in_child
from widget.rules.embed_causes import CODES
from widget.usecases.articles.fetch_quota import USUAL
from widget.usecases.diagnosis.doctor import diagnose
from widget.usecases.diagnosis.examination import DoctorContext
from widget.usecases.ingest.context import IngestContext
from widget.usecases.publishing import publish
from widget.usecases.summaries.summarize import SummaryRules

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import Any

    from widget.domain.diagnosis import Check, Diagnosis
    from widget.domain.ports import Store
    from widget.domain.site import Site

SCRIPT = FileAnswer("text/javascript; charset=utf-8", "*")
TAG = f'<script async src="{BASE}/embed.js"></script>'
CANONICAL = f'<link rel="canonical" href="{PAGE}">'
TEXT = "".join(f"<p>{escape(part)}</p>" for part in STORY.split("\n\n"))


def line(url: str = PAGE, site: str = "daily", base: str = BASE, attributes: str = "") -> str:
    """Return the element with its link to an article, as `widget snippet` prints it."""
    href = f"{base}/read/{site}?url={quote(url, safe='')}"
    return f'<summary-widget {attributes}><a href="{href}">Summary</a></summary-widget>'


def told(checks: Iterable[Check]) -> list[tuple[CheckStatus, str]]:
    """Return status and code of each check."""
    return [(one.status, one.code) for one in checks]


def html(body: str = "", head: str = CANONICAL, tag: str = TAG) -> str:
    """Return the page of an article with this in its body, its head, and this script."""
    return (
        f'<!doctype html><html lang="en"><head><title>The bridge</title>{head}</head><body>'
        f"<article><h1>The bridge</h1>{body}{TEXT}</article>{tag}</body></html>"
    )


@dataclass
class WrittenPages(MemoryPublisherSite):
    """The PublisherSite port over pages that a test writes."""

    written: dict[str, str | BaseException] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    """Where the fetch of an address ends."""
    policy: str = ""
    report_only: str = ""
    robots: str = ""
    files: dict[str, FileAnswer | BaseException] = field(default_factory=dict)
    asked_files: list[str] = field(default_factory=list)

    def inspect(self, url: str, hosts: tuple[str, ...]) -> InspectedPage:
        """Return the page, read as the sandbox reads it."""
        self.hosts.append(hosts)
        ended = self.moved.get(url, url)
        found = self.written.get(ended, failure(404))
        if isinstance(found, BaseException):
            raise found
        manuscript, problem = _article(found, ended)
        embed = in_child.embed(found.encode(), ended)
        return InspectedPage(
            ended, embed, self.policy, self.report_only, manuscript, problem, self.robots
        )

    def file(self, url: str) -> FileAnswer:
        """Return how the file is answered."""
        self.asked_files.append(url)
        found = self.files.get(url, failure(404))
        if isinstance(found, BaseException):
            raise found
        return found


def _article(page: str, url: str) -> tuple[Manuscript | None, str]:
    try:
        return in_child.read(page.encode(), url), ""
    except Unreadable as error:
        return None, error.message


@dataclass
class Clinic:
    """One site, its pages, and the server that examines them."""

    store: Store
    sites: tuple[Site, ...] = (SITE,)
    pages: WrittenPages = field(default_factory=WrittenPages)
    public_url: str = BASE
    own_files: dict[str, FileAnswer] = field(default_factory=dict)
    consumer_runs: bool = True
    other_urls: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Make the sites and the server's files known."""
        with self.store.transaction() as transaction:
            for site in self.sites:
                transaction.put_site(site, NOW)
        names = ("embed.js", "core.js")
        self.pages.files |= {f"{self.public_url}/{name}": SCRIPT for name in names}
        self.own_files |= dict.fromkeys(names, SCRIPT)

    @property
    def context(self) -> DoctorContext:
        """Return what a diagnosis works with; 100 words are needed for a summary."""
        rules = SummaryRules(FirstSentence(), SummaryShape(), 100)
        ingest = IngestContext(self.store, self.pages, rules)
        return DoctorContext(
            ingest,
            USUAL,
            self.public_url,
            self.own_files.__getitem__,
            self.consumer_runs,
            self.other_urls,
        )

    def publish(self, url: str = PAGE, text: str = STORY, **fields: Any) -> None:
        """Let the publisher push an article."""
        manuscript = Manuscript(url=url, title="The bridge", text=text, **fields)
        key = fields.pop("site_key", self.sites[0].key)
        publish.publish(self.store, self.context.ingest.rules, key, manuscript, NOW)

    def examine(
        self, page: str | None = None, url: str = PAGE, now: datetime = NOW, site: str | None = None
    ) -> Diagnosis:
        """Examine the page at this URL, after putting it there."""
        if page is not None:
            self.pages.written[url] = page
        found = diagnose(self.context, url, site, now)
        assert {one.code for one in found.checks} <= {"", *CODES}
        assert all(one.code and one.cure for one in found.checks if one.status is CheckStatus.ERROR)
        return found

    def said(self, check: str, page: str | None = None, **where: Any) -> list[Check]:
        """Return what the examination says in the checks of this name."""
        return [one for one in self.examine(page, **where).checks if one.check == check]
