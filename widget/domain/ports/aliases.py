"""Aliases: the further addresses of articles."""

from __future__ import annotations

from typing import Protocol


class Aliases(Protocol):
    """Reads aliases. Every method may raise StoreUnavailable."""

    def article_of_alias(self, site_key: str, alias: str) -> str | None:
        """Return the URL of the article that this canonical URL is another address of."""


class WritableAliases(Aliases, Protocol):
    """Reads and writes aliases."""

    def put_aliases(self, site_key: str, url: str, aliases: tuple[str, ...]) -> None:
        """Make these canonical URLs further addresses of the article; they leave any other."""
