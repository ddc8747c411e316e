"""Deliveries: the signed messages that were handled lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Deliveries(Protocol):
    """Reads deliveries. Every method may raise StoreUnavailable."""

    def has_delivery(self, site_key: str, delivery: str) -> bool:
        """Tell whether the site's delivery with this id was put lately."""

    def count_deliveries(self, site_key: str, since: datetime, until: datetime) -> int:
        """Return how many deliveries of the site were handled from ``since`` to ``until``."""


class WritableDeliveries(Deliveries, Protocol):
    """Reads and writes deliveries."""

    def put_delivery(self, site_key: str, delivery: str, now: datetime, before: datetime) -> None:
        """Store that this delivery was handled; delete those of the site handled before then."""

    def drop_deliveries(self, before: datetime) -> int:
        """Forget the deliveries of all sites handled before then; return how many."""
