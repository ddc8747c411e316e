"""Takes what readers do not see out of a page's tree, before its text is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.parse.pages.lines import squeezed
from widget.rules.not_shown import is_shown
from widget.rules.word_lists import file_beside, read_phrases

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST: Final = 0.5
"""What holds more of a page's text than this part is read all the same: a script shows it."""

SHORT: Final = 1_000
"""Characters up to which what is hidden is never believed to be the article."""

LONG: Final = 100
"""Characters of a long paragraph."""

ENOUGH: Final = 4
"""Long paragraphs of an article: what is there for paper only and holds them is read."""

_PRINT: Final = frozenset(read_phrases(file_beside(__file__), "print"))


def drop_hidden(tree: HtmlElement) -> None:
    """Take out of the tree what is not shown; the text behind each element stays.

    Dates, links and the like are read before: labels for screen readers tell what these are. What
    is hidden from screen readers alone, such as an initial, is shown: it loses its mark, because
    trafilatura would drop it.
    """
    for initial in tree.iter("span"):
        initial.attrib.pop("aria-hidden", None)
    hidden = _outermost(tree)
    if not hidden:
        return
    whole = len("".join(tree.itertext()))
    for element in hidden:
        held = sum(map(len, element.itertext()))
        if held <= max(SHORT, MOST * whole) and not _is_printed_article(element, tree):
            element.drop_tree()


def _is_printed_article(element: HtmlElement, tree: HtmlElement) -> bool:
    """Whether a box for paper holds an article of which the screen does not show the end."""
    if _PRINT.isdisjoint((element.get("class") or "").split()):
        return False
    texts = [squeezed(paragraph.text_content()) for paragraph in element.iter("p")]
    long = [text for text in texts if len(text) >= LONG]
    return len(long) >= ENOUGH and squeezed(tree.text_content()).count(long[-1]) == 1


def _outermost(tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that are not shown and stand in no other such element."""
    found: list[HtmlElement] = []
    last = None
    for element in tree.iter():
        if not isinstance(element.tag, str) or is_shown(element.tag, dict(element.items())):
            continue
        if last is None or not _is_in(element, last):
            found.append(last := element)
    return found


def _is_in(element: HtmlElement, outer: HtmlElement) -> bool:
    return any(each is outer for each in element.iterancestors())
