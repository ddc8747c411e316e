"""The home of the extractive summarizer: the steps in their order, behind the port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.model import Draft, DraftPoint, Origin, Passage
from widget.summarizers.extractive.features import features
from widget.summarizers.extractive.score import scores
from widget.summarizers.extractive.selection import lead, select
from widget.summarizers.extractive.sentences import primary_language, sentences
from widget.summarizers.extractive.words import has_known_script, length_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.model import Article, SummaryShape
    from widget.summarizers.extractive.sentences import Sentence

NAME: Final = "extractive/1"


class ExtractiveSummarizer:
    """Picks the sentences of an article that tell most of it (a ``ports.Summarizer``)."""

    @property
    def name(self) -> str:
        """Name and version; the version changes when the same article gets other points."""
        return NAME

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:
        """Return a draft whose points are sentences of the article, in its order.

        There are no points when nothing in the text is prose. Every text is answered: a text
        of any size takes bounded time.
        """
        language = primary_language(article.headline.language)
        found = sentences(article.text, language, article.headline.title)
        chosen = _choose(found, article.headline.title, language, shape)
        points = tuple(_point(article.text, found[position]) for position in chosen)
        return Draft(points, Origin.EXTRACT, NAME)


def _choose(
    found: Sequence[Sentence], title: str, language: str, shape: SummaryShape
) -> tuple[int, ...]:
    """Return positions in ``found``; the first sentences where comparing words tells nothing."""
    contents = [sentence.content for sentence in found]
    if len(found) > shape.points and has_known_script(" ".join(contents)):
        measured = features(found, title, language)
        if chosen := select(measured, scores(measured), shape):
            return chosen
    return lead([length_in_words(content) for content in contents], shape)


def _point(text: str, sentence: Sentence) -> DraftPoint:
    quote = text[sentence.start : sentence.end]
    return DraftPoint(sentence.content, Passage(sentence.start, sentence.end, quote))
