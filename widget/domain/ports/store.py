"""The store: all nouns together, and its promises for concurrent reads and writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from widget.domain.ports.aliases import Aliases, WritableAliases
from widget.domain.ports.articles import Articles, WritableArticles
from widget.domain.ports.deliveries import Deliveries, WritableDeliveries
from widget.domain.ports.maintenance import Maintenance, WritableMaintenance
from widget.domain.ports.outcomes import Outcomes, WritableOutcomes
from widget.domain.ports.sites import Sites, WritableSites
from widget.domain.ports.sources import Sources, WritableSources
from widget.domain.ports.subscriptions import Subscriptions, WritableSubscriptions
from widget.domain.ports.tracked_pages import TrackedPages, WritableTrackedPages

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from widget.domain.change import ChangesSince
    from widget.domain.panel import Glance


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
    Maintenance,
    Protocol,
):
    """Reads one consistent state of the store, whatever others write meanwhile.

    Every method may raise StoreUnavailable.
    """


class Transaction(
    WritableSites,
    WritableArticles,
    WritableOutcomes,
    WritableAliases,
    WritableSources,
    WritableTrackedPages,
    WritableSubscriptions,
    WritableDeliveries,
    WritableMaintenance,
    View,
    Protocol,
):
    """Reads and writes; all or nothing, durable when the block was left without an exception.

    Transactions are serializable: what those that were committed have read and written is as if
    they had come one after the other. So what a transaction has read holds until it ends, also
    what it has counted and what it has not found. Where two meet, the second waits for its turn,
    or fails with StoreUnavailable (``permanent`` is False, at its beginning, at any statement or
    at its end), of which nothing is kept and which may be tried again. What arrives late asks here
    whether something newer was said, and pages are claimed here: both rest on this promise.
    """


class Store(Protocol):
    """Where things are kept; its methods may be called from any thread and any process."""

    def view(self) -> AbstractContextManager[View]:
        """Open a consistent view for reading."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction: committed at the end of the block, rolled back by an exception."""

    def urgent_transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction for what takes something away from readers: a withdrawal, a hide.

        It is as the one above, and works for a while also where a full disk lets nothing else be
        written.
        """

    def glance(self, site_key: str, url: str, now: datetime) -> Glance | None:
        """Return what the panel of the article at this canonical URL is made of, in one query.

        None where there is no such article or no such site. Raises StoreUnavailable.
        """

    def version(self, at: float) -> int:
        """Return the number of the last change of a panel; it is asked for at each request.

        ``at`` is the time by ``time.monotonic()``. It costs a microsecond and may be behind: never
        behind what this store has committed, and at most VERSION_SECONDS behind what others have.
        Raises StoreUnavailable.
        """

    def changes(self, after: int) -> ChangesSince:
        """Return which panels changed after this version, in the order of the commits.

        An article's own change is named, and with a change of the publish order the articles
        that it came between. Raises StoreUnavailable.
        """

    def close(self) -> None:
        """Give all connections back; the next use opens new ones (needed before a fork)."""
