"""What every store promises when all of a site is read, or forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.contract.material import (
    DAILY,
    NOON,
    WEEKLY,
    article,
    keep,
    later,
    publish,
    refusal_of,
    summary_of,
    url_of,
)
from widget.domain.event import Subscription
from widget.domain.source import Source, SourceKind, TrackedPage
from widget.usecases.sites.removal import remove_site

if TYPE_CHECKING:
    from widget.domain.ports import Store, Transaction

FEED = "https://daily.example/feed"


def fill(transaction: Transaction, key: str) -> None:
    """Keep one of everything that belongs to a site, but articles."""
    transaction.put_api_key(key, key[0] * 64, NOON)
    transaction.put_hook_secret(key, "secret", NOON)
    transaction.put_source(Source(key, FEED, SourceKind.FEED))
    transaction.put_subscription(Subscription(key, FEED, "hub", "topic", key, "secret", NOON))
    transaction.put_tracked_page(TrackedPage(key, url_of("x"), url_of("x"), NOON))
    transaction.put_delivery(key, "1", NOON, NOON)


def test_a_site_is_forgotten_with_everything_and_the_others_stay(store: Store) -> None:
    theirs = article("theirs", site_key=WEEKLY.key)
    publish(store, article("a"), article("b"), theirs)
    keep(store, article("a"), summary_of(article("a")))
    with store.transaction() as transaction:
        transaction.put_aliases(DAILY.key, url_of("a"), (url_of("alias"),))
        for key in (DAILY.key, WEEKLY.key):
            fill(transaction, key)
    assert list(remove_site(store, DAILY.key)) == [2, 3, 3]
    with store.view() as view:
        assert view.sites() == (WEEKLY,)
        assert view.site_of_api_key("d" * 64) is None
        assert view.site_of_api_key("w" * 64) == WEEKLY.key
        assert view.hook_secret(DAILY.key) is None
        assert [source.site_key for source in view.sources()] == [WEEKLY.key]
        assert view.subscription(DAILY.key, DAILY.key) is None
        assert view.count_deliveries(DAILY.key, NOON, NOON) == 0
        assert view.tracked_page(DAILY.key, url_of("x")) is None
        assert view.tracked_page(WEEKLY.key, url_of("x")) is not None
        assert view.leads(DAILY.key, (url_of("alias"), url_of("a"))) == ()
        assert view.article(WEEKLY.key, url_of("theirs")) == theirs


def test_a_removal_that_was_stopped_lets_nothing_in_and_goes_on_when_it_is_called_again(
    store: Store,
) -> None:
    publish(store, article("a"))
    with store.transaction() as transaction:
        fill(transaction, DAILY.key)
    next(remove_site(store, DAILY.key))
    with store.view() as view:
        assert view.site_of_api_key("d" * 64) is None
        assert view.site(DAILY.key) == DAILY
    assert list(remove_site(store, DAILY.key))[-1] == 1
    with store.view() as view:
        assert view.site(DAILY.key) is None


def test_a_key_that_was_removed_may_be_used_again(store: Store) -> None:
    publish(store, article("a"))
    list(remove_site(store, DAILY.key))
    with store.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    with store.view() as view:
        assert view.count_articles(DAILY.key) == 0


def test_articles_are_read_in_the_order_in_which_they_came_a_few_at_a_time(store: Store) -> None:
    names = ["c", "a", "b"]
    publish(store, *map(article, names))
    with store.view() as view:
        first = view.articles_from(DAILY.key, "", 2)
        rest = view.articles_from(DAILY.key, first[-1].headline.url, 2)
        assert view.count_articles(DAILY.key) == 3
        assert view.articles_from(WEEKLY.key, "", 2) == ()
    assert [*first, *rest] == [article(name) for name in names]


def test_all_outcomes_and_addresses_of_an_article_are_read(store: Store) -> None:
    older, newer = article(text="One"), article(text="Two")
    publish(store, older)
    keep(store, older, summary_of(older))
    publish(store, newer)
    keep(store, newer, refusal_of(newer))
    with store.transaction() as transaction:
        transaction.put_aliases(DAILY.key, url_of("bridge"), (url_of("b"), url_of("a")))
    with store.view() as view:
        found = view.outcomes_of(DAILY.key, url_of("bridge"))
        assert view.aliases_of(DAILY.key, url_of("bridge")) == (url_of("a"), url_of("b"))
        assert view.outcomes_of(DAILY.key, url_of("none")) == ()
    assert {kept.outcome.fingerprint: kept.superseded_at is None for kept in found} == {
        older.headline.fingerprint: False,
        newer.headline.fingerprint: True,
    }


def test_a_task_was_done_when_it_was_last_put(store: Store) -> None:
    with store.transaction() as transaction:
        assert transaction.done_at("clean-up") is None
        transaction.put_done("clean-up", NOON)
        transaction.put_done("clean-up", later(5))
        transaction.put_done("other", NOON)
    with store.view() as view:
        assert view.done_at("clean-up") == later(5)
