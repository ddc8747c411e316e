"""Takes an article apart once, so that many drafts can be compared with it."""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from widget.rules.facts.calendar import dates, weekdays
from widget.rules.facts.capitals import capitals
from widget.rules.facts.figures import figures
from widget.rules.facts.tokens import tokens
from widget.rules.facts.vocabulary import language_of, small_words
from widget.rules.folding import letters

if TYPE_CHECKING:
    from datetime import date

    from widget.domain.article import Article
    from widget.rules.facts.calendar import Day
    from widget.rules.facts.figures import Figure
    from widget.rules.facts.tokens import Token

_SENTENCE: Final = re.compile(r"(?<=[.!?…।。！？؟])[\"'”»“’)\]]*\s+(?=[^a-zà-ÿ])|(?<=[。！？])|\n+")
_ELIDED: Final = re.compile("^(?:\\w|qu)['’](?=\\w)")
STEM: Final = 5
"""Letters by which two words are taken for forms of one."""
SHORTEST: Final = 4
"""Letters of a word that says something."""


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of an article or of a draft."""

    text: str
    start: int
    tokens: tuple[Token, ...]
    stems: frozenset[str]
    """What its words begin with, without the smallest words of the language."""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """An article as drafts are compared with it."""

    language: str
    """The tag under which the word lists have it."""
    tag: str
    text: str
    """Its title, its text and its author, with a blank line between."""
    offset: int
    """Where its text begins in that."""
    published: date
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]
    weekdays: frozenset[int]
    words: frozenset[str]
    """All words without case."""
    written: tuple[str, ...]
    """All words as they stand, in their order."""
    letters: str
    """Its letters and digits alone."""
    capitals: frozenset[str]
    """Words that have a capital inside of sentences, as names are compared."""
    weights: dict[str, float]
    """How much each stem tells one sentence from the others."""

    def sentence_at(self, place: int) -> Sentence:
        """Return the sentence that a place is in."""
        starts = [each.start for each in self.sentences]
        return self.sentences[max(0, bisect_right(starts, place) - 1)]


def read(article: Article) -> Reference:
    """Return what the checks need of an article."""
    headline = article.headline
    language = language_of(headline.language)
    text = f"{headline.title}\n\n{article.text}"
    if headline.author:
        text = f"{text}\n\n{headline.author}"
    found = tokens(text)
    parts = sentences(text, language)
    counts = Counter(stem for part in parts for stem in part.stems)
    return Reference(
        language=language,
        tag=headline.language,
        text=text,
        offset=len(headline.title) + 2,
        published=headline.published_at.date(),
        sentences=parts,
        figures=tuple(figures(text, found, language)),
        days=tuple(dates(text, found, language)),
        weekdays=frozenset(day for _, day in weekdays(found, language)),
        words=frozenset(token.low for token in found),
        written=tuple(token.text for token in found),
        letters=letters(text),
        capitals=capitals(text),
        weights={stem: math.log(1 + len(parts) / count) for stem, count in counts.items()},
    )


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text; an abbreviation may cut one in two."""
    found, start = [], 0
    ends = [match.span() for match in _SENTENCE.finditer(text)] + [(len(text), len(text))]
    for end, following in ends:
        part = text[start:end]
        if part.strip():
            words = tokens(part)
            found.append(Sentence(part, start, tuple(words), stems(words, language)))
        start = following
    return tuple(found)


def stems(found: list[Token] | tuple[Token, ...], language: str) -> frozenset[str]:
    """Return what the words begin with that say something, and the numbers."""
    small = small_words(language)
    bare = (_ELIDED.sub("", token.low) for token in found)
    return frozenset(
        word[:STEM]
        for word in bare
        if word[0].isdecimal() or (len(word) >= SHORTEST and word not in small)
    )


PASSAGES: Final = 3
"""Sentences of the article that one of a draft may rest on."""


def passages(sentence: Sentence, reference: Reference) -> list[Sentence]:
    """Return the sentences of the article that have most of a draft's sentence, the best first."""
    return list(_passages(sentence.stems, reference))


@lru_cache(maxsize=500)
def _passages(said: frozenset[str], reference: Reference) -> tuple[Sentence, ...]:
    weights = reference.weights
    scores = [
        (sum(weights[stem] for stem in said & each.stems), -at)
        for at, each in enumerate(reference.sentences)
    ]
    best = sorted(scores, reverse=True)[:PASSAGES]
    return tuple(reference.sentences[-at] for score, at in best if score > 0)


def tells_of(sentence: Sentence, place: int, reference: Reference, fewest: int) -> bool:
    """Tell whether what stands at a place of the article is near to what a draft's sentence says.

    Its sentence is a passage, follows the nearest one, or has ``fewest`` words of the draft's that
    are no numbers.
    """
    there = reference.sentence_at(place)
    before = reference.sentence_at(max(0, there.start - 2))
    best = passages(sentence, reference)
    if there in best or before in best[:1]:
        return True
    shared = sentence.stems & there.stems
    return len([stem for stem in shared if not stem[0].isdecimal()]) >= fewest


def overlap(sentence: Sentence, other: Sentence, reference: Reference) -> float:
    """Return how much of a draft's sentence an article's sentence has, from 0 to 1."""
    rare = math.log(1 + len(reference.sentences))
    weights = reference.weights
    whole = sum(weights.get(stem, rare) for stem in sentence.stems)
    return sum(weights[stem] for stem in sentence.stems & other.stems) / whole if whole else 0.0
