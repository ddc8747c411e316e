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
from widget.rules.word_lists import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDER: Final = dirname(__file__)
_OPINION: Final = join(_FOLDER, "opinion.txt")
_LIVE: Final = join(_FOLDER, "live.txt")
_PARTS: Final = re.compile(r"[/|>\u00bb\u203a,;:\u00b7\u2022]|\s[-\u2013\u2014]\s")
_LONGEST_LABEL: Final = 200


def marks_by(labels: Iterable[str]) -> Marks:
    """Return the marks that an article's labels make: those of opinion and live blog."""
    keys = frozenset().union(*map(_keys, labels))
    return Marks(
        opinion=not keys.isdisjoint(_labels(_OPINION)),
        live=not keys.isdisjoint(_labels(_LIVE)),
    )


def is_opinion_address(url: str) -> bool:
    """Tell whether a folder of an article's address names the opinion pages.

    The last part is the article's own name: "a-matter-of-opinion" is no section.
    """
    return not _addresses(_OPINION).isdisjoint(_segments(url)[:-1])


def is_live_address(url: str) -> bool:
    """Tell whether a folder, or the end, of an article's address says that it is a live blog."""
    return not _addresses(_LIVE).isdisjoint(_segments(url))


@lru_cache(maxsize=4_096)
def _keys(label: str) -> frozenset[str]:
    """Return the keys of a label and of its parts."""
    cut = label[:_LONGEST_LABEL]
    return frozenset(map(_key, (cut, *_PARTS.split(cut))))


def _segments(url: str) -> list[str]:
    return [_key(part) for part in unquote(urlsplit(url).path).split("/") if part]


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


def _known(path: str, name: str) -> frozenset[str]:
    listed = (*phrases(path, "labels and addresses"), *phrases(path, name))
    return frozenset(map(_key, listed))
