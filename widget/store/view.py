"""Reads one consistent state of the database."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, ClassVar, Final

from widget.domain.article import Neighbour, Neighbours
from widget.store import hook_queries, hook_rows, queries, rows, source_queries, source_rows
from widget.store.direct import DirectRead
from widget.store.failures import unavailable

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, CursorResult, Executable

    from widget.domain.article import Article, Headline, Lead
    from widget.domain.event import Subscription
    from widget.domain.site import Site
    from widget.domain.source import Source, TrackedPage
    from widget.domain.summary import KeptOutcome, Reading

_AT_ONCE = 500

_SITE: Final = DirectRead(queries.SITE)
_READING: Final = DirectRead(queries.READING)
_NEIGHBOURS: Final = DirectRead(queries.NEIGHBOURS)
_NEIGHBOURS_IN_SECTION: Final = DirectRead(queries.NEIGHBOURS_IN_SECTION)
_NEXT_EMBARGO_END: Final = DirectRead(queries.NEXT_EMBARGO_END)


class SqlView:
    """The View port over one open database transaction."""

    _due: ClassVar[Executable] = source_queries.DUE
    _due_of_site: ClassVar[Executable] = source_queries.DUE_OF_SITE

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def site(self, key: str) -> Site | None:
        """Return the site with this key."""
        found = self._read(_SITE, key=key)
        return rows.site_of(found[0]) if found else None

    def sites(self) -> tuple[Site, ...]:
        """Return all sites, by key."""
        return tuple(rows.site_of(row) for row in self._run(queries.SITES))

    def site_of_api_key(self, digest: str) -> str | None:
        """Return the key of the site that owns the API key with this digest, if it is valid."""
        key: str | None = self._run(queries.SITE_OF_API_KEY, digest=digest).scalar()
        return key

    def article(self, site_key: str, url: str) -> Article | None:
        """Return the article at this canonical URL, withdrawn or not."""
        row = self._run(queries.ARTICLE, site_key=site_key, url=url).first()
        return None if row is None else rows.article_of(row)

    def reading(self, site_key: str, url: str) -> Reading | None:
        """Return an article without its text and the outcome of its current fingerprint.

        Shown summaries win by their origin, then held ones, then a refusal; one that an
        editor has hidden comes last.
        """
        found = self._read(_READING, site_key=site_key, url=url)
        return rows.reading_of(found[0]) if found else None

    def readings(self, site_key: str, urls: tuple[str, ...]) -> dict[str, Reading]:
        """Return the readings of those of these canonical URLs that are articles."""
        values = {"site_key": site_key, "urls": list(urls)}
        found: dict[str, Reading] = {}
        for row in self._connection.execute(queries.READINGS, values):
            found.setdefault(row.url, rows.reading_of(row))
        return found

    def outcome(self, site_key: str, url: str, fingerprint: str) -> KeptOutcome | None:
        """Return what came of this edition of the article, the current one or an earlier one."""
        key = {"site_key": site_key, "url": url, "fingerprint": fingerprint}
        row = self._run(queries.OUTCOME, **key).first()
        return None if row is None else rows.kept_outcome_of(row)

    def neighbours(self, headline: Headline, now: datetime) -> Neighbours:
        """Return the neighbours by publish order, in the same site and language."""
        return self._beside(_NEIGHBOURS, headline, now)

    def neighbours_in_section(self, headline: Headline, now: datetime) -> Neighbours:
        """Return the neighbours by publish order, in the same site, section and language."""
        if headline.section is None:
            return Neighbours()
        return self._beside(_NEIGHBOURS_IN_SECTION, headline, now, headline.section)

    def leads(self, site_key: str, addresses: tuple[str, ...]) -> tuple[Lead, ...]:
        """Return the articles that these canonical URLs lead to, those that count more first."""
        values = {"site_key": site_key, "addresses": list(addresses)}
        return tuple(rows.lead_of(row) for row in self._connection.execute(queries.LEADS, values))

    def latest(self, site_key: str, limit: int) -> tuple[str, ...]:
        """Return the URLs of the articles that came last, the newest first."""
        found = self._run(queries.LATEST, site_key=site_key, limit=limit)
        return tuple(found.scalars())

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
        values = {"site_key": site_key, "urls": list(urls)}
        found = self._connection.execute(source_queries.TRACKED_PAGES, values)
        return {row.url: source_rows.tracked_page_of(row) for row in found}

    def stamps(self, site_key: str, urls: tuple[str, ...]) -> dict[str, str]:
        """Return the stamps of those of these canonical URLs that were seen."""
        found: dict[str, str] = {}
        for start in range(0, len(urls), _AT_ONCE):
            part = {"site_key": site_key, "urls": list(urls[start : start + _AT_ONCE])}
            rows_found = self._connection.execute(source_queries.STAMPS, part)
            found |= {row.url: row.stamp for row in rows_found}
        return found

    def problems(self, site_key: str, limit: int) -> tuple[TrackedPage, ...]:
        """Return the latest tracked pages of the site that became no article, with the reason."""
        values: rows.Values = {"site_key": site_key, "limit": limit}
        found = self._run(source_queries.PROBLEMS, **values)
        return tuple(source_rows.tracked_page_of(row) for row in found)

    def presses(self, site_key: str, since: datetime) -> int:
        """Return how many fetches of the site's pages readers' presses caused since then."""
        moment = rows.microseconds(since, "since")
        return int(self._run(source_queries.PRESSES, site_key=site_key, since=moment).scalar() or 0)

    def first_presses(self, site_key: str, since: datetime) -> int:
        """Return on how many pages of the site readers have pressed for the first time since."""
        moment = rows.microseconds(since, "since")
        values: rows.Values = {"site_key": site_key, "since": moment}
        return int(self._run(source_queries.FIRST_PRESSES, **values).scalar() or 0)

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

    def hook_secret(self, site_key: str) -> str | None:
        """Return the secret that the site's CMS signs its messages with, if there is one."""
        secret: str | None = self._run(hook_queries.SECRET, site_key=site_key).scalar()
        return secret

    def has_delivery(self, site_key: str, delivery: str) -> bool:
        """Tell whether the site's delivery with this id was put lately."""
        key = {"site_key": site_key, "digest": hook_rows.digest_of(delivery)}
        return self._run(hook_queries.DELIVERY, **key).first() is not None

    def count_deliveries(self, site_key: str, since: datetime) -> int:
        """Return how many deliveries of the site were handled since then."""
        values: rows.Values = {"site_key": site_key, "since": rows.microseconds(since, "since")}
        return int(self._run(hook_queries.COUNT_DELIVERIES, **values).scalar() or 0)

    def subscription(self, site_key: str, token: str) -> Subscription | None:
        """Return the site's subscription with this token."""
        row = self._run(hook_queries.SUBSCRIPTION, site_key=site_key, token=token).first()
        return None if row is None else hook_rows.subscription_of(row)

    def subscription_of(self, site_key: str, source_url: str) -> Subscription | None:
        """Return the subscription to the hub of this source."""
        key = {"site_key": site_key, "source_url": source_url}
        row = self._run(hook_queries.SUBSCRIPTION_OF, **key).first()
        return None if row is None else hook_rows.subscription_of(row)

    def subscriptions_due(self, now: datetime, limit: int) -> tuple[Subscription, ...]:
        """Return at most ``limit`` subscriptions whose hub is to be asked by now."""
        values: rows.Values = {"now": rows.microseconds(now, "now"), "limit": limit}
        found = self._run(hook_queries.SUBSCRIPTIONS_DUE, **values)
        return tuple(hook_rows.subscription_of(row) for row in found)

    def _beside(
        self,
        statement: DirectRead,
        headline: Headline,
        now: datetime,
        section: str | None = None,
    ) -> Neighbours:
        values = {"section": section} if section is not None else {}
        found = self._read(
            statement,
            site_key=headline.site_key,
            language=headline.language,
            url=headline.url,
            published_at=rows.microseconds(headline.published_at, "published_at"),
            now=rows.microseconds(now, "now"),
            **values,
        )
        beside = {row.side: Neighbour(row.title, row.url, row.image) for row in found}
        return Neighbours(previous=beside.get("previous"), next=beside.get("next"))

    def url_of_title(self, site_key: str, title: str, now: datetime) -> str | None:
        """Return the URL of the site's latest public article with exactly this title."""
        values: rows.Values = {"site_key": site_key, "title": title}
        moment = rows.microseconds(now, "now")
        url: str | None = self._run(queries.URL_OF_TITLE, **values, now=moment).scalar()
        return url

    def next_embargo_end(self, site_key: str, now: datetime) -> datetime | None:
        """Return when the next embargo of an article of the site ends; None where none is."""
        values: rows.Values = {"site_key": site_key, "now": rows.microseconds(now, "now")}
        [row] = self._read(_NEXT_EMBARGO_END, **values)
        return rows.optional_moment(row.ends)

    def outdated(self, site_key: str, summarizers: tuple[str, ...]) -> tuple[str, ...]:
        """Return the URLs of articles, not withdrawn, without an outcome by one of these."""
        values = {"site_key": site_key, "summarizers": list(summarizers)}
        return tuple(self._connection.execute(queries.OUTDATED, values).scalars())

    def _read(self, statement: DirectRead, **values: str | int | None) -> list[rows.AnyRow]:
        try:
            return statement.rows(self._connection, dict(rows.storable(values)))
        except sqlite3.Error as error:
            raise unavailable(error, str(self._connection.info.get("where", ""))) from error

    def _run(
        self, statement: Executable, **values: str | int | None
    ) -> CursorResult[*tuple[Any, ...]]:
        return self._connection.execute(statement, rows.storable(values))
