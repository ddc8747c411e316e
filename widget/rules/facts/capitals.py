"""Finds words with capitals that may be names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.rules.facts.vocabulary import small_words
from widget.rules.folding import letters
from widget.rules.given_names import is_given_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN: Final = re.compile(
    r"(?<![\w@#])[^\W\d_a-zà-öø-ÿ][\w]*(?:[-'’.][\w]+)*"  # noqa: RUF001
    r"(?:[ \u00a0](?:(?:van|von|der|den|de|del|la|le|du|da|di|dos|af|av|al|el|bin|ben|St\.)"
    r"[ \u00a0]){0,2}"
    r"(?:[^\W\d_a-zà-öø-ÿ]\.|[^\W\d_a-zà-öø-ÿ][\w]*(?:[-'’][\w]+)*))*"  # noqa: RUF001
)
ADJECTIVES: Final = re.compile(r"(?:ish|ese|ian|ean|can|man|ch)s?$")
"""How words of countries end in English: "Palestinian"."""
_WORD: Final = re.compile(r"[^\W\d_][\w]*(?:[-.'’][\w]+)*")  # noqa: RUF001
_BEGINS: Final = frozenset(".!?:;…\"'“”„«»‘’‚–—(|-•")  # noqa: RUF001
_POSSESSIVE: Final = re.compile(r"['’]\w*$")  # noqa: RUF001
_ELIDED: Final = re.compile(r"^\w{1,2}['’](?=\w)")  # noqa: RUF001


class Run(NamedTuple):
    """Words with capitals in a row."""

    words: tuple[tuple[str, int, int], ...]
    """Each with where it begins and ends, without small words."""
    begins: bool
    """Whether the first word may have its capital from the beginning of a sentence."""


def runs(text: str) -> Iterator[Run]:
    """Yield the words with capitals of a text, those in a row together."""
    for match in _RUN.finditer(text):
        found = []
        for word in _WORD.finditer(match[0]):
            if not word[0][0].isupper() and not _ELIDED.match(word[0]):
                continue
            start = match.start() + word.start()
            found.append((word[0], start, start + len(word[0])))
        if found:
            before = text[: match.start()].rstrip(" \u00a0")[-1:]
            yield Run(tuple(found), not before or before == "\n" or before in _BEGINS)


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """Return a name as it is compared: letters alone, without "'s" and the like."""
    plain = _ELIDED.sub("", word)
    return letters(_POSSESSIVE.sub("", plain)) or letters(plain)


def capitals(text: str) -> frozenset[str]:
    """Return the words that have a capital elsewhere than at the beginning of a sentence."""
    return frozenset(
        bare(word)
        for run in runs(text)
        for at, (word, _, _) in enumerate(run.words)
        if at or not run.begins
    )


def people(text: str, language: str, known: frozenset[str]) -> list[tuple[str, tuple[int, int]]]:
    """Return the last words of what may be names of persons, with their places.

    ``known`` are the article's ``capitals``: another word that begins a sentence is no name.
    """
    found = []
    for run in runs(text):
        words = list(run.words)
        while words and run.begins and words[0][0].casefold() in small_words(language):
            words.pop(0)
        if not words or all(word.isupper() for word, _, _ in words):
            continue
        alone = len(words) == 1 and run.begins and not is_given_name(words[0][0])
        if words and not (alone and bare(words[0][0]) not in known):
            found.append((bare(words[-1][0]), (words[0][1], words[-1][2])))
    return found
