"""Aliases: the further addresses of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from widget.domain.article import Lead


class Aliases(Protocol):
    """Reads aliases. Every method may raise StoreUnavailable."""

    def leads(self, site_key: str, addresses: tuple[str, ...]) -> tuple[Lead, ...]:
        """Return the articles that these canonical URLs lead to, withdrawn or not.

        Of one address the article at it comes before the one whose alias it is; what was ingested
        and is withdrawn comes after both. At most 2,000 addresses. One query.
        """

    def aliases_of(self, site_key: str, url: str) -> tuple[str, ...]:
        """Return the further addresses of the article at this canonical URL."""


class WritableAliases(Aliases, Protocol):
    """Reads and writes aliases."""

    def put_aliases(self, site_key: str, url: str, aliases: tuple[str, ...]) -> None:
        """Make these canonical URLs further addresses of the article; they leave any other."""
