"""A page that a reader pressed on or a source listed is looked at: once, by one, in time."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE
from tests.unit.publisher_site import NOW, ON_DEMAND, Desk, Killed, at, entry, failure, later, page
from widget.domain.panel import Pending
from widget.domain.source import Asker
from widget.domain.summary import Reason
from widget.rules.retry import FAILED_REST, GONE_REST, LEASE
from widget.store import open_store
from widget.usecases.articles import fetch_quota
from widget.usecases.ingest import crawl
from widget.usecases.ingest.context import FetchResult
from widget.usecases.ingest.press import press

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Return a desk for a site that has its pages fetched on demand."""
    store = open_store("sqlite://")
    yield Desk(store)
    store.close()


def test_a_press_on_an_unknown_page_brings_its_summary(desk: Desk) -> None:
    desk.offer(page())
    assert isinstance(desk.panel(), Pending)
    assert desk.reader_presses(at("bridge")) is FetchResult.CREATED
    assert desk.title() == "The bridge"
    assert desk.publisher_site.askers == [Asker.READER]
    assert desk.publisher_site.hosts == [SITE.page_hosts]
    assert desk.writer.asked == 1


def test_a_press_on_an_unknown_page_of_a_site_without_on_demand_fetches_nothing(
    desk: Desk,
) -> None:
    desk.change_site(on_demand=False)
    desk.offer(page())
    assert desk.reader_presses(at("bridge")) is None
    assert desk.publisher_site.fetched == []
    assert desk.reason() is Reason.UNKNOWN_ARTICLE


def test_a_press_at_a_site_that_is_not_known_fetches_nothing(desk: Desk) -> None:
    assert not press(desk.presses, "nobody", at("bridge"), NOW)
    desk.do_what_is_due()
    assert desk.publisher_site.fetched == []


def test_a_listed_page_is_looked_at_with_the_first_press_even_without_on_demand(
    desk: Desk,
) -> None:
    desk.change_site(on_demand=False)
    desk.offer(page())
    desk.list_pages(entry())
    assert isinstance(desk.panel(), Pending)
    assert desk.reader_presses(at("bridge")) is FetchResult.CREATED
    assert desk.publisher_site.askers == [Asker.PUBLISHER]


def test_while_a_page_is_looked_at_its_readers_wait_and_nobody_else_looks(desk: Desk) -> None:
    desk.offer(page())
    seen: list[object] = []

    def meanwhile() -> None:
        seen.append(desk.reader_presses(at("bridge")))
        seen.append(desk.panel())
        seen.append(crawl.claim(desk.work, None, NOW, 10))

    desk.publisher_site.meanwhile = meanwhile
    desk.reader_presses(at("bridge"))
    assert seen == [None, Pending(at("bridge")), ()]
    assert len(desk.publisher_site.fetched) == 1


def test_many_presses_at_once_fetch_a_page_once(desk: Desk) -> None:
    desk.offer(page())
    together = Barrier(8)

    def publisher_site(_: int) -> FetchResult | None:
        together.wait()
        return desk.reader_presses(at("bridge"))

    with ThreadPoolExecutor(8) as readers:
        looked = list(readers.map(publisher_site, range(8)))
    assert sorted(map(str, looked)) == ["None"] * 7 + ["created"]
    assert len(desk.publisher_site.fetched) == 1
    assert desk.writer.asked == 1


def test_a_press_that_comes_late_does_not_fetch_the_page_again(desk: Desk) -> None:
    # An article this old has no second look, so nothing but the article says that all is done.
    desk.offer(page(published_at=later(-60 * 24 * 365)))
    desk.reader_presses(at("bridge"))
    assert desk.reader_presses(at("bridge")) is None
    assert len(desk.publisher_site.fetched) == 1


def test_two_processes_over_one_file_fetch_a_page_once(
    empty_database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "two.db"
    shutil.copy(empty_database, path)
    stores = [open_store(f"sqlite:///{path}") for _ in range(2)]
    desks = [Desk(store) for store in stores]
    together = Barrier(2)
    for each in desks:
        each.offer(page())

    def publisher_site(each: Desk) -> FetchResult | None:
        together.wait()
        return each.reader_presses(at("bridge"))

    with ThreadPoolExecutor(2) as readers:
        looked = set(readers.map(publisher_site, desks))
    assert looked == {FetchResult.CREATED, None}
    assert sum(len(each.publisher_site.fetched) for each in desks) == 1
    for store in stores:
        store.close()


def test_what_two_claim_at_once_goes_to_one_of_them_each(
    empty_database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "two.db"
    shutil.copy(empty_database, path)
    stores = [open_store(f"sqlite:///{path}") for _ in range(2)]
    desks = [Desk(store) for store in stores]
    slugs = [str(number) for number in range(40)]
    desks[0].list_pages(*(entry(slug) for slug in slugs))

    def claim(each: Desk) -> list[str]:
        taken: list[str] = []
        while claimed := crawl.claim(each.work, None, NOW, 3):
            taken += [one.url for one in claimed]
        return taken

    with ThreadPoolExecutor(2) as workers:
        taken = [url for part in workers.map(claim, desks) for url in part]
    assert sorted(taken) == sorted(map(at, slugs))
    for store in stores:
        store.close()


def test_a_look_that_died_is_done_again_when_its_lease_ran_out(desk: Desk) -> None:
    desk.offer(page())
    desk.list_pages(entry())
    assert len(crawl.claim(desk.work, None, NOW, 10)) == 1  # and then it died
    assert crawl.claim(desk.work, None, NOW + LEASE / 2, 10) == ()
    assert desk.reader_presses(at("bridge"), NOW + LEASE / 2) is None
    assert desk.look_at_due(NOW + LEASE) == [FetchResult.CREATED]


def test_a_press_that_died_is_done_again_by_the_next_one(desk: Desk) -> None:
    desk.offer(page())
    desk.publisher_site.pages[at("bridge")] = Killed()
    with pytest.raises(Killed):
        desk.reader_presses(at("bridge"))
    desk.offer(page())
    assert desk.reader_presses(at("bridge"), NOW + LEASE / 2) is None
    assert desk.reader_presses(at("bridge"), NOW + LEASE) is FetchResult.CREATED


def test_a_page_that_is_not_there_is_remembered_and_not_fetched_within_its_rest(
    desk: Desk,
) -> None:
    assert desk.reader_presses(at("bridge")) is FetchResult.FAILED
    assert desk.reason() is Reason.UNKNOWN_ARTICLE
    almost = NOW + GONE_REST * 0.99
    assert desk.reader_presses(at("bridge"), almost) is None
    assert desk.reason(now=almost) is Reason.UNKNOWN_ARTICLE
    assert len(desk.publisher_site.fetched) == 1


def test_a_page_that_appears_later_is_fetched_after_its_rest(desk: Desk) -> None:
    desk.reader_presses(at("bridge"))
    desk.offer(page())
    rested = NOW + GONE_REST * 1.3
    assert isinstance(desk.panel(now=rested), Pending)
    assert desk.reader_presses(at("bridge"), rested) is FetchResult.CREATED
    assert desk.title(now=rested) == "The bridge"


def test_a_page_that_only_readers_want_is_not_fetched_again_without_them(desk: Desk) -> None:
    desk.publisher_site.pages[at("bridge")] = failure(503)
    desk.reader_presses(at("bridge"))
    assert desk.look_at_due(later(60 * 24 * 2)) == []
    assert desk.reader_presses(at("bridge"), NOW + FAILED_REST * 1.3) is FetchResult.FAILED


def test_presses_have_a_budget_for_each_site_and_minute(desk: Desk) -> None:
    desk.fetches_per_minute = 3
    looked = [desk.reader_presses(at(str(n))) for n in range(5)]
    assert looked == [FetchResult.FAILED] * 3 + [None] * 2
    assert len(desk.publisher_site.fetched) == 3
    over = desk.reader_presses(at("4"), later(1.01))
    assert over is FetchResult.FAILED


def test_the_budget_of_one_site_is_not_spent_by_another(desk: Desk) -> None:
    other = replace(ON_DEMAND, key="other", page_hosts=("other.example",))
    beside = Desk(desk.store, other)
    desk.fetches_per_minute = beside.fetches_per_minute = 1
    desk.reader_presses(at("1"))
    assert desk.reader_presses(at("2")) is None
    assert beside.reader_presses("https://other.example/2") is FetchResult.FAILED


def test_listed_pages_cost_readers_no_budget(desk: Desk) -> None:
    desk.fetches_per_minute = 1
    desk.list_pages(*(entry(str(n)) for n in range(3)))
    for number in range(3):
        desk.reader_presses(at(str(number)))
    assert desk.reader_presses(at("unlisted")) is FetchResult.FAILED


def test_second_looks_cost_readers_no_budget(desk: Desk) -> None:
    desk.fetches_per_minute = 3
    desk.offer(*(page(str(n)) for n in range(4)))
    for number in range(3):
        desk.reader_presses(at(str(number)))
    assert desk.look_at_due(later(10)) == [FetchResult.UNCHANGED] * 3
    assert desk.reader_presses(at("3"), later(10)) is FetchResult.CREATED


def test_pages_outside_the_page_hosts_are_not_kept(desk: Desk) -> None:
    foreign = "https://elsewhere.example/story"
    desk.publisher_site.pages[at("bridge")] = page(ended=foreign)
    assert desk.reader_presses(at("bridge")) is FetchResult.FAILED
    with desk.store.view() as view:
        assert view.article(SITE.key, foreign) is None
        (problem,) = view.problems(SITE.key, 10)
    assert "elsewhere.example is not a page host" in str(problem.problem)


def test_on_a_day_readers_bring_in_so_many_new_pages_and_no_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_quota, "PRESSED_PAGES", 2)
    for slug in ("a", "b", "c"):
        desk.offer(page(slug))
    for minute, slug in enumerate(("a", "b", "c")):
        desk.reader_presses(at(slug), later(minute))
    assert desk.publisher_site.fetched == [at("a"), at("b")]
    assert desk.reader_presses(at("c"), later(24 * 60 + 2)) is FetchResult.CREATED
