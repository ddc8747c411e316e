"""Sites: the publishers that may embed the widget, with their keys and secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.site import Site


class Sites(Protocol):
    """Reads sites. Every method may raise StoreUnavailable."""

    def site(self, key: str) -> Site | None:
        """Return the site with this key."""

    def sites(self) -> tuple[Site, ...]:
        """Return all sites, by key."""

    def site_of_api_key(self, digest: str) -> str | None:
        """Return the key of the site that owns the API key with this digest, if it is valid."""

    def hook_secret(self, site_key: str) -> str | None:
        """Return the secret that the site's CMS signs its messages with, if there is one."""


class WritableSites(Sites, Protocol):
    """Reads and writes sites."""

    def put_site(self, site: Site, now: datetime) -> None:
        """Insert or replace the site."""

    def put_api_key(self, site_key: str, digest: str, now: datetime) -> None:
        """Make this digest (64 hex digits) the site's only valid API key."""

    def put_hook_secret(self, site_key: str, secret: str, now: datetime) -> None:
        """Make this the site's only secret for hooks."""

    def close_site(self, site_key: str) -> None:
        """Forget what lets anything of the site in: its key, secret, sources and subscriptions."""

    def drop_some_of_site(self, site_key: str, limit: int) -> int:
        """Forget at most ``limit`` articles, with all that belongs to them, or pages of the site.

        Returns how many; with 0 nothing is left of either.
        """

    def drop_site(self, site_key: str) -> None:
        """Forget the site, of which no articles and pages are left."""
