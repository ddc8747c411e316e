"""Reads one consistent state of the database."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from widget.domain.article import Neighbour, Neighbours
from widget.store import (
    hook_queries,
    hook_rows,
    maintenance_queries,
    queries,
    rows,
    site_queries,
    site_rows,
)
from widget.store.direct import DirectRead
from widget.store.failures import unavailable
from widget.store.source_view import SourceView, between

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Article, Headline, Lead
    from widget.domain.event import Subscription
    from widget.domain.site import Site
    from widget.domain.summary import KeptOutcome, Reading


_SITE: Final = DirectRead(queries.SITE)
_READING: Final = DirectRead(queries.READING)
_NEIGHBOURS: Final = DirectRead(queries.NEIGHBOURS)
_NEIGHBOURS_IN_SECTION: Final = DirectRead(queries.NEIGHBOURS_IN_SECTION)
_NEXT_EMBARGO_END: Final = DirectRead(queries.NEXT_EMBARGO_END)


class SqlView(SourceView):
    """The View port over one open database transaction."""

    def site(self, key: str) -> Site | None:
        """Return the site with this key."""
        found = self._read(_SITE, key=key)
        return site_rows.site_of(found[0]) if found else None

    def sites(self) -> tuple[Site, ...]:
        """Return all sites, by key."""
        return tuple(site_rows.site_of(row) for row in self._run(queries.SITES))

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
        values = {"site_key": site_key, "urls": rows.storable_texts("urls", urls)}
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

    def articles_from(self, site_key: str, after: str, limit: int) -> tuple[Article, ...]:
        """Return articles with their texts, withdrawn or not, in the order in which they came.

        At most ``limit`` of those that came after the article at ``after``.
        """
        values: rows.Values = {"site_key": site_key, "url": after, "limit": limit}
        return tuple(map(rows.article_of, self._run(site_queries.ARTICLES_FROM, **values)))

    def count_articles(self, site_key: str) -> int:
        """Return how many articles of the site are kept, withdrawn or not."""
        return int(self._run(site_queries.COUNT_ARTICLES, site_key=site_key).scalar() or 0)

    def outcomes_of(self, site_key: str, url: str) -> tuple[KeptOutcome, ...]:
        """Return all outcomes of the article that are kept, the oldest first."""
        found = self._run(site_queries.OUTCOMES_OF, site_key=site_key, url=url)
        return tuple(map(rows.kept_outcome_of, found))

    def aliases_of(self, site_key: str, url: str) -> tuple[str, ...]:
        """Return the further addresses of the article."""
        found = self._run(site_queries.ALIASES_OF, site_key=site_key, url=url)
        return tuple(found.scalars())

    def done_at(self, task: str) -> datetime | None:
        """Return when this task was last done."""
        done: int | None = self._run(maintenance_queries.DONE_AT, task=task).scalar()
        return None if done is None else rows.moment(done)

    def leads(self, site_key: str, addresses: tuple[str, ...]) -> tuple[Lead, ...]:
        """Return the articles that these canonical URLs lead to, those that count more first."""
        values = {"site_key": site_key, "addresses": rows.storable_texts("addresses", addresses)}
        return tuple(rows.lead_of(row) for row in self._connection.execute(queries.LEADS, values))

    def latest(self, site_key: str, limit: int) -> tuple[str, ...]:
        """Return the URLs of the articles that came last, the newest first."""
        found = self._run(queries.LATEST, site_key=site_key, limit=limit)
        return tuple(found.scalars())

    def hook_secret(self, site_key: str) -> str | None:
        """Return the secret that the site's CMS signs its messages with, if there is one."""
        secret: str | None = self._run(hook_queries.SECRET, site_key=site_key).scalar()
        return secret

    def has_delivery(self, site_key: str, delivery: str) -> bool:
        """Tell whether the site's delivery with this id was put lately."""
        key = {"site_key": site_key, "digest": hook_rows.digest_of(delivery)}
        return self._run(hook_queries.DELIVERY, **key).first() is not None

    def count_deliveries(self, site_key: str, since: datetime, until: datetime) -> int:
        """Return how many deliveries of the site were handled in this time."""
        values = between(site_key, since, until)
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

    def outdated(
        self, site_key: str, summarizers: tuple[str, ...], after: str, limit: int
    ) -> tuple[str, ...]:
        """Return the URLs of articles, not withdrawn, without an outcome by one of these.

        At most ``limit`` of those that came after the article at ``after``.
        """
        values = {
            "site_key": site_key,
            "summarizers": rows.storable_texts("summarizers", summarizers),
        }
        place = {"after": after, "limit": limit}
        return tuple(self._connection.execute(queries.OUTDATED, values | place).scalars())

    def count_outdated(self, site_key: str, summarizers: tuple[str, ...]) -> int:
        """Return how many these are in all."""
        values = {
            "site_key": site_key,
            "summarizers": rows.storable_texts("summarizers", summarizers),
        }
        return int(self._connection.execute(queries.COUNT_OUTDATED, values).scalar() or 0)

    def _read(self, statement: DirectRead, **values: str | int | None) -> list[rows.AnyRow]:
        try:
            return statement.rows(self._connection, dict(rows.storable(values)))
        except sqlite3.Error as error:
            raise unavailable(error, str(self._connection.info.get("where", ""))) from error
