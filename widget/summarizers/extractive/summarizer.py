"""Implements the summarizer port: runs the steps of the extractive summarizer in order."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.draft import Draft, DraftPoint, Origin, Passage
from widget.rules.language import primary
from widget.rules.words import count_words
from widget.summarizers.extractive.cjk import language_by_script
from widget.summarizers.extractive.features import features
from widget.summarizers.extractive.fitness import unfit_rules
from widget.summarizers.extractive.headline import stems, unsaid
from widget.summarizers.extractive.openers import has_openers
from widget.summarizers.extractive.score import Weights, scores, weights
from widget.summarizers.extractive.selection import lead, select
from widget.summarizers.extractive.sentences import sentences
from widget.summarizers.extractive.words import (
    LISTED,
    SAMPLE_WORDS,
    has_known_script,
    likely_language,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.domain.article import Article
    from widget.domain.draft import SummaryShape
    from widget.summarizers.extractive.features import Features
    from widget.summarizers.extractive.sentences import Sentence

NAME: Final = "extractive/6"


class Choice(NamedTuple):
    """What was chosen of an article, and by what."""

    sentences: tuple[Sentence, ...]
    features: tuple[Features, ...]
    """One for each sentence; none when the lead was taken without comparing words."""
    scores: tuple[float, ...]
    weights: Weights
    chosen: tuple[int, ...]
    """Positions in ``sentences``, in article order."""
    unsaid: tuple[str, ...]
    """Words of the title that the article says and the chosen sentences do not; none when they
    tell most of it."""


class ExtractiveSummarizer:
    """Selects the sentences of an article that cover most of it (a ``ports.Summarizer``)."""

    @property
    def name(self) -> str:
        """Name and version; the version changes when the same article gets other points."""
        return NAME

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:
        """Return a draft whose points are sentences of the article, in its order.

        There are no points when nothing in the text is prose. Every text is answered: a text
        of any size takes bounded time.
        """
        choice = choose(article, shape)
        points = tuple(_point(article.text, choice.sentences[each]) for each in choice.chosen)
        return Draft(points, Origin.EXTRACT, NAME)


def choose(article: Article, shape: SummaryShape) -> Choice:
    """Return what to show of an article; its first sentences where comparing words tells nothing.

    That is in a text of an unknown script, in one with no more sentences than the shape asks
    for, and where every sentence leans on another. A text in a language that is not known is
    treated as one in the language whose stop words it has.
    """
    language, title = primary(article.headline.language) or "en", article.headline.title
    found = sentences(article.text, language, title, article.roles)
    contents = [sentence.content for sentence in found]
    text = " ".join(contents)
    if written := language_by_script(text):
        language = written
    elif not has_openers(language) and language not in LISTED:
        language = likely_language(list(_words(found))) or language
    weighed = weights(language)
    measured: tuple[Features, ...] = ()
    rated: tuple[float, ...] = ()
    chosen: tuple[int, ...] = ()
    if len(found) > shape.points and has_known_script(text):
        measured = features(found, title, language)
        rated = scores(measured, weighed)
        chosen = select(measured, rated, shape, weighed, stems(title, language))
    if not chosen:
        chosen = _first(found, language, shape)
    missing = unsaid(title, language, measured, chosen) if measured else ()
    return Choice(found, measured, rated, weighed, chosen, missing)


def _first(found: Sequence[Sentence], language: str, shape: SummaryShape) -> tuple[int, ...]:
    """Return the positions of the first sentences: of those that can be points, if any can."""
    rules = unfit_rules(found, language)
    fit = [position for position, rule in enumerate(rules) if rule is None]
    shown = fit or range(len(found))
    first = lead([count_words(found[each].content) for each in shown], shape)
    return tuple(shown[each] for each in first)


def _words(found: Sequence[Sentence]) -> Iterator[str]:
    return islice(chain.from_iterable(each.lowered for each in found), SAMPLE_WORDS)


def _point(text: str, sentence: Sentence) -> DraftPoint:
    quote = text[sentence.start : sentence.end]
    return DraftPoint(sentence.content, Passage(sentence.start, sentence.end, quote))
