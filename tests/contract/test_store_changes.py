"""The change log: which panels changed, whoever wrote it, in the order of the commits."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from tests.contract.material import (
    DAILY,
    NOON,
    article,
    keep,
    later,
    publish,
    summary_of,
    url_of,
    withdraw,
)
from widget.domain.article import Precision
from widget.domain.block import Role
from widget.domain.change import CHANGES_AT_ONCE, PanelChange
from widget.domain.draft import Origin
from widget.domain.source import TrackedPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from widget.domain.article import Article
    from widget.domain.ports import Store, Transaction

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


def put(one: Article, listed_at: datetime | None = None) -> Callable[[Transaction], object]:
    return lambda transaction: transaction.put_article(one, NOON, listed_at)


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
        (article(vouched=False), ("older", "newer")),
        (article(published_precision=Precision.DAY), ()),
        (article(ingested=True), ()),
        (replace(article(), roles=(Role.QUOTATION,)), ()),
    ],
    ids=[
        "title",
        "text",
        "date",
        "language",
        "embargo",
        "vouched",
        "precision",
        "ingested",
        "roles",
    ],
)
def test_an_edit_is_named_with_those_that_the_article_stands_between_now(
    full: Store, edited: Article, beside: tuple[str, ...]
) -> None:
    assert changed(full, put(edited)) == of("bridge", *beside)


def test_another_place_in_a_list_is_named_with_those_that_the_article_stands_between_now(
    store: Store,
) -> None:
    for slug, minute in (("c", 3), ("a", 1), ("b", 2), ("bridge", 4)):
        changed(store, put(article(slug), later(minute)))
    assert changed(store, put(article(), later(4))) == set()
    between = NOON + timedelta(minutes=1, seconds=30)
    assert changed(store, put(article(), between)) == of("bridge", "a", "b")
    assert changed(store, put(article())) == set()
    assert changed(store, put(article("d"), later(2) + timedelta(seconds=1))) == of("d", "b", "c")


def test_an_article_that_is_vouched_for_is_named_with_those_that_it_comes_between(
    full: Store,
) -> None:
    publish(full, article(vouched=False))

    def vouch(slug: str) -> Callable[[Transaction], object]:
        return lambda transaction: transaction.vouch(DAILY.key, url_of(slug), NOON)

    assert changed(full, vouch("bridge")) == of("bridge", "older", "newer")
    assert changed(full, vouch("bridge")) == set()
    assert changed(full, vouch("nowhere")) == set()


def test_what_is_vouched_for_comes_between_the_articles_that_are_public_then(store: Store) -> None:
    publish(store, *OTHERS, article(vouched=False))
    publish(store, article("secret", published_at=later(1), marks=EMBARGO))
    for now, beside in ((NOON, "newer"), (NOON + timedelta(hours=2), "secret")):
        publish(store, article(vouched=False))
        named = changed(store, lambda each, at=now: each.vouch(DAILY.key, url_of("bridge"), at))  # type: ignore[misc]
        assert named == of("bridge", "older", beside)


def test_a_released_article_is_named(full: Store) -> None:
    assert withdraw(full, "bridge")

    def release(transaction: Transaction) -> object:
        return transaction.release(DAILY.key, url_of("bridge"))

    assert changed(full, release) == of("bridge")
    assert changed(full, release) == set()


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
    moved = changed(full, lambda each: each.put_aliases(DAILY.key, url_of("older"), aliases[:1]))
    assert moved == of("a")


@pytest.mark.parametrize("fields", [{"points": 2}, {"neighbour_hosts": ("other.example",)}])
def test_a_site_is_named_as_a_whole(full: Store, fields: dict[str, Any]) -> None:
    named = changed(full, lambda each: each.put_site(replace(DAILY, **fields), NOON))
    assert named == {PanelChange(DAILY.key)}


def test_a_site_that_is_closed_and_forgotten_is_named_as_a_whole_at_each_step(full: Store) -> None:
    all_of_it = {PanelChange(DAILY.key)}
    assert changed(full, lambda each: each.close_site(DAILY.key)) == all_of_it
    assert changed(full, lambda each: each.drop_some_of_site(DAILY.key, 2)) == all_of_it
    assert changed(full, lambda each: each.drop_some_of_site(DAILY.key, 2)) == all_of_it
    assert changed(full, lambda each: each.drop_some_of_site(DAILY.key, 2)) == set()
    assert changed(full, lambda each: each.drop_site(DAILY.key)) == all_of_it


def test_what_no_reader_sees_is_dropped_and_bounded_without_a_name(full: Store) -> None:
    page = TrackedPage(DAILY.key, url_of("x"), url_of("x"), NOON)
    publish(full, article("gone"))
    with full.transaction() as transaction:
        assert transaction.withdraw(DAILY.key, url_of("gone"), later(60))
        assert transaction.withdraw(DAILY.key, url_of("bridge"), later(1))
    done: list[int] = []

    def clean(transaction: Transaction) -> None:
        transaction.put_tracked_page(replace(page, pressed_at=NOON))
        done.append(transaction.drop_unanswered(later(1)))
        transaction.put_tracked_page(replace(page, attempted_at=NOON, problem="none"))
        done.append(transaction.drop_forgotten(later(1)))
        transaction.put_delivery(DAILY.key, "1", NOON, NOON)
        done.append(transaction.drop_deliveries(later(1)))
        done.append(transaction.bound_times(NOON, later(30), later(30)))
        done.append(transaction.drop_old_outcomes(later(90)))
        transaction.put_done("cleaning", NOON)

    assert changed(full, clean) == set()
    assert done == [1, 1, 1, 1, 1]


def test_addresses_that_are_forgotten_change_any_panel(full: Store) -> None:
    page = TrackedPage(DAILY.key, url_of("x"), url_of("x"), NOON)
    with full.transaction() as transaction:
        transaction.put_tracked_page(replace(page, attempted_at=NOON, problem="none"))
        transaction.put_aliases(DAILY.key, url_of("bridge"), (url_of("x"),))
    assert changed(full, lambda each: each.drop_forgotten(later(1))) == {PanelChange(None)}


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
