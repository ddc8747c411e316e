"""Takes what readers do not see out of a page's tree, before its text is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.rules.not_shown import is_shown

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST: Final = 0.5
"""What holds more of a page's text than this part is read all the same: a script shows it."""

SHORT: Final = 1_000
"""Characters up to which what is hidden is never believed to be the article."""


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
        if held <= max(SHORT, MOST * whole):
            element.drop_tree()


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
