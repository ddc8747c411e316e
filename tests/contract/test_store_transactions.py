"""What every store promises to those who read and write at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

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
    withdraw,
)
from widget.domain.article import Change
from widget.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from widget.domain.ports import Store
    from widget.store import SqlStore

THREADS = 16


class ItWentWrong(Exception):
    """What a caller's block may raise."""


def test_a_transaction_that_fails_leaves_nothing_behind(store: Store) -> None:
    publish(store, article("before"))
    with pytest.raises(ItWentWrong):
        write_and_fail(store)
    with store.view() as view:
        assert view.site_of_api_key("1" * 64) is None
        assert view.article(DAILY.key, url_of("bridge")) is None
        assert view.article(DAILY.key, url_of("before")) == article("before")


def write_and_fail(store: Store) -> None:
    with store.transaction() as transaction:
        transaction.put_api_key(DAILY.key, "1" * 64, NOON)
        transaction.put_article(article(), NOON)
        transaction.put_outcome(DAILY.key, url_of("bridge"), summary_of(article()))
        transaction.withdraw(DAILY.key, url_of("before"), NOON)
        raise ItWentWrong


def test_a_transaction_reads_what_it_wrote(store: Store) -> None:
    with store.transaction() as transaction:
        transaction.put_article(article(), NOON)
        transaction.put_outcome(DAILY.key, url_of("bridge"), summary_of(article()))
        reading = transaction.reading(DAILY.key, url_of("bridge"))
    assert reading is not None
    assert reading.outcome == summary_of(article())


def test_a_store_goes_on_after_a_failed_view_and_a_failed_transaction(store: Store) -> None:
    with pytest.raises(ItWentWrong), store.view():
        raise ItWentWrong
    with pytest.raises(ItWentWrong), store.transaction():
        raise ItWentWrong
    assert publish(store, article()) == (Change.CREATED,)


def test_a_view_stays_as_it_was_while_others_write(store: Store) -> None:
    publish(store, article())
    with ThreadPoolExecutor(1) as others:
        with store.view() as view:
            before = view.reading(DAILY.key, url_of("bridge"))
            writing = others.submit(publish, store, article(text="Newer"), article("new"))
            assert view.reading(DAILY.key, url_of("bridge")) == before
            assert view.reading(DAILY.key, url_of("new")) is None
        assert writing.result() == (Change.CHANGED, Change.CREATED)
    assert read(store).headline == article(text="Newer").headline


def test_sixteen_threads_write_and_none_is_lost(store: Store) -> None:
    start = Barrier(THREADS)

    def write(thread: int) -> tuple[Change, ...]:
        start.wait()
        return publish(store, *(article(f"{thread}-{n}", published_at=later(n)) for n in range(8)))

    with ThreadPoolExecutor(THREADS) as pool:
        changes = [change for done in pool.map(write, range(THREADS)) for change in done]
    assert changes == [Change.CREATED] * THREADS * 8
    with store.view() as view:
        for thread in range(THREADS):
            assert view.article(DAILY.key, url_of(f"{thread}-7")) is not None


def test_sixteen_threads_that_publish_the_same_article_create_it_once(store: Store) -> None:
    start = Barrier(THREADS)

    def write(_: int) -> Change:
        start.wait()
        return publish(store, article())[0]

    with ThreadPoolExecutor(THREADS) as pool:
        changes = sorted(pool.map(write, range(THREADS)))
    assert changes == [Change.CREATED] + [Change.UNCHANGED] * (THREADS - 1)


def test_a_summary_never_outlives_its_edition_while_threads_race(store: Store) -> None:
    editions = [article(text=f"Edition {n}") for n in range(10)]

    def tell() -> None:
        for edition in editions:
            publish(store, edition)

    def summarise() -> None:
        for edition in editions * 3:
            keep(store, edition, summary_of(edition))

    def watch() -> None:
        for _ in range(60):
            reading = read(store)
            outcome = reading.outcome
            assert outcome is None or outcome.fingerprint == reading.headline.fingerprint

    publish(store, editions[0])
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(work) for work in (tell, summarise, watch, watch)]:
            done.result()


def test_a_transaction_within_a_transaction_is_reported_as_busy(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widget.store.failures.BUSY_SECONDS", 0.01)
    with store.transaction(), pytest.raises(StoreUnavailable, match="busy") as caught:
        withdraw(store)
    assert caught.value.permanent is False


def test_a_closed_store_opens_again(store: SqlStore) -> None:
    store.close()
    store.ping()
    store.close()
    store.ping()
