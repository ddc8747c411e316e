"""Checks of single settings; each raises SettingsError, which says what the setting takes."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Final
from urllib.parse import urlsplit

from widget.domain.errors import SettingsError

PREFIX: Final = "WIDGET_"
"""How the name of each variable begins."""


def require_public_url(url: str) -> None:
    """Return when this is an http or https address without a query and a slash at its end."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(
            f"{PREFIX}PUBLIC_URL is {url!r}; it takes http:// or https://, a host and "
            "an optional path, such as https://widget.example."
        )
    if url.endswith("/"):
        raise SettingsError(f"{PREFIX}PUBLIC_URL is {url!r}; leave out the slash at its end.")


def require_networks(name: str, networks: str) -> None:
    """Return when these are networks with commas between them."""
    for network in filter(None, networks.split(",")):
        try:
            ip_network(network.strip())
        except ValueError as error:
            raise SettingsError(
                f"{PREFIX}{name}: {error}. It takes networks such as 10.1.0.0/16, "
                "with commas between them."
            ) from error
