"""What the link of a widget says: which server, which site, and which article, how encoded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus, urlsplit

from widget.domain.errors import InvalidField
from widget.rules import urls
from widget.rules.url_joining import web_address

if TYPE_CHECKING:
    from widget.domain.embed_page import WidgetTag

_SCHEMES: Final = ("http:", "https:")


class NamedBy(StrEnum):
    """What says which article a widget is about."""

    ATTRIBUTE = "its attribute url"
    LINK = "the link's ?url="
    CANONICAL = "the page's canonical link"
    PAGE = "the page's own address"


class Encoding(StrEnum):
    """How the article's address stands in the link."""

    WHOLE = "whole"
    """URL-encoded, or not in the link at all."""
    BARE = "bare"
    """Not encoded; all of it arrives, because it holds no ``&`` and no ``#``."""
    CUT = "cut"
    """Not encoded, and a part of it is lost."""


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """The article that a widget asks for."""

    url: str
    """As the server receives it: hostile, and perhaps no URL at all."""
    by: NamedBy
    encoding: Encoding = Encoding.WHOLE
    meant: str = ""
    """Where it is not encoded: the address that was meant."""


def article_of(widget: WidgetTag, page_url: str, canonical: str | None) -> NamedArticle:
    """Return the article that a widget asks for, as the loader decides it."""
    own = widget.option("url")
    if own:
        return NamedArticle(web_address(page_url, own) or own, NamedBy.ATTRIBUTE)
    if found := _in_link(widget.link or ""):
        return found
    if canonical:
        return NamedArticle(canonical, NamedBy.CANONICAL)
    return NamedArticle(page_url.partition("#")[0], NamedBy.PAGE)


def site_key_of(widget: WidgetTag) -> str:
    """Return the key of the site that a widget names; "" where it names none."""
    path = urlsplit(widget.link or "").path
    return widget.option("site") or path.rpartition("/")[2]


def key_of(url: str) -> str | None:
    """Return the key of the article at this URL; None for what is no URL of a page."""
    try:
        return urls.canonical(url)
    except InvalidField:
        return None


def origin_of(url: str) -> str:
    """Return scheme, host and port of an absolute http(s) URL. Raises InvalidField."""
    return f"{urlsplit(url).scheme}://{urls.host(url)}"


def _in_link(link: str) -> NamedArticle | None:
    query = urlsplit(link).query
    pairs = query.split("&")
    at = next((n for n, pair in enumerate(pairs) if pair.startswith("url=")), None)
    if at is None or not (raw := pairs[at].removeprefix("url=")):
        return None
    url = unquote_plus(raw)
    if not raw.lower().startswith(_SCHEMES):
        return NamedArticle(url, NamedBy.LINK)
    fragment = urlsplit(link).fragment
    rest = "&".join(pairs[at:]).removeprefix("url=")
    meant = rest + (f"#{fragment}" if fragment else "")
    encoding = Encoding.BARE if key_of(meant) == key_of(url) else Encoding.CUT
    return NamedArticle(url, NamedBy.LINK, encoding, meant)
