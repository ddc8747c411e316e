"""The home of a page's title: the headline as readers see it, decided by evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from widget.sources import json_ld
from widget.sources.page_head import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from widget.sources.json_ld import Node
    from widget.sources.page_head import Head

HEADINGS: Final = 10
"""First headings of a page that are looked at."""

_SEPARATOR: Final = re.compile(
    r"\s+(?:[|\u2013\u2014\u00b7\u00bb\u00ab\u2022:-]|::|//|>)\s+|\s*\|\s*|:\s+(?=\S+$)"
)
_WORD: Final = re.compile(r"\w+")


def title_of(head: Head, node: Node, tree: HtmlElement) -> str | None:
    """Return the title: a heading on the page that what the head says agrees with.

    Without one, what JSON-LD or the head says, without the name of the site.
    """
    headings = list(_headings(tree))
    written = [
        json_ld.text(node.get("headline")),
        head.meta("og:title"),
        head.meta("twitter:title"),
        head.title,
        json_ld.text(node.get("name")),
    ]
    said = [each for each in written if each]
    for each in said:
        if heading := _agreeing(each, headings):
            return heading
    bare = [_without_site(each, said, head, node) for each in said]
    return next(iter(bare), None) or next(iter(headings), None)


def _headings(tree: HtmlElement) -> Iterator[str]:
    for count, heading in enumerate(tree.iter("h1")):
        if count == HEADINGS:
            return
        if text := folded(heading.text_content()):
            yield text


def _agreeing(said: str, headings: Iterable[str]) -> str | None:
    """Return the heading that says the same, the site's name aside; the first of the best."""
    scored = [
        (_agreement(said, heading), -place, heading) for place, heading in enumerate(headings)
    ]
    best = max(scored, default=(0.0, 0, ""))
    return best[2] if best[0] >= 0.6 else None


def _agreement(said: str, heading: str) -> float:
    """Return which part of their words the two share, from 0 to 1."""
    left, right = _words(said), _words(heading)
    if len(right) < 2 and left != right:
        return 0.0
    return len(left & right) / max(len(right), 1) if len(left & right) >= 0.5 * len(left) else 0.0


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _without_site(title: str, others: list[str], head: Head, node: Node) -> str:
    """Return the title without the site's name before or behind it."""
    names = {_key(name) for name in _site_names(head, node)}
    parts = _SEPARATOR.split(title)
    separators = _SEPARATOR.findall(title)
    if len(parts) < 2:
        return title
    for kept, dropped in (
        (title[: title.rindex(separators[-1])], parts[-1]),
        (title[title.index(separators[0]) + len(separators[0]) :], parts[0]),
    ):
        if _key(dropped) in names or any(_key(kept) == _key(other) for other in others):
            return kept.strip()
    return title


def _site_names(head: Head, node: Node) -> Iterator[str]:
    for name in (
        head.meta("og:site_name", "application-name"),
        json_ld.text(node.get("publisher")),
    ):
        if name:
            yield name
    host = re.sub(r"^https?://(www\.)?|[:/].*$", "", head.url)
    yield host
    yield from host.split(".")[:-1]


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))
