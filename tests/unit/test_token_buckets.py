"""A token bucket gives what was saved up, then what comes with time, to each key by itself."""

from __future__ import annotations

import pytest

from widget.web import token_buckets
from widget.web.token_buckets import TokenBuckets


class Clock:
    """A clock that is set."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock."""
    return Clock()


def test_it_gives_what_it_holds_and_then_what_comes_with_time(clock: Clock) -> None:
    buckets = TokenBuckets(2, 3, clock)
    assert [buckets.take("a") for _ in range(5)] == [True, True, True, False, False]
    clock.now = 0.5
    assert [buckets.take("a"), buckets.take("a")] == [True, False]
    clock.now = 100
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]


def test_one_who_goes_on_asking_gets_as_much_as_one_who_waits(clock: Clock) -> None:
    buckets = TokenBuckets(1, 1, clock)
    given = 0
    for step in range(101):
        clock.now = step / 10
        given += buckets.take("a")
    assert given in {10, 11}


def test_each_key_has_its_own_and_asking_for_one_takes_none(clock: Clock) -> None:
    buckets = TokenBuckets(0, 1, clock)
    assert all(buckets.has("a") for _ in range(3))
    assert buckets.take("a")
    assert not buckets.has("a")
    assert buckets.take("b")


def test_of_too_many_keys_the_one_that_asked_longest_ago_is_forgotten(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token_buckets, "MOST_BUCKETS", 2)
    buckets = TokenBuckets(0, 1, clock)
    for key in ("a", "b", "a", "c"):
        buckets.take(key)
    assert len(buckets) == 2
    assert not buckets.has("a")
    assert buckets.has("b")
