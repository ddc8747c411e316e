"""What every store promises about the outcomes that readers do not see any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import (
    DAILY,
    NOON,
    article,
    keep,
    later,
    publish,
    read,
    refusal_of,
    summary_of,
    url_of,
)
from widget.domain.block import Role
from widget.domain.draft import Origin
from widget.domain.summary import KeptOutcome, SummaryState
from widget.usecases.summaries.retention import forget_outcomes

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Article
    from widget.domain.ports import Store

FIRST, SECOND, THIRD = (article(text=f"Edition {number}") for number in (1, 2, 3))
DAY = timedelta(days=1)
EDITS, KEEP_DAYS = 5, 7


def tell(store: Store, edition: Article, now: datetime) -> None:
    """Put this edition and its summary."""
    with store.transaction() as transaction:
        transaction.put_article(edition, now)
        transaction.put_outcome(DAILY.key, edition.headline.url, summary_of(edition))


def kept(store: Store, edition: Article) -> KeptOutcome | None:
    """Return what is kept of this edition."""
    with store.view() as view:
        return view.outcome(DAILY.key, edition.headline.url, edition.headline.fingerprint)


def drop(store: Store, before: datetime) -> int:
    """Forget what is old."""
    with store.transaction() as transaction:
        return transaction.drop_old_outcomes(before)


def withdraw(store: Store, now: datetime) -> None:
    """Withdraw the bridge."""
    with store.transaction() as transaction:
        assert transaction.withdraw(DAILY.key, url_of("bridge"), now)


def test_what_stands_was_not_superseded(store: Store) -> None:
    tell(store, FIRST, later(0))
    assert kept(store, FIRST) == KeptOutcome(summary_of(FIRST))
    assert kept(store, SECOND) is None


def test_the_outcomes_of_earlier_editions_are_kept_with_the_time_of_the_next_one(
    store: Store,
) -> None:
    for minute, edition in enumerate((FIRST, SECOND, THIRD)):
        tell(store, edition, later(minute))
    assert kept(store, FIRST) == KeptOutcome(summary_of(FIRST), later(1))
    assert kept(store, SECOND) == KeptOutcome(summary_of(SECOND), later(2))
    assert kept(store, THIRD) == KeptOutcome(summary_of(THIRD))
    assert read(store).outcome == summary_of(THIRD)


def test_all_outcomes_of_an_edition_are_superseded_and_the_best_is_found(store: Store) -> None:
    tell(store, FIRST, later(0))
    newsroom = summary_of(FIRST, Origin.NEWSROOM)
    keep(store, FIRST, refusal_of(FIRST), newsroom)
    tell(store, SECOND, later(1))
    assert kept(store, FIRST) == KeptOutcome(newsroom, later(1))


def test_another_section_supersedes_nothing(store: Store) -> None:
    tell(store, FIRST, later(0))
    publish(store, replace(FIRST, headline=replace(FIRST.headline, section="Sport")))
    assert kept(store, FIRST) == KeptOutcome(summary_of(FIRST))


def test_an_outcome_of_one_article_says_nothing_of_another_with_the_same_text(store: Store) -> None:
    fingerprint = FIRST.headline.fingerprint
    tell(store, FIRST, later(0))
    publish(store, article("ferry", text="Edition 1", fingerprint=fingerprint))
    with store.view() as view:
        assert view.outcome(DAILY.key, url_of("ferry"), fingerprint) is None
        assert view.outcome("weekly", url_of("bridge"), fingerprint) is None


def test_a_text_that_comes_back_has_no_outcome_until_one_is_put(store: Store) -> None:
    for minute, edition in enumerate((FIRST, SECOND)):
        tell(store, edition, later(minute))
    with store.transaction() as transaction:
        transaction.put_article(FIRST, later(2))
    assert read(store).outcome is None
    assert kept(store, FIRST) == KeptOutcome(summary_of(FIRST), later(1))
    with store.view() as view:
        assert view.outdated(DAILY.key, ("test 1",)) == (url_of("bridge"),)


def test_an_outcome_that_is_put_again_stands_again(store: Store) -> None:
    for minute, edition in enumerate((FIRST, SECOND, FIRST)):
        tell(store, edition, later(minute))
    assert read(store).outcome == summary_of(FIRST)
    assert kept(store, FIRST) == KeptOutcome(summary_of(FIRST))
    assert kept(store, SECOND) == KeptOutcome(summary_of(SECOND), later(2))


def test_what_stands_is_found_before_what_was_superseded(store: Store) -> None:
    tell(store, FIRST, later(0))
    tell(store, SECOND, later(1))
    publish(store, FIRST)
    held = summary_of(FIRST, Origin.AI_UNCHECKED, SummaryState.HELD)
    keep(store, FIRST, held)
    assert kept(store, FIRST) == KeptOutcome(held)
    assert read(store).outcome == held


def test_dropping_a_summary_leaves_what_readers_saw_before(store: Store) -> None:
    tell(store, FIRST, later(0))
    tell(store, SECOND, later(1))
    with store.transaction() as transaction:
        transaction.drop_summary(DAILY.key, url_of("bridge"), Origin.EXTRACT)
    assert read(store).outcome is None
    assert kept(store, SECOND) is None
    assert kept(store, FIRST) == KeptOutcome(summary_of(FIRST), later(1))


def test_only_what_was_superseded_before_then_is_forgotten(store: Store) -> None:
    for minute, edition in enumerate((FIRST, SECOND, THIRD)):
        tell(store, edition, later(minute))
    assert [drop(store, later(1)), drop(store, later(2)), drop(store, later(2))] == [0, 1, 0]
    assert kept(store, FIRST) is None
    assert kept(store, SECOND) is not None
    assert drop(store, later(9)) == 1
    assert read(store).outcome == summary_of(THIRD), "however old it is"


def test_all_outcomes_of_an_article_that_was_withdrawn_before_then_are_forgotten(
    store: Store,
) -> None:
    tell(store, article("ferry"), later(0))
    for minute, edition in enumerate((FIRST, SECOND)):
        tell(store, edition, later(minute))
    withdraw(store, later(5))
    assert drop(store, later(1)) == 0
    assert drop(store, later(5)) == 1
    assert read(store).outcome == summary_of(SECOND), "it was withdrawn at that very moment"
    assert drop(store, later(6)) == 1
    assert (read(store).outcome, kept(store, SECOND)) == (None, None)
    assert read(store, "ferry").outcome == summary_of(article("ferry"))


def test_an_article_that_comes_back_after_its_outcome_was_forgotten_waits_for_one(
    store: Store,
) -> None:
    tell(store, FIRST, later(0))
    withdraw(store, later(1))
    assert drop(store, later(2)) == 1
    publish(store, FIRST)
    assert read(store).outcome is None
    keep(store, FIRST, summary_of(FIRST))
    assert read(store).outcome == summary_of(FIRST)


def test_an_article_that_is_back_before_that_has_its_summary(store: Store) -> None:
    tell(store, FIRST, later(0))
    withdraw(store, later(1))
    publish(store, FIRST)
    assert drop(store, later(2)) == 0
    assert read(store).outcome == summary_of(FIRST)


def live(store: Store, days: int, keep_days: int) -> list[int]:
    """Edit an article some times a day, forget at night; return how many are kept each night."""
    editions: list[Article] = []
    numbers = []
    for day in range(days):
        for edit in range(EDITS):
            editions.append(article(text=f"Day {day}, edit {edit}"))
            tell(store, editions[-1], NOON + day * DAY + edit * timedelta(hours=1))
        forget_outcomes(store, keep_days, NOON + day * DAY + timedelta(hours=15))
        numbers.append(sum(kept(store, edition) is not None for edition in editions))
    return numbers


def test_what_is_kept_grows_until_the_retention_and_no_further(store: Store) -> None:
    numbers = live(store, 4 * KEEP_DAYS, KEEP_DAYS)
    assert numbers[KEEP_DAYS - 1] == KEEP_DAYS * EDITS
    assert set(numbers[KEEP_DAYS:]) == {max(numbers)}
    assert max(numbers) <= (KEEP_DAYS + 1) * EDITS


def test_with_no_days_all_is_kept_for_ever(store: Store) -> None:
    assert live(store, 3, 0) == [EDITS, 2 * EDITS, 3 * EDITS]
    assert forget_outcomes(store, 0, NOON + timedelta(days=10_000)) == 0


@pytest.mark.parametrize(("days", "forgotten"), [(30, 1), (31, 0)])
def test_days_are_counted_from_when_readers_saw_it_last(
    store: Store, days: int, forgotten: int
) -> None:
    tell(store, FIRST, NOON - 400 * DAY)
    tell(store, SECOND, NOON)
    assert forget_outcomes(store, days, NOON + 31 * DAY) == forgotten


def test_an_outcome_keeps_the_roles_that_it_was_made_from(store: Store) -> None:
    with_roles = replace(FIRST, roles=(Role.STANDFIRST,))
    tell(store, with_roles, later(0))
    assert kept(store, FIRST) == KeptOutcome(summary_of(FIRST), roles=(Role.STANDFIRST,))
    tell(store, SECOND, later(1))
    assert kept(store, FIRST) == KeptOutcome(summary_of(FIRST), later(1), (Role.STANDFIRST,))
