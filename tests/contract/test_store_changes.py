"""The change log: which panels changed, whoever wrote it, in the order of the commits."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON, article, keep, publish, summary_of, url_of
from widget.domain.change import CHANGES_AT_ONCE, VERSION_SECONDS, PanelChange
from widget.domain.draft import Origin
from widget.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.domain.article import Article
    from widget.domain.ports import Store, Transaction
    from widget.store import SqlStore

EMBARGO = replace(article("bridge").headline.marks, embargoed_until=NOON + timedelta(hours=1))
OTHERS = (
    article("older", published_at=NOON - timedelta(1)),
    article("newer", published_at=NOON + timedelta(1)),
)


def changed(store: Store, act: Callable[[Transaction], object]) -> set[PanelChange]:
    """Return what the log names of an act; its own numbers lead there."""
    before = store.version(monotonic())
    with store.transaction() as transaction:
        act(transaction)
    since = store.changes(before)
    assert since.version == store.version(monotonic())
    assert since.panels is not None
    assert len(since.panels) == len(set(since.panels)) == since.version - before
    return set(since.panels)


def of(*slugs: str) -> set[PanelChange]:
    return {PanelChange(DAILY.key, url_of(slug)) for slug in slugs}


def put(one: Article) -> Callable[[Transaction], object]:
    return lambda transaction: transaction.put_article(one, NOON)


@pytest.fixture
def full(store: Store) -> Store:
    """Return a store with three articles, of which the bridge's stands between the others."""
    publish(store, *OTHERS, article())
    keep(store, article(), summary_of(article()))
    return store


def test_a_new_article_is_named_with_those_that_it_comes_between(store: Store) -> None:
    publish(store, *OTHERS, article("oldest", published_at=NOON - timedelta(2)))
    assert changed(store, put(article())) == of("bridge", "older", "newer")


def test_a_new_article_is_named_with_those_of_its_section(store: Store) -> None:
    city = [replace(one, headline=replace(one.headline, section="City")) for one in OTHERS]
    publish(store, *city, article("between", published_at=NOON - timedelta(hours=1)))
    assert changed(store, put(article(section="City"))) == of("bridge", "between", "older", "newer")


@pytest.mark.parametrize(
    ("edited", "beside"),
    [
        (article(title="Another title"), ()),
        (article(text="Another text of it."), ()),
        (article(published_at=NOON + timedelta(2)), ("newer",)),
        (article(language="de"), ()),
        (article(marks=EMBARGO), ("older", "newer")),
    ],
    ids=["title", "text", "date", "language", "embargo"],
)
def test_an_edit_is_named_with_those_that_the_article_stands_between_now(
    full: Store, edited: Article, beside: tuple[str, ...]
) -> None:
    assert changed(full, put(edited)) == of("bridge", *beside)


def test_what_is_there_already_is_not_named(full: Store) -> None:
    assert changed(full, put(article())) == set()


@pytest.mark.parametrize("by", ["withdraw", "withdraw_ingested"])
def test_a_withdrawn_article_is_named_and_so_is_one_that_is_back(full: Store, by: str) -> None:
    publish(full, article(title="Ingested", ingested=True))

    def withdraw(transaction: Transaction) -> object:
        return getattr(transaction, by)(DAILY.key, url_of("bridge"), NOON)

    assert changed(full, withdraw) == of("bridge")
    assert changed(full, withdraw) == set()
    assert changed(full, put(article())) == of("bridge", "older", "newer")


def test_an_outcome_and_its_end_are_named(full: Store) -> None:
    extract, key = summary_of(article()), (DAILY.key, url_of("bridge"))
    assert changed(full, lambda each: each.put_outcome(*key, extract)) == of("bridge")
    assert changed(full, lambda each: each.drop_summary(*key, Origin.EXTRACT)) == of("bridge")


def test_an_alias_is_named(full: Store) -> None:
    aliases = (url_of("a"), url_of("b"))
    named = changed(full, lambda each: each.put_aliases(DAILY.key, url_of("bridge"), aliases))
    assert named == of("a", "b")


def test_a_site_is_named_as_a_whole(full: Store) -> None:
    named = changed(full, lambda each: each.put_site(replace(DAILY, points=2), NOON))
    assert named == {PanelChange(DAILY.key)}


def test_what_is_rolled_back_is_not_named(full: Store) -> None:
    before = full.version(monotonic())
    with suppress(ZeroDivisionError), full.transaction() as transaction:
        transaction.withdraw(DAILY.key, url_of("bridge"), NOON)
        raise ZeroDivisionError
    assert full.changes(before).panels == ()
    assert full.version(monotonic()) == before


def test_too_many_changes_are_all_changes(full: Store) -> None:
    before = full.version(monotonic())
    with full.transaction() as transaction:
        for number in range(CHANGES_AT_ONCE + 1):
            transaction.put_site(replace(DAILY, key=f"site-{number}"), NOON)
    assert full.changes(before).panels is None
    assert full.changes(before + 1).panels is not None


def test_a_log_that_does_not_reach_back_names_everything(
    full: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widget.store.change_log.CHANGES_KEPT", 10)
    before = full.version(monotonic())
    for start in range(0, 1_200, 300):
        with full.transaction() as transaction:
            for number in range(start, start + 300):
                transaction.put_site(replace(DAILY, key=f"site-{number}"), NOON)
    last = full.version(monotonic())
    assert full.changes(before).panels is None
    assert full.changes(last - 5).panels is not None


def test_a_version_that_never_was_names_everything(full: Store) -> None:
    assert full.changes(full.version(monotonic()) + 1_000).panels is None


def test_the_next_end_of_an_embargo_is_that_of_the_site(full: Store) -> None:
    hours = {"a": 3, "b": 2, "c": -1}
    for slug, number in hours.items():
        marks = replace(EMBARGO, embargoed_until=NOON + timedelta(hours=number))
        publish(full, article(slug, marks=marks))
    with full.view() as view:
        assert view.next_embargo_end(DAILY.key, NOON) == NOON + timedelta(hours=2)
        assert view.next_embargo_end(DAILY.key, NOON + timedelta(hours=3)) is None
        assert view.next_embargo_end("weekly", NOON) is None


def test_another_process_s_commit_is_seen_after_half_a_second_and_not_asked_for_before(
    sqlite_file: SqlStore, database: str
) -> None:
    other, start = open_store(database), monotonic()
    before = sqlite_file.version(start)
    with other.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    other.close()
    assert sqlite_file.version(start) == before
    assert sqlite_file.version(start + VERSION_SECONDS + 1) == before + 1


def test_a_commit_without_a_change_of_a_panel_is_no_version(sqlite_file: SqlStore) -> None:
    before = sqlite_file.version(monotonic())
    with sqlite_file.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    between = sqlite_file.version(monotonic())
    with sqlite_file.transaction() as transaction:
        transaction.put_api_key(DAILY.key, "0" * 64, NOON)
    assert (between, sqlite_file.version(monotonic())) == (before + 1, before + 1)


def test_a_forked_child_watches_over_a_connection_of_its_own(sqlite_file: SqlStore) -> None:
    before = sqlite_file.version(monotonic())
    sqlite_file._engine.dispose()  # what a server does before it forks; the watch is left open
    mine = sqlite_file._watch
    assert mine is not None
    parents = mine._connection
    child = os.fork()
    if child == 0:
        mine.version(monotonic())
        os._exit(mine._connection is parents)
    assert os.waitpid(child, 0)[1] == 0
    assert mine._connection is parents
    with sqlite_file.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    assert sqlite_file.version(monotonic()) == before + 1
