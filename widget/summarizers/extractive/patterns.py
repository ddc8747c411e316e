"""The home of lazy patterns: regular expressions that cost nothing until they are used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

METHODS: Final = ("match", "search", "findall", "finditer", "sub")


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

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Take what ``re.compile`` takes."""
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep the methods, so that the next call finds them at once."""
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
