"""Decides a page's title: the headline as readers see it, by evidence."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml.etree import iterwalk

from widget.parse.pages import json_ld
from widget.parse.pages.date_formats import Habit, day_in
from widget.rules.text import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from widget.parse.pages.head import Head
    from widget.parse.pages.json_ld import Node

HEADINGS: Final = 10
"""First headings of each level that are read."""

LONGEST: Final = 250
"""Characters of a heading; what is longer is prose in the dress of one."""

PARTS: Final = 80
"""Starts and ends of elements in one heading that are read."""

AGREEING: Final = 0.6
"""The part of their words that a heading and a title share from which they mean the same."""

_SEPARATOR: Final = re.compile(
    r"""\s+(?:[|\u2013\u2014\u00b7\u00bb\u00ab\u2022:/-]|--|::|//|>)\s+|\s*\|\s*
      |(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|(?:_|--)(?=[\u2e80-\uffff])""",
    re.X,
)
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "em", "font", "i", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "u", "wbr"}
)
_SECTION: Final = re.compile(r"_(?=[\u2e80-\uffff])")
"""What parts a Chinese title from section and site; no headline has it."""
_SITE: Final = re.compile(
    r"[\u2e80-\uffff]{1,12}(?:\u7f51|\u7db2|\u62a5|\u5831|\u7f51\u7ad9|\u9891\u9053)"
)
_GLUED: Final = re.compile(r"[^\W\d_A-Z]\|[A-Z]|[:.!?]\|\w")
_SIGN: Final = re.compile(r"\w\s?[:/|\u2013\u2014-]\s")
_WORD: Final = re.compile(r"\w+")


def shown_title(head: Head, node: Node, tree: HtmlElement) -> str | None:
    """Return the title that readers are shown: a heading that what the head says agrees with.

    Without one, what JSON-LD or the head says, without the name of the site.
    """
    said = _said(head, node)
    sites = {title_key(name) for name in site_names(head, node)}
    headings = [each for each in _headings(tree, "h1") if title_key(each) not in sites]
    found = _same(said, headings) or _same(said, list(_headings(tree, "h2")), sites)
    if found:
        return found
    bare = [_without_site(each, said, sites) for each in said]
    found = _similar(bare, headings) or _shown(dict.fromkeys([*said, *bare]), tree)
    return found or next(iter(bare), None) or next(iter(headings), None)


def title_of(head: Head, node: Node, shown: str | None) -> str | None:
    """Return the article's title, where ``shown`` is the one that readers are shown.

    The headline in JSON-LD comes before it when another title in the head confirms that word for
    word; and og:title when it is what is left of the title without its kicker. The sign between
    kicker and headline is the publisher's where the page has none.
    """
    said = _said(head, node)
    sites = {title_key(name) for name in site_names(head, node)}
    bare = {each: _without_site(each, said, sites) for each in said}
    named = bare.get(_plain(head.meta("og:title")))
    title = _headline(head, node, shown, bare) or shown
    return _without_kicker(title, named) or _parted(title, list(bare.values()))


def _headline(head: Head, node: Node, shown: str | None, bare: Mapping[str, str]) -> str | None:
    """Return the headline in JSON-LD where another title is the same; None without such proof.

    The title of the window is one, where og:title does not side with the page. Outside of newsrooms
    one field for search engines often fills all of these: there the heading is the headline.
    """
    headline = _plain(json_ld.text(node.get("headline")))
    key, seen = title_key(headline), title_key(shown or "")
    cards = {title_key(bare.get(_plain(head.meta(name)), "")) for name in _CARDS}
    window = title_key(bare.get(_plain(head.title), ""))
    proven = key in cards or (key == window and seen not in cards)
    if seen and key == window and not any(_NEWS.search(kind) for kind in json_ld.types(node)):
        proven = proven and (key.endswith(seen) or seen.endswith(key))
    return headline if key and proven and key != seen else None


_NEWS: Final = re.compile(r"news|report", re.I)
_CARDS: Final = ("og:title", "twitter:title")


def _plain(written: str | None) -> str:
    """Return a title without hyphens for line ends, and with the signs that it escapes twice."""
    return unescape(written or "").replace("\u00ad", "")


def _said(head: Head, node: Node) -> list[str]:
    written = (
        json_ld.text(node.get("headline")),
        head.meta("og:title"),
        head.meta("twitter:title"),
        head.title,
        json_ld.text(node.get("name")),
    )
    return [_plain(each) for each in written if each]


def _without_kicker(title: str | None, named: str | None) -> str | None:
    """Return og:title where the title ends with it and has no more than a kicker before it."""
    if not title or not named:
        return None
    whole, rest = title_key(title), title_key(named)
    is_rest = whole != rest and whole.endswith(rest) and 2 * len(rest) >= len(whole)
    return named if is_rest else None


def _parted(title: str | None, said: Sequence[str]) -> str | None:
    """Return the title as it is said with a sign between the parts that the page shows apart.

    Or in small letters, where the page shows nothing but capitals.
    """
    key = title_key(title or "")
    same = [each for each in said if title_key(each) == key and title]
    if title and title.isupper():
        return next((each for each in same if not each.isupper()), title)
    longer = (each for each in same if len(each) > len(title or ""))
    return next((each for each in longer if _SIGN.search(each)), title)


def _headings(tree: HtmlElement, level: str) -> Iterator[str]:
    for heading in islice(tree.iter(level), HEADINGS):
        text = folded(_separated(heading))
        if title_key(text) and len(text) <= LONGEST:
            yield text


def _separated(heading: HtmlElement) -> str:
    """Return a heading's text, its inner blocks and a kicker in an element of its own apart."""
    parts: list[str] = []
    for event, element in islice(iterwalk(heading, events=("start", "end")), PARTS):
        if element is heading and event == "end":
            break
        if parts and event == "start" and _is_day(element):
            break
        text = (element.text if event == "start" else element.tail) or ""
        apart = element.tag not in _INLINE and element is not heading
        if parts and (apart or _GLUED.search(f"{parts[-1][-1:]}|{text[:1]}")):
            parts.append(" ")
        parts += [text] if text else []
    return _plain("".join(parts))


def _is_day(element: HtmlElement) -> bool:
    """Tell whether a block in a heading is a line with the day, as "Posted on 6 May 2024" is."""
    if element.tag in _INLINE:
        return False
    line = folded("".join(islice(element.itertext(), PARTS)))
    return len(line) <= _LINE and day_in(line, Habit()) is not None


_LINE: Final = 60
"""Characters of a line with the day."""


def _same(said: Sequence[str], headings: Sequence[str], sites: Collection[str] = ()) -> str | None:
    """Return the longest heading that is a title, or its beginning up to a sign that parts it.

    A heading may go on with the name of the site, which is left out.
    """
    for title in said:
        beginnings = {title_key(each) for each in _beginnings(title)}.difference(sites)
        same = [heading for heading in headings if title_key(heading) in beginnings]
        if same:
            return max(same, key=len)
    return next((cut for title in said for h in headings if (cut := _without_rest(title, h))), None)


def _beginnings(title: str) -> Iterator[str]:
    yield title
    for separator in _SEPARATOR.finditer(title):
        yield title[: separator.start()]


def _without_rest(title: str, heading: str) -> str | None:
    """Return a beginning of the title where the heading is that and the title's last part."""
    last = title_key(_SEPARATOR.split(title)[-1])
    pairs = ((each, title_key(each)) for each in _beginnings(title))
    return next((each for each, key in pairs if key + last == title_key(heading)), None)


def _similar(said: Sequence[str], headings: Sequence[str]) -> str | None:
    """Return the heading that agrees best with a title; the only one needs to agree in a word."""
    pairs = [(_agreement(title, heading), heading) for title in said for heading in headings]
    best, heading = max(pairs, key=lambda pair: pair[0], default=(0.0, ""))
    alone = len(headings) == 1 and len(_words(heading)) > 2
    return heading if best >= AGREEING or (alone and best > 0) else None


def _shown(said: Iterable[str], tree: HtmlElement) -> str | None:
    """Return the text of an element that is the greater part of a title, from one of its ends."""
    for title in said:
        whole = title_key(title)
        lengths = range(max(len(title) // 2, _SHORTEST), len(title) + 1)
        texts = (folded(element.text) for element in tree.iter(*_SHOWING) if element.text)
        parts = (text for text in texts if len(text) in lengths and _is_end(title_key(text), whole))
        if found := max(parts, key=len, default=None):
            return found
    return None


def _is_end(key: str, whole: str) -> bool:
    return 2 * len(key) > len(whole) and (whole.startswith(key) or whole.endswith(key))


_SHOWING: Final = ("h2", "h3", "h4", "div", "p", "span", "td", "strong", "b", "font", "a")
_SHORTEST: Final = 8
"""Characters of a title that is found by its end alone."""


def _agreement(title: str, heading: str) -> float:
    left, right = _words(title), _words(heading)
    return 2 * len(left & right) / max(len(left) + len(right), 1)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _without_site(title: str, others: Sequence[str], sites: set[str]) -> str:
    """Return the title without the site's name, and what stands behind it, or before it."""
    title = _SECTION.split(title, maxsplit=1)[0].strip() or title
    for separator in _SEPARATOR.finditer(title):
        before, behind = title[: separator.start()], title[separator.end() :]
        if _is_site(_SEPARATOR.split(behind)[0], sites) or _is_said(before, others):
            return before.strip()
        if "|" in separator[0] and _is_named_by_address(behind, sites):
            return before.strip()
        if _is_site(before, sites) or _is_said(behind, others):
            return behind.strip()
    return title


def _is_site(part: str, sites: set[str]) -> bool:
    return title_key(part) in sites or bool(_SITE.fullmatch(part.strip()))


def _is_named_by_address(part: str, sites: set[str]) -> bool:
    """Tell whether a part is made of names of the site: a word that a longer one of them holds.

    Or several that each are one, as Bridgestone Tires at tires.bridgestone.example are.
    """
    words = [title_key(word) for word in part.split()]
    if len(words) == 1:
        return len(words[0]) >= _NAME and any(name.endswith(words[0]) for name in sites)
    return bool(words) and sites.issuperset(words)


_NAME: Final = 4
"""Letters of a name from which it is known by the end of a longer one."""


def _is_said(part: str, others: Sequence[str]) -> bool:
    return any(title_key(part) == title_key(other) for other in others)


def site_names(head: Head, node: Node) -> Iterator[str]:
    """Yield what the site is called: by itself, by JSON-LD, by its address."""
    said = (head.meta("og:site_name", "application-name"), json_ld.text(node.get("publisher")))
    yield from filter(None, said)
    host = re.sub(r"^https?://(www\.)?|[:/].*$", "", head.url)
    yield host
    yield from host.split(".")[:-1]


def title_key(text: str) -> str:
    """Return the letters and digits of a title, in small letters: what makes two the same."""
    return "".join(_WORD.findall(text.casefold()))
