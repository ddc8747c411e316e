"""Finds what stands around an article: the widget itself, neighbours, teasers, forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from widget.parse.pages.link_words import announced, label_of, recommends
from widget.rules.text import folded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMED: Final = re.compile(
    r"""(?<![a-z])(?:
      summary-panel | newsletters? | related(?:-?(?:articles?|content|posts?|stories|links|news))?
    | recommend(?:ed|ations?) | read-?(?:next|more|also)
    | more-?(?:stories|news|articles|from|on)
    | also-?(?:like|read) | most-?(?:read|popular|viewed|shared) | trending
    | popular-?(?:posts|news)
    | (?:post|article|story|entry)-?nav(?:igation)? | prev(?:ious)?-?next | next-?prev | nav-?links
    | next-?(?:article|story|post|up) | prev(?:ious)?-?(?:article|story|post)
    | copyright | breadcrumbs? | disqus(?:_thread)? | comments?(?:-?(?:list|area|section))?
    | outbrain | taboola | share(?:-?(?:bar|buttons?|tools|links))?
    | social(?:-?(?:links|share))?
    | sign-?up | subscribe | subscription | cookie-?(?:banner|consent|notice) | ts-?list
    | author-?(?:bio|box|card) | about-?author | tags? | tag-?list | site-?(?:footer|header)
    )(?![a-z])""",
    re.X,
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GONE: Final = {"summary-widget", "nav", "footer", "dialog", "button"}
_BOXES: Final = {"div", "section", "aside", "ul", "ol", "table", "form", "p", "header", "dl"}
_HEADINGS: Final = {"h2", "h3", "h4", "h5", "h6"}
_PROSE: Final = {"p", "blockquote", "li", "pre", "dd"}

SHARE: Final = 0.2
"""What holds more of the page's prose than this part is not taken for surroundings by its name."""

LINKED: Final = 0.75
"""The part of a box's text in links from which it is a list of links."""

LINKS: Final = 3
"""Links that a list of links has at least."""

TEASER: Final = (20, 200)
"""Least characters in a link, and most in paragraphs for each link, of a list of teasers."""


CHUNK: Final = 60
"""Characters without a tag between them from which a text outside of paragraphs is prose."""


@dataclass(slots=True)
class _Weight:
    """How much an element holds: characters, those in links, those of prose, links."""

    text: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0


def without_surroundings(tree: HtmlElement) -> int:
    """Take what is around the article out of the tree; return the characters that are left.

    Links are not counted. What goes: the widget's own elements, boxes that are named for what
    they are, boxes under a label such as "Read next", and lists of links.
    """
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    weights = _weights(elements)
    whole = weights[tree]
    gone: set[HtmlElement] = set()
    for element in elements:
        parent = element.getparent()
        if parent in gone:
            gone.add(element)
        elif parent is not None and _surrounds(element, weights[element], whole):
            gone.add(element)
            whole.text -= weights[element].text
            whole.linked -= weights[element].linked
            _cut(element)
    return max(whole.text - whole.linked, 0)


def _weights(elements: list[HtmlElement]) -> dict[HtmlElement, _Weight]:
    weights = {element: _Weight() for element in elements}
    for element in reversed(elements):
        own = weights[element]
        if text := element.text:
            _add_text(own, text)
        if element.tag == "a":
            own.linked, own.links, own.prose = own.text, 1, 0
        if element.tag in _PROSE:
            own.prose = own.text - own.linked
        parent = weights.get(element.getparent())
        if parent:
            if tail := element.tail:
                _add_text(parent, tail)
            parent.text += own.text
            parent.linked += own.linked
            parent.links += own.links
            parent.prose += own.prose
    return weights


def _add_text(weight: _Weight, text: str) -> None:
    length = len(text.strip())
    weight.text += length
    if length >= CHUNK:
        weight.prose += length


def _surrounds(element: HtmlElement, weight: _Weight, whole: _Weight) -> bool:
    if element.tag == "summary-widget":
        return True
    if element.tag not in _BOXES and element.tag not in _GONE:
        return element.tag in _HEADINGS and _label_ahead(element)
    if weight.prose > SHARE * whole.prose:
        return False
    if element.tag in _GONE or _is_named(element):
        return True
    return _is_list_of_links(weight) or _is_labelled(element, weight)


def _is_named(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) <= 500 and _says_surroundings(names)


@lru_cache(maxsize=4_096)
def _says_surroundings(names: str) -> bool:
    return bool(_NAMED.search(_CAMEL.sub("-", names).lower().replace("_", "-")))


def _is_list_of_links(weight: _Weight) -> bool:
    """Whether a box is links and little else, or headlines that are links with a line to each."""
    if weight.links < LINKS:
        return False
    headline, line = TEASER
    return weight.linked >= LINKED * weight.text or (
        weight.linked >= max(headline * weight.links, 0.25 * weight.text)
        and weight.prose <= line * weight.links
    )


def _is_labelled(element: HtmlElement, weight: _Weight) -> bool:
    """Whether a box begins with a label, such as "Read next", and goes on with links."""
    if not weight.links or weight.text > 2_000:
        return False
    text = folded(element.text_content())[:200]
    first = next((folded(t) for t in element.itertext() if t.strip()), "")
    return recommends(first) or label_of(first) is not None or announced(text) is not None


def _label_ahead(heading: HtmlElement) -> bool:
    text = folded(heading.text_content())
    return len(text) < 60 and (recommends(text) or label_of(text) is not None)


def _cut(element: HtmlElement) -> None:
    """Take the element out; the text behind it stays."""
    tail = element.tail
    if tail and tail.strip():
        before = element.getprevious()
        if before is None:
            parent = element.getparent()
            parent.text = f"{parent.text or ''} {tail}"
        else:
            before.tail = f"{before.tail or ''} {tail}"
    element.getparent().remove(element)
