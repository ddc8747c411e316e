"""Tells the genre of an article by its structure, its marks, its title and its words.

What is not known for sure is news. Which words: ``genres.txt``.
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import re
from enum import StrEnum
from os.path import join
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.block import Role
from widget.rules.patterns import Lazy
from widget.rules.word_lists import file_beside
from widget.rules.words import words_in
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.files import FOLDER
from widget.summarizers.extractive.lines import Line, entries, headings, questions
from widget.summarizers.extractive.phrase_lists import found, has, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.domain.article import Headline

LISTS: Final = file_beside(__file__)
QUESTIONS: Final = 3
"""A text of so many questions, each with an answer, is an interview; fewer are if its title says
so."""
TITLED_QUESTIONS: Final = 2
QUESTION_SHARE: Final = 0.1
"""The part of the lines that ask in an interview; a reporter asks now and then."""
ENTRIES: Final = 4
"""Paragraphs with a time of their own that make a live blog."""
ITEMS: Final = 3
COUNTED_HEADINGS: Final = 4
"""Fewer headings than a title counts may be those of news: "Three men are jailed"."""
ITEM_SHARE: Final = 0.3
"""A list article has so many items, and they are this part of its lines."""
LIFE_WORDS: Final = 2
"""Phrases of a life that an obituary has beside the death in its title."""
PARTED: Final = Lazy(r"\s*[:|/•·]\s*|\s+[-–—]\s+")
COUNTED: Final = Lazy(r"(?:\w+ )?\d{1,2} [^\W\d]")
OPINION_WORDS: Final = join(FOLDER, "opinions.txt")
VERDICTS: Final = 2
"""Words of judgement in a review that ends with price, pages or length of a work."""
MORE_VERDICTS: Final = 5
"""The same without these."""
LAST_LINES: Final = 3
AT_THE_DOOR: Final = Lazy(
    r"\d (?:{pages})(?!\w)|[€£$] ?\d|\d ?(?:{money})(?!\w)|\d ?(?:{lengths})(?!\w)",
    re.IGNORECASE,
    LISTS,
)
"""What stands below a review: pages and price of a book, tickets and length of a play."""
YEAR: Final = Lazy(r"(?<!\d)1[89]\d\d(?!\d)|(?<!\d)20[012]\d(?!\d)")
LIFETIME: Final = Lazy(r"(?<!\d)1[89]\d\d ?[-–] ?(?:19[5-9]\d|20[0-4]\d)(?!\d)")
"""Years of a life in a title: "1941–2026"."""
STARS: Final = Lazy(r"[★☆⭐]{3}")


class Genre(StrEnum):
    """What kind of an article it is, as far as that decides which sentences tell it."""

    NEWS = "news"
    COLUMN = "column"
    REVIEW = "review"
    INTERVIEW = "interview"
    EXPLAINER = "explainer"
    LIST = "list article"
    LIVE = "live blog"
    OBITUARY = "obituary"
    COURT = "court report"


SCORE: Final = "score"
SCORED: Final = Lazy(r"(?<![\d.,:–-])\d{1,3}[-–:]\d{1,3}(?![\d:–-]|[.,]\d)")
TOPICS: Final = {
    Genre.COURT: ("charges", "outcomes", "reasons"),
    Genre.OBITUARY: ("achievements",),
}
"""What a genre must tell, by the lists that know it."""


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
    asked = questions_of(story)
    if _explains(story, title, asked):
        return Genre.EXPLAINER
    if _is_interview(story, title, asked):
        return Genre.INTERVIEW
    if items_of(story):
        return Genre.LIST
    labels = {title, *PARTED.split(title), lower(story.headline.section or "")}
    return _by_label(story, labels) or _by_words(story, title)


def _by_label(story: Story, labels: set[str]) -> Genre | None:
    """Return whether it is a review or a column; None for what is neither."""
    is_starred = STARS.search(story.headline.title) is not None
    is_review = is_starred or _is_labelled(labels, "reviews", story.language)
    if is_review or _judges_a_work(story):
        return Genre.REVIEW
    if story.headline.marks.opinion or _is_labelled(labels, "columns", story.language):
        return Genre.COLUMN
    return None


def topics_of(story: Story, genre: Genre) -> tuple[str, ...]:
    """Return the names of what an article of this genre must tell, as ``told_topics`` takes them.

    A court's charge, outcome and reason; what somebody is remembered for; what a study found, and
    who doubts it; the score of a match; whether anybody was hurt.
    """
    named = TOPICS.get(genre, ())
    if genre is not Genre.NEWS:
        return named
    section = lower(story.headline.section or "")
    if _is_labelled({section, *PARTED.split(section)}, "sports", story.language):
        return (SCORE,)
    is_study = _has("studies", lower(story.opening), story.language)
    return ("findings", "doubts") if is_study else ("harm",)


def told_topics(topics: Sequence[str], content: str, language: str) -> frozenset[str]:
    """Return which of these topics a sentence tells."""
    lowered = lower(content)
    return frozenset(
        name
        for name in topics
        if (SCORED.search(lowered) if name == SCORE else _has(name, lowered, language))
    )


def is_birth(content: str, language: str) -> bool:
    """Tell whether a sentence of an obituary says when somebody was born: an age says it, too."""
    return YEAR.search(content) is not None and _has("births", lower(content), language)


def is_death(content: str, language: str) -> bool:
    """Tell whether a sentence says that somebody has died."""
    return _has("deaths", lower(content), language)


def is_of_family(content: str, language: str) -> bool:
    """Tell whether a sentence says whom somebody married, or who mourns."""
    return _has("families", lower(content), language)


def questions_of(story: Story) -> tuple[tuple[Line, Line], ...]:
    """Return the questions of an article, each with the line that answers it."""
    return questions(story.lines, frozenset(listed(LISTS, "question labels", story.language)))


def _is_live(story: Story) -> bool:
    timed = list(entries(story.lines))
    return len(timed) >= (2 if story.headline.marks.live else ENTRIES)


def _is_interview(story: Story, title: str, asked: Sequence[tuple[Line, Line]]) -> bool:
    """Tell whether somebody is asked, in paragraphs of their own, often enough."""
    if _is_titled(title, story.language):
        return len(asked) >= TITLED_QUESTIONS
    return _are_often(sum(not _is_heading(question) for question, _ in asked), story)


def _explains(story: Story, title: str, asked: Sequence[tuple[Line, Line]]) -> bool:
    """Tell whether the questions are subheads, or those of a title that asks."""
    questioning = [question for question, _ in asked]
    if _is_titled(title, story.language) or not _are_often(len(questioning), story):
        return False
    if any(line.role for line in questioning):
        return all(line.role is Role.SUBHEAD for line in questioning)
    asks = words_in(title)[:1]
    return title.endswith("?") or bool(set(asks) & set(listed(LISTS, "asks", story.language)))


def _are_often(number: int, story: Story) -> bool:
    return number >= max(QUESTIONS, QUESTION_SHARE * len(story.lines))


def _is_heading(line: Line) -> bool:
    """Tell whether a line is a subhead, by its role, its number or its capitals."""
    return line.role is Role.SUBHEAD or line.is_item or line.content.isupper()


def _is_titled(title: str, language: str) -> bool:
    return _has("interview titles", title, language)


def items_of(story: Story) -> tuple[Line, ...]:
    """Return the items of a list article, or their headings; none in another article.

    Numbered lines and items, in a title that counts or with roles; headings that are as many as
    the title counts, or of which each says what its item is the most of.
    """
    title = lower(story.headline.title)
    items = tuple(line for line in story.lines if line.is_item)
    number = _counted(title, story.language)
    if len(items) >= ITEMS and number <= len(items) <= number + 1:
        return items
    if len(items) >= ITEMS and len(items) >= ITEM_SHARE * len(story.lines):
        return items if number or all(line.role for line in items) else ()
    heads = tuple(headings(story.lines))
    if len(heads) < ITEMS or items:
        return ()
    most = [line for line in heads if _has("superlatives", lower(line.content), story.language)]
    if len(most) > len(heads) / 2:
        return heads
    is_counted = COUNTED_HEADINGS <= number <= len(heads) <= number + 1
    return heads[:number] if is_counted else ()


def _counted(title: str, language: str) -> int:
    """Return the number that one of the first two words of a title says; 0 without one."""
    if COUNTED.match(title):
        return int("".join(re.findall(r"\d+", title)[:1]))
    counts = listed(LISTS, "counts", language)
    told = [word for word in words_in(title)[:2] if word in counts]
    return counts.index(told[0]) + ITEMS if told else 0


def _judges_a_work(story: Story) -> bool:
    """Tell whether a text from the arts pages judges a work, and says where it is to be had."""
    section = lower(story.headline.section or "")
    if not _is_labelled({section, *PARTED.split(section)}, "arts", story.language):
        return False
    body = lower(story.body)
    verdicts = len(set(found(OPINION_WORDS, "verdicts", body, story.language)))
    works = len(found(LISTS, "works", body, story.language))
    is_had = any(AT_THE_DOOR.search(line.content) for line in story.lines[-LAST_LINES:])
    return works > 0 and verdicts >= (VERDICTS if is_had else MORE_VERDICTS)


def _by_words(story: Story, title: str) -> Genre:
    language, opening, body = story.language, lower(story.opening), lower(story.body)
    if _has("obituaries", title, language) or LIFETIME.search(title):
        return Genre.OBITUARY
    is_of_life = _lives(body, language) >= LIFE_WORDS or is_birth(story.body, language)
    if _has("deaths", title, language) and is_of_life:
        return Genre.OBITUARY
    if _is_of_court(title, opening, body, language):
        return Genre.COURT
    return Genre.NEWS


def _lives(body: str, language: str) -> int:
    """Return how many phrases of a life a text in lower case has."""
    return len({*found(LISTS, "lives", body, language), *found(LISTS, "births", body, language)})


def _is_of_court(title: str, opening: str, body: str, language: str) -> bool:
    """Tell whether a court, a charge and an outcome are named; in a title the court is enough."""
    if not _has("courts", f"{title} {opening}", language):
        return False
    is_charged = _has("charges", body, language) or _has("courts", title, language)
    return is_charged and _has("outcomes", f"{title} {body}", language)


def _is_labelled(labels: set[str], name: str, language: str) -> bool:
    return not labels.isdisjoint(listed(LISTS, name, language))


def _has(name: str, lowered: str, language: str) -> bool:
    return has(LISTS, name, lowered, language)
