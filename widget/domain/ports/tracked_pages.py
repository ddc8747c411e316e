"""Tracked pages: the pages that were listed or pressed on, and when their next fetch is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.source import PressCounts, TrackedPage


class TrackedPages(Protocol):
    """Reads tracked pages. Every method may raise StoreUnavailable."""

    def tracked_page(self, site_key: str, url: str) -> TrackedPage | None:
        """Return what is known of the page at this canonical URL, if it was ever seen."""

    def tracked_pages(self, site_key: str, urls: tuple[str, ...]) -> dict[str, TrackedPage]:
        """Return what is known of those of these canonical URLs that were ever seen. One query."""

    def stamps(self, site_key: str, urls: tuple[str, ...]) -> dict[str, str]:
        """Return the stamps of those of these canonical URLs that were seen."""

    def problems(self, site_key: str, limit: int) -> tuple[TrackedPage, ...]:
        """Return the latest tracked pages of the site that became no article, with the reason."""

    def refused(self, site_key: str, reader: str, limit: int) -> tuple[TrackedPage, ...]:
        """Return listed pages of the site that became no article and are not due.

        Those that another version than ``reader`` looked at last (``TrackedPage.reader``), the
        longest ago first.
        """

    def not_looked_at(self, site_key: str, before: datetime, limit: int) -> tuple[TrackedPage, ...]:
        """Return pages of the site that have no problem and are not due, the oldest look first.

        Those that were not looked at since then, or never, and that were seen before.
        """

    def listed_by(self, site_key: str, source_url: str) -> frozenset[str]:
        """Return the URLs of the pages that this source listed last, without those that left it.

        One query, of an index alone.
        """

    def presses(
        self, site_key: str, since: datetime, until: datetime, pressed_by: str | None = None
    ) -> PressCounts:
        """Return how many of the site's pages readers have made due from ``since`` to ``until``.

        With a digest those that its network pressed on. One query, of an index alone.
        """

    def press_key(self, day: int) -> str | None:
        """Return the key (64 hex digits) of the digests of this day, if there is one.

        A day is a number of days since 1970-01-01 UTC.
        """

    def due(self, site_key: str | None, now: datetime, limit: int) -> tuple[TrackedPage, ...]:
        """Return at most ``limit`` tracked pages that are due now, the longest due first.

        Of one site, or with None of all.
        """

    def count_due(self, site_key: str, now: datetime) -> int:
        """Return how many pages of the site are due now."""


class WritableTrackedPages(TrackedPages, Protocol):
    """Reads and writes tracked pages."""

    def due(self, site_key: str | None, now: datetime, limit: int) -> tuple[TrackedPage, ...]:
        """Return the due pages as above, and keep them from all others who write.

        Until this transaction ends, no other one has a page that it was given here: the others
        wait, or are given other pages. Who puts it off before the end has claimed it.
        """

    def put_tracked_page(self, tracked: TrackedPage) -> None:
        """Insert or replace the tracked page at its URL."""

    def put_press_key(self, day: int, key: str) -> None:
        """Keep the key of the digests of this day; there is none yet."""

    def drop_press_keys(self, before: int) -> int:
        """Forget the keys of days before this one, and all digests unless a key is left.

        Returns how many keys.
        """

    def drop_pressed(self, site_key: str, url: str) -> None:
        """Forget the page at this URL if readers alone have pressed on it."""

    def drop_forgotten(self, before: datetime) -> int:
        """Forget the pages that readers alone pressed on and that are no articles; return how many.

        Those last fetched before then, and the aliases that they became.
        """

    def drop_unanswered(self, before: datetime) -> int:
        """Forget the pages that readers alone pressed on, before then, and nobody tried to fetch.

        Returns how many.
        """
