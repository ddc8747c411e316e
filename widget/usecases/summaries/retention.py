"""Deletes old outcomes that readers do not see any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.ports import Store


def forget_outcomes(store: Store, keep_days: int, now: datetime) -> int:
    """Forget outcomes that readers have not seen for so many days; return how many that were.

    They are those of earlier editions and of withdrawn articles. With 0 days all are kept for
    ever. Raises StoreUnavailable.
    """
    if keep_days == 0:
        return 0
    with store.transaction() as transaction:
        return transaction.drop_old_outcomes(now - timedelta(days=keep_days))
