"""What labels and addresses say that an article is: an opinion, or a blog that goes on.

A label is what a section, a category, a tag, a breadcrumb or a type of schema.org is called. It
tells when the whole of it is in ``opinion.txt`` or ``live.txt``, or a whole part of it ("News >
Opinion"). A word within it does not: "public opinion" is a topic, and "Chicago Tribune" a name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from os.path import dirname, join
from typing import TYPE_CHECKING, Final
from unicodedata import category, normalize
from urllib.parse import unquote, urlsplit

from widget.domain.article import Marks
from widget.rules.word_lists import file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDER: Final = dirname(__file__)
_OPINION: Final = join(_FOLDER, "opinion.txt")
_LIVE: Final = join(_FOLDER, "live.txt")
_PARTS: Final = re.compile(r"[/|>\u00bb\u203a,;:\u00b7\u2022]|\s[-\u2013\u2014]\s")
_LONGEST_LABEL: Final = 200
_LANGUAGE: Final = 3
"""Letters of the tag of a language at most."""


def marks_by(labels: Iterable[str]) -> Marks:
    """Return the marks that an article's labels make: those of opinion and live blog."""
    keys = frozenset().union(*map(_keys, labels))
    return Marks(
        opinion=not keys.isdisjoint(_labels(_OPINION)),
        live=not keys.isdisjoint(_labels(_LIVE)),
    )


def is_opinion_address(url: str) -> bool:
    """Tell whether a folder of an article's address names the opinion pages.

    That is the first folder, behind a language, a date or a word such as "news"; what means nothing
    else tells in any folder. The last part is the article's own name: "a-matter-of-opinion" is no
    section.
    """
    return _is_named(_segments(url)[:-1], _OPINION)


def is_live_address(url: str) -> bool:
    """Tell whether a folder, or the end, of an article's address says that it is a live blog."""
    segments = _segments(url)
    return _is_named(segments, _LIVE) or not _addresses(_LIVE).isdisjoint(segments[-1:])


def _is_named(folders: list[str], path: str) -> bool:
    first = next((each for each in folders if not _says_nothing(each)), "")
    return first in _addresses(path) or not _anywhere(path).isdisjoint(folders)


def _says_nothing(folder: str) -> bool:
    """Tell whether a folder is a language, a date, or a word that stands before sections."""
    short = folder.isascii() and len(folder) <= _LANGUAGE
    return short or folder.isdigit() or folder in _generic()


@lru_cache(maxsize=4_096)
def _keys(label: str) -> frozenset[str]:
    """Return the keys of a label and of its parts."""
    cut = label[:_LONGEST_LABEL]
    return frozenset(map(_key, (cut, *_PARTS.split(cut))))


@lru_cache(maxsize=64)  # both kinds are asked for, one after the other
def _segments(url: str) -> list[str]:
    return [_key(part) for part in unquote(_path(url)).split("/") if part]


def _path(url: str) -> str:
    if not url.startswith(("https://", "http://")) or "?" in url or "#" in url:
        return urlsplit(url).path
    return url.split("/", 3)[3] if url.count("/") > 2 else ""  # as canonical addresses mostly are


@lru_cache(maxsize=4_096)
def _key(text: str) -> str:
    """Return the letters and digits of a text, in lower case and without accents."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in normalize("NFKD", plain) if category(c) != "Mn")
    return "".join(filter(str.isalnum, plain))


@cache
def _labels(path: str) -> frozenset[str]:
    return _known(path, "labels")


@cache
def _addresses(path: str) -> frozenset[str]:
    return _known(path, "addresses")


@cache
def _anywhere(path: str) -> frozenset[str]:
    return frozenset(map(_key, phrases(path, "anywhere in an address")))


@cache
def _generic() -> frozenset[str]:
    return frozenset(map(_key, phrases(file_beside(__file__))))


def _known(path: str, name: str) -> frozenset[str]:
    listed = (*phrases(path, "labels and addresses"), *phrases(path, name))
    return frozenset(map(_key, listed))
