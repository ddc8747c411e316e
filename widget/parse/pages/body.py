"""Finds a page's body: the blocks of its article, without what stands around them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from trafilatura import bare_extraction

from widget.domain.block import Block, Role
from widget.domain.errors import Unreadable
from widget.domain.limits import TEXT_CHARACTERS
from widget.parse.pages.boilerplate import without_surroundings
from widget.parse.pages.doubt import doubt_about
from widget.parse.pages.elsewhere import blocks_elsewhere
from widget.parse.pages.headline import below_headline, headline_of, in_an_article
from widget.parse.pages.lede import standfirst_of
from widget.parse.pages.lines import lines_of, squeezed
from widget.parse.pages.optional_parts import read_or
from widget.parse.pages.paragraphs import name_paragraphs
from widget.parse.pages.roles import blocks_of
from widget.parse.pages.story import shape_of, story_of, weight_of
from widget.parse.pages.tables import with_tables
from widget.parse.plain_text import PROMPTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from widget.parse.pages.html_tree import Page
    from widget.parse.pages.lines import Line
    from widget.parse.pages.told import Told

FEW: Final = 0.3
"""A body that is less than this part of what a page shows is looked for a second time."""

MUCH: Final = 300
"""Characters that a page shows, links not counted, from which on it must have a body."""

LONG: Final = 100
"""Characters of a long paragraph."""

ENOUGH: Final = 4
"""Long paragraphs from which a first reading is believed, however much else the page shows."""

SHORT: Final = 20
"""Characters from which a line is known again by its beginning; shorter ones only as a whole."""

BEGINNING: Final = 80
"""Characters of the beginning."""

SEARCHED: Final = 2_000_000_000
"""Lines times characters up to which beginnings are searched for; it takes about a second."""


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a page."""

    blocks: tuple[Block, ...]
    """Empty where there are none."""
    doubt: str | None = None
    """Why they may be another text than the article, or a part of it."""


def body_of(page: Page, told: Told) -> Body:
    """Return the blocks of the article. The page's tree is changed.

    Without the title, the widget's own prompts, links to other articles, captions and boxes. Raises
    Unreadable for a page with far more text than an article has.
    """
    visible = without_surroundings(page.tree)
    if visible > 2 * TEXT_CHARACTERS:
        raise _too_long(visible)
    name_paragraphs(page.tree)
    lines = [line for line in lines_of(page.tree) if line.text.casefold() not in PROMPTS]
    story = _story(page.tree, lines, told, visible)
    story = read_or(story, with_tables, lines, story, headline_of(lines, told.title))
    lede = _standfirst(lines, story, told)
    said = {line.text for line in lede}
    body = blocks_of([line for line in story if line.text not in said])
    if not _has_paragraphs(story):
        body = read_or((), blocks_elsewhere, page, told.body, _characters(body)) or body
    blocks = (*(Block(Role.STANDFIRST, line.text) for line in lede), *body)
    characters = _characters(blocks)
    if characters > TEXT_CHARACTERS:
        raise _too_long(characters)
    return Body(blocks, read_or(None, doubt_about, blocks, lines, told))


def _too_long(characters: int) -> Unreadable:
    return Unreadable(
        f"The page shows {characters:,} characters of text; "
        f"an article has at most {TEXT_CHARACTERS:,}."
    )


def _story(tree: HtmlElement, lines: list[Line], told: Told, visible: int) -> list[Line]:
    """Return the lines of the story: as the library sees it, unless that does not hold good."""
    seen = read_or([False] * len(lines), _seen_by_library, tree, lines)
    story = _without_title(story_of(lines, seen), told.title)
    if not _is_believed(story, visible) or _begins_late(story, lines, told.title):
        second = _without_title(story_of(lines, [line.is_prose for line in lines]), told.title)
        story = second if _length(second) > 2 * _length(story) else story
    below = below_headline(lines, told.title)
    places = set(map(id, below))
    inside = [line for line in story if id(line) in places]
    if below and not inside:
        other = story_of(below, [line.is_prose for line in below])
        return other if in_an_article(below) or _goes_before(other, story, lines) else story
    if not below or not in_an_article(below):
        return story
    return story if _ends_before(below, story, inside, lines) else inside


def _ends_before(
    below: list[Line], story: list[Line], inside: list[Line], lines: list[Line]
) -> bool:
    """Whether most of a story stands above the headline, which is repeated at its end."""
    places = {id(line): place for place, line in enumerate(lines)}
    above = [line for line in story if places[id(line)] < places[id(below[0])]]
    return weight_of(above) > weight_of(inside)


def _goes_before(other: list[Line], story: list[Line], lines: list[Line]) -> bool:
    """Whether what stands below the headline is the story, and not what was taken for it."""
    places = {id(line): place for place, line in enumerate(lines)}
    behind = not story or places[id(story[0])] > places[id(other[0])]
    return behind and weight_of(other) >= FEW * weight_of(story)


def _is_believed(story: list[Line], visible: int) -> bool:
    """Whether a reading needs no second look: long paragraphs, or most of what the page shows."""
    if _has_paragraphs(story):
        return True
    return visible <= MUCH or sum(len(line.text) for line in story) >= FEW * visible


def _begins_late(story: list[Line], lines: list[Line], title: str | None) -> bool:
    """Whether there is more prose between the headline and the story than in the story."""
    if not story:
        return False
    start = next(place for place, line in enumerate(lines) if line is story[0])
    headline = headline_of(lines[:start], title)
    return headline >= 0 and weight_of(lines[headline + 1 : start]) > weight_of(story)


def _has_paragraphs(story: list[Line]) -> bool:
    return sum(line.length >= LONG for line in story) >= ENOUGH


def _characters(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _length(story: list[Line]) -> int:
    return sum(line.length for line in story)


def _without_title(story: list[Line], title: str | None) -> list[Line]:
    while title and story and story[0].text.casefold() == title.casefold():
        story = story[1:]
    return story


def _standfirst(lines: list[Line], story: list[Line], told: Told) -> list[Line]:
    """Return the standfirst: lines that the story lacks, or in a box of their own at its start."""
    if not story:
        return []
    first = lines.index(story[0])
    headline = headline_of(lines[:first], told.title)
    had = squeezed(" ".join(line.text for line in story))
    found = standfirst_of(lines[headline + 1 : first], told.descriptions)
    new = [line for line in found if squeezed(line.text)[:BEGINNING] not in had]
    alone = len(story) > 1 and shape_of(story[0].element) != shape_of(story[1].element)
    return new or standfirst_of(story[:1] if alone else [], told.descriptions)


def _seen_by_library(tree: HtmlElement, lines: list[Line]) -> list[bool]:
    """Tell for each line whether trafilatura takes it for a part of the article.

    Without its second opinions, which cost more than the first one and are right less often.
    """
    document: Any = bare_extraction(
        deepcopy(tree),
        favor_recall=True,
        include_comments=False,
        include_tables=False,
        fast=True,
        with_metadata=False,
    )
    if document is None or document.body is None:
        return [False] * len(lines)
    whole = {squeezed("".join(part.itertext())) for part in _parts(document.body)}
    joined = "\n".join(whole)
    searched = joined if len(joined) * len(lines) <= SEARCHED else ""
    texts = (squeezed(line.text) for line in lines)
    return [t in whole or (len(t) >= SHORT and t[:BEGINNING] in searched) for t in texts]


def _parts(body: HtmlElement) -> list[HtmlElement]:
    parted = ("list", "quote", "table")
    return [p for one in body for p in (one if one.tag in parted and len(one) else [one])]
