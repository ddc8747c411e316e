"""The home of features: what is measured of each sentence, and nothing of how it is weighed."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive import form as forms
from widget.summarizers.extractive.vectors import Vector, cosine, surroundings, tf_idf, total
from widget.summarizers.extractive.words import length_in_words, terms, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.summarizers.extractive.form import Form
    from widget.summarizers.extractive.sentences import Sentence

FREQUENT: Final = 10
"""So many of an article's most frequent terms are its keywords."""

PLACE_NAMES: Final = ("first", "early", "quite_early", "share_read", "opens_paragraph")
LENGTH_NAMES: Final = ("words", "short", "long")
CONTENT_NAMES: Final = (
    *("centrality", "back_centrality", "forward_centrality", "near_lead", "near_first"),
    *("near_previous", "near_next", "frequency", "keywords", "new_terms", "lone_terms"),
    *("term_share", "title_overlap"),
)
NAMES: Final = (*PLACE_NAMES, *LENGTH_NAMES, *CONTENT_NAMES, *forms.NAMES)
"""What ``Features.values`` holds, in its order."""

LONE_TERMS: Final = NAMES.index("lone_terms")
TITLE_OVERLAP: Final = NAMES.index("title_overlap")


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of one sentence before it is weighed."""

    position: int
    """Place among the sentences of the article, from 0."""
    words: int
    vector: Vector
    form: Form
    values: tuple[float, ...]
    """The numbers of ``NAMES``; those that depend on the article's topic are shares of its most."""

    @property
    def is_isolated(self) -> bool:
        """Whether no word that carries meaning is in the title or in another sentence."""
        return self.values[LONE_TERMS] == 1.0 and not self.values[TITLE_OVERLAP]


def features(sentences: Sequence[Sentence], title: str, language: str) -> tuple[Features, ...]:
    """Return the features of each sentence; ``language`` is a primary subtag like ``en``."""
    words = [tokens(sentence.content) for sentence in sentences]
    folded = [[word.casefold() for word in each] for each in words]
    bags = [terms(each, language) for each in folded]
    vectors = tf_idf(bags)
    contents = _content(words, bags, vectors, terms(tokens(title), language))
    places = _places(sentences)
    found = []
    for position, sentence in enumerate(sentences):
        shown = forms.form(sentence.content, folded[position], language)
        length = max(len(words[position]), length_in_words(sentence.content))
        values = (
            *places[position],
            *_length(length),
            *contents[position],
            *forms.values(sentence.content, words[position], shown),
        )
        found.append(Features(position, length, vectors[position], shown, values))
    return tuple(found)


def _places(sentences: Sequence[Sentence]) -> list[tuple[float, ...]]:
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
    words: Sequence[Sequence[str]],
    bags: Sequence[Sequence[str]],
    vectors: Sequence[Vector],
    title: Sequence[str],
) -> list[tuple[float, ...]]:
    """Return the numbers of ``CONTENT_NAMES``; each takes one pass over the article."""
    lead = total(vectors[:3])
    around = surroundings(vectors)
    next_to = [cosine(one, other) for one, other in pairwise(vectors)]
    columns = (
        _of_most(around.whole),
        _of_most(around.before),
        _of_most(around.after),
        _near(lead, vectors),
        _near_first(vectors),
        [0.0, *next_to],
        [*next_to, 0.0],
        *_counted(bags),
        [len(bag) / (len(each) or 1) for bag, each in zip(bags, words, strict=True)],
        _shares(set(title), vectors),
    )
    return list(zip(*columns, strict=True)) if vectors else []


def _counted(bags: Sequence[Sequence[str]]) -> tuple[list[float], ...]:
    """Return frequency, keywords, new terms and lone terms of each bag."""
    counts = Counter(chain.from_iterable(bags))
    keywords = {term for term, _ in counts.most_common(FREQUENT)}
    seen: set[str] = set()
    frequency, share, new, lone = [], [], [], []
    for bag in bags:
        different, size = set(bag), len(bag) or 1
        frequency.append(sum([counts[term] for term in bag]) / size)
        share.append(len(different & keywords) / FREQUENT)
        new.append(len(different - seen) / size)
        lone.append(len([term for term in bag if counts[term] == 1]) / size)
        seen |= different
    return _of_most(frequency), share, new, lone


def _near(centre: Vector, vectors: Sequence[Vector]) -> list[float]:
    return [cosine(vector, centre) for vector in vectors]


def _near_first(vectors: Sequence[Vector]) -> list[float]:
    """Return the cosine with the first sentence, 0 for itself: that it is first counts already."""
    return [0.0, *_near(vectors[0], vectors[1:])] if vectors else []


def _of_most(column: list[float]) -> list[float]:
    most = max(column, default=0.0) or 1.0
    return [value / most for value in column]


def _shares(wanted: set[str], vectors: Sequence[Vector]) -> list[float]:
    return [len(wanted & vector.keys()) / (len(wanted) or 1) for vector in vectors]
