"""Digests of the networks from which readers press: what is kept of them, for a day at most.

The key is random, and forgotten with its day. Without it a digest says nothing: neither whose it
was, nor whether two of different days are of the same network.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from widget.domain.ports import TrackedPages, WritableTrackedPages

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_KEY_BYTES: Final = 32
_DIGEST_BYTES: Final = 8


def day_of(now: datetime) -> int:
    """Return the number of the day since 1970-01-01 UTC."""
    return (now - _EPOCH) // timedelta(days=1)


def digest_of(view: TrackedPages, network: str | None, now: datetime) -> str | None:
    """Return the digest of this network today; None where nobody pressed today, or for no network.

    Raises StoreUnavailable.
    """
    key = view.press_key(day_of(now)) if network is not None else None
    if network is None or key is None:
        return None
    keyed = blake2b(network.encode(), key=bytes.fromhex(key), digest_size=_DIGEST_BYTES)
    return keyed.hexdigest()


def keep_key(transaction: WritableTrackedPages, now: datetime) -> None:
    """Make a key for today's digests if there is none; those of other days are forgotten.

    Raises StoreUnavailable.
    """
    today = day_of(now)
    if transaction.press_key(today) is None:
        transaction.drop_press_keys(today)
        transaction.put_press_key(today, secrets.token_hex(_KEY_BYTES))
