"""Finds where a person is named by a part of a name whose whole form stands earlier."""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.summarizers.extractive.names import PARTICLES, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.summarizers.extractive.names import Name
    from widget.summarizers.extractive.sentences import Sentence

PEOPLE: Final = 200
"""Parts of names that are followed in an article: more are in tables and lists."""
GENITIVES: Final = frozenset(["de", "nl", "sv", "no", "nb", "nn", "da"])
"""Languages where a name takes an s without an apostrophe."""
INFLECTED: Final = frozenset(["pl", "fi", "cs", "hu"])
"""Languages where a name changes at its end, so that its beginning is compared."""
ENDING: Final = 3
"""So many letters may change there."""
STEM: Final = 4
"""And so many stay."""


class Partial(NamedTuple):
    """A part of a name that stands alone in a sentence."""

    at: int
    """Where it begins in the article's text, with small words before it ("von der Leyen")."""
    word: str
    """Its last word."""
    given: str
    """What stands before it in the whole name; empty where one cannot be sure."""
    introduced: frozenset[int]
    """Positions of the sentences before it that give the whole name; none when none does."""


class _Part(NamedTuple):
    """A part of names, and the whole names that have it."""

    wholes: dict[tuple[str, ...], str]
    """What stands before the part in each; empty where nothing does, or one cannot be sure."""
    positions: set[int]
    """Of the sentences that give one of these names."""


class People(NamedTuple):
    """How the sentences of an article name people."""

    partials: tuple[tuple[Partial, ...], ...]
    """For each sentence the parts of names in it whose whole form stands only before it."""
    whole: frozenset[int]
    """Positions of the sentences with a whole name."""


def people(text: str, found: Sequence[Sentence], language: str) -> People:
    """Return how the sentences ``found`` of a text, in its order, name people.

    ``language`` is a primary subtag.
    """
    register = _Register(text, found, language)
    for name in names(text[: found[-1].end] if found else "", language, register.written):
        register.add(name)
    return People(tuple(map(tuple, register.partials)), frozenset(register.whole))


class _Register:
    """The people of an article, read from its beginning."""

    def __init__(self, text: str, found: Sequence[Sentence], language: str) -> None:
        self.text, self.found, self.language = text, found, language
        self.written = frozenset(chain.from_iterable([each.words for each in found]))
        self.starts = [each.start for each in found]
        self.partials: list[list[Partial]] = [[] for _ in found]
        self.parts: dict[str, _Part] = {}
        self.whole: set[int] = set()

    def add(self, name: Name) -> None:
        """Take down a name: a whole one, or a part of one that is known."""
        position = bisect_right(self.starts, name.starts[0]) - 1
        inside = position >= 0 and name.starts[0] < self.found[position].end
        part = self._known(name)
        if name.is_whole and not (part and self._is_rest(name, part)):
            self._introduce(name, position if inside else None)
        elif part and inside and position not in part.positions:
            at, given = self._given(name, part)
            introduced = frozenset(part.positions)
            self.partials[position].append(Partial(at, name.words[-1], given, introduced))

    def _introduce(self, name: Name, position: int | None) -> None:
        """Take down a whole name; of one that may be no person's only the last word."""
        last = len(name.words) - 1
        if position is not None:
            self.whole.add(position)
        for place, (word, start) in enumerate(zip(name.words, name.starts, strict=True)):
            if len(self.parts) >= PEOPLE or not (name.sure or place == last):
                continue
            part = self.parts.setdefault(word, _Part({}, set()))
            before = self.text[name.starts[0] : start].rstrip() if name.sure else ""
            part.wholes.setdefault(name.words, before)
            if position is not None:
                part.positions.add(position)

    def _known(self, name: Name) -> _Part | None:
        """Return the part of whole names that the last word of a name is."""
        word = name.words[-1]
        if not name.is_whole and name.begins_sentence and word.lower() in self.written:
            return None
        if word in self.parts:
            return self.parts[word]
        if self.language in GENITIVES and word[-1:] == "s":
            return self.parts.get(word[:-1])
        if self.language in INFLECTED:
            return next((self.parts[each] for each in self.parts if _same(each, word)), None)
        return None

    def _is_rest(self, name: Name, part: _Part) -> bool:
        """Tell whether a name of several words is the end of a longer one, or opens a sentence.

        "Critics" of "Critics Miller met" has its capital from there.
        """
        size = len(name.words)
        if name.words in part.wholes:
            return False
        return (name.begins_sentence and not name.sure) or any(
            len(whole) > size and whole[-size:] == name.words for whole in part.wholes
        )

    def _given(self, name: Name, part: _Part) -> tuple[int, str]:
        """Return where a first name can be put in, and which; empty where one cannot be sure."""
        at, ((whole, before), *others) = name.starts[0], part.wholes.items()
        if others or name.is_whole or whole[-1] != name.words[-1]:
            return at, ""
        given, small = before, ""
        while (cut := given.rpartition(" "))[2] in PARTICLES:
            given, small = cut[0], f"{cut[2]} {small}"
        if small and self.text[max(0, at - len(small)) : at].lower() == small.lower():
            return at - len(small), given
        return at, before


def _same(part: str, word: str) -> bool:
    """Tell whether two forms are of one name, by how they begin."""
    size = max(STEM, len(part) - ENDING)
    return part[:size] == word[:size] and abs(len(part) - len(word)) <= ENDING
