"""What the sandbox runs for a listing; the parsers are loaded there, not in the server."""

from __future__ import annotations

from widget.domain.errors import Unreadable
from widget.domain.source import FoundSource, Listing, PollAnswer, SourceKind


def feed(body: bytes, url: str, content_type: str) -> Listing:
    """Return what a feed lists; see ``feeds.parse``. Raises Unreadable."""
    from widget.parse.feeds import feeds  # noqa: PLC0415

    return feeds.parse(body, url, content_type)


def sitemap(body: bytes, url: str, content_type: str) -> Listing:
    """Return what a sitemap lists; see ``sitemaps.parse``. Raises Unreadable."""
    from widget.parse.feeds import sitemaps  # noqa: PLC0415

    return sitemaps.parse(body, url, content_type)


def found(body: bytes, url: str, content_type: str) -> FoundSource:
    """Return what a feed or a sitemap lists, whichever it is. Raises Unreadable for neither."""
    try:
        kind, listing = SourceKind.SITEMAP, sitemap(body, url, content_type)
    except Unreadable:  # said by its first element: nothing else of it was read
        kind, listing = SourceKind.FEED, feed(body, url, content_type)
    return FoundSource(kind, PollAnswer(listing))
