"""The home of a page's times: when its article was published and changed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from html import escape
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from htmldate import find_date
from lxml.etree import XPath
from lxml.html import fromstring

from widget.sources.pages.head import folded
from widget.sources.pages.times import first_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from widget.sources.pages.head import Head

_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
)
_PUBLISHED_TOO: Final = (
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "iso-8601-publish-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "date.created",
    "publication_date",
    "pubdate",
    "publishdate",
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
MARKED: Final = 200
"""First elements with a date of their own that are looked at."""

LINE: Final = 60
"""Characters of a short line below the title."""

SEARCHED: Final = 200_000
"""Characters of a page up to which its text is searched for a date when no element names one."""


def published(
    head: Head, json_ld: str | None, tree: HtmlElement, title: str | None
) -> datetime | None:
    """Return when the article was published, in the zone that the page says (UTC where none).

    By weight of evidence: ``json_ld`` (what is said there), the head, an element that is marked
    as the date, what else is in the head, the lines below the title, the address, and at last
    all of the page's text. The day is that of an address such as /2024/05/06/ where the page
    says a later one.
    """
    day = _day_of(head.url)
    said = first_time((json_ld, *map(head.meta, _PUBLISHED))) or _marked(tree)
    said = said or first_time(map(head.meta, _PUBLISHED_TOO)) or _below(tree, title)
    if said and day:
        return _on_day(said, day)
    if day:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    return said or first_time([_searched(tree, head.url)])


def modified(head: Head, json_ld: str | None) -> datetime | None:
    """Return when the article was last changed, as far as the page says."""
    return first_time((json_ld, *map(head.meta, _MODIFIED)))


# --- the address ---------------------------------------------------------------------------------

_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)(?:([/-])(\d\d?)\2(\d\d?)|(\d\d)(\d\d))(?=/)")
_WEST: Final = 12
"""Hours by which a zone is behind UTC at most."""


def _day_of(url: str) -> date | None:
    """Return the day that the address names between two slashes."""
    found = _IN_ADDRESS.search(url)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[3] or found[5]), int(found[4] or found[6]))
    except ValueError:
        return None


def _on_day(said: datetime, day: date) -> datetime:
    """Return the time, unless the address has an earlier day.

    One day earlier is the evening of a newsroom west of Greenwich whose times are in UTC: the
    time is the same, in a zone where it is on that day. What is much later is when an old
    article was moved to another system.
    """
    late = (said.date() - day).days
    if late == 1 and not said.utcoffset() and said.hour < _WEST and said.time() != time():
        return said.astimezone(timezone(-timedelta(hours=said.hour + 1)))
    return said if late <= 1 else datetime(day.year, day.month, day.day, tzinfo=UTC)


# --- the page ------------------------------------------------------------------------------------

_WITH_DATES: Final = XPath("//*[self::time or @itemprop]")
_NAMED: Final = re.compile(
    r"(?<![\w-])(?:dt-published|published|entry-date|date-published|publish(?:ed)?-date)(?![\w-])"
)
_BELOW: Final = XPath("(following::text()[normalize-space()])[position() <= 8]")
_TITLED: Final = ("h3", "h4", "div", "p", "span", "td", "strong", "b", "font", "a")
_NEW_YEAR: Final = re.compile(r"(?<!\d)0?1[./-]0?1(?!\d)|(?i:jan)")


def _marked(tree: HtmlElement) -> datetime | None:
    """Return the time of the element that is marked as that of publication.

    Where several name different days they are of a list, or of comments, and say nothing.
    """
    elements = list(islice(_WITH_DATES(tree), MARKED))
    for is_marked in (_has_property, _has_name):
        values = map(_values, filter(is_marked, elements))
        times = [time for written in values if (time := first_time(written))]
        if len({time.date() for time in times}) == 1:
            return times[0]
    return None


def _has_property(element: HtmlElement) -> bool:
    return "datepublished" in (element.get("itemprop") or "").lower()


def _has_name(element: HtmlElement) -> bool:
    names = (element.get("class") or "")[:500]
    return element.tag == "time" and ("pubdate" in element.attrib or bool(_NAMED.search(names)))


def _values(element: HtmlElement) -> Iterator[str]:
    yield from (element.get(name) or "" for name in ("datetime", "content", "title"))
    yield "".join(islice(element.itertext(), 5))[:100]


# --- its text ------------------------------------------------------------------------------------


def _below(tree: HtmlElement, title: str | None) -> datetime | None:
    """Return the time that the short lines below the title name."""
    heading = _heading(tree, title) if title else None
    if heading is None:
        return None
    lines = list(takewhile(lambda line: len(line) <= LINE, map(folded, _BELOW(heading))))
    text = " ".join(lines)
    return first_time(lines) or first_time([_found(fromstring(f"<p>{escape(text)}.</p>"), text)])


def _heading(tree: HtmlElement, title: str) -> HtmlElement | None:
    for element in tree.iter("h1", "h2"):
        if folded(element.text_content()) == title:
            return element
    others = (each for each in tree.iter(*_TITLED) if each.text and folded(each.text) == title)
    return next(others, None)


def _searched(tree: HtmlElement, url: str) -> str | None:
    """Return the day that the page's text names."""
    text = tree.text_content()
    return _found(tree, text, url)


def _found(tree: HtmlElement, text: str, url: str | None = None) -> str | None:
    """Return the day that is found in this tree, but none that is a guess from a year alone."""
    thorough = len(text) <= SEARCHED
    try:
        day: str | None = find_date(tree, extensive_search=thorough, original_date=True, url=url)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    is_guess = day and day.endswith("-01-01") and not _NEW_YEAR.search(text)
    return None if is_guess else day
