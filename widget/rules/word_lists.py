"""Word lists: text files with the words of many languages, and how they are read.

A list stands beside the module that uses it, so that whoever knows a language can mend it:

    # a remark
    [name of the list]
    en: one phrase, another phrase
    de:
    noch einer

``[…]`` begins a list; what stands before the first one is the list without a name. A language
begins with its tag (``mul`` for words of no one language) and holds up to the next tag; what stands
before the first tag is not read. Phrases are parted by commas and line ends. In phrases that become
part of a pattern "'" stands for both apostrophes, and "*" for any end of a word.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_TAG: Final = 3


def file_beside(module: str) -> str:
    """Return the path of a module's own list; ``module`` is its ``__file__``.

    Without ``pathlib``, whose import takes longer than reading all the files.
    """
    return f"{module.rpartition('.')[0]}.txt"


@cache
def phrases(path: str, name: str = "") -> tuple[str, ...]:
    """Return the phrases of a list in all languages, in the file's order.

    Raises KeyError when the file has no such list, OSError when it cannot be read.
    """
    return read_phrases(path, name)


def read_phrases(path: str, name: str = "") -> tuple[str, ...]:
    """Return the same, and remember nothing: for what becomes part of a pattern and is kept there.

    Raises KeyError when the file has no such list, OSError when it cannot be read.
    """
    return tuple(chain.from_iterable(read_by_language(path, name).values()))


@cache
def by_language(path: str, name: str = "") -> dict[str, tuple[str, ...]]:
    """Return the phrases of a list by the tags of their languages.

    Raises KeyError when the file has no such list, OSError when it cannot be read.
    """
    return read_by_language(path, name)


def read_by_language(path: str, name: str = "") -> dict[str, tuple[str, ...]]:
    """Return the same, and remember nothing. Raises as ``by_language`` does."""
    found: dict[str, list[str]] = {}
    listed: list[str] = []
    for line in _lists(path)[name].split("\n"):
        tag, colon, rest = line.partition(":")
        if colon and is_tag(tag):
            listed = found.setdefault(tag, [])
            listed += rest.split(",")
        elif line and line[0] != "#":
            listed += line.split(",")
    stripped = {tag: tuple(filter(None, map(str.strip, parts))) for tag, parts in found.items()}
    return {tag: words for tag, words in stripped.items() if words}


def alternatives(listed: Iterable[str]) -> str:
    """Return the part of a regular expression that matches one of these phrases."""
    return "|".join(map(_as_pattern, listed))


def names(path: str) -> tuple[str, ...]:
    """Return the names of the lists of a file. Raises OSError when it cannot be read."""
    return tuple(_lists(path))


def is_tag(text: str) -> bool:
    """Tell whether a text is the tag of a language: two or three small letters."""
    return 2 <= len(text) <= LONGEST_TAG and text.isascii() and text.isalpha() and text.islower()


def _as_pattern(phrase: str) -> str:
    return re.escape(phrase).replace("'", "['\u2019]").replace(r"\*", r"\w*")


@cache
def _lists(path: str) -> dict[str, str]:
    """Return the lines of each list by its name; they are taken apart when they are asked for."""
    with open(path, encoding="utf-8") as file:
        first, *others = f"\n{file.read()}".split("\n[")
    parts = (other.partition("]") for other in others)
    return {"": first, **{name: lines for name, _, lines in parts}}
