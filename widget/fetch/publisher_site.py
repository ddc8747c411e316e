"""Implements the PublisherSite port: fetches with all guards, and parses in a sandbox."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from widget.domain.embed_page import FileAnswer, InspectedPage
from widget.domain.errors import FetchFailed, InvalidField, Unreadable
from widget.domain.limits import (
    CHILD_LISTING_SECONDS,
    INSPECTED_FILE_BYTES,
    LISTING_BYTES,
    PAGE_BYTES,
)
from widget.domain.source import (
    Asker,
    FoundSource,
    Page,
    PollAnswer,
    Source,
    SourceKind,
    Validators,
)
from widget.fetch.http import Fetcher, FetchRequest, Robots
from widget.fetch.sandbox.pool import Sandbox
from widget.parse.feeds import in_child, wordpress
from widget.parse.feeds.hub_links import websub_links
from widget.parse.pages import in_child as pages
from widget.rules import urls

if TYPE_CHECKING:
    from pathlib import Path

    from widget.domain.article import Manuscript
    from widget.domain.source import Listing
    from widget.fetch.http import Fetched

_PAGE_TYPES: Final = ("text/html", "application/xhtml+xml", "text/plain", "")
_PAGE: Final = "text/html,application/xhtml+xml;q=0.9"
_POLICY: Final = "Content-Security-Policy"
_REPORT_ONLY: Final = "Content-Security-Policy-Report-Only"
_ALLOW_ORIGIN: Final = "Access-Control-Allow-Origin"
_LISTING: Final = "application/atom+xml,application/rss+xml,application/feed+json,*/*;q=0.5"


class HttpPublisherSite:
    """The PublisherSite port over HTTP; what is fetched is read in a confined process."""

    def __init__(self, fetcher: Fetcher, pages: Sandbox, listings: Sandbox) -> None:
        """Take what fetches, and what reads pages and listings: those may take longer."""
        self._fetcher = fetcher
        self._robots = Robots(fetcher)
        self._pages = pages
        self._listings = listings

    def page(
        self, url: str, hosts: tuple[str, ...], asker: Asker, validators: Validators
    ) -> Page | None:
        """Fetch and read the page of an article; no hop leaves ``hosts``.

        None when it has not changed since the answer with these validators. Raises FetchFailed
        (also for what robots.txt forbids, where a reader asked) and Unreadable.
        """
        request = FetchRequest(url, hosts, PAGE_BYTES, accept=_PAGE, validators=validators)
        if asker is Asker.READER:
            self._robots.require(url, hosts)
            request = replace(request, permit=partial(self._robots.require, hosts=hosts))
        fetched = self._fetcher.get(request)
        if fetched.body is None:
            return None
        return Page(fetched.url, self._manuscript(fetched), fetched.validators)

    def poll(self, source: Source, hosts: tuple[str, ...]) -> PollAnswer:
        """Fetch and read a listing; its own host is allowed beside ``hosts``.

        Raises FetchFailed and Unreadable.
        """
        fetched = self._listing(source, hosts)
        if fetched.body is None:
            return PollAnswer(None, source.validators)
        listing = self._read(source.kind, fetched.body, fetched.url, fetched.content_type)
        return _polled(listing, fetched)

    def find(self, url: str, hosts: tuple[str, ...]) -> FoundSource:
        """Return what kind of source is at this URL and what it lists, fetched once.

        The URL's own host is allowed beside ``hosts``. Raises FetchFailed and Unreadable.
        """
        if wordpress.is_rest(url):
            api = Source("", url, SourceKind.WORDPRESS)
            return FoundSource(api.kind, self.poll(api, hosts))
        fetched = self._listing(Source("", url, SourceKind.FEED), hosts)
        body = fetched.body or b""
        found = self._listings.call(in_child.found, body, fetched.url, fetched.content_type)
        return replace(found, polled=_polled(found.polled.listing, fetched))

    def subscribe(self, hub: str, form: dict[str, str]) -> int:
        """Send a hub the form that asks for a subscription; return the status of its answer.

        Raises FetchFailed.
        """
        return self._fetcher.post(hub, form, None)

    def inspect(self, url: str, hosts: tuple[str, ...]) -> InspectedPage:
        """Fetch a page for its publisher, and read what it has of the embed beside its article.

        Its own host is allowed beside ``hosts``. Whether robots.txt keeps readers' presses from it
        is asked as well. Raises FetchFailed and Unreadable.
        """
        allowed = _with_own_host(url, hosts)
        wanted = (_POLICY, _REPORT_ONLY)
        fetched = self._fetcher.get(
            FetchRequest(url, allowed, PAGE_BYTES, accept=_PAGE, fields=wanted)
        )
        _require_page(fetched.content_type)
        body = fetched.body or b""
        inspected = InspectedPage(
            fetched.url,
            self._pages.call(pages.embed, body, fetched.url, fetched.content_type),
            policy=fetched.fields[_POLICY],
            report_only=fetched.fields[_REPORT_ONLY],
            robots=self._forbidden(fetched.url, allowed),
        )
        try:
            return replace(inspected, manuscript=self._manuscript(fetched))
        except Unreadable as error:
            return replace(inspected, problem=error.message)

    def file(self, url: str) -> FileAnswer:
        """Fetch a file that pages embed, such as a script, and return how it is answered.

        Raises FetchFailed; permanent and without a status where the rules of fetching forbid it.
        """
        fetched = self._fetcher.get(
            FetchRequest(
                url,
                _with_own_host(url, ()),
                INSPECTED_FILE_BYTES,
                beginning=True,
                fields=(_ALLOW_ORIGIN,),
            )
        )
        code = fetched.body or b""
        return FileAnswer(
            fetched.content_type,
            fetched.fields[_ALLOW_ORIGIN],
            is_loader=b"summary-widget" in code and b"customElements" in code,
        )

    def close(self) -> None:
        """Close connections and end the sandbox; the next use starts them again."""
        self._fetcher.close()
        self._pages.close()
        self._listings.close()

    def _manuscript(self, fetched: Fetched) -> Manuscript:
        """Return the article of a fetched page. Raises Unreadable."""
        _require_page(fetched.content_type)
        body = fetched.body or b""
        manuscript = self._pages.call(pages.read, body, fetched.url, fetched.content_type)
        marks = manuscript.marks
        noindex = marks.noindex or forbids_index(fetched.robots, self._robots.token)
        return replace(manuscript, marks=replace(marks, noindex=noindex))

    def _forbidden(self, url: str, hosts: tuple[str, ...]) -> str:
        """Return why robots.txt keeps readers' presses from a page; "" where it does not."""
        try:
            self._robots.require(url, hosts)
        except FetchFailed as error:
            return error.message
        return ""

    def _listing(self, source: Source, hosts: tuple[str, ...]) -> Fetched:
        """Fetch what a source answers, if it has changed; its own host is allowed as well."""
        allowed = _with_own_host(source.url, hosts)
        return self._fetcher.get(
            FetchRequest(
                _address(source),
                allowed,
                LISTING_BYTES,
                accept=_LISTING,
                validators=source.validators,
            )
        )

    def _read(self, kind: SourceKind, body: bytes, url: str, content_type: str) -> Listing:
        if kind is SourceKind.WORDPRESS:
            return self._listings.call(wordpress.parse, body, url)
        if kind is SourceKind.SITEMAP:
            return self._listings.call(in_child.sitemap, body, url, content_type)
        return self._listings.call(in_child.feed, body, url, content_type)


def open_publisher_site(
    agent: str, networks: tuple[str, ...], children: int, slots: Path | None = None
) -> HttpPublisherSite:
    """Return the press; nothing is opened yet.

    ``agent`` is the User-Agent, ``networks`` (CIDR) may be reached beside the public ones,
    ``children`` pages are read at the same time, ``slots`` is the file over which processes
    count their connections to a host. Raises SettingsError.
    """
    fetcher = Fetcher(agent, networks, slots=slots)
    listings = Sandbox(cpu_seconds=CHILD_LISTING_SECONDS)
    return HttpPublisherSite(fetcher, Sandbox(processes=children), listings)


def forbids_index(field: str, token: str) -> bool:
    """Return whether an ``X-Robots-Tag`` keeps every robot, or that of this token, from the index.

    Rules for another named robot (``googlebot: noindex``) are not for us.
    """
    named = f"{token.lower()}:"
    rules = (rule.strip().lower().removeprefix(named).strip() for rule in field.split(","))
    return any(rule in {"noindex", "none"} for rule in rules)


def _with_own_host(url: str, hosts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hosts and that of the URL. Raises FetchFailed for what is no URL."""
    try:
        return (*hosts, urls.host(url))
    except InvalidField as error:
        raise FetchFailed(f"This address is not fetched. {error.message}", permanent=True) from None


def _address(source: Source) -> str:
    """Return what is asked: a further page of WordPress's answer is its whole address already."""
    if source.kind is SourceKind.WORDPRESS and "orderby=modified" not in source.url:
        return wordpress.poll_url(source.url, source.latest, 1)
    return source.url


def _polled(listing: Listing | None, fetched: Fetched) -> PollAnswer:
    """Return what a listing says, the fields of its answer's head included."""
    if listing is None:
        return PollAnswer(None, fetched.validators)
    hub, topic = websub_links(fetched.link, fetched.url)
    named = replace(listing, hub=hub or listing.hub, topic=topic or listing.topic)
    return PollAnswer(named, fetched.validators)


def _require_page(content_type: str) -> None:
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _PAGE_TYPES:
        raise Unreadable(f"This is {kind[:100]!r}, not an HTML page.")
