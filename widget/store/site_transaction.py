"""Writes of a site itself; each of them may change all panels of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widget.domain.errors import UnknownSite
from widget.store import queries, rows, site_queries, site_rows
from widget.store.view import SqlView

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from widget.domain.site import Site
    from widget.store.change_log import ChangeLog


class SiteTransaction(SqlView):
    """What the Transaction port says of sites, over one open database transaction."""

    def __init__(self, connection: Connection, log: ChangeLog) -> None:
        super().__init__(connection)
        self._log = log

    def put_site(self, site: Site, now: datetime) -> None:
        """Insert or replace the site. Raises InvalidField."""
        values = site_rows.site_values(site)
        self._log.name(site.key)
        if self._run(queries.UPDATE_SITE, its_key=site.key, **values).rowcount == 0:
            created_at = rows.microseconds(now, "now")
            self._run(queries.INSERT_SITE, **values, created_at=created_at)

    def put_api_key(self, site_key: str, digest: str, now: datetime) -> None:
        """Make this digest (64 hex digits) the site's only valid API key. Raises UnknownSite."""
        self._require_site(site_key)
        self._run(queries.DROP_API_KEYS, site_key=site_key)
        self._run(
            queries.INSERT_API_KEY,
            site_key=site_key,
            digest=digest,
            created_at=rows.microseconds(now, "now"),
        )

    def close_site(self, site_key: str) -> None:
        """Forget what lets anything of the site in: key, secret, sources, subscriptions."""
        self._log.name(site_key)
        for statement in site_queries.CLOSE_SITE:
            self._run(statement, site_key=site_key)

    def drop_some_of_site(self, site_key: str, limit: int) -> int:
        """Forget at most ``limit`` articles, with all that belongs to them, or pages of the site.

        Returns how many; with 0 nothing is left of either.
        """
        for statement in site_queries.DROP_SOME:
            dropped = int(self._run(statement, site_key=site_key, limit=limit).rowcount)
            if dropped:
                self._log.name(site_key)
                return dropped
        return 0

    def drop_site(self, site_key: str) -> None:
        """Forget the site, which has no articles and pages any more."""
        self._log.name(site_key)
        for statement in site_queries.DROP_SITE:
            self._run(statement, site_key=site_key)

    def _require_site(self, site_key: str) -> None:
        if self.site(site_key) is None:
            raise UnknownSite(site_key)
