"""Sources: what publishers' sites list their articles in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.source import Source


class Sources(Protocol):
    """Reads sources. Every method may raise StoreUnavailable."""

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, by site and URL."""

    def sources_due(self, now: datetime) -> tuple[Source, ...]:
        """Return the sources whose hub announced a change, and that were not polled since."""

    def source(self, site_key: str, url: str) -> Source | None:
        """Return the source of the site at this URL."""


class WritableSources(Sources, Protocol):
    """Reads and writes sources."""

    def put_source(self, source: Source) -> None:
        """Insert or replace the source of a site at its URL."""

    def drop_source(self, site_key: str, url: str) -> bool:
        """Forget the source; what it brought stays. False when there was none."""
