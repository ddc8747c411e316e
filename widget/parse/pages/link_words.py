"""The words that pages put on links to the previous and the next article."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from widget.rules.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator


class Side(Enum):
    """Which neighbour of an article a link leads to, by meaning: previous is the older one."""

    PREVIOUS = "previous"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says: the side, and whether it names an article ("next story", not "next")."""

    side: Side
    names_article: bool


_LEFT: Final = (
    "\u00ab\u2039\u2190\u276e\u27f5\u25c0\u25c4\u21d0\u2b05\u2770<\u219e\u27e8\u23ea\u21e6"
)
_RIGHT: Final = (
    "\u00bb\u203a\u2192\u276f\u27f6\u25b6\u25ba\u21d2\u27a1\u2771>\u21a0\u27e9\u23e9\u21e8"
)
_MIRRORED: Final = "\u00ab\u00bb\u2039\u203a<>\u27e8\u27e9"
"""Arrows that turn around by themselves where text runs from right to left."""

_LONGEST_LABEL: Final = 80
"""Characters of a label, with the arrows around it."""

_SIGNS: Final = " \t\r\n:|\u00b7\u2022-\u2013\u2014\uff1a\ufe0e\ufe0f\u200e\u200f\xa0"
_SEPARATOR: Final = re.compile(rf"[:|\uff1a]|\u2014|[\u2013-]\s|[{_LEFT}{_RIGHT}]")
_ANNOUNCED: Final = re.compile(
    rf"([^:|\uff1a]{{2,40}}?)\s*+(?:{_SEPARATOR.pattern})\s*+(\S.*)", re.S
)


def label_of(text: str) -> Label | None:
    """Return what the text says when the whole of it is a label, arrows and signs left aside."""
    return _labels().get(_key(text)) if len(text) <= _LONGEST_LABEL else None


def announced(text: str) -> tuple[Label, str] | None:
    """Return the label that a text begins with and the rest: "Previous story: Fire at the mill"."""
    if not _SEPARATOR.search(text, 0, _LONGEST_LABEL):
        return None
    match = _ANNOUNCED.fullmatch(text.lstrip(_LEFT + _RIGHT + " "))
    label = label_of(match[1]) if match else None
    return (label, match[2]) if match and label else None


def led_by(text: str) -> tuple[Label, str] | None:
    """Return the label that names an article and the rest, with no sign between the two."""
    words = text[:_LONGEST_LABEL].split()
    if not any(_key(word) in _side_words() for word in words[:4]):
        return None
    words = text.split()
    for count in range(min(4, len(words) - 1), 1, -1):
        label = label_of(" ".join(words[:count]))
        if label and label.names_article:
            return label, " ".join(words[count:])
    return None


def arrow_of(text: str, *, right_to_left: bool = False) -> Side | None:
    """Return the side to which the arrow at the outer end of the text points.

    On pages that run from right to left only arrows that mirror themselves say something.
    """
    folded = text.strip()
    first, last = folded[:1], folded[-1:]
    known = _MIRRORED if right_to_left else _LEFT + _RIGHT
    back, ahead = first in _LEFT and first in known, last in _RIGHT and last in known
    if not folded or back == ahead:
        return None
    return Side.PREVIOUS if back else Side.NEXT


def leads_elsewhere(text: str) -> bool:
    """Tell whether a text is the label of a page of a list, of an archive, or of a gallery."""
    if len(text) > _LONGEST_LABEL:
        return False
    words = [_key(word) for word in text.split()]
    words = [word for word in words if word and word not in _words("small")]
    if not words or len(words) > 4:
        return False
    if "".join(words) in _words("elsewhere"):
        return True
    known = [
        word.isdecimal() or word in _words("elsewhere") or word in _side_words() for word in words
    ]
    return all(known) and any(w.isdecimal() or w in _words("elsewhere") for w in words)


def recommends(text: str) -> bool:
    """Tell whether a text announces what an editor or a machine recommends."""
    return len(text) <= _LONGEST_LABEL and _key(text) in _words("recommends")


def says_nothing(text: str) -> bool:
    """Tell whether a text names no article: signs, numbers, labels, "back", "read more"."""
    key = _key(text)
    return (
        sum(map(str.isalpha, key)) < 2
        or key in _labels()
        or key in _words("back")
        or leads_elsewhere(text)
        or recommends(text)
        or _is_a_strange_label(text)
    )


def _is_a_strange_label(text: str) -> bool:
    """Tell whether a short text begins or ends like a label: "Previous auto news"."""
    words = text.split()
    return 1 < len(words) <= 3 and not _side_words().isdisjoint((_key(words[0]), _key(words[-1])))


def without_arrows(text: str) -> str:
    """Return the text without the arrows and signs around it."""
    return text.strip(_LEFT + _RIGHT + _SIGNS)


# --- how texts are compared ------------------------------------------------------------------


@lru_cache(maxsize=4_096)
def _key(text: str) -> str:
    """Return the text in lower case, without accents, and without signs at its ends."""
    plain = text[:200].casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    key = folded(plain.replace("\u2019", "'"))
    start, end = 0, len(key)
    while start < end and not key[start].isalnum():
        start += 1
    while end > start and not _ends_a_word(key[end - 1]):
        end -= 1
    return key[start:end].removeprefix("the ")


def _ends_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) == "Mc"


@cache
def _labels() -> dict[str, Label]:
    """Return all labels by their keys; the first of two that are alike in two languages counts."""
    found: dict[str, Label] = {}
    for names_article, prefix in ((True, ""), (False, "bare ")):
        for side in Side:
            label = Label(side, names_article)
            found |= dict.fromkeys(_words(prefix + side.value), label)
    for words, articles in _phrases():
        for side, word in words:
            found.setdefault(_key(word), Label(side, names_article=False))
            for article in articles:
                label = Label(side, names_article=True)
                found.setdefault(_key(f"{word} {article}"), label)
                found.setdefault(_key(f"{article} {word}"), label)
    return found


def _phrases() -> Iterator[tuple[list[tuple[Side, str]], list[str]]]:
    """Yield for each language its words with their sides, and its words for an article."""
    for name, values in _table():
        columns = [_spaced(column) for column in values.split("|")]
        if len(columns) > 1 and len(name) == 2:
            previous, following, articles = columns
            words = [(Side.PREVIOUS, word) for word in previous]
            yield [*words, *((Side.NEXT, word) for word in following)], articles


@cache
def _side_words() -> frozenset[str]:
    phrases = (word for words, _ in _phrases() for _, word in words)
    return frozenset(_key(word) for phrase in phrases for word in phrase.split())


@cache
def _words(name: str) -> frozenset[str]:
    """Return the keys of the words in the table under this name."""
    return frozenset(
        _key(word) for line, values in _table() if line == name for word in _spaced(values)
    )


@cache
def _table() -> list[tuple[str, str]]:
    text = resources.files("widget.parse.pages").joinpath("link_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [(name, values) for name, _, values in (line.partition(": ") for line in lines)]


def _spaced(column: str) -> list[str]:
    return [word.replace("_", " ") for word in column.split()]
