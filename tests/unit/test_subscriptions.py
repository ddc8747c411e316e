"""The story of subscriptions to hubs, over a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE
from tests.unit.publisher_site import MemoryPress
from widget.domain.event import SubscriptionState
from widget.domain.limits import URL_CHARACTERS
from widget.domain.source import Listing, Source, SourceKind
from widget.parse.webhooks import websub
from widget.usecases.ingest import poll as sourcing
from widget.usecases.ingest import subscriptions
from widget.usecases.ingest.context import IngestContext
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from widget.bootstrap import Services
    from widget.domain.event import Subscription
    from widget.domain.ports import Store

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
FEED = Source(SITE.key, "https://news.example/feed.xml", SourceKind.FEED)
HUB, TOPIC = "https://hub.example/", "https://news.example/feed"


@pytest.fixture
def store(services: Services) -> Store:
    """Return a store that knows the site and its feed."""
    manage.add_site(services.store, SITE, NOW)
    with services.store.transaction() as transaction:
        transaction.put_source(FEED)
    return services.store


def offered(store: Store, hub: str = HUB, topic: str = TOPIC) -> Subscription:
    """Return the subscription of the feed, which must get one."""
    found = subscriptions.offered(store, FEED, hub, topic, NOW)
    assert found is not None
    return found


def test_a_source_that_offers_a_hub_gets_a_subscription_that_is_due(store: Store) -> None:
    wanted = offered(store)
    assert (wanted.hub, wanted.topic) == (HUB, TOPIC)
    assert wanted.state is SubscriptionState.PENDING
    assert subscriptions.due(store, NOW, 10) == (wanted,)
    assert subscriptions.with_token(store, SITE.key, wanted.token) == wanted


def test_the_same_offer_is_the_same_subscription(store: Store) -> None:
    assert offered(store) == offered(store)


def test_another_hub_or_topic_is_another_subscription(store: Store) -> None:
    first = offered(store)
    second = offered(store, hub="https://hub2.example/")
    third = offered(store, hub="https://hub2.example/", topic=f"{TOPIC}2")
    assert len({one.token for one in (first, second, third)}) == 3
    assert len({one.secret for one in (first, second, third)}) == 3
    assert subscriptions.with_token(store, SITE.key, first.token) is None


def test_a_hub_without_tls_gets_no_secret(store: Store) -> None:
    assert subscriptions.offered(store, FEED, "http://hub.example/", TOPIC, NOW) is None
    assert subscriptions.due(store, NOW, 10) == ()


@pytest.mark.parametrize("hub", ["", "hub", "javascript:alert(1)", "https://a b/", "//hub/"])
def test_a_hub_that_is_no_address_gets_none(store: Store, hub: str) -> None:
    assert subscriptions.offered(store, FEED, hub, TOPIC, NOW) is None


def test_a_longer_topic_than_the_limit_gets_none(store: Store) -> None:
    longest = f"{TOPIC}?{'x' * (URL_CHARACTERS - len(TOPIC) - 1)}"
    assert subscriptions.offered(store, FEED, HUB, f"{longest}x", NOW) is None
    assert offered(store, topic=longest).topic == longest


def test_a_source_that_is_not_kept_gets_none(store: Store) -> None:
    other = replace(FEED, url="https://news.example/other.xml")
    assert subscriptions.offered(store, other, HUB, TOPIC, NOW) is None


def test_a_subscription_is_asked_for_confirmed_and_renewed(store: Store) -> None:
    wanted = offered(store)
    subscriptions.keep(store, websub.asked(wanted, NOW))
    assert subscriptions.due(store, NOW, 10) == ()
    assert len(subscriptions.due(store, NOW + websub.PATIENCE, 10)) == 1
    query = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "x"}
    answer = websub.answer(wanted, query | {"hub.lease_seconds": "864000"}, NOW)
    assert answer is not None
    assert subscriptions.keep(store, answer.subscription)
    assert subscriptions.due(store, NOW + timedelta(days=4), 10) == ()
    [again] = subscriptions.due(store, NOW + timedelta(days=5), 10)
    assert again.state is SubscriptionState.ACTIVE


def test_a_subscription_that_was_given_up_is_not_kept(store: Store) -> None:
    wanted = offered(store)
    with store.transaction() as transaction:
        transaction.drop_source(SITE.key, FEED.url)
    assert not subscriptions.keep(store, wanted)


def test_a_poll_of_a_feed_with_a_hub_makes_a_subscription(store: Store, services: Services) -> None:
    press = MemoryPress(listings={FEED.url: Listing(hub=HUB, topic=TOPIC)})
    work = IngestContext(store, press, services.rules)
    for _ in range(2):
        assert sourcing.poll(work, FEED, NOW).problem is None
    [wanted] = subscriptions.due(store, NOW, 10)
    assert (wanted.source_url, wanted.hub, wanted.topic) == (FEED.url, HUB, TOPIC)
