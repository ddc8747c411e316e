"""What single settings must be beside their kind and their bounds; raises SettingsError."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from widget.domain.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.config.setting_sources import Written


def of(setting: str) -> Callable[[Written], None]:
    """Return the check of a setting, by its name in lower case."""
    return _CHECKS.get(setting, _accept)


def _accept(_written: Written) -> None:
    """Accept what its kind and its bounds allow."""


def _require_public_url(written: Written) -> None:
    url, parts = written.text, urlsplit(written.text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(
            f"{written.name} is {url!r}; it takes http:// or https://, a host and "
            "an optional path, such as https://widget.example."
        )
    if url.endswith("/"):
        raise SettingsError(f"{written.name} is {url!r}; leave out the slash at its end.")


def _require_public_urls(written: Written) -> None:
    for url in filter(None, written.text.split(",")):
        _require_public_url(replace(written, text=url.strip()))


def _require_networks(written: Written) -> None:
    for network in filter(None, written.text.split(",")):
        try:
            ip_network(network.strip())
        except ValueError as error:
            raise SettingsError(
                f"{written.name}: {error}. It takes networks such as 10.1.0.0/16, "
                "with commas between them."
            ) from error


_CHECKS: Final[dict[str, Callable[[Written], None]]] = {
    "public_url": _require_public_url,
    "other_urls": _require_public_urls,
    "fetch_networks": _require_networks,
    "trusted_proxies": _require_networks,
}
