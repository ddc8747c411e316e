"""Reads one consistent state of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from widget.model import Neighbour, Neighbours
from widget.store import queries, rows

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult, Executable

    from widget.model import Article, Headline, Reading, Site


class SqlView:
    """The View port over one open database transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def site(self, key: str) -> Site | None:
        """Return the site with this key."""
        row = self._run(queries.SITE, key=key).first()
        return None if row is None else rows.site_of(row)

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
        row = self._run(queries.READING, site_key=site_key, url=url).first()
        return None if row is None else rows.reading_of(row)

    def neighbours(self, headline: Headline) -> Neighbours:
        """Return the neighbours by publish order, in the same site and language."""
        found = self._run(
            queries.NEIGHBOURS,
            site_key=headline.site_key,
            language=headline.language,
            url=headline.url,
            published_at=rows.microseconds(headline.published_at, "published_at"),
        )
        beside = {row.side: Neighbour(row.title, row.url) for row in found}
        return Neighbours(previous=beside.get("previous"), next=beside.get("next"))

    def url_of_title(self, site_key: str, title: str) -> str | None:
        """Return the URL of the site's latest article, not withdrawn, with exactly this title."""
        url: str | None = self._run(queries.URL_OF_TITLE, site_key=site_key, title=title).scalar()
        return url

    def outdated(self, site_key: str, summarizers: tuple[str, ...]) -> tuple[str, ...]:
        """Return the URLs of articles, not withdrawn, without an outcome by one of these."""
        values = {"site_key": site_key, "summarizers": list(summarizers)}
        return tuple(self._connection.execute(queries.OUTDATED, values).scalars())

    def _run(
        self, statement: Executable, **values: str | int | None
    ) -> CursorResult[*tuple[Any, ...]]:
        return self._connection.execute(statement, rows.storable(values))
