"""Tells the genre of an article by its structure, its marks, its title and its words.

What is not known for sure is news. Which words: ``genres.txt``.
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.block import Role
from widget.rules.word_lists import alternatives, file_beside, read_by_language
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.lines import Line, questions, starts_with_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.domain.article import Headline

LISTS: Final = file_beside(__file__)
SAME: Final = {"nb": "no", "nn": "no"}
QUESTIONS: Final = 3
"""A text of so many questions, each with an answer, is an interview; fewer are if its title says
so."""
TITLED_QUESTIONS: Final = 2
QUESTION_SHARE: Final = 0.1
"""The part of the lines that ask in an interview; a reporter asks now and then."""
ENTRIES: Final = 4
"""Paragraphs with a time of their own that make a live blog."""
ITEMS: Final = 3
ITEM_SHARE: Final = 0.3
"""A list article has so many items, and they are this part of its lines."""
LIFE_WORDS: Final = 2
"""Phrases of a life that an obituary has beside the death in its title."""
PARTED: Final = re.compile(r"\s*[:|/•·]\s*|\s+[-–—]\s+")
COUNTED: Final = re.compile(r"(?:\w+ )?\d{1,2} [^\W\d]")
STARS: Final = re.compile(r"[★☆⭐]{3}")


class Genre(StrEnum):
    """What kind of an article it is, as far as that decides which sentences tell it."""

    NEWS = "news"
    COLUMN = "column"
    REVIEW = "review"
    INTERVIEW = "interview"
    LIST = "list article"
    LIVE = "live blog"
    OBITUARY = "obituary"
    COURT = "court report"


class Story(NamedTuple):
    """What tells the genre of an article."""

    headline: Headline
    lines: Sequence[Line]
    opening: str
    """Its first sentences."""
    body: str
    """All its sentences."""
    language: str
    """A primary subtag."""


def genre_of(story: Story) -> Genre:
    """Return the genre; what fits none is news."""
    title = lower(story.headline.title)
    if _is_live(story):
        return Genre.LIVE
    if _is_interview(story):
        return Genre.INTERVIEW
    if _is_list(story, title):
        return Genre.LIST
    labels = {title, *PARTED.split(title), lower(story.headline.section or "")}
    if _is_labelled(labels, "reviews", story.language) or STARS.search(title):
        return Genre.REVIEW
    if story.headline.marks.opinion or _is_labelled(labels, "columns", story.language):
        return Genre.COLUMN
    return _by_words(story, title)


def wanted(genre: Genre, content: str, language: str) -> frozenset[str]:
    """Return which of the things that a genre must tell a sentence tells: charge, outcome, life."""
    names = {Genre.COURT: ("charges", "outcomes"), Genre.OBITUARY: ("lives",)}.get(genre, ())
    lowered = lower(content)
    return frozenset(name for name in names if _has(name, lowered, language))


def questions_of(story: Story) -> tuple[tuple[Line, Line], ...]:
    """Return the questions of an interview, each with the line that answers it.

    Subheads that ask are how an article explains something, unless its title says that somebody is
    asked.
    """
    asked = questions(story.lines, frozenset(_phrases("question labels", story.language)))
    if _is_titled(story):
        return asked
    return tuple(pair for pair in asked if not _is_heading(pair[0]))


def _is_heading(line: Line) -> bool:
    """Tell whether a line is a subhead, by its role, its number or its capitals."""
    return line.role is Role.SUBHEAD or line.is_item or line.content.isupper()


def _is_live(story: Story) -> bool:
    timed = [line for line in story.lines if starts_with_time(line)]
    return len(timed) >= (2 if story.headline.marks.live else ENTRIES)


def _is_interview(story: Story) -> bool:
    asked = questions_of(story)
    if _is_titled(story):
        return len(asked) >= TITLED_QUESTIONS
    return len(asked) >= max(QUESTIONS, QUESTION_SHARE * len(story.lines))


def _is_titled(story: Story) -> bool:
    return _has("interview titles", lower(story.headline.title), story.language)


def _is_list(story: Story, title: str) -> bool:
    items = [line for line in story.lines if line.is_item]
    return (
        len(items) >= ITEMS
        and len(items) >= ITEM_SHARE * len(story.lines)
        and (COUNTED.match(title) is not None or all(line.role for line in items))
    )


def _by_words(story: Story, title: str) -> Genre:
    language, opening, body = story.language, lower(story.opening), lower(story.body)
    if _has("obituaries", title, language):
        return Genre.OBITUARY
    lives = len(set(_found("lives", body, language)))
    if _has("deaths", title, language) and lives >= LIFE_WORDS:
        return Genre.OBITUARY
    of_court = _has("courts", f"{title} {opening}", language)
    if of_court and _has("charges", body, language) and _has("outcomes", body, language):
        return Genre.COURT
    return Genre.NEWS


def _is_labelled(labels: set[str], name: str, language: str) -> bool:
    return not labels.isdisjoint(_phrases(name, language))


def _has(name: str, lowered: str, language: str) -> bool:
    pattern = _pattern(name, language)
    return pattern is not None and pattern.search(lowered) is not None


def _found(name: str, lowered: str, language: str) -> list[str]:
    pattern = _pattern(name, language)
    return pattern.findall(lowered) if pattern else []


@cache
def _phrases(name: str, language: str) -> tuple[str, ...]:
    return read_by_language(LISTS, name).get(SAME.get(language, language), ())


@cache
def _pattern(name: str, language: str) -> re.Pattern[str] | None:
    listed = _phrases(name, language)
    return re.compile(rf"(?<!\w)(?:{alternatives(listed)})(?!\w)") if listed else None
