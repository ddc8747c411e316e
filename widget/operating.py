"""The operator's story: sites and their API keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from widget import addresses, checks
from widget.credentials import digest_of, new_api_key
from widget.errors import InvalidField, LimitExceeded, SiteExists
from widget.limits import (
    SHORT_TEXT_CHARACTERS,
    SITE_HOSTS,
    SITE_KEY_CHARACTERS,
    SITE_POINTS,
    SITE_WORDS,
)
from widget.model import Site
from widget.ownership import known_site

if TYPE_CHECKING:
    from datetime import datetime

    from widget.ports import Store

_KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


def add_site(store: Store, site: Site, now: datetime) -> str:
    """Keep a new site and return its API key, which is shown this once and kept as a digest.

    Raises InvalidField and LimitExceeded for its fields, SiteExists, StoreUnavailable.
    """
    checked = _checked(site)
    api_key = new_api_key()
    with store.transaction() as transaction:
        if transaction.site(checked.key) is not None:
            raise SiteExists(checked.key)
        transaction.put_site(checked, now)
        transaction.put_api_key(checked.key, digest_of(api_key), now)
    return api_key


def change_site(store: Store, site: Site, now: datetime) -> None:
    """Keep these fields for the site with this key; its API key and articles stay.

    Raises InvalidField and LimitExceeded for its fields, UnknownSite, StoreUnavailable.
    """
    checked = _checked(site)
    with store.transaction() as transaction:
        known_site(transaction, checked.key)
        transaction.put_site(checked, now)


def rotate_key(store: Store, site_key: str, now: datetime) -> str:
    """Return a new API key of the site; the old one is not valid any more.

    Raises UnknownSite and StoreUnavailable.
    """
    api_key = new_api_key()
    with store.transaction() as transaction:
        known_site(transaction, site_key)
        transaction.put_api_key(site_key, digest_of(api_key), now)
    return api_key


def sites(store: Store) -> tuple[Site, ...]:
    """Return all sites, by key. Raises StoreUnavailable."""
    with store.view() as view:
        return view.sites()


def _checked(site: Site) -> Site:
    if len(site.key) > SITE_KEY_CHARACTERS:
        raise LimitExceeded("key", SITE_KEY_CHARACTERS, len(site.key), "characters")
    if not _KEY.fullmatch(site.key):
        raise InvalidField("key", "takes a-z, 0-9 and - inside, such as daily-news.")
    name = checks.one_line(site.name, "name", SHORT_TEXT_CHARACTERS)
    if name is None:
        raise InvalidField("name", "is empty; say what the site is called.")
    return Site(
        key=site.key,
        name=name,
        origins=_listed("origin", tuple(addresses.origin(o, "origin") for o in site.origins)),
        page_hosts=_hosts(site.page_hosts),
        language=checks.language(site.language) or "en",
        points=_within("points", site.points, SITE_POINTS),
        words=_within("words", site.words, SITE_WORDS),
        form=site.form,
    )


def _within(field: str, value: int | None, bounds: tuple[int, int]) -> int | None:
    if value is not None and not bounds[0] <= value <= bounds[1]:
        raise InvalidField(field, f"takes a whole number from {bounds[0]} to {bounds[1]}.")
    return value


def _hosts(sent: tuple[str, ...]) -> tuple[str, ...]:
    hosts = _listed("page-host", tuple(addresses.page_host(host, "page-host") for host in sent))
    if not hosts:
        raise InvalidField("page-host", "is missing; name the host of the article pages.")
    return hosts


def _listed(field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) > SITE_HOSTS:
        raise LimitExceeded(field, SITE_HOSTS, len(values), "entries")
    return tuple(dict.fromkeys(values))
