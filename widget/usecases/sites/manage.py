"""Manages sites, their keys and their sources for the operator."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from widget import translations
from widget.domain.errors import InvalidField, LimitExceeded, SiteExists, UnknownSource
from widget.domain.limits import (
    SHORT_TEXT_CHARACTERS,
    SITE_HOSTS,
    SITE_KEY_CHARACTERS,
    SITE_POINTS,
    SITE_SOURCES,
    SITE_WORDS,
)
from widget.domain.site import Eligibility, Site
from widget.rules import fields, urls
from widget.rules.credentials import digest_of, new_api_key, new_hook_secret
from widget.rules.eligibility import CAN_BE_ALLOWED
from widget.usecases.articles.lookup import known_site

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.ports import Store
    from widget.domain.source import Source

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
    with store.urgent_transaction() as transaction:  # it may exclude what readers see
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


def rotate_hook_secret(store: Store, site_key: str, now: datetime) -> str:
    """Return a new secret for the hooks of the site; the old one is not valid any more.

    Raises UnknownSite and StoreUnavailable.
    """
    secret = new_hook_secret()
    with store.transaction() as transaction:
        known_site(transaction, site_key)
        transaction.put_hook_secret(site_key, secret, now)
    return secret


def sites(store: Store) -> tuple[Site, ...]:
    """Return all sites, by key. Raises StoreUnavailable."""
    with store.view() as view:
        return view.sites()


def add_source(store: Store, source: Source) -> bool:
    """Keep a source, to be polled from now on; False when it is kept already, as that kind.

    A source that is of another kind now is asked for everything anew.

    Raises UnknownSite, InvalidField, LimitExceeded and StoreUnavailable.
    """
    checked = replace(source, url=urls.public_link(source.url, "url"))
    with store.transaction() as transaction:
        known_site(transaction, source.site_key)
        known = transaction.source(source.site_key, checked.url)
        if known is not None and known.kind is checked.kind:
            return False
        if known is None:
            _require_room(transaction.sources(), source.site_key)
        transaction.put_source(checked)
    return True


def remove_source(store: Store, site_key: str, url: str) -> None:
    """Forget a source and those that came with it; the articles it brought stay.

    Raises UnknownSite, UnknownSource and StoreUnavailable.
    """
    with store.transaction() as transaction:
        known_site(transaction, site_key)
        if not transaction.drop_source(site_key, url):
            raise UnknownSource(url)
        for child in transaction.sources():
            if (child.site_key, child.parent) == (site_key, url):
                transaction.drop_source(site_key, child.url)


def _checked(site: Site) -> Site:
    if len(site.key) > SITE_KEY_CHARACTERS:
        raise LimitExceeded("key", SITE_KEY_CHARACTERS, len(site.key), "characters")
    if not _KEY.fullmatch(site.key):
        raise InvalidField("key", "takes a-z, 0-9 and - inside, such as daily-news.")
    name = fields.one_line(site.name, "name", SHORT_TEXT_CHARACTERS)
    if name is None:
        raise InvalidField("name", "is empty; say what the site is called.")
    return Site(
        key=site.key,
        name=name,
        origins=_listed("origin", tuple(urls.origin(o, "origin") for o in site.origins)),
        page_hosts=_hosts(site.page_hosts),
        language=fields.language(site.language) or "en",
        points=_within("points", site.points, SITE_POINTS),
        words=_within("words", site.words, SITE_WORDS),
        form=site.form,
        on_demand=site.on_demand,
        same_section=site.same_section,
        neighbour_pictures=site.neighbour_pictures,
        picture_hosts=_named_hosts("picture-host", site.picture_hosts),
        neighbour_hosts=_named_hosts("neighbour-host", site.neighbour_hosts),
        eligibility=_eligibility(site.eligibility),
        texts={key: translations.checked(key, text) for key, text in site.texts.items()},
    )


def _eligibility(sent: Eligibility) -> Eligibility:
    for reason in sent.allowed:
        if reason not in CAN_BE_ALLOWED:
            raise InvalidField("allow", f"takes {', '.join(CAN_BE_ALLOWED)}.")
    sections = (fields.section(section, "exclude-section") for section in sent.excluded_sections)
    return Eligibility(
        allowed=sent.allowed,
        excluded_sections=_listed("exclude-section", tuple(filter(None, sections))),
        excluded_paths=_listed("exclude-path", tuple(map(_path, sent.excluded_paths))),
    )


def _path(pattern: str) -> str:
    if len(pattern) > SHORT_TEXT_CHARACTERS:
        raise LimitExceeded("exclude-path", SHORT_TEXT_CHARACTERS, len(pattern), "characters")
    if not pattern.startswith(("/", "*")):
        raise InvalidField("exclude-path", "begins with / (or *), such as /sport/*.")
    return pattern


def _within(field: str, value: int | None, bounds: tuple[int, int]) -> int | None:
    if value is not None and not bounds[0] <= value <= bounds[1]:
        raise InvalidField(field, f"takes a whole number from {bounds[0]} to {bounds[1]}.")
    return value


def _hosts(sent: tuple[str, ...]) -> tuple[str, ...]:
    hosts = _listed("page-host", tuple(urls.page_host(host, "page-host") for host in sent))
    if not hosts:
        raise InvalidField("page-host", "is missing; name the host of the article pages.")
    return hosts


def _named_hosts(field: str, sent: tuple[str, ...]) -> tuple[str, ...]:
    return _listed(field, tuple(urls.page_host(host, field) for host in sent if host))


def _listed(field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) > SITE_HOSTS:
        raise LimitExceeded(field, SITE_HOSTS, len(values), "entries")
    return tuple(dict.fromkeys(values))


def _require_room(sources: tuple[Source, ...], site_key: str) -> None:
    own = sum(one.site_key == site_key and one.parent is None for one in sources)
    if own >= SITE_SOURCES:
        raise LimitExceeded("source", SITE_SOURCES, own + 1, "sources")
