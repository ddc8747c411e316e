"""Decides where a link may lead when it is to be a neighbour of an article."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlsplit

from widget.domain.errors import InvalidField
from widget.domain.limits import URL_CHARACTERS
from widget.rules.tracking_parameters import tracks
from widget.rules.url_joining import web_address
from widget.rules.urls import canonical, public_link
from widget.rules.word_lists import alternatives, file_beside, phrases

_EDITIONS: Final = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_ARCHIVES: Final = re.compile(rf"/(?:{alternatives(phrases(file_beside(__file__)))})(?=/|$)", re.I)
_DATE_ARCHIVE: Final = re.compile(r"(?:/[a-z]{0,12})?/(?:19|20)\d\d(?:/\d\d?){0,2}/?")
_LIST_PAGE: Final = re.compile(r"/(?:page|seite|pagina|p)[/-]?\d+(?:/|$|\.)", re.I)
_FILE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|pdf|mp[34]|zip|xml|json|css|js)$", re.I
)
_FRONT: Final = re.compile(
    r"/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.[a-z]{3,5})?/?)?", re.I
)
"""Front pages: of the site, of a language."""
_PAGE_PARAMETERS: Final = frozenset(
    {"page", "paged", "pg", "pn", "pagina", "seite", "start", "offset", "skip", "slide", "photo"}
    | {"image", "cpage", "page_number"}
)
_LAST_NUMBER: Final = re.compile(r"(?:[/_-](?:page[/_-]?|p)?\d{1,2})?(?:\.[a-z]{3,5})?/?$")

_NUMBERED: Final = re.compile(r"(?:/[a-z]+)+/[1-9]\d(?:\.[a-z]{3,5})?/?$")
"""Articles that have numbers for names: /blogs/13; a page of an article has a low number."""

_SIMPLE: Final = re.compile(
    r"""(?:(https?)://([a-z0-9][a-z0-9.-]*+(?::\d{1,5})?+))?+
        ((?!//)/(?:[\w~!$&'()*+,=:@%-]|\.(?!\.?(?:[/?\#]|\Z))|/)*+)
        (?:\?([\w~!$&'()*+,;=:@%/.-]++))?+(?:\#.*)?+""",
    re.X,
)
"""An absolute URL, or the path of one, in which there is nothing to be resolved or mended."""


class Targets:
    """What links of one page lead to, seen from that page."""

    def __init__(self, page: str, base: str | None, own: tuple[str | None, ...] = ()) -> None:
        """Take the URL of the page, its ``base`` element, and what else it calls itself."""
        self._page = urlsplit(page)
        self._base = (web_address(page, base) if base else None) or page
        named = [web_address(page, name) for name in own if name]
        self._own = [
            (parts, _stem(parts.path)) for parts in map(urlsplit, filter(None, (page, *named)))
        ]
        self._keys = {_compared(parts) for parts, _ in self._own}
        self._paths = {parts.path.rstrip("/") for parts, _ in self._own}
        self._origin = urlsplit(self._base)
        self._hosts: dict[str, bool] = {}
        self._name = _site_name(self._page)
        self._known: dict[str, str | None] = {}

    def resolved(self, href: str | None) -> str | None:
        """Return the absolute URL, without fragment, of a link that may lead to a neighbour.

        None for the page itself, other sites, archives, pages of a list, files, and whatever is
        no web address.
        """
        written = (href or "").strip()
        if not written or written[0] == "#" or len(written) > URL_CHARACTERS:
            return None
        if written not in self._known:
            self._known[written] = self._target(written)
        return self._known[written]

    def _target(self, href: str) -> str | None:
        parts = self._parts(href)
        if not parts or parts.scheme not in ("http", "https") or not self._is_of_the_site(parts):
            return None
        if parts.path.rstrip("/") in self._paths and _compared(parts) in self._keys:
            return None
        return None if self._is_no_article(parts) else parts._replace(fragment="").geturl()

    def _parts(self, href: str) -> SplitResult | None:
        """Return the parts of the absolute URL; nearly all links are written in a simple way."""
        simple = _SIMPLE.fullmatch(href)
        if not simple:
            url = web_address(self._base, href)
            return urlsplit(url) if url else None
        scheme, host, path, query = simple.groups("")
        origin = self._origin
        return SplitResult(scheme or origin.scheme, host or origin.netloc, path, query, "")

    def _is_of_the_site(self, parts: SplitResult) -> bool:
        if parts.netloc not in self._hosts:
            name = _site_name(parts)
            self._hosts[parts.netloc] = name == self._name or (
                name.endswith(f".{self._name}") or self._name.endswith(f".{name}")
            )
        return self._hosts[parts.netloc]

    def _is_no_article(self, parts: SplitResult) -> bool:
        path = parts.path or "/"
        if _FRONT.fullmatch(path) and not parts.query:
            return True
        if _FILE.search(path) or _LIST_PAGE.search(path) or _DATE_ARCHIVE.fullmatch(path):
            return True
        archive = _ARCHIVES.search(path)
        if archive and archive[0].lower() not in self._page.path.lower():
            return True
        stem = _stem(parts.path)
        return any(stem == own_stem and _is_a_page_of(own, parts) for own, own_stem in self._own)


def link_of(url: str) -> str | None:
    """Return the URL as it can be printed; None when it cannot."""
    try:
        canonical(url)
        return public_link(url, "url")
    except InvalidField:
        return None


def _is_a_page_of(own: SplitResult, other: SplitResult) -> bool:
    """Tell whether the other URL is a page or a view of this one: /2/, ?page=2, story-2.html.

    Their paths are alike up to a last number.
    """
    path = own.path.rstrip("/")
    if path != other.path.rstrip("/"):
        numbered = _NUMBERED.match(own.path) and _NUMBERED.match(other.path)
        return len(_stem(path)) > 1 and not numbered
    if path and not own.query:
        return True
    names = {name.lower() for name, _ in parse_qsl(other.query)}
    return bool(names & _PAGE_PARAMETERS) or not names


def _site_name(parts: SplitResult) -> str:
    return _EDITIONS.sub("", (parts.hostname or "").lower().rstrip("."))


def _compared(parts: SplitResult) -> tuple[str, str, str]:
    query = "&".join(sorted(pair for pair in parts.query.split("&") if pair and not tracks(pair)))
    return _site_name(parts), parts.path.rstrip("/"), query


def _stem(path: str) -> str:
    return _LAST_NUMBER.sub("", path)
