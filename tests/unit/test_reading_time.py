"""How long summary and article take to read, as people say it."""

from __future__ import annotations

import pytest

from widget.rules.reading_time import WORDS_PER_MINUTE, Duration, ReadingTime, reading_time


@pytest.mark.parametrize(
    ("summary", "article", "said"),
    [
        (70, 952, (Duration("second", 20), Duration("minute", 4))),
        (70, 300, (Duration("second", 20), Duration("minute", 1))),
        (5, 238, (Duration("second", 5), Duration("minute", 1))),
        (50, 357, (Duration("second", 15), Duration("minute", 2))),
        (140, 2_380, (Duration("second", 40), Duration("minute", 10))),
        (230, 2_380, (Duration("minute", 1), Duration("minute", 10))),
        (300, 40_000, (Duration("minute", 1), Duration("minute", 168))),
    ],
)
def test_seconds_are_said_in_fives_and_tens_and_minutes_whole(
    summary: int, article: int, said: tuple[Duration, Duration]
) -> None:
    assert reading_time(summary, article) == ReadingTime(*said)


@pytest.mark.parametrize(("summary", "article"), [(70, 237), (0, 0), (200, 399), (150, 290)])
def test_nothing_is_said_of_an_article_that_is_short_or_not_clearly_longer(
    summary: int, article: int
) -> None:
    assert reading_time(summary, article) is None


@pytest.mark.parametrize("words", range(0, 300, 7))
def test_no_time_is_said_that_is_more_than_a_third_or_five_seconds_off(words: int) -> None:
    found = reading_time(words, 10_000)
    assert found is not None
    seconds = found.summary.number * (60 if found.summary.unit == "minute" else 1)
    exact = words * 60 / WORDS_PER_MINUTE
    assert abs(seconds - exact) <= max(5, exact / 3)
