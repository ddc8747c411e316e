"""Finds names of people in a text: runs of words with capitals, and how sure it is that they are.

Which words tell: ``people.txt`` and ``given_names.txt``.
"""

# ruff: noqa: RUF001 (the apostrophes and the letters of many languages)

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.rules.given_names import is_given_name
from widget.rules.letters import UPPER
from widget.rules.patterns import Lazy, Words
from widget.rules.word_lists import file_beside, read_by_language
from widget.summarizers.extractive.words import stop_words

if TYPE_CHECKING:
    import re
    from collections.abc import Container, Iterator, Sequence

LISTS: Final = file_beside(__file__).replace("names.txt", "people.txt")
TITLES: Final = Words(LISTS, "titles")
NO_PEOPLE: Final = Words(LISTS, "no people", "days")
DAYS: Final = Words(LISTS, "days")
PARTICLES: Final = Words(LISTS, "particles")

CAPITAL_NOUNS: Final = frozenset(["de"])
"""Languages where any noun has a capital, so that only a given name or a title tells a person."""
LONGEST_ACRONYM: Final = 2
"""A longer word in capitals alone is no part of a name."""
WHOLE: Final = 2
"""A name of so many words is whole."""

_WORD: Final = rf"[{UPPER}]\w*(?:-\w+)*(?:['’][{UPPER}][\w-]+)?"
_SPACE: Final = "[ \u00a0]"
_NICKNAME: Final = rf"[\"“‘'(][{UPPER}]\w*[\"”’')]"
RUN: Final = Lazy(
    rf"(?<![\w'’.@#-]){_WORD}"
    rf"(?:{_SPACE}(?:(?:{{particles}}){_SPACE}|{_NICKNAME}{_SPACE}){{0,3}}"
    rf"(?:[{UPPER}]\.|{_WORD}(?![\w@])))*",
    0,
    LISTS,
)
WORD: Final = Lazy(rf"{_WORD}")
BEGINS: Final = frozenset('\n.!?:;"“”„«»‘(–—')
"""A word behind one of these may have its capital from there."""
BEFORE: Final = 24
"""Characters that hold the title or the article before a name."""


class Name(NamedTuple):
    """Words with capitals that may name a person."""

    words: tuple[str, ...]
    """Without titles, initials and small words."""
    starts: tuple[int, ...]
    """Where each of them begins in the text."""
    begins_sentence: bool
    sure: bool
    """Whether a given name or a title says that it is a person."""

    @property
    def is_whole(self) -> bool:
        """Whether it has more words than a surname."""
        return len(self.words) >= WHOLE


def names(text: str, language: str, written: Container[str]) -> Iterator[Name]:
    """Yield what may name a person in ``text``, in its order.

    ``language`` is a primary subtag. ``written`` are the article's words as they stand: one that
    stands there with a small letter, too, has its capital from the beginning of a sentence.
    """
    reader = _Reader(text, language, written)
    for run in RUN.finditer(text):
        yield from reader.read(run)


class _Reader(NamedTuple):
    text: str
    language: str
    written: Container[str]

    def read(self, run: re.Match[str]) -> Iterator[Name]:
        """Yield the name in a run of words with capitals, or what may be names of one word."""
        first = run.start()
        found = [(word[0], first + word.start()) for word in WORD.finditer(run[0])]
        begins_sentence = self._begins_sentence(first)
        titled = self._has_title(first)
        while found and self._is_before_a_name(found[0][0], begins_sentence=begins_sentence):
            word, _ = found.pop(0)
            titled, begins_sentence = word in TITLES, begins_sentence and word in TITLES
        given = next((at for at, (word, _) in enumerate(found[:-1]) if is_given_name(word)), None)
        found = [each for each in found[given or 0 :] if len(each[0]) > 1]
        while found and found[-1][0] in DAYS:
            found.pop()
        sure = titled or given is not None
        if len(found) == 1 or (found and self._may_be_a_person(found, sure=sure)):
            words, starts = zip(*found, strict=True)
            yield Name(words, starts, begins_sentence and not given, sure)
        elif self.language in CAPITAL_NOUNS:
            for word, start in found:
                yield Name((word,), (start,), begins_sentence and start == first, sure=False)

    def _begins_sentence(self, start: int) -> bool:
        return not start or self.text[max(0, start - 2) : start].strip(" ")[-1:] in BEGINS

    def _has_title(self, start: int) -> bool:
        before = self.text[max(0, start - BEFORE) : start].rstrip(". ").rsplit(None, 1)
        return bool(before) and before[-1].strip('("“„') in TITLES

    def _is_before_a_name(self, word: str, *, begins_sentence: bool) -> bool:
        """Tell whether the first word of a run is no part of the name in it."""
        if word in TITLES or (word in DAYS and not is_given_name(word)):
            return True
        lowered = word.lower()
        if lowered in stop_words(self.language):
            return begins_sentence or not is_given_name(word)
        return begins_sentence and lowered in self.written

    def _may_be_a_person(self, found: Sequence[tuple[str, int]], *, sure: bool) -> bool:
        words = [word for word, _ in found]
        if not NO_PEOPLE.isdisjoint(words):
            return False
        if any(len(word) > LONGEST_ACRONYM and word.isupper() for word in words):
            return False
        return sure or (
            self.language not in CAPITAL_NOUNS
            and words[-1].lower() not in self.written
            and not self._follows_article(found[0][1])
        )

    def _follows_article(self, start: int) -> bool:
        before = self.text[max(0, start - BEFORE) : start].lower()
        last = before.replace("’", "'").replace("'", "' ").rsplit(None, 1)[-1:]
        return bool(last) and last[0] in _articles(self.language)


@cache
def _articles(language: str) -> frozenset[str]:
    known = {"nb": "no", "nn": "no"}.get(language, language)
    return frozenset(read_by_language(LISTS, "articles").get(known, ()))
