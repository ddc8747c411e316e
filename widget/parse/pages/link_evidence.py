"""Weighs the signs around one link: to which neighbour of the article does it lead?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.parse.pages import link_words
from widget.parse.pages.link_texts import Block, blocks_of, texts_after, texts_before, titles
from widget.parse.pages.link_words import Label, Side
from widget.rules.word_lists import alternatives, file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

# What a sign weighs. A label weighs more when it names an article ("next story", not "next").
_LABEL_INSIDE: Final = (4.0, 3.0)
_LABEL_BESIDE: Final = (3.0, 2.0)
_LABEL_IN_ATTRIBUTE: Final = (4.0, 2.0)
_LED: Final = 2.0
_RELATION: Final = 3.0
_RELATION_OF_PAGE: Final = 4.0
"""``rel`` in the head of the page, where pages of lists and of this article were ruled out."""
_CLASS: Final = 2.0
_ARROW: Final = 1.0
_CONTRADICTED: Final = -1.0
_RIGHT_PLACE: Final = 2.0
_LIST_PLACE: Final = -2.0
_WRONG_PLACE: Final = -5.0
_RECOMMENDED: Final = -2.0

_NEAR: Final = 4
"""Texts before and after a link among which its label is looked for."""
_INNER: Final = 12
"""Elements inside a link whose classes are read."""

_RIGHT: Final = re.compile(
    r"(?:post|entry|article|story|news|single|blog|item|content)s?(?:__)?[-_]?"
    r"(?:navi?|navigation|navigator|pagination|pager|paging|siblings)(?![a-z])"
    r"|nav[-_]?(?:links|single|below|above|post|article|entry)|paginav|postnav|adjacent|neighbou?r"
    r"|sibling|prev(?:ious)?[-_]?(?:and[-_]?)?next|next[-_]?(?:and[-_]?)?prev",
    re.I,
)
_SIDED: Final = re.compile(r"(?:prev|previous|next)[-_]?(?:post|article|story|entry|news)", re.I)
"""Right for a box around a link; on the link itself it is a sign for the side and no more."""
_LIST: Final = re.compile(r"posts[-_]navigation|paging[-_]navigation|archive[-_]", re.I)
_SLIDE_NAMES, _COMMENTS, _OTHERS = (
    alternatives(phrases(file_beside(__file__), name)).replace(r"\-", "[-_]?")
    for name in ("slides", "comments", "others")
)
_WRONG: Final = re.compile(
    rf"{_SLIDE_NAMES}|{_OTHERS}|owl[-_]|glide[-_]|(?<![a-z])(?:{_COMMENTS})"
    r"|(?<![a-z-])comments?(?![a-z-])",
    re.I,
)
_TOKEN: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_GLUED: Final = re.compile(r"(prev|previous|next)(?:post|article|story|link|entry|news|item|btn)s?")
_SLIDES: Final = ("data-slide", "data-bs-slide", "data-slide-to", "data-carousel", "data-gallery")


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may be a neighbour, and where it stands."""

    element: _Element
    url: str
    around: tuple[_Element, ...]
    """The link and the elements around it in which no link leads to another article."""
    outside: tuple[_Element, ...]
    """The elements around those, nearest first; the first holds other links."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The side that the signs speak for, and how much they weigh."""

    side: Side
    score: float
    titles: tuple[str, ...]
    """What may be the title of the article that the link leads to, best first."""


def evidence(link: Link, *, right_to_left: bool) -> Evidence | None:
    """Return what the signs around the link say; None for no sign, or one against it."""
    blocks = blocks_of(link.element)
    attributes = [link.element.get(name, "") for name in ("title", "aria-label")]
    signs = list(_signs(link, blocks, attributes, right_to_left=right_to_left))
    if not signs or _is_vetoed(link, [*(block.text for block in blocks), *attributes]):
        return None
    side = signs[0][0]
    score = sum(weight for of, weight in signs if of is side) + _place(link)
    score += _CONTRADICTED if any(of is not side and w > _ARROW for of, w in signs) else 0
    score += _RECOMMENDED if any(link_words.recommends(block.text) for block in blocks) else 0
    return Evidence(side, score, tuple(titles(blocks, attributes)))


def _is_vetoed(link: Link, texts: list[str]) -> bool:
    """Tell whether the link says that it leads elsewhere, and not that it leads to an article."""
    if any(name in link.element.attrib for name in _SLIDES):
        return True
    label = _first_label(texts)
    names_article = label is not None and label.names_article
    return not names_article and any(map(link_words.leads_elsewhere, texts))


def _signs(
    link: Link, blocks: list[Block], attributes: list[str], *, right_to_left: bool
) -> Iterator[tuple[Side, float]]:
    """Yield sides and weights, the signs that are most to be trusted first."""
    texts = [block.text for block in blocks]
    inside = _first_label(texts)
    yield from _weighed(inside, _LABEL_INSIDE)
    beside = _first_label(islice(filter(None, texts_before(link.around)), _NEAR))
    beside = beside or _first_label(islice(filter(None, texts_after(link.around)), _NEAR))
    yield from _weighed(beside, _LABEL_BESIDE)
    yield from _weighed(_first_label(attributes), _LABEL_IN_ATTRIBUTE)
    related = _RELATION_OF_PAGE if link.element.tag == "link" else _RELATION
    yield from ((side, related) for side in _relations(link.element.get("rel", "")))
    yield from ((side, _CLASS) for side in _class_sides(link))
    text = " ".join(texts)
    led = None if inside else link_words.led_by(link_words.without_arrows(text))
    yield from ((led[0].side, _LED),) if led else ()
    pointed = link_words.arrow_of(text, right_to_left=right_to_left)
    yield from ((pointed, _ARROW),) if pointed else ()


def _weighed(label: Label | None, weights: tuple[float, float]) -> Iterator[tuple[Side, float]]:
    if label:
        yield label.side, weights[0] if label.names_article else weights[1]


def _first_label(texts: Iterable[str]) -> Label | None:
    """Return the first label among the texts, rather one that names an article."""
    found = None
    for text in texts:
        label = _said(text) if text else None
        if label and label.names_article:
            return label
        found = found or label
    return found


@lru_cache(maxsize=1_024)
def _said(text: str) -> Label | None:
    announced = link_words.announced(text)
    return announced[0] if announced else link_words.label_of(text)


def _relations(rel: str) -> Iterator[Side]:
    tokens = rel.lower().split()
    sides = {"prev": Side.PREVIOUS, "previous": Side.PREVIOUS, "next": Side.NEXT}
    found = {sides[token] for token in tokens if token in sides}
    yield from found if len(found) == 1 else ()


def _class_sides(link: Link) -> Iterator[Side]:
    """Yield the side that a class or an id speaks for, the nearest to the link's text first."""
    inner = islice(link.element.iter(), _INNER)
    for element in (*link.around, *inner):
        if isinstance(element.tag, str):
            found = sides_named(_names(element))
            if len(found) == 1:
                yield from found
                return


@lru_cache(maxsize=1_024)
def sides_named(names: str) -> frozenset[Side]:
    """Return the sides that classes and ids name: "post-nav__prev" one, "prev-next" both."""
    found = set()
    for token in _TOKEN.findall(names.replace("__next ", " ")):
        word = token.lower()
        glued = _GLUED.fullmatch(word)
        label = link_words.label_of(glued[1] if glued else word) if len(word) > 3 else None
        if label and not label.names_article:
            found.add(label.side)
    return frozenset(found)


def _names(element: _Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')} "[:400]


def _place(link: Link) -> float:
    """Return what the place of the link weighs."""
    own = _names(link.element)
    boxes = "".join(map(_names, (*link.around[1:], *link.outside[:3])))
    is_right = _RIGHT.search(own + boxes) or _SIDED.search(boxes)
    score = _RIGHT_PLACE if is_right else 0.0
    score += _LIST_PLACE if _LIST.search(boxes) else 0.0
    return score + (_WRONG_PLACE if _WRONG.search(own + boxes) else 0.0)
