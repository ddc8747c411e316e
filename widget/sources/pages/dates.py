"""The home of a page's times: when its article was published and changed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from htmldate import find_date
from lxml.etree import XPath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from widget.sources.pages.head import Head

_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
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
_EARLIEST: Final = 1990

MARKED: Final = 200
"""First elements with a date of their own that are looked at."""

SEARCHED: Final = 200_000
"""Characters of a page up to which its text is searched for a date when no element names one."""


def published(head: Head, json_ld: str | None, tree: HtmlElement) -> datetime | None:
    """Return when the article was published, in the zone that the page says (UTC where none).

    By weight of evidence: ``json_ld`` (what is said there), the head, an element that is marked
    as the date, the address, and at last what is found in the page's text. The day is that of
    an address such as /2024/05/06/ where the page says a later one.
    """
    day = _day_of(head.url)
    said = _first((json_ld, *map(head.meta, _PUBLISHED))) or _marked(tree)
    if said and day:
        return _on_day(said, day)
    if day:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    return said or _first([_searched(tree, head.url)])


def modified(head: Head, json_ld: str | None) -> datetime | None:
    """Return when the article was last changed, as far as the page says."""
    return _first((json_ld, *map(head.meta, _MODIFIED)))


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
    if late == 1 and not said.utcoffset() and said.hour < _WEST:
        return said.astimezone(timezone(-timedelta(hours=said.hour + 1)))
    return said if late <= 1 else datetime(day.year, day.month, day.day, tzinfo=UTC)


# --- the page ------------------------------------------------------------------------------------

_WITH_DATES: Final = XPath("//*[self::time or @itemprop]")
_NAMED: Final = re.compile(
    r"(?<![\w-])(?:dt-published|published|entry-date|date-published|publish(?:ed)?-date)(?![\w-])"
)
_NEW_YEAR: Final = re.compile(r"(?<!\d)0?1[./-]0?1(?!\d)|(?i:jan)")


def _marked(tree: HtmlElement) -> datetime | None:
    """Return the time of the element that is marked as that of publication.

    Where several name different days they are of a list, or of comments, and say nothing.
    """
    elements = list(islice(_WITH_DATES(tree), MARKED))
    for is_marked in (_has_property, _has_name):
        values = map(_values, filter(is_marked, elements))
        times = [time for written in values if (time := _first(written))]
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


def _searched(tree: HtmlElement, url: str) -> str | None:
    """Return the day that the text names; none that is a guess from a year alone."""
    text = tree.text_content()
    short = len(text) <= SEARCHED
    try:
        found: str | None = find_date(tree, extensive_search=short, original_date=True, url=url)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    is_guess = found and found.endswith("-01-01") and not _NEW_YEAR.search(text)
    return None if is_guess else found


# --- how they are written ------------------------------------------------------------------------


def _first(written: Iterable[str | None]) -> datetime | None:
    return next((time for each in written if each and (time := _time(each))), None)


def _time(written: str) -> datetime | None:
    """Return a time in the notation of ISO 8601 or of mail; None for any other, or out of reach."""
    for read in (_as_iso, _as_seconds, parsedate_to_datetime):
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
    year, month, day, hour, rest, zone = (found[name] or "" for name in _PARTS)
    month, day = month or found["month2"], day or found["day2"]
    clock = f"{hour:0>2}:{rest or '00'}"
    return datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}T{clock}{zone.replace('UTC', 'Z')}")


def _as_seconds(written: str) -> datetime:
    """Return a Unix time, which has ten digits until 2286."""
    if not re.fullmatch(r"\d{10}", written.strip()):
        raise ValueError(written)
    return datetime.fromtimestamp(int(written), UTC)


_PARTS: Final = ("year", "month", "day", "hour", "rest", "zone")
_ISO: Final = re.compile(
    r"""(?P<year>\d{4})(?:[-/.\u5e74]\s?(?P<month>\d\d?)[-/.\u6708]\s?(?P<day>\d\d?)\u65e5?
          |(?P<month2>\d\d)(?P<day2>\d\d))
        (?:[T\s]*+(?:(?P<hour>\d\d?):(?P<rest>\d\d(?::\d\d(?:\.\d{1,9})?)?))?
          \s?(?P<zone>Z|UTC|[+-]\d\d(?::?\d\d)?)?)?(?!\d)""",
    re.X,
)
