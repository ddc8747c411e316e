"""Defines lazy patterns and word lists, which are compiled at their first use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from widget.rules.word_lists import alternatives, names, read_phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

METHODS: Final = ("match", "search", "findall", "finditer", "sub", "split")
SET_METHODS: Final = ("isdisjoint", "intersection")
NAMED: Final = r"\{([a-z][a-z ]*)\}"
"""How a pattern names a word list."""


class Lazy:
    """A regular expression that is compiled when a method is first asked for.

    There are dozens, and compiling them takes longer than importing everything else: a command
    that summarises nothing shall not wait for it.
    """

    match: Callable[[str], re.Match[str] | None]
    search: Callable[[str], re.Match[str] | None]
    findall: Callable[[str], list[str]]
    finditer: Callable[[str], Iterator[re.Match[str]]]
    sub: Callable[[str, str], str]
    split: Callable[[str], list[str]]

    def __init__(self, pattern: str, flags: int = 0, *lists: str) -> None:
        """Take what ``re.compile`` takes, and the files with the lists that the pattern names.

        ``{name}`` in the pattern stands for the phrases of the list of that name.
        """
        self.pattern = pattern
        self.flags = flags
        self.lists = lists

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep the methods, so that the next call finds them at once."""
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(re.sub(NAMED, self._listed, self.pattern), self.flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)

    def _listed(self, name: re.Match[str]) -> str:
        home = next(path for path in self.lists if name[1] in names(path))
        return alternatives(read_phrases(home, name[1]))


class Words:
    """The words of some lists, which are read when they are first asked for."""

    isdisjoint: Callable[[Iterable[str]], bool]
    intersection: Callable[[Iterable[str]], frozenset[str]]

    def __init__(self, lists: str, *listed: str) -> None:
        """Take the file and the names of the lists in it."""
        self.lists = lists
        self.listed = listed

    def __getattr__(self, name: str) -> Any:
        """Read, and keep the methods, so that the next call finds them at once."""
        if name not in SET_METHODS:
            raise AttributeError(name)
        words = frozenset(word for name in self.listed for word in read_phrases(self.lists, name))
        for method in SET_METHODS:
            setattr(self, method, getattr(words, method))
        return getattr(self, name)

    def __contains__(self, word: str) -> bool:
        """Tell whether a word is in one of the lists."""
        return not self.isdisjoint((word,))
