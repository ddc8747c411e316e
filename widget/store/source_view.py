"""Reads the sources of the sites, and the pages that these list or readers press on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from widget.domain.source import PressCounts
from widget.store import rows, source_queries, source_rows

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, CursorResult, Executable

    from widget.domain.source import Source, TrackedPage

_AT_ONCE = 500


class SourceView:
    """What the View port says of sources and tracked pages, over one open database transaction."""

    _due: ClassVar[Executable] = source_queries.DUE
    _due_of_site: ClassVar[Executable] = source_queries.DUE_OF_SITE

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, by site and URL."""
        return tuple(source_rows.source_of(row) for row in self._run(source_queries.SOURCES))

    def sources_due(self, now: datetime) -> tuple[Source, ...]:
        """Return the sources whose hub announced a change, and that were not polled since."""
        moment = rows.microseconds(now, "now")
        found = self._run(source_queries.SOURCES_DUE, now=moment)
        return tuple(source_rows.source_of(row) for row in found)

    def source(self, site_key: str, url: str) -> Source | None:
        """Return the source of the site at this URL."""
        row = self._run(source_queries.SOURCE, site_key=site_key, url=url).first()
        return None if row is None else source_rows.source_of(row)

    def tracked_page(self, site_key: str, url: str) -> TrackedPage | None:
        """Return what is known of the page at this canonical URL, if it was ever seen."""
        row = self._run(source_queries.TRACKED_PAGE, site_key=site_key, url=url).first()
        return None if row is None else source_rows.tracked_page_of(row)

    def tracked_pages(self, site_key: str, urls: tuple[str, ...]) -> dict[str, TrackedPage]:
        """Return what is known of those of these canonical URLs that were ever seen."""
        values = {"site_key": site_key, "urls": rows.storable_texts("urls", urls)}
        found = self._connection.execute(source_queries.TRACKED_PAGES, values)
        return {row.url: source_rows.tracked_page_of(row) for row in found}

    def stamps(self, site_key: str, urls: tuple[str, ...]) -> dict[str, str]:
        """Return the stamps of those of these canonical URLs that were seen."""
        found: dict[str, str] = {}
        for start in range(0, len(urls), _AT_ONCE):
            part = {
                "site_key": site_key,
                "urls": rows.storable_texts("urls", urls[start : start + _AT_ONCE]),
            }
            rows_found = self._connection.execute(source_queries.STAMPS, part)
            found |= {row.url: row.stamp for row in rows_found}
        return found

    def problems(self, site_key: str, limit: int) -> tuple[TrackedPage, ...]:
        """Return the latest tracked pages of the site that became no article, with the reason."""
        values: rows.Values = {"site_key": site_key, "limit": limit}
        found = self._run(source_queries.PROBLEMS, **values)
        return tuple(source_rows.tracked_page_of(row) for row in found)

    def refused(self, site_key: str, reader: str, limit: int) -> tuple[TrackedPage, ...]:
        """Return listed pages without an article that another version looked at last."""
        values: rows.Values = {"site_key": site_key, "reader": reader, "limit": limit}
        found = self._run(source_queries.REFUSED, **values)
        return tuple(source_rows.tracked_page_of(row) for row in found)

    def not_looked_at(self, site_key: str, before: datetime, limit: int) -> tuple[TrackedPage, ...]:
        """Return pages of articles at rest that were last looked at before then."""
        moment = rows.microseconds(before, "before")
        values: rows.Values = {"site_key": site_key, "before": moment, "limit": limit}
        found = self._run(source_queries.NOT_LOOKED_AT, **values)
        return tuple(source_rows.tracked_page_of(row) for row in found)

    def listed_by(self, site_key: str, source_url: str) -> frozenset[str]:
        """Return the URLs of the pages that this source listed last, without those that left."""
        values: rows.Values = {"site_key": site_key, "source_url": source_url}
        return frozenset(self._run(source_queries.LISTED_BY, **values).scalars())

    def presses(
        self, site_key: str, since: datetime, until: datetime, pressed_by: str | None = None
    ) -> PressCounts:
        """Return how many fetches of the site's pages readers' presses caused in this time."""
        values, statement = between(site_key, since, until), source_queries.PRESSES
        if pressed_by is not None:
            values, statement = values | {"pressed_by": pressed_by}, source_queries.PRESSES_BY
        return PressCounts(*map(int, self._run(statement, **values).one()))

    def press_key(self, day: int) -> str | None:
        """Return the key of the digests of this day, if there is one."""
        key: str | None = self._run(source_queries.PRESS_KEY, day=day).scalar()
        return key

    def due(self, site_key: str | None, now: datetime, limit: int) -> tuple[TrackedPage, ...]:
        """Return at most ``limit`` tracked pages that are due now, the longest due first.

        Of one site, or with None of all.
        """
        values: rows.Values = {"now": rows.microseconds(now, "now"), "limit": limit}
        statement = self._due
        if site_key is not None:
            statement, values = self._due_of_site, values | {"site_key": site_key}
        return tuple(source_rows.tracked_page_of(row) for row in self._run(statement, **values))

    def count_due(self, site_key: str, now: datetime) -> int:
        """Return how many pages of the site are due now."""
        values: rows.Values = {"site_key": site_key, "now": rows.microseconds(now, "now")}
        return int(self._run(source_queries.COUNT_DUE, **values).scalar() or 0)

    def _run(
        self, statement: Executable, **values: str | int | None
    ) -> CursorResult[*tuple[Any, ...]]:
        return self._connection.execute(statement, rows.storable(values))


def between(site_key: str, since: datetime, until: datetime) -> rows.Values:
    """Return what a statement about this time of a site binds."""
    return {
        "site_key": site_key,
        "since": rows.microseconds(since, "since"),
        "until": rows.microseconds(until, "until"),
    }
