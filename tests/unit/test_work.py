"""What the consumer does, without its queue: every task, and what is to be done after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.unit.publisher_site import FEED, World, at, entry, failure, page
from widget.bootstrap import now
from widget.domain.errors import StoreUnavailable
from widget.domain.source import Listing, Source, SourceKind, TrackedPage
from widget.jobs import work as module
from widget.jobs.work import Task, Work, guarded
from widget.usecases.ingest import subscriptions
from widget.usecases.ingest.looks import UNSEEN
from widget.usecases.ingest.press import press

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.bootstrap.ingest import IngestServices
    from widget.domain.event import Subscription

HUB = "https://hub.example/"


@dataclass
class House:
    """A consumer whose queue is a list, and the world of its site."""

    world: World
    work: Work
    queue: list[tuple[str, ...]]
    polled: list[int]

    def add_feed(self, *slugs: str) -> Source:
        """Let the site have a feed that lists these pages."""
        self.world.publisher_site.listings[FEED] = Listing(tuple(entry(slug) for slug in slugs))
        self.world.offer(*(page(slug) for slug in slugs))
        source = Source(self.world.site.key, FEED, SourceKind.FEED)
        with self.world.store.transaction() as transaction:
            transaction.put_source(source)
        return source

    def subscription(self) -> Subscription:
        """Return the feed's subscription to a hub, which is due."""
        source = Source(self.world.site.key, FEED, SourceKind.FEED)
        found = subscriptions.offered(self.world.store, source, HUB, FEED, now())
        assert found is not None
        return found


@pytest.fixture
def house(ingest_services: IngestServices) -> House:
    """Return a consumer over a database without sources."""
    world = World(ingest_services.store)
    queue: list[tuple[str, ...]] = []
    polled: list[int] = []
    services = replace(ingest_services, publisher_site=world.publisher_site, ingest=world.work)
    work = Work(services, lambda *task: queue.append(task), lambda: polled.append(1))
    return House(world, work, queue, polled)


def test_after_a_start_every_source_is_polled_once(house: House) -> None:
    house.add_feed("bridge")
    assert house.work.due_sources() == (("daily", FEED),)
    assert house.work.due_sources() == ()


def test_each_minute_sources_and_hubs_have_their_turn(house: House) -> None:
    house.add_feed("bridge")
    house.work.each_minute()
    assert house.queue == [(Task.POLL, "daily", FEED), (Task.RENEW_SUBSCRIPTIONS,)]
    house.work.each_minute()
    assert house.queue[2:] == [(Task.RENEW_SUBSCRIPTIONS,)]


def test_after_a_poll_the_pages_that_it_made_due_are_put_into_the_queue(house: House) -> None:
    house.add_feed("bridge", "ferry")
    house.work.poll("daily", FEED)
    assert house.queue == [(Task.FETCH_PAGES,)]
    assert house.polled == [1]
    assert house.work.fetch_pages() == 2
    assert house.world.title("ferry", now()) == "The ferry"


def test_a_poll_of_a_source_that_was_removed_asks_nobody(house: House) -> None:
    house.work.poll("daily", FEED)
    assert (house.world.publisher_site.polled, house.queue, house.polled) == ([], [], [])


def test_a_poll_that_failed_is_logged_with_its_reason(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.add_feed()
    house.world.publisher_site.listings[FEED] = failure(503)
    house.work.poll("daily", FEED)
    [record] = [one for one in caplog.records if one.getMessage() == "poll_failed"]
    assert (vars(record)["source"], vars(record)["problem"]) == (FEED, "It answered 503.")
    assert house.work.due_sources() == (), "it rests"


def test_what_of_a_listing_could_not_be_read_is_logged(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.add_feed()
    house.world.publisher_site.listings[FEED] = Listing(problems=("Cut after 10 entries.",))
    house.work.poll("daily", FEED)
    logged = {record.getMessage(): vars(record) for record in caplog.records}
    assert logged["listing_cut"]["problem"] == "Cut after 10 entries."


def test_a_tick_puts_pages_that_are_due_into_the_queue_and_nothing_else(house: House) -> None:
    house.work.tick()
    assert house.queue == []
    assert press(house.world.presses, "daily", at("bridge"), now())
    house.work.tick()
    assert house.queue == [(Task.FETCH_PAGES,)]


def test_a_tick_polls_a_source_once_for_each_message_of_its_hub(house: House) -> None:
    house.add_feed("bridge")
    house.work.enqueue_polls()
    house.work.poll("daily", FEED)
    house.queue.clear()
    for _ in range(2):
        assert subscriptions.make_source_due(house.world.store, house.subscription(), now())
        house.work.tick()
        house.work.tick()
        assert house.queue.count((Task.POLL, "daily", FEED)) == 1
        house.work.poll("daily", FEED)
        house.queue.clear()
    house.work.tick()
    assert (Task.POLL, "daily", FEED) not in house.queue
    with house.world.store.view() as view:
        assert view.sources_due(now()) == ()


def test_news_of_a_hub_during_a_poll_are_not_lost(house: House) -> None:
    house.add_feed("bridge")
    house.work.enqueue_polls()
    subscription = house.subscription()
    house.world.publisher_site.meanwhile = lambda: subscriptions.make_source_due(
        house.world.store, subscription, now()
    )
    house.work.poll("daily", FEED)
    house.queue.clear()
    house.work.tick()
    assert (Task.POLL, "daily", FEED) in house.queue


def test_a_message_of_a_hub_of_a_removed_source_makes_nothing_due(house: House) -> None:
    house.add_feed()
    subscription = house.subscription()
    with house.world.store.transaction() as transaction:
        transaction.drop_source("daily", FEED)
    assert not subscriptions.make_source_due(house.world.store, subscription, now())


def test_a_page_that_a_reader_waits_for_goes_before_an_archive(house: House) -> None:
    house.add_feed(*(str(number) for number in range(9)))
    house.work.poll("daily", FEED)
    house.world.offer(page("pressed"))
    for slug in ("7", "pressed"):
        press(house.world.presses, "daily", at(slug), now())
    house.work.fetch_pages()
    assert house.world.publisher_site.fetched[:2] == [at("7"), at("pressed")]
    assert len(house.world.publisher_site.fetched) == 10


def test_fetching_ends_after_a_while_so_that_others_have_their_turn(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.add_feed(*(str(number) for number in range(9)))
    house.work.poll("daily", FEED)
    times: Iterator[float] = iter([0.0, 1.0, module._TURN_SECONDS + 1])
    monkeypatch.setattr(module, "monotonic", lambda: next(times))
    assert house.work.fetch_pages() == 2
    monkeypatch.undo()
    assert house.work.fetch_pages() == 7


def test_hubs_are_asked_for_the_subscriptions_that_are_due(house: House) -> None:
    house.add_feed()
    house.subscription()
    assert [house.work.renew_subscriptions() for _ in range(2)] == [1, 0]
    [(hub, form)] = house.world.publisher_site.subscribed
    assert (hub, form["hub.topic"]) == (HUB, FEED)


def test_a_page_that_became_no_article_is_logged_with_the_reason(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    house.world.offer(page("bridge"))
    house.world.list_pages(entry("bridge"), entry("mill"))
    house.work.fetch_pages()
    logged = [vars(one) for one in caplog.records if one.getMessage() == "page_fetched"]
    why = {one["url"]: (one["outcome"], one.get("problem")) for one in logged}
    assert why == {at("bridge"): ("created", None), at("mill"): ("failed", "It answered 404.")}


def test_a_doubtful_text_is_logged_with_the_reason(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.world.offer(page("bridge", doubt="Less than half."), page("mill"))
    house.world.list_pages(entry("bridge"), entry("mill"))
    house.work.fetch_pages()
    logged = [vars(one) for one in caplog.records if one.getMessage() == "text_doubtful"]
    assert [(one["url"], one["problem"]) for one in logged] == [(at("bridge"), "Less than half.")]


def test_each_hour_pages_that_were_not_looked_at_for_long_are_due(house: House) -> None:
    long_ago = now() - UNSEEN - timedelta(minutes=1)
    tracked = TrackedPage("daily", at("old"), at("old"), long_ago, attempted_at=long_ago)
    with house.world.store.transaction() as transaction:
        transaction.put_tracked_page(tracked)
    assert [house.work.look_again() for _ in range(2)] == [1, 0]
    house.work.tick()
    assert house.queue == [(Task.FETCH_PAGES,)]


def test_what_readers_pressed_on_long_ago_and_is_no_article_is_forgotten(house: House) -> None:
    long_ago = now() - timedelta(days=30, minutes=1)
    for slug, time in (("old", long_ago), ("new", now())):
        tracked = TrackedPage("daily", at(slug), at(slug), time, attempted_at=time, problem="404")
        with house.world.store.transaction() as transaction:
            transaction.put_tracked_page(tracked)
    house.work.clean_up()
    with house.world.store.view() as view:
        assert view.tracked_page("daily", at("old")) is None
    assert house.world.tracked_page("new").problem == "404"


def test_what_fails_is_logged_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: str) -> None:
        raise StoreUnavailable("The disk is full.", permanent=False)

    guarded(fail, "argument")
    [record] = caplog.records
    assert (vars(record)["code"], vars(record)["problem"]) == (
        "store_unavailable",
        "The disk is full.",
    )
