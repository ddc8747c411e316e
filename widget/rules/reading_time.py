"""How long a summary and its article take to read, as people say it."""

from __future__ import annotations

from math import floor
from typing import Final, NamedTuple

WORDS_PER_MINUTE: Final = 238
"""Of adults who read English non-fiction silently: Brysbaert, How many words do we read per minute?
Journal of Memory and Language 109 (2019) 104047. Readers of other languages need about as long for
the same message, and words are counted alike for that: see ``words.count_words``."""

_SHORTEST: Final = 5
_FIVES_TO: Final = 30
"""Seconds are said in fives up to here, then in tens."""
_CLEARLY_LONGER: Final = 2
"""An article takes at least so many times as long as its summary, or the time is not said."""


class Duration(NamedTuple):
    """A time as people say it."""

    unit: str
    """second or minute."""
    number: int


class ReadingTime(NamedTuple):
    """What a summary takes, and what its article takes."""

    summary: Duration
    article: Duration


def reading_time(summary_words: int, article_words: int) -> ReadingTime | None:
    """Return what both take to read.

    None where the article takes less than a minute, or not clearly longer than its summary.
    """
    summary, article = _seconds(summary_words), _seconds(article_words)
    if article < 60 or article < _CLEARLY_LONGER * summary:
        return None
    return ReadingTime(_as_said(summary), _as_said(article))


def _seconds(words: int) -> float:
    return words * 60 / WORDS_PER_MINUTE


def _as_said(seconds: float) -> Duration:
    step = 5 if seconds < _FIVES_TO else 10
    rounded = max(_SHORTEST, _nearest(seconds / step) * step)
    if rounded < 60:
        return Duration("second", rounded)
    return Duration("minute", _nearest(seconds / 60))


def _nearest(value: float) -> int:
    return floor(value + 0.5)
