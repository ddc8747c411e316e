"""Deletes what was kept long enough: once a day, by whoever finds it due first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from widget.rules import retry
from widget.usecases.articles.press_digests import day_of

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.ports import Store

TASK: Final = "clean-up"

PAUSE: Final = timedelta(hours=23)
"""The least time between two clean-ups: a day, and an hour for clocks and late starts."""

_UNANSWERED: Final = timedelta(days=1)
"""How long a press waits for a consumer to fetch its page."""

_DELIVERIES: Final = timedelta(days=1)
"""How long the id of a message is kept of a site that sends no more of them."""


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many days things are kept that readers do not see."""

    outcomes_days: int
    """Outcomes of earlier editions and of withdrawn articles; 0 keeps them for ever."""
    pages_days: int
    """Pages on which readers alone pressed and that are no articles."""


def clean_up_if_due(store: Store, retention: Retention, now: datetime) -> bool:
    """Clean up unless somebody did lately; return whether we did.

    Of several processes one does it. A time ahead of ours is that of a wrong clock, and does not
    count. Raises StoreUnavailable.
    """
    with store.transaction() as transaction:
        last = transaction.done_at(TASK)
        if last is not None and timedelta(0) <= now - last < PAUSE:
            return False
        transaction.put_done(TASK, now)
    clean_up(store, retention, now)
    return True


def clean_up(store: Store, retention: Retention, now: datetime) -> None:
    """Forget old outcomes, pages and messages. Raises StoreUnavailable."""
    forget_outcomes(store, retention.outcomes_days, now)
    with store.transaction() as transaction:
        transaction.drop_forgotten(now - timedelta(days=retention.pages_days))
    with store.transaction() as transaction:
        transaction.drop_unanswered(now - _UNANSWERED)
        transaction.drop_press_keys(day_of(now))
        transaction.drop_deliveries(now - _DELIVERIES)
        transaction.put_done(TASK, now)


def bound_times(store: Store, now: datetime) -> int:
    """Make now of the times that a clock set which was ahead; return how many those were.

    Without it pages rest, and are not fetched, until that time comes. Raises StoreUnavailable.
    """
    with store.transaction() as transaction:
        return transaction.bound_times(now, now + retry.CLOCK_SKEW, retry.latest_rest(now))


def forget_outcomes(store: Store, keep_days: int, now: datetime) -> int:
    """Forget outcomes that readers have not seen for so many days; return how many that were.

    They are those of earlier editions and of withdrawn articles. With 0 days all are kept for
    ever. Raises StoreUnavailable.
    """
    if keep_days == 0:
        return 0
    with store.transaction() as transaction:
        return transaction.drop_old_outcomes(now - timedelta(days=keep_days))
