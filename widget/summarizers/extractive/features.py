"""Measures the features of each sentence; ``score`` weighs them."""

from __future__ import annotations

import math
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.block import Role
from widget.rules.words import count_words, words_in
from widget.summarizers.extractive import form as forms
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.fitness import is_labelled, unfit_rules
from widget.summarizers.extractive.vectors import (
    Space,
    Vector,
    centralities,
    cosine,
    near_lead,
    space,
)
from widget.summarizers.extractive.words import terms, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.summarizers.extractive.form import Form
    from widget.summarizers.extractive.people import Partial
    from widget.summarizers.extractive.sentences import Sentence

FREQUENT: Final = 10
"""So many of an article's most frequent terms are its keywords."""

PLACE_NAMES: Final = ("first", "early", "quite_early", "share_read", "opens_paragraph")
LENGTH_NAMES: Final = ("words", "short", "long")
CONTENT_NAMES: Final = (
    *("centrality", "near_lead", "near_previous", "near_next", "frequency", "keywords"),
    *("new_terms", "lone_terms", "spread_terms", "term_share", "title_overlap"),
)
NAMES: Final = (*PLACE_NAMES, *LENGTH_NAMES, *CONTENT_NAMES, *forms.NAMES)
"""What ``Features.values`` holds, in its order."""

TITLE_OVERLAP: Final = NAMES.index("title_overlap")


class Features(NamedTuple):
    """What is known of one sentence before it is weighed."""

    position: int
    """Place among the sentences of the article, from 0."""
    words: int
    vector: Vector
    form: Form
    values: tuple[float, ...]
    """The numbers of ``NAMES``; those that depend on the article's topic are shares of its most."""
    spoken: int = 0
    """Words as a reader counts them: long ones are not counted for more."""
    terms: frozenset[str] = frozenset()
    """The stems of its content words."""
    unfit: str | None = None
    """Why it cannot be a point, see ``fitness``."""
    is_labelled: bool = False
    """Whether a kicker with a colon stands before what it says."""
    opens_paragraph: bool = False
    role: Role | None = None
    """That of its paragraph, where it is known."""
    tells: frozenset[str] = frozenset()
    """What its genre must tell, see ``genres``."""
    unexplained: tuple[Partial, ...] = ()
    """Whom and what it takes for known, see ``dependence``."""
    continues: bool = False
    """Whether a word inside it points back, see ``continuations``."""
    denies: bool = False
    """Whether somebody denies a claim in it."""
    is_denied: bool = False
    """Whether the next sentence denies it in so few words that it cannot be a point."""

    @property
    def leans(self) -> bool:
        """Whether it is understood only after the sentence before it."""
        return self.continues or self.form.leans_on_previous or self.role == Role.QUOTATION

    def is_isolated(self, common: frozenset[str]) -> bool:
        """Tell whether no term is in the title or, unless it is common, in another sentence."""
        return not self.values[TITLE_OVERLAP] and common.issuperset(self.vector)


def features(sentences: Sequence[Sentence], title: str, language: str) -> tuple[Features, ...]:
    """Return the features of each sentence; ``language`` is a primary subtag like ``en``."""
    bags = [terms(sentence.lowered, language) for sentence in sentences]
    around = space(bags)
    heading = terms(tokens(lower(title)), language)
    contents = _content(bags, [len(each.words) for each in sentences], around, heading)
    places, unfit = _slots(sentences), unfit_rules(sentences, language)
    found = []
    for position, sentence in enumerate(sentences):
        shown = forms.form(sentence, language)
        length = count_words(sentence.content, sentence.words)
        numbers = (*places[position], *_length(length), *contents[position])
        found.append(
            Features(
                position,
                length,
                around.vectors[position],
                shown,
                (*numbers, *forms.values(sentence, shown)),
                min(length, len(sentence.words)),
                _with_parts(bags[position], sentence.lowered, language),
                unfit[position],
                is_labelled(sentence, language),
                sentence.opens_paragraph,
                sentence.role,
            )
        )
    return tuple(found)


def _with_parts(bag: Sequence[str], lowered: Sequence[str], language: str) -> frozenset[str]:
    """Return the terms of a sentence and those of its words with hyphens.

    So "harbour-based" is about a harbour.
    """
    parts = [part for word in lowered if "-" in word for part in words_in(word.replace("-", " "))]
    return frozenset(chain(bag, terms(parts, language))) if parts else frozenset(bag)


def _slots(sentences: Sequence[Sentence]) -> list[tuple[float, ...]]:
    """Return the numbers of ``PLACE_NAMES``; paragraphs count when there are several."""
    has_paragraphs = sum([sentence.opens_paragraph for sentence in sentences]) > 1
    last = max(1, len(sentences) - 1)
    return [
        (
            float(position == 0),
            math.exp(-position / 3),
            math.exp(-position / 10),
            position / last,
            float(has_paragraphs and sentence.opens_paragraph),
        )
        for position, sentence in enumerate(sentences)
    ]


def _length(words: int) -> tuple[float, ...]:
    return (
        math.log(1 + words) / 4,
        max(0, 10 - words) / 10,
        max(0, words - 30) / 30,
    )


def _content(
    bags: Sequence[Sequence[str]], lengths: Sequence[int], found: Space, title: Sequence[str]
) -> list[tuple[float, ...]]:
    """Return the numbers of ``CONTENT_NAMES``; each takes one pass over the article."""
    next_to = [cosine(one, other) for one, other in pairwise(found.vectors)]
    columns = (
        centralities(found),
        near_lead(found),
        [0.0, *next_to],
        [*next_to, 0.0],
        *_counted(bags),
        [len(bag) / (length or 1) for bag, length in zip(bags, lengths, strict=True)],
        _shares(set(title), bags),
    )
    return list(zip(*columns, strict=True)) if bags else []


def _counted(bags: Sequence[Sequence[str]]) -> tuple[list[float], ...]:
    """Return frequency, keywords, new terms, lone terms and spread terms of each bag."""
    counts = Counter(chain.from_iterable(bags))
    keywords = {term for term, _ in counts.most_common(FREQUENT)}
    once = {term for term, count in counts.items() if count == 1}
    frequency = [sum(map(counts.__getitem__, bag)) / (len(bag) or 1) for bag in bags]
    most = max(frequency, default=0.0) or 1.0
    return (
        [value / most for value in frequency],
        [len(keywords.intersection(bag)) / FREQUENT for bag in bags],
        _new(bags),
        [len(once.intersection(bag)) / (len(bag) or 1) for bag in bags],
        _spread(bags),
    )


def _new(bags: Sequence[Sequence[str]]) -> list[float]:
    """Return which share of the terms of each bag is in none before it."""
    seen: set[str] = set()
    found = []
    for bag in bags:
        before = len(seen)
        seen.update(bag)
        found.append((len(seen) - before) / (len(bag) or 1))
    return found


def _spread(bags: Sequence[Sequence[str]]) -> list[float]:
    """Return which share of the terms of each bag is in both halves of the article."""
    half = len(bags) // 2
    both = set(chain.from_iterable(bags[:half])).intersection(chain.from_iterable(bags[half:]))
    return [len(both.intersection(bag)) / (len(bag) or 1) for bag in bags]


def _shares(wanted: set[str], bags: Sequence[Sequence[str]]) -> list[float]:
    """Return which share of the wanted terms each bag has."""
    return [len(wanted.intersection(bag)) / (len(wanted) or 1) for bag in bags]
