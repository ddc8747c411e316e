"""Other addresses under which one article may be known: for hints to people, never for look-ups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from widget.domain.errors import InvalidField
from widget.rules import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_INDEX: Final = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.I)
_AMP: Final = re.compile(r"/amp/?$|(?<=/)amp/(?=.)", re.I)
_PREFIXES: Final = ("www.", "m.", "amp.", "mobile.")


def likely_addresses(canonical_url: str, page_hosts: Iterable[str]) -> tuple[str, ...]:
    """Return further keys that people may have meant by this one, the likeliest first.

    Slashes at the end, index files, AMP paths, capitals, the query, and the other hosts of the
    site that differ by a usual prefix.
    """
    hosts = frozenset(page_hosts)
    found: dict[str, None] = {}
    for address in _guesses(canonical_url, hosts):
        try:
            key = urls.canonical(address)
        except InvalidField:
            continue
        if key != canonical_url:
            found.setdefault(key)
    return tuple(found)


def _guesses(url: str, hosts: frozenset[str]) -> Iterator[str]:
    parts = urlsplit(url)
    for path in _paths(parts.path):
        yield parts._replace(path=path).geturl()
    if parts.query:
        yield parts._replace(query="").geturl()
    for host in _hosts(parts.netloc) & hosts:
        yield parts._replace(netloc=host).geturl()
        for path in _paths(parts.path):
            yield parts._replace(netloc=host, path=path).geturl()


def _paths(path: str) -> Iterator[str]:
    plain = _INDEX.sub("", path).rstrip("/") or "/"
    yield plain
    yield plain.rstrip("/") + "/"
    yield _AMP.sub("", path) or "/"
    yield _AMP.sub("", path).rstrip("/") + "/"
    yield path.lower()


def _hosts(host: str) -> frozenset[str]:
    plain = next((host.removeprefix(each) for each in _PREFIXES if host.startswith(each)), host)
    return frozenset({plain, *(each + plain for each in _PREFIXES)})
