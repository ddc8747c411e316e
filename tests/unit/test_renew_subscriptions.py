"""Hubs are asked for what is due, at an address that our own route answers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import SITE
from widget.domain.errors import FetchFailed
from widget.domain.source import Source, SourceKind
from widget.jobs import renew_subscriptions
from widget.parse.webhooks import websub
from widget.usecases.ingest import subscriptions
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from widget.bootstrap.ingest import IngestServices
    from widget.domain.event import Subscription

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
FEED = Source(SITE.key, "https://news.example/feed.xml", SourceKind.FEED)
HUB, TOPIC = "https://hub.example/", "https://news.example/feed"


@dataclass
class Hub:
    """Stands where the publisher's site is, and answers each form with this status."""

    status: int | None = 202
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def subscribe(self, hub: str, form: dict[str, str]) -> int:
        """Keep the form."""
        self.asked.append((hub, form))
        if self.status is None:
            raise FetchFailed("It did not answer.", permanent=False)
        return self.status


@pytest.fixture
def house(ingest_services: IngestServices) -> IngestServices:
    """Return services with a subscription that is due."""
    store = ingest_services.store
    manage.add_site(store, SITE, NOW)
    with store.transaction() as transaction:
        transaction.put_source(FEED)
    subscriptions.offered(store, FEED, HUB, TOPIC, NOW)
    return ingest_services


def ask(house: IngestServices, hub: Any, **settings: Any) -> int:
    """Ask the hub whatever is due."""
    return renew_subscriptions.ask(
        replace(house, publisher_site=hub, settings=replace(house.settings, **settings)), NOW
    )


def kept(house: IngestServices) -> Subscription:
    """Return the feed's subscription as it is kept."""
    with house.store.view() as view:
        found = view.subscription_of(SITE.key, FEED.url)
    assert found is not None
    return found


def test_a_hub_is_asked_once_and_what_it_asks_back_is_confirmed_by_our_route(
    house: IngestServices, client: FlaskClient
) -> None:
    hub = Hub()
    assert [ask(house, hub), ask(house, hub)] == [1, 0]
    [(address, form)] = hub.asked
    assert (address, form["hub.topic"], form["hub.secret"]) == (HUB, TOPIC, kept(house).secret)
    callback = urlsplit(form["hub.callback"])
    assert f"{callback.scheme}://{callback.netloc}" == house.settings.public_url
    question = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "1234"}
    assert client.get(callback.path, query_string=question).text == "1234"


@pytest.mark.parametrize("status", [None, 500, 503])
def test_a_hub_that_failed_is_asked_again_soon(house: IngestServices, status: int | None) -> None:
    assert ask(house, Hub(status)) == 1
    assert kept(house).renew_at == NOW + websub.PATIENCE


@pytest.mark.parametrize("status", [400, 404, 410])
def test_a_hub_that_refuses_is_left_in_peace(house: IngestServices, status: int) -> None:
    assert ask(house, Hub(status)) == 1
    assert kept(house).renew_at == NOW + websub.REST


def test_no_hub_is_asked_that_could_not_reach_us_safely(house: IngestServices) -> None:
    hub = Hub()
    assert ask(house, hub, public_url="http://127.0.0.1:8000") == 0
    assert hub.asked == []


def test_neither_secret_nor_token_is_logged(
    house: IngestServices, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    for status in (202, 400, None):
        subscriptions.keep(house.store, replace(kept(house), renew_at=NOW))
        ask(house, Hub(status))
    printed = "\n".join(str(vars(record)) for record in caplog.records)
    assert "hub_asked" in printed
    assert "hub_failed" in printed
    assert kept(house).secret not in printed
    assert kept(house).token not in printed
