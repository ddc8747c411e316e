"""URLs as values: an article's key, its host, links to print, a site's origins."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import URL_CHARACTERS
from widget.rules.tracking_parameters import tracks, without_session

if TYPE_CHECKING:
    from collections.abc import Iterable

_PORTS = {"http": 80, "https": 443}
_HOST_CHARACTERS = 253
_ORIGIN_CHARACTERS = len("https://:65535") + _HOST_CHARACTERS
_PLAINLY_CANONICAL = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,3}[a-z](?:[a-z0-9-]{0,40}[a-z0-9])?"
    r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*+/)*+(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)?"
)
"""Most addresses of articles: one look tells that they are canonical."""


@lru_cache(maxsize=256)  # a reader's request asks for it at several places
def canonical(url: str, field: str = "url") -> str:
    """Return the key of an article: the one spelling of all URLs of the same page.

    Scheme and host are in lower case, the host in its ASCII form; default port, fragment,
    tracking parameters and session ids are dropped, the other parameters sorted, dot segments
    resolved and percent-encoding made uniform. The canonical URL of a canonical URL is itself.
    Raises InvalidField or LimitExceeded, naming ``field``.
    """
    if len(url) <= URL_CHARACTERS and _PLAINLY_CANONICAL.fullmatch(url):
        return url
    parts = _split(url, field)
    path = without_session(_resolved("/" + _encoded(parts.path).lstrip("/")))
    query = _after("?", _without_tracking(parts.query))
    address = f"{parts.scheme}://{_authority(parts, field)}{path}{query}"
    _check_length(address, field)
    return address


def twin(canonical_url: str) -> str | None:
    """Return the key that the same article has by the other scheme, http for https or the reverse.

    A site answers both alike, so each is an alias of the other; the key stays what the publisher
    told, since it is also printed as a link. None for a URL with a port: that is another server.
    """
    scheme, _, rest = canonical_url.partition("://")
    if re.search(r":\d+$", rest.partition("/")[0]):
        return None
    other = f"{'http' if scheme == 'https' else 'https'}://{rest}"
    return other if len(other) <= URL_CHARACTERS else None


def public_link(url: str, field: str) -> str:
    """Return an absolute http(s) URL that is safe to print as a link, query and fragment kept.

    Only scheme and host are made uniform, and characters that no URL may hold are
    percent-encoded. Raises InvalidField or LimitExceeded, naming ``field``.
    """
    parts = _split(url, field)
    rest = (parts.path or "/") + _after("?", parts.query) + _after("#", parts.fragment)
    address = f"{parts.scheme}://{_authority(parts, field)}{_encoded(rest)}"
    _check_length(address, field)
    return address


def link_or_none(text: str | None) -> str | None:
    """Return a ``public_link`` of what nobody can correct; None where it is none."""
    try:
        return public_link(text, "link") if text else None
    except InvalidField:
        return None


def host(url: str) -> str:
    """Return the host of an http(s) URL, with ``:port`` when it is not the scheme's default.

    Raises InvalidField, naming ``url``.
    """
    return _authority(_split(url, "url"), "url")


def belongs(url: str, page_hosts: Iterable[str]) -> bool:
    """Tell whether the host of an http(s) URL is one of these page hosts.

    Raises InvalidField, naming ``url``.
    """
    return host(url) in page_hosts


def host_of_key(canonical_url: str) -> str:
    """Return the host of what ``canonical`` returned, as ``host`` would: it stands there."""
    return canonical_url.split("/", 3)[2]


def is_origin_of(text: str, origins: tuple[str, ...], page_hosts: tuple[str, ...]) -> bool:
    """Tell whether an ``Origin`` header is one of these origins, or an origin of these hosts."""
    if len(text) > _ORIGIN_CHARACTERS:
        return False
    return _is_origin_of(text, origins, page_hosts)


@lru_cache(maxsize=256)  # of the few sites of a server each page's readers send the same
def _is_origin_of(text: str, origins: tuple[str, ...], page_hosts: tuple[str, ...]) -> bool:
    try:
        return origin(text, "origin") == text and (text in origins or belongs(text, page_hosts))
    except (InvalidField, LimitExceeded):  # "null", or none of a browser's
        return False


def origin(text: str, field: str) -> str:
    """Return an origin ``scheme://host[:port]`` in its canonical form.

    Raises InvalidField or LimitExceeded, naming ``field``.
    """
    parts = _split(text.strip(), field)
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise InvalidField(
            field, "an origin has no path; write only scheme and host: https://news.example."
        )
    return f"{parts.scheme}://{_authority(parts, field)}"


def page_host(text: str, field: str) -> str:
    """Return a host name, with ``:port`` when it is not 80 or 443, in its canonical form.

    Raises InvalidField or LimitExceeded, naming ``field``.
    """
    name = text.strip()
    if re.search(r"[/?#*]", name):
        raise InvalidField(
            field, "takes a host name alone, without scheme, path or *: www.news.example."
        )
    authority = _authority(_split(f"https://{name}", field), field)
    return authority.removesuffix(":80")


# --- the parts of a URL ----------------------------------------------------------------------

UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff\u2028\u2029\ufeff]")
"""Characters that no URL may have."""
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = re.compile(r"\d+|0x[0-9a-f]*")
_OTHER_IN_2008 = frozenset("\u00df\u1e9e\u03c2\u200c\u200d")
"""Characters that Python's IDNA codec (2003) maps to other hosts than browsers do (2008)."""


def _split(url: str, field: str) -> SplitResult:
    """Return the parts of an absolute http(s) URL without credentials."""
    _check_length(url, field)
    if UNFIT.search(url):
        raise InvalidField(
            field,
            "holds a space, a control character or a backslash; percent-encode it (%20) or "
            "leave it out.",
        )
    if not re.match(r"https?://[^/]", url, re.I):
        raise InvalidField(
            field, "takes an absolute http or https URL: https://news.example/story."
        )
    try:
        parts = urlsplit(url)
        if "[" in parts.netloc and ":" not in (parts.hostname or ""):
            raise ValueError(parts.netloc)  # [v1.x]: an address of no known kind, not the host v1.x
    except ValueError as error:
        raise InvalidField(field, "has a host that cannot be read; write it plainly.") from error
    if "@" in parts.netloc:
        raise InvalidField(field, "holds a user name or password; leave them out.")
    return parts


def _authority(parts: SplitResult, field: str) -> str:
    """Return host[:port], canonical, without the scheme's default port."""
    try:
        port = parts.port
    except ValueError as error:
        raise InvalidField(field, "has a port that is no number from 1 to 65535.") from error
    if port == 0:
        raise InvalidField(field, "has a port that is no number from 1 to 65535.")
    name = _host_name(parts.hostname or "", field)
    return name if port in (None, _PORTS[parts.scheme]) else f"{name}:{port}"


def _host_name(name: str, field: str) -> str:
    try:
        if ":" in name:
            return f"[{ipaddress.IPv6Address(name.replace('%', '?')).compressed}]"  # no zones
        ascii_name = _ascii(name).removesuffix(".")
        labels = ascii_name.split(".")
        if _NUMERIC.fullmatch(labels[-1]):
            return str(ipaddress.IPv4Address(ascii_name))
    except ValueError as error:  # UnicodeError is one
        raise InvalidField(field, _bad_host(name)) from error
    if len(ascii_name) > _HOST_CHARACTERS or not all(map(_LABEL.fullmatch, labels)):
        raise InvalidField(field, _bad_host(name))
    return ascii_name


def _ascii(name: str) -> str:
    if name.isascii():
        return name.lower()
    if _OTHER_IN_2008 & set(name):
        raise ValueError(name)
    return name.encode("idna").decode("ascii").lower()


def _bad_host(name: str) -> str:
    cure = "" if name.isascii() else " in its ASCII form (xn--…)"
    return f"{name[:80]!r} is no host name; write the host as in the browser's address bar{cure}."


def _check_length(url: str, field: str) -> None:
    if len(url) > URL_CHARACTERS:
        raise LimitExceeded(field, URL_CHARACTERS, len(url), "characters")


# --- percent-encoding and the query ----------------------------------------------------------

_TO_ENCODE = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~:/?#@!$&()*+,;=]")
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")


def _encoded(text: str) -> str:
    """Return part of a URL in its one percent-encoding: unreserved characters are never encoded."""
    return _TO_ENCODE.sub(lambda match: _character(match[0]), text)


def _character(found: str) -> str:
    if len(found) == 1:
        return quote(found, safe="")
    meant = chr(int(found[1:], 16))
    return meant if _UNRESERVED.fullmatch(meant) else found.upper()


def _resolved(path: str) -> str:
    """Return an absolute path without dot segments; urljoin resolves them only below a host."""
    return urljoin("http://host", path).removeprefix("http://host")


def _after(mark: str, text: str) -> str:
    return mark + text if text else ""


def _without_tracking(query: str) -> str:
    pairs = (_encoded(pair) for pair in query.split("&") if pair)
    return "&".join(sorted((pair for pair in pairs if not tracks(pair)), key=_name))


def _name(pair: str) -> str:
    return pair.partition("=")[0]
