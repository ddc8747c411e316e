"""Finds the links to the previous and the next article that a news page itself shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml import etree

from widget.domain.article import Neighbour, Neighbours
from widget.parse.pages.link_evidence import Evidence, Link, evidence
from widget.parse.pages.link_targets import Targets, link_of
from widget.parse.pages.link_texts import blocks_of, is_headline, titles
from widget.parse.pages.link_words import Side
from widget.rules.language import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

LINKS: Final = 3_000
"""Links of one page that are weighed."""

ENOUGH: Final = 4.0
"""The score from which a link is taken for a neighbour: two good signs, or one that says all."""

CERTAIN: Final = 6.0
"""The score from which it is taken for one without a title: three good signs."""

PAIRED: Final = 2.0
"""What it weighs that the counterpart stands beside a link."""

_TAG_CHARACTERS: Final = 2_000
_LONG_TAG: Final = re.compile(rf"<([a-zA-Z][a-zA-Z0-9]*+)([^<>]{{{_TAG_CHARACTERS},}}+)>")
_READ: Final = re.compile(
    r"""(?<![\w:-])(href|rel|class|id|title|aria-label|alt|dir|lang)\s*+=\s*+
        (?:"([^"<>]{0,2000}+)"|'([^'<>]{0,2000}+)'|([^\s"'<>]{1,2000}+))""",
    re.I | re.X,
)
_HEAD_LINKS: Final = 300
_CLIMB: Final = 10
_FEW: Final = 4
"""Articles that a box with the two neighbours links to at most."""
_TRIED: Final = 10
"""Links for one side that are tried for a title."""
_SAME: Final = 20
"""Links to one article that are searched for its title."""
_WHOLE: Final = frozenset(("html", "body", "main"))


def neighbours(html: str, url: str) -> Neighbours:
    """Return the previous and the next article that the page at ``url`` links to as such.

    ``html`` is the whole page, without scripts and styles. A link counts when enough signs say
    which side it leads to (label, rel, class, its counterpart beside it) and it leads to another
    article of the same site. A neighbour to which the page gives no title has an empty one; it is
    left out unless the link is certain. The work is bounded: LINKS links and a few elements around
    each. Nothing that a page holds raises.
    """
    root = root_of(html)
    return Neighbours() if root is None else neighbours_in(root, url)


def neighbours_in(root: _Element, url: str) -> Neighbours:
    """Return the neighbours that the page with this root links to, see ``neighbours``."""
    targets = Targets(url, _attribute(root, "base", "href"), _own_addresses(root))
    links = _links(root, targets)
    right_to_left = _runs_right_to_left(root)
    proofs = [evidence(link, right_to_left=right_to_left) for link in links]
    sides = _sides(links, proofs)
    proven = [
        (link, proof, proof.score + _paired(link, proof, sides))
        for link, proof in zip(links, proofs, strict=True)
        if proof
    ]
    previous, following = (_best(side, proven, links) for side in Side)
    if previous and following and previous.url == following.url:
        return Neighbours()
    return Neighbours(previous, following)


# --- the page --------------------------------------------------------------------------------


def root_of(html: str) -> _Element | None:
    """Return the root of the page; no tag keeps so many attributes that the parser slows down."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    text = _LONG_TAG.sub(_shortened, html.replace("\x00", ""))
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _shortened(tag: re.Match[str]) -> str:
    """Return a very long tag with the attributes that are read here and no others."""
    found: dict[str, str] = {}
    for name, *values in _READ.findall(tag[2]):
        found.setdefault(name.lower(), "".join(values).replace('"', "&quot;"))
    kept = "".join(f' {name}="{value}"' for name, value in found.items())
    return f"<{tag[1]}{kept}>"


def _attribute(root: _Element, tag: str, name: str) -> str | None:
    element = next(root.iter(tag), None)
    return None if element is None else element.get(name)


def _own_addresses(root: _Element) -> tuple[str | None, ...]:
    """Return what the page calls its canonical address, by its first such links."""
    heads = islice(root.iter("link"), _HEAD_LINKS)
    named = (link for link in heads if "canonical" in link.get("rel", "").lower().split())
    return tuple(link.get("href") for link in islice(named, 2))


def _runs_right_to_left(root: _Element) -> bool:
    written = root.get("dir", "").lower()
    return written == "rtl" or (not written and runs_right_to_left(root.get("lang")))


# --- its links -------------------------------------------------------------------------------


def _links(root: _Element, targets: Targets) -> list[Link]:
    """Return the links to other articles with the elements around them."""
    found = []
    for element in islice(root.iter("a", "link"), LINKS):
        url = targets.resolved(element.get("href"))
        if url:
            found.append((element, url, tuple(_upwards(element))))
    held: dict[_Element, set[str]] = {}
    for _, url, elements in found:
        for element in elements:
            urls = held.setdefault(element, set())
            if len(urls) <= _FEW:
                urls.add(url)
    links = []
    for element, url, elements in found:
        alone = max(1, sum(len(held[around]) == 1 for around in elements))
        outside = tuple(e for e in elements[alone:] if len(held[e]) <= _FEW)
        links.append(Link(element, url, elements[:alone], outside))
    return links


def _upwards(element: _Element) -> Iterator[_Element]:
    """Yield the link and the elements around it, up to those that hold the whole page."""
    yield element
    for around in islice(element.iterancestors(), _CLIMB):
        if around.tag in _WHOLE:
            return
        yield around


@dataclass(frozen=True, slots=True)
class _Sides:
    """The sides that links speak for, with their URLs, by where the links stand."""

    boxes: dict[_Element, set[tuple[Side, str]]]
    """By the boxes around them that hold few links."""
    edges: dict[_Element, set[tuple[Side, str]]]
    """By the outermost elements that hold no other link."""


def _sides(links: list[Link], proofs: list[Evidence | None]) -> _Sides:
    sides = _Sides({}, {})
    for link, proof in zip(links, proofs, strict=True):
        if proof and proof.score > 0:
            sides.edges.setdefault(link.around[-1], set()).add((proof.side, link.url))
            for box in link.outside[:2]:
                sides.boxes.setdefault(box, set()).add((proof.side, link.url))
    return sides


def _paired(link: Link, proof: Evidence, sides: _Sides) -> float:
    """Return what it weighs that a link for the other side stands in the same box or beside."""
    edge = link.around[-1]
    near = [sides.boxes.get(box, set()) for box in link.outside[:2]]
    near += [sides.edges.get(beside, set()) for beside in (edge.getprevious(), edge.getnext())]
    others = (side is not proof.side and url != link.url for side, url in set().union(*near))
    return PAIRED if any(others) else 0.0


# --- the choice ------------------------------------------------------------------------------


def _best(
    side: Side, proven: list[tuple[Link, Evidence, float]], links: list[Link]
) -> Neighbour | None:
    """Return the neighbour for which most speaks, the first on the page among equals."""
    fitting = [one for one in proven if one[1].side is side and one[2] >= ENOUGH]
    ranked = sorted(fitting, key=lambda one: -one[2])
    for link, proof, _ in ranked[:_TRIED]:
        url = link_of(link.url)
        title = next(iter(proof.titles), None) or _title_beside(link, links)
        if url and title:
            return Neighbour(title, url)
    return _untitled(ranked)


def _untitled(ranked: list[tuple[Link, Evidence, float]]) -> Neighbour | None:
    """Return a neighbour without a title, to be named by its own page, when the link is certain."""
    certain = (link.url for link, _, score in ranked[:1] if score >= CERTAIN)
    url = next(filter(None, map(link_of, certain)), None)
    return Neighbour("", url) if url else None


def _title_beside(link: Link, links: list[Link]) -> str | None:
    """Return the title that stands around the link, or on another link to the same article."""
    is_shown = link.element.tag == "a" and len(link.around) > 1
    around = blocks_of(link.around[-1]) if is_shown else []
    texts = [text for block in around for text in titles([block], [])]
    others = islice((other for other in links if other.url == link.url), _SAME)
    texts += [text for other in others for text in titles(blocks_of(other.element), [])]
    return next(filter(is_headline, texts), None)
