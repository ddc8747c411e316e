"""Reads a page's head: meta elements, links, language, addresses, picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widget.domain.limits import ALIASES
from widget.parse.pages import json_ld
from widget.rules.language import tag_of
from widget.rules.text import folded
from widget.rules.url_joining import web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.html import HtmlElement

    from widget.parse.pages.json_ld import Node


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the head of a page (or, on some pages, astray in its body)."""

    url: str
    """Where the page was found; relative links are resolved against it."""
    metas: Mapping[str, str]
    """The first content of each name, property or itemprop, in lower case."""
    links: Mapping[str, tuple[str, ...]]
    """Targets by relation, in lower case."""
    title: str | None
    language: str | None

    def meta(self, *names: str) -> str | None:
        """Return the content of the first of these that the page has."""
        return next((self.metas[name] for name in names if name in self.metas), None)


def head_of(tree: HtmlElement, url: str) -> Head:
    """Return what the head says."""
    metas: dict[str, str] = {}
    links: dict[str, list[str]] = {}
    for element in tree.iter("meta", "link"):
        if element.tag == "meta":
            _add_meta(metas, element)
        elif target := element.get("href"):
            for relation in (element.get("rel") or "").lower().split():
                links.setdefault(relation, []).append(target)
    title = next((folded(each.text_content()) for each in tree.iter("title")), None)
    targets = {relation: tuple(each) for relation, each in links.items()}
    return Head(url, metas, targets, title or None, tree.get("lang") or tree.get("xml:lang"))


def _add_meta(metas: dict[str, str], element: HtmlElement) -> None:
    content = folded(element.get("content") or element.get("value") or "")
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        if (name := (element.get(attribute) or "").strip().lower()) and content:
            metas.setdefault(name, content)


def language_of(head: Head, node: Node) -> str | None:
    """Return the BCP 47 tag of the page's language."""
    said = (
        head.language,
        json_ld.text(node.get("inLanguage")),
        head.meta("og:locale", "content-language", "language", "dc.language"),
    )
    return next(filter(None, map(tag_of, said)), None)


def addresses_of(head: Head, node: Node) -> tuple[str, tuple[str, ...]]:
    """Return the page's canonical URL, and its other ones: AMP, short link, what else it says."""
    own = head.url
    said = [*head.links.get("canonical", ())[:1], head.meta("og:url")]
    canonical = next(iter(_absolute(said, own)), own)
    others = [
        own,
        *said,
        json_ld.link(node.get("mainEntityOfPage")),
        json_ld.link(node.get("url")),
        *head.links.get("amphtml", ()),
        *head.links.get("shortlink", ()),
    ]
    aliases = dict.fromkeys(url for url in _absolute(others, own) if url != canonical)
    return canonical, tuple(aliases)[:ALIASES]


def own_addresses(head: Head) -> tuple[str, ...]:
    """Return where the page was found, and where it says that it is."""
    said = [*head.links.get("canonical", ())[:1], head.meta("og:url")]
    return (head.url, *_absolute(said, head.url))


def image_of(head: Head, node: Node) -> str | None:
    """Return the URL of the article's picture."""
    said = [head.meta("og:image", "og:image:url", "og:image:secure_url")]
    said += [json_ld.link(node.get("image")), head.meta("twitter:image", "twitter:image:src")]
    return next(iter(_absolute(said, head.url)), None)


def _absolute(written: Iterable[str | None], start: str) -> list[str]:
    return [url for each in written if each and (url := web_address(start, each))]
