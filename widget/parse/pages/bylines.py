"""Finds the line of a page that names its authors, and the names in it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.parse.pages.author_names import LINE, first_names, names_shown
from widget.parse.pages.byline_words import said_in_words
from widget.parse.pages.other_boxes import is_of_others, is_other, may_be_other, names_of
from widget.parse.pages.title import title_key
from widget.rules.word_lists import alternatives, file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from lxml.html import HtmlElement

MOST: Final = 12
"""Authors of one article."""

ELEMENTS: Final = 6_000
"""Elements of one page that are looked at."""

TEXTS: Final = 40
"""Texts of one line that are read."""

FIRST: Final = 3
"""First texts that are read of a longer box about an author."""

_AHEAD: Final = 300
"""Elements before the heading in which the line may stand above it."""


def shown_authors(
    tree: HtmlElement, heading: HtmlElement | None, sites: Container[str]
) -> str | None:
    """Return the names in the line near the heading that is for them, separated by commas.

    A line is marked (``itemprop``, ``rel``), called so (``byline``), or leads to a person
    (``/author/``). ``sites`` are the keys of what the site is called.
    """
    around = frozenset(heading.iterancestors()) if heading is not None else frozenset()
    lines = list(_by_nearness(tree, heading))
    own = [each for each in lines if not _judged(each)(each, around)]
    lines = [each for each in lines if not is_of_others(each, around)]
    found = next(filter(None, (_together(_names_in(each, sites)) for each in own)), None)
    found = found or said_in_words(heading, sites) or _only_one(lines, sites)
    return found or next(filter(None, (_together(_first_names(e, sites)) for e in own)), None)


def _judged(element: HtmlElement) -> Callable[..., bool]:
    return is_other if _is_marked(element) else may_be_other


def _together(names: Iterable[str]) -> str | None:
    return ", ".join(islice(dict.fromkeys(names), MOST)) or None


def _only_one(lines: Iterable[HtmlElement], sites: Container[str]) -> str | None:
    """Return the names that all lines of a page say, wherever on it they stand; None for several.

    So a byline in the margin or in the footer is found, and a list of other stories is not: nor
    one where all stories but another one are said to be by the site.
    """
    said: set[str] = set()
    for line in lines:
        if title_key("".join(_texts(line))) in sites:
            return None
        said.add(_together(_names_in(line, sites)) or "")
    said.discard("")
    return said.pop() if len(said) == 1 else None


def _first_names(element: HtmlElement, sites: Container[str]) -> tuple[str, ...]:
    """Return the first names that an element which is marked, or leads to a person, has alone."""
    is_sure = _is_marked(element) or bool(_AUTHORS.search(element.get("href", "")[:300]))
    return first_names("".join(_texts(element)), sites) if is_sure else ()


def _by_nearness(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield the elements that are for authors: those below the heading, then those just above."""
    start: int | None = None
    above: list[tuple[int, HtmlElement]] = []
    below: list[HtmlElement] = []
    for place, element in enumerate(islice(tree.iter(), ELEMENTS)):
        if element is heading:
            start = place
        elif isinstance(element.tag, str) and _is_byline(element):
            above += [(place, element)] if start is None else []
            below += [element] if start is not None else []
    yield from below
    yield from (
        element
        for place, element in reversed(above)
        if start is not None and start - place < _AHEAD
    )
    yield from (element for _, element in above if start is None)


def _is_byline(element: HtmlElement) -> bool:
    if element.tag in _NO_LINES:
        return False
    return _is_marked(element) or _is_person(element) or not _NAMES.isdisjoint(names_of(element))


def _is_marked(element: HtmlElement) -> bool:
    marks = f"{element.get('itemprop', '')} {element.get('rel', '')}".lower().split()
    return "author" in marks


def _is_person(element: HtmlElement) -> bool:
    return element.tag == "a" and bool(_FOLDER.search(element.get("href", "")[:300]))


def _names_in(element: HtmlElement, sites: Container[str]) -> Iterator[str]:
    """Yield the names in a byline: those that it marks, else those that its text holds."""
    if len("".join(islice(element.itertext(), TEXTS)).strip()) > 2 * LINE:
        yield from names_shown(_texts(element)[:FIRST], sites)
        return
    marked = [inner for inner in element.iter() if _marks_a_name(inner)]
    for inner in marked:
        content = inner.get("content")
        yield from names_shown([content] if content else _texts(inner), sites)
    if marked or not (element.tag == "a" or _is_marked(element)):
        yield from () if marked else names_shown(_texts(element), sites)
        return
    yield from _names_beside(element, sites)


def _names_beside(element: HtmlElement, sites: Container[str]) -> Iterator[str]:
    """Yield the name of a link to a person, and those of the next ones in the same line."""
    line = element.getparent()
    siblings = [element] if line is None else [e for e in line.iter() if _is_byline(e)]
    for person in islice(siblings, MOST):
        if person is element or _is_marked(person) or _is_person(person):
            yield from names_shown(_texts(person), sites)


def _marks_a_name(element: HtmlElement) -> bool:
    mark = f"{element.get('itemprop', '')} {element.get('rel', '')}".lower().split()
    return "name" in mark


def _texts(element: HtmlElement) -> list[str]:
    return [text for text in islice(element.itertext(), TEXTS) if text.strip()]


_LISTS: Final = file_beside(__file__).replace("bylines", "authors")
_NO_LINES: Final = frozenset(
    {"script", "style", "img", "picture", "meta", "link", "input", "svg", "body", "html", "main"}
)
_NAMES: Final = frozenset(phrases(_LISTS, "bylines"))
_FOLDERS: Final = alternatives(phrases(_LISTS, "folders"))
_AUTHORS: Final = re.compile(
    rf"/(?:{alternatives(p for p in phrases(_LISTS, 'folders') if p.startswith('aut'))})/[\w%.-]",
    re.I,
)
_FOLDER: Final = re.compile(rf"/(?:{_FOLDERS})/[\w%.-]", re.I)
