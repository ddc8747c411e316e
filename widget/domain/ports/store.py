"""The store: all nouns together, and what is promised to those who read and write at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from widget.domain.ports.aliases import Aliases, WritableAliases
from widget.domain.ports.articles import Articles, WritableArticles
from widget.domain.ports.deliveries import Deliveries, WritableDeliveries
from widget.domain.ports.outcomes import Outcomes, WritableOutcomes
from widget.domain.ports.sites import Sites, WritableSites
from widget.domain.ports.sources import Sources, WritableSources
from widget.domain.ports.subscriptions import Subscriptions, WritableSubscriptions
from widget.domain.ports.tracked_pages import TrackedPages, WritableTrackedPages

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class AddressedArticles(Articles, Aliases, Protocol):
    """Reads articles by any of their addresses."""


class View(
    Sites,
    Articles,
    Outcomes,
    Aliases,
    Sources,
    TrackedPages,
    Subscriptions,
    Deliveries,
    Protocol,
):
    """Reads one consistent state of the store. Every method may raise StoreUnavailable."""


class Transaction(
    WritableSites,
    WritableArticles,
    WritableOutcomes,
    WritableAliases,
    WritableSources,
    WritableTrackedPages,
    WritableSubscriptions,
    WritableDeliveries,
    View,
    Protocol,
):
    """Writes; all or nothing, durable when the block was left without an exception."""


class Store(Protocol):
    """Where things are kept; its methods may be called from any thread and any process."""

    def view(self) -> AbstractContextManager[View]:
        """Open a consistent view for reading."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction: committed at the end of the block, rolled back by an exception."""

    def close(self) -> None:
        """Give all connections back; the next use opens new ones (needed before a fork)."""
