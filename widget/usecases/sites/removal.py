"""Removes a site with all its data, a part at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.usecases.articles.lookup import known_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.ports import Store

_AT_ONCE: Final = 500
"""Rows of one transaction: others who write wait for a moment only."""


def count_articles(store: Store, site_key: str) -> int:
    """Return how many articles of the site are kept. Raises UnknownSite and StoreUnavailable."""
    with store.view() as view:
        known_site(view, site_key)
        return view.count_articles(site_key)


def remove_site(store: Store, site_key: str) -> Iterator[int]:
    """Forget the site; yield after each part how many articles and pages were forgotten so far.

    First nothing comes in any more, last the site itself goes. When it is stopped between, call
    it again. Raises UnknownSite and StoreUnavailable.
    """
    with store.transaction() as transaction:
        known_site(transaction, site_key)
        transaction.close_site(site_key)
    done, dropped = 0, 1
    while dropped:
        with store.transaction() as transaction:
            dropped = transaction.drop_some_of_site(site_key, _AT_ONCE)
            if not dropped:
                transaction.drop_site(site_key)
        done += dropped
        yield done
