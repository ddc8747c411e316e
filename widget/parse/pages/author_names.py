"""Tells the names of people from what else stands where an author is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from widget.parse.pages.date_formats import is_month
from widget.parse.pages.title import title_key
from widget.rules.text import folded
from widget.rules.word_lists import alternatives, file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

LONGEST: Final = 60
"""Characters of one name."""

LINE: Final = 200
"""Characters of a text that may hold names."""

_WORDS: Final = 5


def names_said(said: str, sites: Container[str]) -> Iterator[str]:
    """Yield the names of a field that is meant for them, without addresses, numbers, sites.

    ``sites`` are the keys (see ``title_key``) of what the site is called.
    """
    if "://" in said:
        return
    for place, part in enumerate(_APART.split(_BEFORE.sub("", folded(said)))):
        name = _whole(_BEHIND.sub("", _NOTE.sub("", _OFFICE.split(part)[0])))
        if _NO_NAME.search(part) or title_key(name) in sites:
            if place == 0:  # what follows is where it is, or what it does
                return
        elif _is_name(name) and not _is_of_site(name, sites) and not (place and _is_role(part)):
            yield name
        elif place == 0 and len(name) > LONGEST // 2:
            return  # a sentence


def _is_role(part: str) -> bool:
    return part.casefold().split()[-1].strip(_MARKS) in _ROLES or " of " in part


def _whole(name: str) -> str:
    """Return a name without the signs around it; the point of an initial or a degree stays."""
    bare = name.strip(_MARKS)
    return f"{bare}." if _SHORTENED.search(bare) and f"{bare}." in name else bare


def _is_of_site(name: str, sites: Container[str]) -> bool:
    """Tell whether a name begins with the site's in capitals: a desk, a regional studio."""
    first, *rest = name.split()
    desk = rest and _GROUPS.isdisjoint(part.casefold() for part in rest)
    return bool(desk) and first.isupper() and title_key(first) in sites


def names_shown(texts: Iterable[str], sites: Container[str]) -> Iterator[str]:
    """Yield the names in the texts of a line of the page: only what is written as names are.

    The texts are those of its elements, in order. What stands in another element than a name
    before it is a name only behind a word or a sign that joins two: else it is an office, a
    place, another line.
    """
    named = joined = False
    for text in texts:
        bare = folded(text)
        if not bare or _BEFORE.fullmatch(f"{bare} "):
            continue
        if named and not joined and not _JOINS_BEFORE.match(bare):
            return
        found = list(_written_names(_JOINS_BEFORE.sub("", bare) if named else bare, sites))
        yield from found
        joined = bool(_JOINS_BEHIND.search(bare)) and (bool(found) or named)
        named = named or bool(found)


def first_names(text: str, sites: Container[str]) -> tuple[str, ...]:
    """Return the names of a text that is a first name alone, or several that are joined.

    Only where an element is marked as the author: elsewhere a word in capitals is no name.
    """
    parts = _APART.split(_BEFORE.sub("", folded(text[:LINE])))
    alone = all(_FIRST_NAME.fullmatch(part) for part in parts)
    names = tuple(name for part in parts for name in names_said(part, sites))
    return names if alone and len(names) == len(parts) else ()


def _written_names(line: str, sites: Container[str]) -> Iterator[str]:
    """Yield the names in a line, behind the day that it may begin with."""
    for part in _PARTS.split(_BEFORE.sub("", line)):
        names = list(_names_of_part(part, sites))
        yield from names
        if names or not _DIGIT.search(part):
            return


def _names_of_part(part: str, sites: Container[str]) -> Iterator[str]:
    text = _without_day(_END.split(_BEFORE.sub("", part), maxsplit=1)[0], part)
    for name in names_said(text, sites):
        if not _is_written_as_name(name):
            return
        yield name


def _without_day(text: str, line: str) -> str:
    """Return a text without the name of a month before the number that it was cut off at."""
    *words, last = text.split() or [""]
    return " ".join(words) if line[len(text) :] and is_month(last.strip(".,")) else text


def _is_name(name: str) -> bool:
    words = name.casefold().split()
    is_desk = words[-1:] and not _GROUPS.isdisjoint((words[0], words[-1]))
    return (
        1 < len(name) <= LONGEST
        and len(words) <= _WORDS + 1
        and name.casefold() not in _NOBODY
        and ":" not in name
        and not _OF_ANY_GROUP.issuperset(words)
        and not _NO_BEGINNING.match(name)
        and bool(is_desk or _NO_PEOPLE.isdisjoint(words))
    )


def _is_written_as_name(name: str) -> bool:
    if _HAS_WIDE.search(name):
        return bool(_WIDE.fullmatch(name))
    if _CREDIT.search(name):
        return False
    words = name.split()
    small = [word for word in words if word[0].islower()]
    return 2 <= len(words) <= _WORDS and all(w.casefold() in _PARTICLES for w in small)


_LISTS: Final = file_beside(__file__).replace("author_names", "authors")
_BY: Final = alternatives(sorted(phrases(_LISTS, "by"), key=len, reverse=True))
_AND: Final = alternatives(phrases(_LISTS, "and"))
_OFFICES: Final = alternatives(phrases(_LISTS, "behind"))
_BEHIND: Final = re.compile(rf"\s+(?:{_OFFICES})$", re.I)
_NO_PEOPLE: Final = frozenset(phrases(_LISTS, "no people"))
_ROLES: Final = frozenset(phrases(_LISTS, "roles"))
_GROUPS: Final = frozenset(phrases(_LISTS, "groups"))
_OF_ANY_GROUP: Final = frozenset(phrases(_LISTS, "of any group"))
_BEGINNINGS: Final = alternatives(phrases(_LISTS, "no beginnings"))
_NO_BEGINNING: Final = re.compile(rf"(?:{_BEGINNINGS})(?!\w)", re.I)
_JOINS_BEFORE: Final = re.compile(rf"^(?:[,&;/]|(?:{_AND})(?!\w))\s*", re.I)
_JOINS_BEHIND: Final = re.compile(rf"(?:[,&;/]|(?<!\w)(?:{_AND}))$", re.I)
_NOBODY: Final = frozenset(phrases(_LISTS, "nobody"))
_PARTICLES: Final = frozenset(phrases(_LISTS, "particles"))
_BEFORE: Final = re.compile(rf"^\W*(?:{_BY})(?:\s*[:\uff1a\u25cf]\s*|\s+)", re.I)
_APART: Final = re.compile(rf"\s*[,;/&|\u3001\uff0c\uff1b\u30fb\uff0f]\s*|\s+(?:{_AND})\s+", re.I)
_PARTS: Final = re.compile(r"\s[-\u2013\u2014\u00b7]\s|\||\u2022|\n")
_END: Final = re.compile(r"\d|@|https?:")
_DIGIT: Final = re.compile(r"\d")
_FIRST_NAME: Final = re.compile(r"[A-Z\u00c0-\u00de][^\W\d_]{2,19}")
_OFFICE: Final = re.compile(r"\s+[-\u2013\u2014]\s+")
_NOTE: Final = re.compile(r"\s*[(\[<\u3010\uff08].*$")
_SHORTENED: Final = re.compile(r"(?:^|[\s.])[^\W\d_]$|\.\w$|\bPh\.D$|\b[JS]r$")
_MARKS: Final = " .:;,*\u2219\u2022\u00b7|-\u2013\u2014\"'\u201c\u201d"
_NO_NAME: Final = re.compile(
    r"\d|@|://|www\.|\w\.(?:com|org|net|de|fr|co|uk|lt|tv|info|[a-z]{2})\b|^[a-z]+(?:[-_.][a-z]+)+$"
)
_CREDIT: Final = re.compile(r"[:()=+#\u00a9]")
_HAS_WIDE: Final = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_WIDE: Final = re.compile(
    r"[\u3040-\u9fff\uac00-\ud7af]{2,8}(?:\s[\u3040-\u9fff\uac00-\ud7af]{1,8})?"
)
