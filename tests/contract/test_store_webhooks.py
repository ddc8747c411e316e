"""What every store promises about hooks: secrets, deliveries, subscriptions to hubs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import NOON, later
from widget.domain.errors import StoreUnavailable, UnknownSite
from widget.domain.event import Subscription, SubscriptionState
from widget.domain.source import Source, SourceKind

if TYPE_CHECKING:
    from widget.domain.ports import Store

FEED = "https://daily.example/feed.xml"
SUBSCRIPTION = Subscription(
    site_key="daily",
    source_url=FEED,
    hub="https://hub.example/",
    topic="https://daily.example/feed",
    token="unguessable",
    secret="known to two",
    renew_at=NOON,
)
ACTIVE = replace(
    SUBSCRIPTION,
    state=SubscriptionState.ACTIVE,
    renew_at=later(30),
    lease_until=later(60),
)


def put(store: Store, *subscriptions: Subscription) -> None:
    """Keep the subscriptions, each with its source."""
    with store.transaction() as transaction:
        for one in subscriptions:
            transaction.put_source(Source(one.site_key, one.source_url, SourceKind.FEED))
            transaction.put_subscription(one)


def handle(store: Store, delivery: str, minute: int = 0, site_key: str = "daily") -> None:
    """Store a delivery, and delete what was handled more than ten minutes before."""
    with store.transaction() as transaction:
        transaction.put_delivery(site_key, delivery, later(minute), later(minute - 10))


def is_handled(store: Store, delivery: str, site_key: str = "daily") -> bool:
    """Tell whether the delivery is remembered."""
    with store.view() as view:
        return view.has_delivery(site_key, delivery)


def test_a_site_has_one_secret_and_a_new_one_ends_the_old_one(store: Store) -> None:
    for secret in ("whsec_one", "whsec_two"):
        with store.transaction() as transaction:
            transaction.put_hook_secret("daily", secret, NOON)
    with store.view() as view:
        assert view.hook_secret("daily") == "whsec_two"
        assert view.hook_secret("weekly") is None
        assert view.hook_secret("monthly") is None


def test_a_secret_of_an_unknown_site_is_refused(store: Store) -> None:
    with pytest.raises(UnknownSite), store.transaction() as transaction:
        transaction.put_hook_secret("monthly", "whsec_one", NOON)


def test_a_delivery_is_remembered_for_its_site(store: Store) -> None:
    handle(store, "msg_1")
    assert is_handled(store, "msg_1")
    assert not is_handled(store, "msg_2")
    assert not is_handled(store, "msg_1", "weekly")


def test_a_delivery_that_is_handled_twice_is_stored_once(store: Store) -> None:
    handle(store, "msg_1")
    handle(store, "msg_1", 1)
    with store.view() as view:
        assert view.count_deliveries("daily", NOON, later(9)) == 1


def test_a_delivery_is_forgotten_with_the_first_one_that_comes_later(store: Store) -> None:
    handle(store, "msg_1", 0)
    handle(store, "msg_2", 10)
    assert is_handled(store, "msg_1")
    handle(store, "msg_3", 11, "weekly")
    assert is_handled(store, "msg_1"), "another site's deliveries forget nothing here"
    handle(store, "msg_4", 11)
    assert not is_handled(store, "msg_1")
    assert is_handled(store, "msg_2")


def test_deliveries_are_counted_for_each_site_from_a_time_on(store: Store) -> None:
    for minute in range(5):
        handle(store, f"msg_{minute}", minute)
    handle(store, "msg_9", 3, "weekly")
    with store.view() as view:
        assert view.count_deliveries("daily", later(2), later(9)) == 3
        assert view.count_deliveries("weekly", later(0), later(9)) == 1


def test_a_delivery_of_any_text_can_be_remembered(store: Store) -> None:
    for delivery in ("", "\x00", "\ud800", "x" * 10_000, "' OR 1=1 --"):
        assert not is_handled(store, delivery)
        handle(store, delivery)
        assert is_handled(store, delivery)


def test_a_delivery_of_an_unknown_site_is_refused(store: Store) -> None:
    with pytest.raises(UnknownSite):
        handle(store, "msg_1", site_key="monthly")


@pytest.mark.parametrize("subscription", [SUBSCRIPTION, ACTIVE])
def test_a_subscription_comes_back_as_it_was_put(store: Store, subscription: Subscription) -> None:
    put(store, subscription)
    with store.view() as view:
        assert view.subscription("daily", "unguessable") == subscription
        assert view.subscription_of("daily", FEED) == subscription


def test_a_subscription_is_found_by_its_own_site_and_token_alone(store: Store) -> None:
    put(store, SUBSCRIPTION)
    with store.view() as view:
        assert view.subscription("weekly", "unguessable") is None
        assert view.subscription("daily", "unguessabl") is None
        assert view.subscription_of("weekly", FEED) is None
        assert view.subscription_of("daily", "https://daily.example/") is None


def test_a_source_has_one_subscription(store: Store) -> None:
    put(store, SUBSCRIPTION)
    put(store, replace(ACTIVE, token="another"))
    with store.view() as view:
        assert view.subscription("daily", "unguessable") is None
        assert view.subscription_of("daily", FEED) == replace(ACTIVE, token="another")


def test_a_subscription_ends_with_its_source(store: Store) -> None:
    put(store, SUBSCRIPTION)
    with store.transaction() as transaction:
        assert transaction.drop_source("daily", FEED)
    with store.view() as view:
        assert view.subscription("daily", "unguessable") is None


def test_a_subscription_to_no_source_is_refused(store: Store) -> None:
    with pytest.raises(StoreUnavailable), store.transaction() as transaction:
        transaction.put_subscription(SUBSCRIPTION)


def test_a_source_that_is_put_again_keeps_its_subscription(store: Store) -> None:
    put(store, SUBSCRIPTION)
    with store.transaction() as transaction:
        transaction.put_source(Source("daily", FEED, SourceKind.FEED, failures=3))
    with store.view() as view:
        assert view.subscription_of("daily", FEED) == SUBSCRIPTION


def test_due_subscriptions_come_the_longest_due_first(store: Store) -> None:
    due = [
        replace(SUBSCRIPTION, source_url=f"{FEED}?{n}", token=str(n), renew_at=later(n))
        for n in range(4)
    ]
    put(store, *reversed(due))
    with store.view() as view:
        assert view.subscriptions_due(later(2), 10) == tuple(due[:3])
        assert view.subscriptions_due(later(2), 2) == tuple(due[:2])
        assert view.subscriptions_due(later(-1), 10) == ()
