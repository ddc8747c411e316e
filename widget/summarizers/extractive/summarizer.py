"""Implements the summarizer port: runs the steps of the extractive summarizer in order."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.block import Role
from widget.domain.draft import Draft, Origin
from widget.rules.language import primary
from widget.rules.words import count_words
from widget.summarizers.extractive.cjk import language_by_script
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.dependence import dependences, not_understood
from widget.summarizers.extractive.features import features
from widget.summarizers.extractive.fitness import unfit_rules
from widget.summarizers.extractive.genre_parts import OPINIONS, parts
from widget.summarizers.extractive.genres import (
    Genre,
    Story,
    genre_of,
    items_of,
    questions_of,
    told_topics,
    topics_of,
)
from widget.summarizers.extractive.headline import stems, unsaid
from widget.summarizers.extractive.lines import lines
from widget.summarizers.extractive.obituaries import of_obituary
from widget.summarizers.extractive.openers import has_openers
from widget.summarizers.extractive.points import points, points_of_parts
from widget.summarizers.extractive.references import unexplained
from widget.summarizers.extractive.roles import Roles
from widget.summarizers.extractive.score import Weights, scores, weights
from widget.summarizers.extractive.selection import lead, select
from widget.summarizers.extractive.sentences import sentences
from widget.summarizers.extractive.told import Part, Told
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

OPENING_SENTENCES: Final = 2
NAME: Final = "extractive/8"


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
    unexplained: tuple[tuple[Partial, ...], ...]
    """For each sentence whom and what it takes for known."""
    genre: Genre
    parts: tuple[Part, ...]
    """What the points are made of where they are no single sentences; none otherwise."""


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
        found, unmet = choice.sentences, choice.unexplained
        made = points_of_parts(article.text, found, choice.parts) or points(
            article.text, found, choice.chosen, unmet, shape.limit
        )
        return Draft(made, Origin.EXTRACT, NAME)


def choose(article: Article, shape: SummaryShape) -> Choice:
    """Return what to show of an article; its first sentences where comparing words tells nothing.

    That is in a text of an unknown script, in one with no more sentences than the shape asks
    for, and where every sentence leans on another. A text in a language that is not known is
    treated as one in the language whose stop words it has.
    """
    title = article.headline.title
    declared = primary(article.headline.language) or "en"
    found = sentences(article.text, declared, title, article.roles)
    text = " ".join([sentence.content for sentence in found])
    language = _language_of(declared, found, text)
    weighed = weights(language)
    story = _story(article, found, text, language)
    genre, taken_for_known = genre_of(story), unexplained(article.text, found, language)
    measured: tuple[Features, ...] = ()
    rated: tuple[float, ...] = ()
    if len(found) > shape.points and has_known_script(text):
        needed = dependences(found, taken_for_known, title, language)
        rows = zip(features(found, title, language), needed, strict=True)
        plain = (each._replace(**needs._asdict()) for each, needs in rows)
        measured = _by_genre(tuple(plain), found, story, genre)
        rated = scores(measured, weighed)
    told = _told(article.text, found, story, measured, taken_for_known)
    shown = parts(genre, told, shape)
    chosen = tuple(position for part in shown for position in part.positions)
    if not chosen and measured and genre not in OPINIONS:
        chosen = select(measured, rated, shape, weighed, stems(title, language))
        chosen = _unless_worse(chosen, measured, found, shape)
    if not chosen:
        chosen = _first(told.unfit, found, shape)
    missing = unsaid(title, language, measured, chosen) if measured else ()
    known = tuple(each.unexplained for each in measured) or taken_for_known
    return Choice(found, measured, rated, weighed, chosen, missing, known, genre, shown)


def _by_genre(
    plain: tuple[Features, ...], found: Sequence[Sentence], story: Story, genre: Genre
) -> tuple[Features, ...]:
    """Return the features of the sentences with what each tells that the genre must tell."""
    topics, language = topics_of(story, genre), story.language
    rows = zip(plain, found, strict=True)
    measured = tuple(
        each._replace(tells=told_topics(topics, sentence.content, language))
        for each, sentence in rows
    )
    if genre is not Genre.OBITUARY:
        return measured
    return of_obituary(measured, found, stems(story.headline.title, language), language)


def _language_of(declared: str, found: Sequence[Sentence], text: str) -> str:
    """Return the language that the text is treated as; ``declared`` where nothing speaks against.

    ``text`` is what the sentences ``found`` say.
    """
    if written := language_by_script(text):
        return written
    if has_openers(declared) or declared in LISTED:
        return declared
    return likely_language(list(_words(found))) or declared


def _story(article: Article, found: Sequence[Sentence], text: str, language: str) -> Story:
    opening = " ".join([each.content for each in found[:OPENING_SENTENCES]])
    roles = Roles(article.text, article.roles)
    return Story(article.headline, lines(article.text, roles), opening, text, language)


def _told(
    text: str,
    found: Sequence[Sentence],
    story: Story,
    measured: Sequence[Features],
    taken_for_known: Sequence[Sequence[Partial]],
) -> Told:
    """Return the article as its parts are looked for."""
    language = story.language
    return Told(
        text=text,
        found=found,
        lines=story.lines,
        questions=questions_of(story),
        items=items_of(story),
        unfit=[each.unfit for each in measured] or unfit_rules(found, language),
        unexplained=taken_for_known,
        leans=[each.leans for each in measured] or [False] * len(found),
        terms=[each.terms for each in measured] or [frozenset()] * len(found),
        title=stems(story.headline.title, language),
        headline=lower(story.headline.title),
        language=language,
    )


def _first(
    unfit: Sequence[str | None], found: Sequence[Sentence], shape: SummaryShape
) -> tuple[int, ...]:
    """Return the positions of the first sentences: of those that can be points, if any can."""
    fit = [position for position, rule in enumerate(unfit) if rule is None]
    shown = fit or range(len(found))
    first = lead([count_words(found[each].content) for each in shown], shape)
    return tuple(shown[each] for each in first)


def _unless_worse(
    chosen: tuple[int, ...],
    measured: Sequence[Features],
    found: Sequence[Sentence],
    shape: SummaryShape,
) -> tuple[int, ...]:
    """Return what was chosen, or the body's first sentences where these are better understood."""
    missing = not_understood(measured, chosen)
    if not missing:
        return chosen
    rules = [each.role if each.role == Role.STANDFIRST else each.unfit for each in measured]
    first = _first(rules, found, shape)
    return first if not_understood(measured, first) < missing else chosen


def _words(found: Sequence[Sentence]) -> Iterator[str]:
    return islice(chain.from_iterable(each.lowered for each in found), SAMPLE_WORDS)
