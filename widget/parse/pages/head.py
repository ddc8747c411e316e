"""Reads a page's head: meta elements, links, language, addresses, picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from widget.domain.limits import ALIASES, URL_CHARACTERS
from widget.parse.pages import json_ld

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.html import HtmlElement

    from widget.parse.pages.json_ld import Node

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


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
    content = folded(element.get("content") or "")
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
    tags = ((tag or "").replace("_", "-").strip() for tag in said)
    return next((tag for tag in tags if _LANGUAGE.fullmatch(tag)), None)


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


def author_of(head: Head, node: Node) -> str | None:
    """Return the names of those who wrote it, separated by commas."""
    said = (head.meta(name) for name in _AUTHOR)
    names = json_ld.texts(node.get("author")) or tuple(n for n in said if n and "://" not in n)[:1]
    return ", ".join(dict.fromkeys(name for name in names if "://" not in name)) or None


_AUTHOR: Final = ("author", "article:author", "parsely-author", "dc.creator", "byl")


def folded(text: str) -> str:
    """Return the text on one line."""
    return " ".join(text.split())


def _absolute(written: Iterable[str | None], start: str) -> list[str]:
    return [url for each in written if each and (url := _joined(start, each.strip()))]


def _joined(start: str, link: str) -> str | None:
    """Return the link as a URL of the web that leads to a page; None for any other."""
    try:
        url = urljoin(start, link)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return url if len(url) <= URL_CHARACTERS and url.isprintable() else None
