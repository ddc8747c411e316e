"""Finds what stands around an article: the widget itself, neighbours, teasers, forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widget.parse.pages.box_names import names_of
from widget.parse.pages.lede import is_lede
from widget.parse.pages.lines import is_link
from widget.parse.pages.link_words import announced, label_of, recommends
from widget.rules.text import folded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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


NEARLY_ALL: Final = 0.8
"""The part of a page's prose from which a box holds the story, whatever it is."""

LEAST_LINKED: Final = 0.25
"""The part of a box's text in links that bears out a name such as "related"."""

LITTLE: Final = 300
"""Characters of prose up to which a box that is named so is believed to be no part of the story."""

SHORT: Final = 60
"""The same for a paragraph: its class may say how it looks, and no more."""

LONG: Final = 100
"""Characters of a long paragraph."""

ENOUGH: Final = 4
"""Long paragraphs of a story."""

CAPTION: Final = 600
"""Characters of the longest caption of a picture."""


@dataclass(slots=True)
class _Weight:
    """How much an element holds: characters, those in links, those of prose, links."""

    text: int = 0
    linked: int = 0
    alone: int = 0
    prose: int = 0
    links: int = 0
    forms: int = 0


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
        if is_link(element):
            own.linked, own.alone, own.links, own.prose = own.text, own.text, 1, 0
        if element.tag in ("form", "input"):
            own.forms += 1
        if element.tag in _PROSE:
            own.prose = own.text - own.linked
            own.alone = own.linked if own.linked >= LINKED * own.text else 0
        parent = weights.get(element.getparent())
        if parent:
            if tail := element.tail:
                _add_text(parent, tail)
            parent.text += own.text
            parent.linked += own.linked
            parent.alone += own.alone
            parent.links += own.links
            parent.prose += own.prose
            parent.forms += own.forms
    return weights


def _add_text(weight: _Weight, text: str) -> None:
    length = len(text.strip())
    weight.text += length
    if length >= CHUNK:
        weight.prose += length


def _surrounds(element: HtmlElement, weight: _Weight, whole: _Weight) -> bool:
    if element.tag not in _BOXES and element.tag not in _GONE:
        return element.tag in _HEADINGS and _label_ahead(element)
    named = names_of(element)
    if element.tag in _GONE or "apart" in named:
        return element.tag == "summary-widget" or not _holds_the_story(element, weight, whole)
    if "menus" in named:
        return not (_is_prose(weight, whole) or _holds_the_story(element, weight, whole))
    if weight.prose > SHARE * whole.prose:
        return "slides" in named and _is_amid_paragraphs(element)
    if _is_beside(element, weight, named) or ("caption" in named and weight.text <= CAPTION):
        return True
    return _is_list_of_links(element, weight) or _is_labelled(element, weight)


def _is_prose(weight: _Weight, whole: _Weight) -> bool:
    """Whether a box has much of the page's prose, with few links."""
    return weight.prose > SHARE * whole.prose and weight.linked < LEAST_LINKED * weight.text


def _holds_the_story(element: HtmlElement, weight: _Weight, whole: _Weight) -> bool:
    """Whether a box that is never part of a story has all of it none the less."""
    return weight.prose > SHARE * whole.prose and (
        element.find(".//h1") is not None or weight.prose > NEARLY_ALL * whole.prose
    )


def _is_beside(element: HtmlElement, weight: _Weight, named: frozenset[str]) -> bool:
    """Whether a box bears its name out: by links, little prose, a form, or its element."""
    if "leads" in named and weight.alone >= LEAST_LINKED * weight.text:
        return True
    if named.isdisjoint(("beside", "slides")) or is_lede(element, weight.text):
        return False
    return (
        weight.linked >= LEAST_LINKED * weight.text
        or weight.prose <= (SHORT if element.tag == "p" else LITTLE)
        or element.tag in ("aside", "form")
        or weight.forms > 0
    )


def _is_amid_paragraphs(element: HtmlElement) -> bool:
    """Whether a box stands beside as many long paragraphs as a story has."""
    around = element.getparent().iterchildren("p")
    return sum(len(paragraph.text_content()) >= LONG for paragraph in around) >= ENOUGH


def _is_list_of_links(element: HtmlElement, weight: _Weight) -> bool:
    """Whether a box is links and little else, or headlines that are links with a line to each."""
    if weight.links < LINKS:
        return False
    if weight.linked >= LINKED * weight.text:
        return True
    headline, line = TEASER
    return element.tag != "p" and (
        weight.alone >= max(headline * weight.links, 0.25 * weight.text)
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
