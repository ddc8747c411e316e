"""Word lists: text files with the words of many languages, and how they are read.

A list stands beside the module that uses it, so that whoever knows a language can mend it:

    # a remark
    [name of the list]
    en: one phrase, another phrase
    de:
    noch einer

``[…]`` begins a list; what stands before the first one is the list without a name. A language
begins with its tag (``mul`` for words of no one language) and holds up to the next tag. Phrases are
parted by commas and line ends.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TAG: Final = 3


def file_beside(module: str) -> str:
    """Return the path of a module's own list; ``module`` is its ``__file__``.

    Without ``pathlib``, whose import takes longer than reading all the files.
    """
    return f"{module.rpartition('.')[0]}.txt"


def phrases(path: str, name: str = "") -> tuple[str, ...]:
    """Return the phrases of a list in all languages, in the file's order.

    Raises KeyError when the file has no such list, OSError when it cannot be read.
    """
    return tuple(chain.from_iterable(by_language(path, name).values()))


@cache
def by_language(path: str, name: str = "") -> dict[str, tuple[str, ...]]:
    """Return the phrases of a list by the tags of their languages.

    Raises KeyError when the file has no such list, OSError when it cannot be read.
    """
    found: dict[str, list[str]] = {}
    language = ""
    for line in _lists(path)[name].splitlines():
        tag, colon, rest = line.partition(":")
        if colon and is_tag(tag):
            language, line = tag, rest  # noqa: PLW2901 - what is left of the line
        if not line.startswith("#"):
            found.setdefault(language, []).extend(_parted(line))
    return {tag: tuple(listed) for tag, listed in found.items() if listed}


def names(path: str) -> tuple[str, ...]:
    """Return the names of the lists of a file. Raises OSError when it cannot be read."""
    return tuple(_lists(path))


def is_tag(text: str) -> bool:
    """Tell whether a text is the tag of a language: two or three small letters."""
    return 2 <= len(text) <= LONGEST_TAG and text.isascii() and text.isalpha() and text.islower()


@cache
def _lists(path: str) -> dict[str, str]:
    """Return the lines of each list by its name; they are taken apart when they are asked for."""
    with open(path, encoding="utf-8") as file:
        first, *others = f"\n{file.read()}".split("\n[")
    parts = (other.partition("]") for other in others)
    return {"": first, **{name: lines for name, _, lines in parts}}


def _parted(line: str) -> Iterator[str]:
    return filter(None, map(str.strip, line.split(",")))
