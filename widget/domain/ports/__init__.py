"""The ports of the use cases, one module for each noun; ``store`` puts the nouns together.

Of what is kept each noun has two halves: ``Sites`` reads, ``WritableSites`` reads and writes. A
function names the nouns that it works with, so that its head says what it can touch.
"""

from __future__ import annotations

from widget.domain.ports.aliases import Aliases, WritableAliases
from widget.domain.ports.articles import Articles, WritableArticles
from widget.domain.ports.deliveries import Deliveries, WritableDeliveries
from widget.domain.ports.maintenance import Maintenance, WritableMaintenance
from widget.domain.ports.outcomes import Outcomes, WritableOutcomes
from widget.domain.ports.publisher_site import PublisherSite
from widget.domain.ports.sites import Sites, WritableSites
from widget.domain.ports.sources import Sources, WritableSources
from widget.domain.ports.store import AddressedArticles, Store, Transaction, View
from widget.domain.ports.subscriptions import Subscriptions, WritableSubscriptions
from widget.domain.ports.summarizer import Summarizer
from widget.domain.ports.tracked_pages import TrackedPages, WritableTrackedPages

__all__ = [
    "AddressedArticles",
    "Aliases",
    "Articles",
    "Deliveries",
    "Maintenance",
    "Outcomes",
    "PublisherSite",
    "Sites",
    "Sources",
    "Store",
    "Subscriptions",
    "Summarizer",
    "TrackedPages",
    "Transaction",
    "View",
    "WritableAliases",
    "WritableArticles",
    "WritableDeliveries",
    "WritableMaintenance",
    "WritableOutcomes",
    "WritableSites",
    "WritableSources",
    "WritableSubscriptions",
    "WritableTrackedPages",
]
