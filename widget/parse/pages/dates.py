"""Finds the times of a page: when its article was published and changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml.etree import XPath

from widget.domain.article import Precision
from widget.parse.pages.address_days import day_in_name, day_of
from widget.parse.pages.date_formats import Habit, day_in, habit_of
from widget.parse.pages.embedded_times import embedded_time
from widget.parse.pages.local_days import as_shown, on_day
from widget.parse.pages.machine_times import first_time, time_on
from widget.parse.pages.other_boxes import is_other
from widget.parse.pages.searched_dates import searched_day
from widget.parse.pages.visible_dates import announced_day, below_title, heading_of
from widget.rules.times import midnight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from lxml.html import HtmlElement

    from widget.parse.pages.head import Head


@dataclass(frozen=True, slots=True)
class Dated:
    """What a page's date of publication is read from."""

    head: Head
    tree: HtmlElement
    title: str | None
    language: str | None
    said: str | None
    """What JSON-LD says of the article, or of the page."""
    said_beside: str | None
    """What it says of something else on the page, such as a video."""
    modified_at: datetime | None
    written: str = ""
    """The page's HTML with its scripts, in which programs keep what they show."""


_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
    "published",
    "published-date",
    "w-published-date",
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
    "publicationdate",
    "prism.publicationdate",
    "citation_publication_date",
    "article_date_original",
    "og:pubdate",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
)
_PUBLISHED_PERHAPS: Final = ("datepublished", "date", "datecreated")
"""What lists and videos on a page say as well, or a page of the day on which it was asked for."""
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
"""First elements with a date of their own that are read."""

SEARCHED: Final = 200_000
"""Characters of text that are read for the habit of a page; more are not searched in full."""


def published(page: Dated) -> datetime | None:
    """Return when the article was published, in the zone that the page says (UTC where none).

    By weight of evidence: JSON-LD, the head, an element that is marked as the date, what else is
    in the head, the lines below the title, what JSON-LD says of a video, words such as
    "Published", the address, and at last all of the page's text. The day is that of an address
    such as /2024/05/06/ where the page says a later one, and the one that readers are shown
    where the time is in UTC. Where that names no time of day, any other place that has one, of
    the same day, makes it exact.
    """
    heading = heading_of(page.tree, page.title)
    found = _published(page, heading)
    if found is None or found.time() != time():
        return found
    return time_on(found.date(), _stated(page, heading)) or found


def _published(page: Dated, heading: HtmlElement | None) -> datetime | None:
    day = day_of(page.head.url)
    said = _machine_time(page, heading)
    if said and day:
        return on_day(said, day)
    if said:
        shown = below_title(heading, _habit(page)).own
        day = shown.date() if shown else None
        return _moved(said, shown, page) or as_shown(said, day, page.modified_at)
    return _seen(page, heading, day)


def _moved(said: datetime, shown: datetime | None, page: Dated) -> datetime | None:
    """Return an earlier day that readers are shown where the time said is that of a change.

    It is where the page was changed on that day for the last time, unless its address agrees.
    """
    if shown is None or page.modified_at is None or f"/{said:%Y/%m}/" in page.head.url:
        return None
    is_change = abs(said - page.modified_at) <= timedelta(days=1)
    return shown if is_change and said - shown >= _MOVED else None


_MOVED: Final = timedelta(days=2)
"""What is nearer may be the same day in another zone."""


def _stated(page: Dated, heading: HtmlElement | None) -> Iterator[str | None]:
    """Yield all that the page says of its time in notations for programs."""
    yield from (page.said, *map(page.head.meta, _PUBLISHED + _PUBLISHED_TOO))
    around = frozenset(heading.iterancestors()) if heading is not None else frozenset()
    elements = (e for e in islice(_WITH_DATES(page.tree), MARKED) if not is_other(e, around))
    yield from (value for element in elements for value in _values(element))
    yield from map(page.head.meta, _PUBLISHED_PERHAPS)


def precision_of(found: datetime | None) -> Precision:
    """Return how exactly a page knows a time: at midnight programs, as we, write a day alone."""
    return Precision.DAY if found and found.time() == time() else Precision.MINUTE


def modified(head: Head, json_ld: str | None) -> datetime | None:
    """Return when the article was last changed, as far as the page says."""
    return first_time((json_ld, *map(head.meta, _MODIFIED)))


def _machine_time(page: Dated, heading: HtmlElement | None) -> datetime | None:
    """Return the time in the page's metadata."""
    strong = (page.said, *map(page.head.meta, _PUBLISHED))
    others = tuple(map(page.head.meta, _PUBLISHED_TOO))
    stated = first_time(strong) or _marked(page.tree, heading) or first_time(others)
    if stated or not any(strong + others):
        return stated
    return _first_day(strong + others, _habit(page))


def _first_day(written: Iterable[str | None], habit: Habit) -> datetime | None:
    """Return the first day that one of these names in words."""
    days = (day_in(each, habit) for each in written if each)
    return next((midnight(day) for day in days if day), None)


def _seen(page: Dated, heading: HtmlElement | None, day: date | None) -> datetime | None:
    """Return the time that the page shows, or states for something that may be another one."""
    habit = _habit(page)
    shown = below_title(heading, habit)
    perhaps = (page.said_beside, *map(page.head.meta, _PUBLISHED_PERHAPS))
    stated = first_time(perhaps) or _first_day(perhaps, habit)
    seen = shown.own or stated or announced_day(page.tree, habit)
    if day:
        return on_day(seen, day) if seen else midnight(day)
    found = seen or embedded_time(page.written) or searched_day(page.tree, heading, habit)
    return found or shown.changed or day_in_name(page.head.url)


def _habit(page: Dated) -> Habit:
    return habit_of(page.language, page.head.url, page.tree.text_content()[:SEARCHED])


# --- the page ------------------------------------------------------------------------------------

_WITH_DATES: Final = XPath("//*[self::time or @itemprop]")
_NAMED: Final = re.compile(
    r"(?<![\w-])(?:dt-published|published|entry-date|date-published|publish(?:ed)?-date)(?![\w-])"
)


def _marked(tree: HtmlElement, heading: HtmlElement | None) -> datetime | None:
    """Return the time of the element that is marked as that of publication.

    Where several name different days they are of a list, or of comments: only those count that
    are in one item, or one article, with the heading.
    """
    around = frozenset(heading.iterancestors()) if heading is not None else frozenset()
    elements = [e for e in islice(_WITH_DATES(tree), MARKED) if not is_other(e, around)]
    for is_marked in (_has_property, _has_name):
        marked = [each for each in elements if is_marked(each)]
        own = [each for each in marked if _scope(each) in around]
        for some in (marked, own):
            times = [time for each in some if (time := first_time(_values(each)))]
            if len({time.date() for time in times}) == 1:
                return times[0]
    return None


def _scope(element: HtmlElement) -> HtmlElement | None:
    """Return the item of microdata, or the article, that an element is in."""
    return next(
        (a for a in element.iterancestors() if a.tag == "article" or a.get("itemscope")), None
    )


def _has_property(element: HtmlElement) -> bool:
    return "datepublished" in (element.get("itemprop") or "").lower()


def _has_name(element: HtmlElement) -> bool:
    names = (element.get("class") or "")[:500]
    return element.tag == "time" and ("pubdate" in element.attrib or bool(_NAMED.search(names)))


def _values(element: HtmlElement) -> Iterator[str]:
    yield from (element.get(name) or "" for name in ("datetime", "content", "title"))
    yield "".join(islice(element.itertext(), 5))[:100]
