"""What every store promises about sites and their API keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON, WEEKLY, article, publish, read
from widget.domain.errors import UnknownSite

if TYPE_CHECKING:
    from widget.domain.ports import Store

FIRST, SECOND = "1" * 64, "2" * 64


def test_a_site_comes_back_as_it_was_put(store: Store) -> None:
    with store.view() as view:
        assert view.site("daily") == DAILY
        assert view.site("weekly") == WEEKLY


def test_an_unknown_site_is_none(store: Store) -> None:
    with store.view() as view:
        assert view.site("monthly") is None


def test_all_sites_are_listed_by_key(empty_store: Store) -> None:
    with empty_store.transaction() as transaction:
        transaction.put_site(WEEKLY, NOON)
        transaction.put_site(DAILY, NOON)
    with empty_store.view() as view:
        assert view.sites() == (DAILY, WEEKLY)


def test_an_empty_store_has_no_sites(empty_store: Store) -> None:
    with empty_store.view() as view:
        assert view.sites() == ()


def test_a_site_that_is_put_again_replaces_the_old_one_and_keeps_its_articles(
    store: Store,
) -> None:
    publish(store, article())
    renamed = replace(DAILY, name="The New Daily", origins=(), page_hosts=("a.example",))
    with store.transaction() as transaction:
        transaction.put_site(renamed, NOON)
    with store.view() as view:
        assert view.sites() == (renamed, WEEKLY)
    assert read(store).headline == article().headline


def test_an_api_key_belongs_to_its_site(store: Store) -> None:
    with store.transaction() as transaction:
        transaction.put_api_key("daily", FIRST, NOON)
        transaction.put_api_key("weekly", SECOND, NOON)
    with store.view() as view:
        assert view.site_of_api_key(FIRST) == "daily"
        assert view.site_of_api_key(SECOND) == "weekly"
        assert view.site_of_api_key("3" * 64) is None


def test_a_new_api_key_ends_the_old_one(store: Store) -> None:
    for digest in (FIRST, SECOND):
        with store.transaction() as transaction:
            transaction.put_api_key("daily", digest, NOON)
    with store.view() as view:
        assert view.site_of_api_key(FIRST) is None
        assert view.site_of_api_key(SECOND) == "daily"


def test_the_same_api_key_may_be_put_again(store: Store) -> None:
    for _ in range(2):
        with store.transaction() as transaction:
            transaction.put_api_key("daily", FIRST, NOON)
    with store.view() as view:
        assert view.site_of_api_key(FIRST) == "daily"


def test_an_api_key_of_an_unknown_site_is_refused(store: Store) -> None:
    with pytest.raises(UnknownSite), store.transaction() as transaction:
        transaction.put_api_key("monthly", FIRST, NOON)


def test_the_hosts_of_neighbours_come_back_as_they_were_put(empty_store: Store) -> None:
    site = replace(DAILY, neighbour_hosts=("other.example", "third.example:8080"))
    with empty_store.transaction() as transaction:
        transaction.put_site(site, NOON)
    with empty_store.view() as view:
        assert view.site("daily") == site
