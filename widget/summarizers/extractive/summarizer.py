"""Implements the summarizer port: runs the steps of the extractive summarizer in order."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.draft import Draft, Origin
from widget.rules.language import primary
from widget.rules.words import count_words
from widget.summarizers.extractive.cjk import language_by_script
from widget.summarizers.extractive.features import features
from widget.summarizers.extractive.openers import has_openers
from widget.summarizers.extractive.points import points
from widget.summarizers.extractive.references import unexplained
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
    from widget.summarizers.extractive.people import Partial
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
    partials: tuple[Sequence[Partial], ...] = ()
    """For each sentence the names that it gives in part."""


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
        made = points(article.text, choice.sentences, choice.chosen, choice.partials, shape.points)
        return Draft(made, Origin.EXTRACT, NAME)


def choose(article: Article, shape: SummaryShape) -> Choice:
    """Return what to show of an article; its first sentences where comparing words tells nothing.

    That is in a text of an unknown script, in one with no more sentences than the shape asks
    for, and where every sentence leans on another. A text in a language that is not known is
    treated as one in the language whose stop words it has.
    """
    language, title = primary(article.headline.language) or "en", article.headline.title
    found = sentences(article.text, language, title)
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
    partials = unexplained(article.text, found, language)
    if len(found) > shape.points and has_known_script(text):
        measured = features(found, title, language)
        rated = scores(measured, weighed)
        chosen = select(measured, rated, shape, weighed, partials)
    if not chosen:
        chosen = lead([count_words(content) for content in contents], shape)
    return Choice(found, measured, rated, weighed, chosen, partials)


def _words(found: Sequence[Sentence]) -> Iterator[str]:
    return islice(chain.from_iterable(each.lowered for each in found), SAMPLE_WORDS)
