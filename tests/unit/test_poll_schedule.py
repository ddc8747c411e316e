"""Each source has its turn, the busy ones more often, and nothing is written for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from widget.domain.source import Source, SourceKind
from widget.usecases.ingest.poll import Report
from widget.usecases.ingest.poll_schedule import PollSchedule

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
FEED = Source("daily", "https://news.example/feed", SourceKind.FEED)
OLD = Source(
    "daily",
    "https://news.example/2019.xml",
    SourceKind.SITEMAP,
    parent="https://news.example/sitemap.xml",
)


@pytest.fixture
def schedule() -> PollSchedule:
    """Return a schedule of five minutes."""
    return PollSchedule(300)


def minutes(count: float) -> datetime:
    """Return noon and so many minutes."""
    return NOON + timedelta(minutes=count)


def test_after_a_start_every_source_is_due_once(schedule: PollSchedule) -> None:
    assert schedule.take((FEED, OLD), NOON) == (FEED, OLD)
    assert schedule.take((FEED, OLD), NOON) == ()


def test_a_source_is_due_again_after_its_time_and_a_little_more(schedule: PollSchedule) -> None:
    schedule.take((FEED,), NOON)
    schedule.polled(Report(FEED), NOON)
    assert schedule.take((FEED,), minutes(4.9)) == ()
    assert schedule.take((FEED,), minutes(6)) == (FEED,)


def test_a_poll_that_never_came_back_is_tried_again(schedule: PollSchedule) -> None:
    schedule.take((FEED,), NOON)
    assert schedule.take((FEED,), minutes(5)) == (FEED,)


def test_a_source_that_asked_for_patience_is_left_alone(schedule: PollSchedule) -> None:
    resting = replace(FEED, rest_until=minutes(30))
    assert schedule.take((resting,), minutes(29)) == ()
    assert schedule.take((resting,), minutes(30)) == (resting,)


def test_a_rest_that_a_clock_ahead_has_set_does_not_count(schedule: PollSchedule) -> None:
    resting = replace(FEED, rest_until=NOON + timedelta(days=400))
    assert schedule.take((resting,), NOON) == (resting,)


def test_a_plan_that_this_clock_made_while_it_was_ahead_does_not_count(
    schedule: PollSchedule,
) -> None:
    ahead = NOON + timedelta(days=400)
    schedule.take((FEED,), ahead)
    schedule.polled(Report(FEED), ahead)
    assert schedule.take((FEED,), NOON) == (FEED,)
    assert schedule.take((FEED,), minutes(1)) == ()


def test_an_old_sitemap_of_an_index_is_asked_more_and_more_seldom(schedule: PollSchedule) -> None:
    moment, waits = NOON, []
    for _ in range(12):
        assert schedule.take((OLD,), moment) == (OLD,)
        schedule.polled(Report(OLD), moment)
        begun = moment
        while not (schedule.take((OLD,), moment)):
            moment += timedelta(minutes=5)
        schedule.polled(Report(OLD), begun)
        waits.append(moment - begun)
        moment += timedelta(days=2)
    assert waits[0] < waits[3]
    assert waits[-1] <= timedelta(days=1.3)


@pytest.mark.parametrize("news", [{"new": 1}, {"changed": 1}, {"gone": 1}])
def test_news_bring_an_old_sitemap_back_to_the_ordinary_pace(
    schedule: PollSchedule, news: dict[str, Any]
) -> None:
    for hour in range(8):
        schedule.take((OLD,), minutes(60 * 24 * hour))
        schedule.polled(Report(OLD), minutes(60 * 24 * hour))
    schedule.polled(Report(OLD, **news), NOON)
    assert schedule.take((OLD,), minutes(6)) == (OLD,)


def test_each_source_of_each_site_has_a_time_of_its_own(schedule: PollSchedule) -> None:
    all_of_them = (FEED, replace(FEED, url=f"{FEED.url}?2"), replace(FEED, site_key="other"))
    assert schedule.take(all_of_them[:1], NOON) == all_of_them[:1]
    assert schedule.take(all_of_them, NOON) == all_of_them[1:]
    schedule.polled(Report(FEED), NOON)
    assert schedule.take(all_of_them, minutes(4)) == ()


def test_a_source_that_was_removed_is_forgotten(schedule: PollSchedule) -> None:
    schedule.take((FEED,), NOON)
    schedule.take((), NOON)
    assert schedule.take((FEED,), NOON) == (FEED,)
