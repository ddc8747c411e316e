"""The home of a page's times: when its article was published and changed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from htmldate import find_date

from widget.sources.pages import json_ld

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from widget.sources.pages.head import Head
    from widget.sources.pages.json_ld import Node

_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "date.created",
    "publication_date",
    "pubdate",
    "publish-date",
)
_MODIFIED: Final = (
    "article:modified_time",
    "og:article:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
)
_EARLIEST: Final = 1990

SEARCHED: Final = 200_000
"""Characters of a page up to which its text is searched for a date when no element names one."""


def published(head: Head, node: Node, tree: HtmlElement) -> datetime | None:
    """Return when the article was published, with its zone (UTC where none is said)."""
    said = (json_ld.text(node.get("datePublished")), *map(head.meta, _PUBLISHED))
    return _first(said) or _first([_searched(tree, head.url)])


def modified(head: Head, node: Node) -> datetime | None:
    """Return when the article was last changed, as far as the page says."""
    return _first((json_ld.text(node.get("dateModified")), *map(head.meta, _MODIFIED)))


def _searched(tree: HtmlElement, url: str) -> str | None:
    try:
        short = len(tree.text_content()) <= SEARCHED
        found: str | None = find_date(tree, extensive_search=short, original_date=True, url=url)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return found


def _first(written: Iterable[str | None]) -> datetime | None:
    return next((time for each in written if each and (time := _time(each))), None)


def _time(written: str) -> datetime | None:
    """Return a time in the notation of ISO 8601 or of mail; None for any other, or out of reach."""
    for read in (_as_iso, parsedate_to_datetime):
        try:
            time = read(written)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if time.year >= _EARLIEST:
            return time if time.tzinfo else time.replace(tzinfo=UTC)
    return None


def _as_iso(written: str) -> datetime:
    found = _ISO.match(written.strip())
    if not found:
        raise ValueError(written)
    day, clock, zone = found.groups()
    return datetime.fromisoformat(f"{day}T{clock or '00:00'}{(zone or '').replace('UTC', 'Z')}")


_ISO: Final = re.compile(
    r"""(\d{4}-\d\d-\d\d|\d{8})
        (?:[T ]+(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?)?(?!\d)""",
    re.X,
)
