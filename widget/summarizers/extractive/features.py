"""The home of features: what is measured of each sentence, and nothing of how it is weighed."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive import cues
from widget.summarizers.extractive.cleaning import has_note
from widget.summarizers.extractive.words import terms, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.summarizers.extractive.sentences import Sentence

DIGIT: Final = re.compile(r"\d")

Vector = dict[str, float]
"""Weight of each term; of length 1 unless it is empty."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the wording of one sentence shows, without the rest of the article."""

    has_number: bool
    is_question: bool
    is_personal: bool
    has_note: bool
    refers_to_figure: bool
    has_dangling_opener: bool
    has_orphaned_quote: bool

    @property
    def leans_on_previous(self) -> bool:
        """Whether the sentence is only understood after the one before it."""
        return self.has_dangling_opener or self.has_orphaned_quote


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of one sentence before it is weighed."""

    position: int
    """Place among the sentences of the article, from 0."""
    opens_paragraph: bool
    words: int
    vector: Vector
    centrality: float
    """Cosine with the sum of all sentences, 0 to 1."""
    title_overlap: float
    """Share of the title's terms that are in the sentence, 0 to 1."""
    form: Form


def features(sentences: Sequence[Sentence], title: str, language: str) -> tuple[Features, ...]:
    """Return the features of each sentence; ``language`` is a primary subtag like ``en``."""
    words = [tokens(sentence.content) for sentence in sentences]
    vectors = _tf_idf([terms(each) for each in words])
    centre = _centre(vectors)
    title_terms = set(terms(tokens(title)))
    return tuple(
        Features(
            position=position,
            opens_paragraph=sentence.opens_paragraph,
            words=len(words[position]),
            vector=vector,
            centrality=cosine(vector, centre),
            title_overlap=_share(title_terms, vector),
            form=_form(sentence.content, language),
        )
        for position, (sentence, vector) in enumerate(zip(sentences, vectors, strict=True))
    )


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors of length 1, 0 to 1."""
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(weight * large.get(term, 0.0) for term, weight in small.items())


def _form(content: str, language: str) -> Form:
    return Form(
        has_number=DIGIT.search(content) is not None,
        is_question=content.rstrip("\"'”’»)").endswith(("?", "؟", "？")),
        is_personal=cues.is_personal(content),
        has_note=has_note(content),
        refers_to_figure=cues.refers_to_figure(content),
        has_dangling_opener=cues.has_dangling_opener(content, language),
        has_orphaned_quote=cues.has_orphaned_quote(content),
    )


def _share(wanted: set[str], vector: Vector) -> float:
    return len(wanted & vector.keys()) / len(wanted) if wanted else 0.0


def _tf_idf(bags: Sequence[Sequence[str]]) -> list[Vector]:
    """Return a vector for each bag of terms; a term in most sentences weighs little."""
    in_sentences = Counter(term for bag in bags for term in set(bag))
    return [
        _unit(
            {
                term: count * math.log(1 + len(bags) / in_sentences[term])
                for term, count in Counter(bag).items()
            }
        )
        for bag in bags
    ]


def _centre(vectors: Sequence[Vector]) -> Vector:
    total: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for term, weight in vector.items():
            total[term] += weight
    return _unit(total)


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}
