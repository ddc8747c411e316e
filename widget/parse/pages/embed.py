"""Reads what a page has of the embed: the tags as browsers see them, and what bears on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from widget.domain.embed_page import Attribute, EmbedPage, ScriptTag, WidgetTag
from widget.domain.errors import Unreadable
from widget.domain.limits import (
    INSPECTED_ATTRIBUTES,
    INSPECTED_LINKS,
    INSPECTED_SCRIPTS,
    INSPECTED_WIDGETS,
    PAGE_BYTES,
    POLICIES,
    POLICY_CHARACTERS,
    URL_CHARACTERS,
)
from widget.parse.pages.html_tree import decoded
from widget.rules.url_joining import web_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode

_VALUE_CHARACTERS: Final = 2 * URL_CHARACTERS
_READING_PAGE: Final = re.compile(r"/read/[a-z0-9-]+(?:[?#]|$)")
_INERT: Final = ("noscript", "template", "svg", "math")
"""Elements in which a browser that runs scripts runs none and finds no element of ours."""


def embed_page(body: bytes, url: str, content_type: str) -> EmbedPage:
    """Return what a page has of the embed. Raises Unreadable for what is no page."""
    if len(body) > PAGE_BYTES:
        raise Unreadable(f"The page has {len(body):,} bytes; at most {PAGE_BYTES:,} are read.")
    html = decoded(body, content_type).replace("\x00", "")
    if "<" not in html:
        raise Unreadable("This is no HTML: there are no tags in it.")
    tree = LexborHTMLParser(html)
    base = _base_of(tree, url)
    widgets = _live(tree, "summary-widget")
    scripts = _live(tree, "script")
    canonical = _live(tree, 'link[rel~="canonical" i]')
    policies = [one for one in tree.css("meta") if _is_policy(one)]
    return EmbedPage(
        widgets=tuple(_widget(one, base) for one in widgets[:INSPECTED_WIDGETS]),
        widget_count=len(widgets),
        scripts=tuple(_script(one, base) for one in scripts[:INSPECTED_SCRIPTS]),
        script_count=len(scripts),
        canonical=web_address(base, _value(canonical[0], "href")) if canonical else None,
        canonical_count=len(canonical),
        policies=tuple(
            _value(one, "content", POLICY_CHARACTERS + 1) for one in policies[:POLICIES]
        ),
        policy_count=len(policies),
        frames=_addresses(_live(tree, "iframe[src]"), "src", base),
        links=_addresses((one for one in _live(tree, "a[href]") if _is_bare(one)), "href", base),
        requests=_addresses(_live(tree, '[hx-get*="/v1/sites/"]'), "hx-get", base),
        panels=len(_live(tree, ".summary-panel[data-state]")),
    )


def _live(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """Return the elements that a browser which runs scripts finds by this selector."""
    found = tree.css(selector)
    if tree.css_first(",".join(_INERT)) is None:  # most pages; each look upwards takes its time
        return found
    return [one for one in found if not _is_within(one, _INERT)]


def _is_within(node: LexborNode, names: tuple[str, ...]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in names:
            return True
        parent = parent.parent
    return False


def _base_of(tree: LexborHTMLParser, url: str) -> str:
    """Return the address against which the page's links are resolved."""
    found = tree.css_first("base[href]")
    return (web_address(url, _value(found, "href")) if found else None) or url


def _widget(node: LexborNode, base: str) -> WidgetTag:
    link = node.css_first("a[href]")
    href = None if link is None else _value(link, "href")
    return WidgetTag(_attributes(node), href, None if href is None else web_address(base, href))


def _script(node: LexborNode, base: str) -> ScriptTag:
    src = _value(node, "src")
    code = "" if src else node.text()
    copy = "summary-widget" in code and "customElements" in code
    return ScriptTag(_attributes(node), web_address(base, src) if src else None, copy)


def _attributes(node: LexborNode) -> tuple[Attribute, ...]:
    pairs = list(node.attributes.items())[:INSPECTED_ATTRIBUTES]
    return tuple(
        Attribute(name.lower()[:_VALUE_CHARACTERS], (value or "")[:_VALUE_CHARACTERS])
        for name, value in pairs
    )


def _is_policy(node: LexborNode) -> bool:
    """Tell whether a browser takes the meta element for a policy: it must stand in the head."""
    named = _value(node, "http-equiv").strip().lower() == "content-security-policy"
    return named and node.parent is not None and node.parent.tag == "head"


def _is_bare(link: LexborNode) -> bool:
    """Tell whether a link leads to a reading page and is no part of a widget or a panel."""
    reading = _READING_PAGE.search(_value(link, "href"))
    return reading is not None and not _is_within(link, ("summary-widget",))


def _addresses(nodes: Iterable[LexborNode], attribute: str, base: str) -> tuple[str, ...]:
    found = (web_address(base, _value(node, attribute)) for node in nodes)
    return tuple(dict.fromkeys(url for url in found if url))[:INSPECTED_LINKS]


def _value(node: LexborNode, name: str, most: int = _VALUE_CHARACTERS) -> str:
    return (node.attributes.get(name) or "")[:most]
