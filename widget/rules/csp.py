"""Content Security Policy as browsers apply it: parsed, and matched with URLs (CSP Level 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

SCRIPT: Final = ("script-src-elem", "script-src", "default-src")
"""The directives that rule over scripts of a page, the first that is there counts."""

CONNECT: Final = ("connect-src", "default-src")
"""The same for requests of scripts."""

FRAME: Final = ("frame-src", "child-src", "default-src")
"""The same for frames."""

IMAGE: Final = ("img-src", "default-src")
"""The same for pictures."""

_WHITE: Final = " \t\n\f\r"
_DEFAULT_PORTS: Final = {"http": "80", "ws": "80", "https": "443", "wss": "443"}
_UPGRADES: Final = {
    "http": {"http", "https"},
    "ws": {"ws", "wss", "http", "https"},
    "wss": {"wss", "https"},
}
"""Which schemes of a URL a scheme of a policy stands for, beside itself."""
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_HOST: Final = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?"
    r"|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]+|\*))?(?P<path>/[^?#]*)?(?:[?#].*)?",
    re.I,
)
_NONCE: Final = re.compile(r"'nonce-([A-Za-z0-9+/_-]+={0,2})'", re.I)


class Delivery(StrEnum):
    """How a policy reaches the browser."""

    HEADER = "header"
    META = "meta element"


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy of a page; a page may have several, and all of them count."""

    directives: Mapping[str, tuple[str, ...]]
    """The sources of each directive, whose name is in lower case."""
    delivery: Delivery = Delivery.HEADER
    enforced: bool = True
    """False for a policy that only reports what it would block."""

    def governing(self, names: tuple[str, ...]) -> str | None:
        """Return the first of these directives that the policy has; None where it says nothing."""
        return next((name for name in names if name in self.directives), None)


def policies_of(field: str, *, enforced: bool) -> tuple[Policy, ...]:
    """Return the policies of a header field, in which commas separate them; no empty ones."""
    parsed = (Policy(directives_of(part), Delivery.HEADER, enforced) for part in field.split(","))
    return tuple(policy for policy in parsed if policy.directives)


def meta_policy(content: str) -> Policy:
    """Return the policy of a meta element, without the directives that are ignored there."""
    ignored = ("report-uri", "frame-ancestors", "sandbox")
    directives = directives_of(content)
    kept = {name: value for name, value in directives.items() if name not in ignored}
    return Policy(kept, Delivery.META)


def directives_of(text: str) -> dict[str, tuple[str, ...]]:
    """Return the directives of a serialised policy: of one that is repeated the first."""
    found: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        words = part.strip(_WHITE).split()
        if words and part.isascii():
            found.setdefault(words[0].lower(), tuple(words[1:]))
    return found


def nonces(sources: tuple[str, ...]) -> frozenset[str]:
    """Return the nonces in a list of sources."""
    return frozenset(found[1] for each in sources if (found := _NONCE.fullmatch(each)))


def has_keyword(sources: tuple[str, ...], keyword: str) -> bool:
    """Tell whether the list has a keyword, which is given without its quotes."""
    return f"'{keyword}'" in {each.lower() for each in sources}


def matches(sources: tuple[str, ...], url: str, page_url: str) -> bool:
    """Tell whether a list of sources allows a URL on a page, by its address alone.

    Nonces, hashes and 'strict-dynamic' are not considered. ``url`` and ``page_url`` are absolute
    http(s) URLs.
    """
    asked, page = urlsplit(url), urlsplit(page_url)
    return any(_matches(source, asked, page) for source in sources)


def _matches(source: str, url: SplitResult, page: SplitResult) -> bool:
    if source == "*":
        return True
    if source.lower() == "'self'":
        return _is_self(url, page)
    if scheme := _SCHEME.fullmatch(source):
        return _scheme_matches(scheme[1], url.scheme)
    host = _HOST.fullmatch(source)
    return host is not None and _host_source_matches(host, url, page)


def _host_source_matches(source: re.Match[str], url: SplitResult, page: SplitResult) -> bool:
    return (
        _scheme_matches(source["scheme"] or page.scheme, url.scheme)
        and _host_matches(source["host"].lower(), _host(url))
        and _port_matches(source["port"], url)
        and _path_matches(source["path"] or "", url.path or "/")
    )


def _is_self(url: SplitResult, page: SplitResult) -> bool:
    """Tell whether a URL is of the page's origin, or of the same host over TLS."""
    usual = _is_default_port(url) and _is_default_port(page)
    same_ports = _port(url) == _port(page) or usual
    return _host(url) == _host(page) and same_ports and _scheme_matches(page.scheme, url.scheme)


def _scheme_matches(source: str, scheme: str) -> bool:
    return scheme in _UPGRADES.get(source.lower(), {source.lower()})


def _host_matches(pattern: str, host: str) -> bool:
    if pattern == "*":
        return True
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _port_matches(pattern: str | None, url: SplitResult) -> bool:
    if pattern is None:
        return _is_default_port(url)
    upgraded = pattern == "80" and url.scheme in {"https", "wss"} and _port(url) == "443"
    return pattern in {"*", _port(url)} or upgraded


def _path_matches(pattern: str, path: str) -> bool:
    """Tell whether a path is the pattern, or below it where that ends with a slash."""
    if not pattern or pattern == "/":
        return True
    wanted, asked = unquote(pattern), unquote(path)
    return asked.startswith(wanted) if wanted.endswith("/") else asked == wanted


def _host(url: SplitResult) -> str:
    host = url.hostname or ""
    return f"[{host}]" if ":" in host else host


def _port(url: SplitResult) -> str:
    return str(url.port) if url.port is not None else _DEFAULT_PORTS.get(url.scheme, "")


def _is_default_port(url: SplitResult) -> bool:
    return _port(url) == _DEFAULT_PORTS.get(url.scheme)
