"""What two who write at the same moment must never come to: one promise, one function.

Each takes two stores over one database with the site of the daily, and raises AssertionError
where the promise is broken. Either of the two may have failed for now, but not both.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from tests.contract.material import (
    DAILY,
    NOON,
    article,
    keep,
    later,
    publish,
    read,
    summary_of,
    url_of,
)
from tests.contract.overlapping import Stores, at_once, both, let_write
from tests.unit.publisher_site import FirstSentence, MemoryPublisherSite
from widget.domain.article import Change
from widget.domain.draft import SummaryShape
from widget.domain.errors import SiteExists
from widget.domain.event import Subscription
from widget.domain.source import Source, SourceKind, TrackedPage
from widget.usecases.ingest import crawl
from widget.usecases.ingest.context import IngestContext
from widget.usecases.sites import manage
from widget.usecases.summaries.summarize import SummaryRules

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.domain.ports import Store, Transaction

BRIDGE, NEWER = article(), article(text="Newer")
FEED = Source(DAILY.key, url_of("feed.xml"), SourceKind.FEED)
ALL = 4


def _put_pages(store: Store, *numbers: int) -> None:
    with store.transaction() as transaction:
        for number in numbers:
            url = url_of(str(number))
            transaction.put_tracked_page(TrackedPage("daily", url, url, NOON, due_at=NOON))


def no_page_is_claimed_twice(stores: Stores) -> None:
    """Two transactions that read what is due and put it off share nothing."""
    _put_pages(stores[0], *range(ALL))

    def claim(transaction: Transaction) -> tuple[str, ...]:
        due = transaction.due(None, NOON, ALL - 1)
        for tracked in due:
            transaction.put_tracked_page(replace(tracked, due_at=later(5)))
        return tuple(tracked.url for tracked in due)

    claimed = [url for urls in at_once(stores, claim) for url in urls]
    assert len(claimed) == len(set(claimed)) >= ALL - 1


def no_page_is_fetched_twice(stores: Stores) -> None:
    """Two consumers that claim at the same moment share nothing."""
    _put_pages(stores[0], *range(ALL))
    rules = SummaryRules(FirstSentence(), SummaryShape(), 10)
    consumers = [IngestContext(store, MemoryPublisherSite(), rules) for store in stores]

    def claim(consumer: IngestContext) -> tuple[TrackedPage, ...]:
        return crawl.claim(consumer, None, NOON, ALL - 1)

    done = both(lambda: claim(consumers[0]), lambda: claim(consumers[1]))
    claimed = [tracked.url for taken in done for tracked in taken]
    assert len(claimed) == len(set(claimed)) >= ALL - 1


def an_article_is_created_once(stores: Stores) -> None:
    """Of two that publish the same new article, one creates it."""
    changes = at_once(stores, lambda transaction: transaction.put_article(BRIDGE, NOON))
    assert changes.count(Change.CREATED) == 1
    assert set(changes) <= {Change.CREATED, Change.UNCHANGED}
    assert read(stores[1]).headline == BRIDGE.headline


def an_article_is_changed_once(stores: Stores) -> None:
    """Of two that publish the same new edition, one changes the article."""
    publish(stores[0], BRIDGE)
    changes = at_once(stores, lambda transaction: transaction.put_article(NEWER, NOON))
    assert changes.count(Change.CHANGED) == 1
    assert set(changes) <= {Change.CHANGED, Change.UNCHANGED}
    assert read(stores[1]).headline == NEWER.headline


def a_summary_and_a_withdrawal_see_each_other(stores: Stores) -> None:
    """Who withdraws saw the summary, or the summary was refused because it came later."""
    publish(stores[0], BRIDGE)

    def withdraw() -> bool:
        with stores[0].transaction() as transaction:
            reading = transaction.reading(DAILY.key, url_of("bridge"))
            assert transaction.withdraw(DAILY.key, url_of("bridge"), NOON)
            return reading is not None and reading.outcome is not None

    done = both(withdraw, lambda: keep(stores[1], BRIDGE, summary_of(BRIDGE))[0])
    assert len(done) < 2 or done[0] == done[1]


def a_summary_is_not_kept_for_an_edition_that_is_gone(stores: Stores) -> None:
    """A new edition that came first is seen by the summary of the old one."""
    publish(stores[0], BRIDGE)

    def change() -> bool:
        with stores[0].transaction() as transaction:
            reading = transaction.reading(DAILY.key, url_of("bridge"))
            transaction.put_article(NEWER, NOON)
            return reading is not None and reading.outcome is not None

    done = both(change, lambda: keep(stores[1], BRIDGE, summary_of(BRIDGE))[0])
    assert len(done) < 2 or done[0] == done[1]


def a_source_has_one_subscription(stores: Stores) -> None:
    """Two that are offered the same hub come to the same subscription."""
    with stores[0].transaction() as transaction:
        transaction.put_source(FEED)
    tokens = count()

    def subscribe(transaction: Transaction) -> str:
        known = transaction.subscription_of(FEED.site_key, FEED.url)
        token = f"token {next(tokens)}"
        wanted = Subscription(FEED.site_key, FEED.url, "hub", "topic", token, "secret", NOON)
        if known is None:
            transaction.put_subscription(wanted)
        return (known or wanted).token

    found = set(at_once(stores, subscribe))
    with stores[1].view() as view:
        kept = view.subscription_of(FEED.site_key, FEED.url)
    assert kept is not None
    assert found == {kept.token}


def a_delivery_is_heard_once(stores: Stores) -> None:
    """Of two that handle the same delivery, one takes it for new."""

    def is_new(transaction: Transaction) -> bool:
        known = transaction.has_delivery(DAILY.key, "1")
        if not known:
            transaction.put_delivery(DAILY.key, "1", NOON, NOON)
        return not known

    assert at_once(stores, is_new).count(True) == 1


def no_count_is_lost(stores: Stores) -> None:
    """Two that count one up make two, or one of them knows that it failed."""
    _put_pages(stores[0], 1)

    def count_up(transaction: Transaction) -> int:
        known = transaction.tracked_page(DAILY.key, url_of("1"))
        assert known is not None
        transaction.put_tracked_page(replace(known, failures=known.failures + 1))
        return known.failures

    before = at_once(stores, count_up)
    with stores[1].view() as view:
        after = view.tracked_page(DAILY.key, url_of("1"))
    assert after is not None
    assert after.failures == len(before) >= 1


def no_budget_is_spent_twice(stores: Stores) -> None:
    """What was counted holds: of two that write different rows, one finds the quota used up."""
    urls = map(url_of, "ab")

    def press(transaction: Transaction) -> bool:
        page = TrackedPage(DAILY.key, next(urls), "address", NOON, pressed_at=NOON)
        allowed = transaction.presses(DAILY.key, NOON, NOON).all < 1
        if allowed:
            transaction.put_tracked_page(page)
        return allowed

    assert at_once(stores, press).count(True) == 1


def a_site_is_added_once(stores: Stores) -> None:
    """Of two operators that add the same site, one gets the error that it exists."""
    site = replace(DAILY, key="new")

    def add(store: Store) -> bool:
        try:
            manage.add_site(store, site, NOON)
        except SiteExists:
            return False
        return True

    assert both(lambda: add(stores[0]), lambda: add(stores[1])).count(True) == 1


def a_view_is_one_state(stores: Stores) -> None:
    """What a view has read and what it reads later are of one moment, whoever commits meanwhile."""
    publish(stores[0], BRIDGE, article("ferry"))

    def change() -> None:
        with stores[1].transaction() as transaction:
            for slug in ("bridge", "ferry"):
                transaction.put_article(article(slug, text="Newer"), NOON)

    with ThreadPoolExecutor(1) as others:
        with stores[0].view() as view:
            first = view.article(DAILY.key, url_of("bridge"))
            writing = others.submit(change)
            let_write(stores, writing)
            assert (first, view.article(DAILY.key, url_of("ferry"))) == (BRIDGE, article("ferry"))
        writing.result()
    assert read(stores[0], "ferry").headline == article("ferry", text="Newer").headline


OVERLAPS: tuple[Callable[[Stores], None], ...] = (
    no_page_is_claimed_twice,
    no_page_is_fetched_twice,
    an_article_is_created_once,
    an_article_is_changed_once,
    a_summary_and_a_withdrawal_see_each_other,
    a_summary_is_not_kept_for_an_edition_that_is_gone,
    a_source_has_one_subscription,
    a_delivery_is_heard_once,
    no_count_is_lost,
    no_budget_is_spent_twice,
    a_site_is_added_once,
    a_view_is_one_state,
)
