"""Explains a summary: the score of each sentence, and why it was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widget.domain.block import Role
from widget.domain.draft import Passage
from widget.rules.text import folded
from widget.summarizers.extractive.candidates import LONG_WORDS
from widget.summarizers.extractive.features import NAMES
from widget.summarizers.extractive.genre_parts import OPINIONS
from widget.summarizers.extractive.junk import junk_rule
from widget.summarizers.extractive.selection import SAME, STRETCH, repeats
from widget.summarizers.extractive.summarizer import Choice, choose
from widget.summarizers.extractive.vectors import cosine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.domain.article import Article
    from widget.domain.draft import SummaryShape
    from widget.summarizers.extractive.features import Features
    from widget.summarizers.extractive.genres import Genre

STRONGEST: Final = 3
"""So many features are named for each sentence."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How much one feature moved a sentence's score away from the article's mean score."""

    feature: str
    """One of ``features.NAMES``."""
    effect: float
    """In points of the score; below 0 when it spoke against the sentence."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence (or line that is none) of an article, and what was made of it."""

    passage: Passage
    score: float | None
    """None when it was not scored: junk, or a text whose first sentences are shown."""
    strongest: tuple[Strength, ...]
    """Those that moved the score most, first; none when it was not scored."""
    left_out: str | None
    """Why it is not in the summary; None when it is."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was made of an article."""

    sentences: tuple[Explained, ...]
    """Each sentence, and each line that is none, in article order."""
    unsaid: tuple[str, ...]
    """Words of the title that the article says and the points do not; none when these tell most
    of it."""
    genre: Genre


def explain(article: Article, shape: SummaryShape) -> Explanation:
    """Return what was made of each sentence and of what was no prose."""
    choice = choose(article, shape)
    effects = _effects(choice)
    found = [
        Explained(
            Passage(each.start, each.end, article.text[each.start : each.end]),
            choice.scores[position] if choice.features else None,
            effects[position] if choice.features else (),
            None if position in choice.chosen else _why(choice, position, shape),
        )
        for position, each in enumerate(choice.sentences)
    ]
    found.extend(_dropped(article.text, choice))
    ordered = sorted(found, key=lambda each: each.passage.start)
    return Explanation(tuple(ordered), choice.unsaid, choice.genre)


def _effects(choice: Choice) -> list[tuple[Strength, ...]]:
    """Return the strongest features of each scored sentence."""
    rows = [each.values for each in choice.features]
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    return [_strongest(row, means, choice.weights.values) for row in rows]


def _strongest(
    row: Sequence[float], means: Sequence[float], weights: Sequence[float]
) -> tuple[Strength, ...]:
    moved = (
        Strength(name, weight * (value - mean))
        for name, value, mean, weight in zip(NAMES, row, means, weights, strict=True)
    )
    ranked = sorted(moved, key=lambda each: abs(each.effect), reverse=True)
    return tuple(each for each in ranked[:STRONGEST] if each.effect)


def _why(choice: Choice, position: int, shape: SummaryShape) -> str:
    if choice.parts or choice.genre in OPINIONS:
        return f"is not what a summary of this genre shows ({choice.genre})"
    if not choice.features:
        return "the first sentences are shown, because words cannot be compared here"
    each = choice.features[position]
    if each.unfit is not None:
        return each.unfit
    chosen = [choice.features[other] for other in choice.chosen]
    total = sum(other.words for other in chosen)
    missing = _unknown(choice, position)
    reasons = (
        (each.form.refers_to_figure, "points at a picture or a list that is not shown"),
        (each.form.has_dangling_opener, "opens with a word that points back"),
        (each.form.has_orphaned_quote, "is a quote without its speaker"),
        (each.continues, "goes on with the sentence before it"),
        (any(map(str.istitle, missing)), "names somebody whom no chosen sentence introduces"),
        (missing != [], "takes for known what no chosen sentence introduces"),
        (_repeats(each, chosen), "says what a chosen sentence says"),
        (_is_rival(each, chosen), "is not shown beside the sentence that stands for the opening"),
        (each.words > LONG_WORDS, f"is longer than {LONG_WORDS} words"),
        (each.is_labelled, "begins with a kicker, like a caption"),
        (
            len(chosen) < shape.points and total + each.words > shape.words * STRETCH,
            f"would make the summary longer than {shape.words * STRETCH:.0f} words",
        ),
    )
    return next(
        (reason for applies, reason in reasons if applies), "other sentences have a better score"
    )


def _unknown(choice: Choice, position: int) -> list[str]:
    """Return first letters of what a sentence takes for known; a person's is a capital."""
    named = choice.unexplained[position]
    return [each.word[0] for each in named if each.introduced.isdisjoint(choice.chosen)]


def _repeats(each: Features, chosen: Sequence[Features]) -> bool:
    return any(
        cosine(each.vector, other.vector) >= SAME or repeats(each, other) for other in chosen
    )


def _is_rival(each: Features, chosen: Sequence[Features]) -> bool:
    """Tell whether only one of standfirst and body is shown, and it is not this one's."""
    return each.role == Role.STANDFIRST and Role.STANDFIRST not in {other.role for other in chosen}


def _dropped(text: str, choice: Choice) -> Iterator[Explained]:
    """Yield the lines between the sentences: what was taken for no prose."""
    start = 0
    for end, following in (
        *((each.start, each.end) for each in choice.sentences),
        (len(text), len(text)),
    ):
        yield from _lines(text, start, end)
        start = following


def _lines(text: str, start: int, end: int) -> Iterator[Explained]:
    for line in text[start:end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = start + line.index(bare)
            passage = Passage(first, first + len(bare), bare)
            rule = junk_rule(folded(bare)) or "a heading, or past the limits"
            yield Explained(passage, None, (), f"no prose: {rule}")
        start += len(line)
