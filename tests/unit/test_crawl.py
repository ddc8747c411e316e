"""A page that a reader pressed on or a source listed is fetched: once, by one, in time."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE
from tests.unit.publisher_site import NOW, ON_DEMAND, Killed, World, at, entry, failure, later, page
from widget.config import Settings
from widget.domain.panel import Pending
from widget.domain.source import Asker
from widget.domain.summary import Reason
from widget.rules.retry import FAILED_REST, GONE_REST, LEASE
from widget.store import open_store
from widget.usecases.articles import fetch_quota
from widget.usecases.articles.fetch_quota import FetchQuota
from widget.usecases.ingest import crawl
from widget.usecases.ingest.context import FetchResult
from widget.usecases.ingest.press import press

if TYPE_CHECKING:
    from pathlib import Path

    from widget.store import SqlStore


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world for a site that has its pages fetched on demand."""
    return World(memory_store)


def test_a_press_on_an_unknown_page_brings_its_summary(world: World) -> None:
    world.offer(page())
    assert isinstance(world.panel(), Pending)
    assert world.reader_presses(at("bridge")) is FetchResult.CREATED
    assert world.title() == "The bridge"
    assert world.publisher_site.askers == [Asker.READER]
    assert world.publisher_site.hosts == [SITE.page_hosts]
    assert world.writer.asked == 1


def test_a_press_on_an_unknown_page_of_a_site_without_on_demand_fetches_nothing(
    world: World,
) -> None:
    world.change_site(on_demand=False)
    world.offer(page())
    assert world.reader_presses(at("bridge")) is None
    assert world.publisher_site.fetched == []
    assert world.reason() is Reason.UNKNOWN_ARTICLE


def test_a_press_at_a_site_that_is_not_known_fetches_nothing(world: World) -> None:
    assert not press(world.presses, "nobody", at("bridge"), NOW)
    world.do_what_is_due()
    assert world.publisher_site.fetched == []


def test_a_listed_page_is_fetched_with_the_first_press_even_without_on_demand(
    world: World,
) -> None:
    world.change_site(on_demand=False)
    world.offer(page())
    world.list_pages(entry())
    assert isinstance(world.panel(), Pending)
    assert world.reader_presses(at("bridge")) is FetchResult.CREATED
    assert world.publisher_site.askers == [Asker.PUBLISHER]


def test_while_a_page_is_fetched_its_readers_wait_and_nobody_else_fetches_it(world: World) -> None:
    world.offer(page())
    seen: list[object] = []

    def meanwhile() -> None:
        seen.append(world.reader_presses(at("bridge")))
        seen.append(world.panel())
        seen.append(crawl.claim(world.work, None, NOW, 10))

    world.publisher_site.meanwhile = meanwhile
    world.reader_presses(at("bridge"))
    assert seen == [None, Pending(at("bridge")), ()]
    assert len(world.publisher_site.fetched) == 1


def test_many_presses_at_once_fetch_a_page_once(world: World) -> None:
    world.offer(page())
    together = Barrier(8)

    def publisher_site(_: int) -> FetchResult | None:
        together.wait()
        return world.reader_presses(at("bridge"))

    with ThreadPoolExecutor(8) as readers:
        looked = list(readers.map(publisher_site, range(8)))
    assert sorted(map(str, looked)) == ["None"] * 7 + ["created"]
    assert len(world.publisher_site.fetched) == 1
    assert world.writer.asked == 1


def test_a_press_that_comes_late_does_not_fetch_the_page_again(world: World) -> None:
    # An article this old has no next check, so nothing but the article says that all is done.
    world.offer(page(published_at=later(-60 * 24 * 365)))
    world.reader_presses(at("bridge"))
    assert world.reader_presses(at("bridge")) is None
    assert len(world.publisher_site.fetched) == 1


def test_two_processes_over_one_file_fetch_a_page_once(
    empty_database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "two.db"
    shutil.copy(empty_database, path)
    stores = [open_store(f"sqlite:///{path}") for _ in range(2)]
    worlds = [World(store) for store in stores]
    together = Barrier(2)
    for each in worlds:
        each.offer(page())

    def publisher_site(each: World) -> FetchResult | None:
        together.wait()
        return each.reader_presses(at("bridge"))

    with ThreadPoolExecutor(2) as readers:
        looked = set(readers.map(publisher_site, worlds))
    assert looked == {FetchResult.CREATED, None}
    assert sum(len(each.publisher_site.fetched) for each in worlds) == 1
    for store in stores:
        store.close()


def test_what_two_claim_at_once_goes_to_one_of_them_each(
    empty_database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "two.db"
    shutil.copy(empty_database, path)
    stores = [open_store(f"sqlite:///{path}") for _ in range(2)]
    worlds = [World(store) for store in stores]
    slugs = [str(number) for number in range(40)]
    worlds[0].list_pages(*(entry(slug) for slug in slugs))

    def claim(each: World) -> list[str]:
        taken: list[str] = []
        while claimed := crawl.claim(each.work, None, NOW, 3):
            taken += [one.url for one in claimed]
        return taken

    with ThreadPoolExecutor(2) as workers:
        taken = [url for part in workers.map(claim, worlds) for url in part]
    assert sorted(taken) == sorted(map(at, slugs))
    for store in stores:
        store.close()


def test_a_fetch_that_died_is_repeated_when_its_lease_ran_out(world: World) -> None:
    world.offer(page())
    world.list_pages(entry())
    assert len(crawl.claim(world.work, None, NOW, 10)) == 1  # and then it died
    assert crawl.claim(world.work, None, NOW + LEASE / 2, 10) == ()
    assert world.reader_presses(at("bridge"), NOW + LEASE / 2) is None
    assert world.look_at_due(NOW + LEASE) == [FetchResult.CREATED]


def test_a_press_that_died_is_done_again_by_the_next_one(world: World) -> None:
    world.offer(page())
    world.publisher_site.pages[at("bridge")] = Killed()
    with pytest.raises(Killed):
        world.reader_presses(at("bridge"))
    world.offer(page())
    assert world.reader_presses(at("bridge"), NOW + LEASE / 2) is None
    assert world.reader_presses(at("bridge"), NOW + LEASE) is FetchResult.CREATED


def test_a_page_that_is_not_there_is_remembered_and_not_fetched_within_its_rest(
    world: World,
) -> None:
    assert world.reader_presses(at("bridge")) is FetchResult.FAILED
    assert world.reason() is Reason.UNKNOWN_ARTICLE
    almost = NOW + GONE_REST * 0.99
    assert world.reader_presses(at("bridge"), almost) is None
    assert world.reason(now=almost) is Reason.UNKNOWN_ARTICLE
    assert len(world.publisher_site.fetched) == 1


def test_a_page_that_appears_later_is_fetched_after_its_rest(world: World) -> None:
    world.reader_presses(at("bridge"))
    world.offer(page())
    rested = NOW + GONE_REST * 1.3
    assert isinstance(world.panel(now=rested), Pending)
    assert world.reader_presses(at("bridge"), rested) is FetchResult.CREATED
    assert world.title(now=rested) == "The bridge"


def test_a_page_that_only_readers_want_is_not_fetched_again_without_them(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = failure(503)
    world.reader_presses(at("bridge"))
    assert world.look_at_due(later(60 * 24 * 2)) == []
    assert world.reader_presses(at("bridge"), NOW + FAILED_REST * 1.3) is FetchResult.FAILED


def test_presses_have_a_quota_for_each_site_and_minute(world: World) -> None:
    world.quota = FetchQuota(3)
    looked = [world.reader_presses(at(str(n))) for n in range(5)]
    assert looked == [FetchResult.FAILED] * 3 + [None] * 2
    assert len(world.publisher_site.fetched) == 3
    over = world.reader_presses(at("4"), later(1.01))
    assert over is FetchResult.FAILED


def test_the_quota_of_one_site_is_not_spent_by_another(world: World) -> None:
    other = replace(ON_DEMAND, key="other", page_hosts=("other.example",))
    beside = World(world.store, other)
    world.quota = beside.quota = FetchQuota(1)
    world.reader_presses(at("1"))
    assert world.reader_presses(at("2")) is None
    assert beside.reader_presses("https://other.example/2") is FetchResult.FAILED


def test_listed_pages_cost_readers_no_quota(world: World) -> None:
    world.quota = FetchQuota(1)
    world.list_pages(*(entry(str(n)) for n in range(3)))
    for number in range(3):
        world.reader_presses(at(str(number)))
    assert world.reader_presses(at("unlisted")) is FetchResult.FAILED


def test_a_listed_page_is_fetched_although_the_quota_is_spent(world: World) -> None:
    world.quota = FetchQuota(1)
    assert world.reader_presses(at("1")) is FetchResult.FAILED
    assert world.reader_presses(at("2")) is None
    world.list_pages(entry("listed"))
    assert world.reader_presses(at("listed")) is FetchResult.FAILED


def test_a_page_that_is_tried_again_costs_a_minutes_budget(world: World) -> None:
    world.quota = FetchQuota(1)
    again = NOW + FAILED_REST * 1.3
    world.publisher_site.pages[at("1")] = failure(503)
    assert world.reader_presses(at("1"), NOW) is FetchResult.FAILED
    assert world.reader_presses(at("2"), again) is FetchResult.FAILED
    assert world.reader_presses(at("1"), again) is None


def test_next_checks_cost_readers_no_quota(world: World) -> None:
    world.quota = FetchQuota(3)
    world.offer(*(page(str(n)) for n in range(4)))
    for number in range(3):
        world.reader_presses(at(str(number)))
    assert world.look_at_due(later(10)) == [FetchResult.UNCHANGED] * 3
    assert world.reader_presses(at("3"), later(10)) is FetchResult.CREATED


def test_pages_outside_the_page_hosts_are_not_kept(world: World) -> None:
    foreign = "https://elsewhere.example/story"
    world.publisher_site.pages[at("bridge")] = page(ended=foreign)
    assert world.reader_presses(at("bridge")) is FetchResult.FAILED
    with world.store.view() as view:
        assert view.article(SITE.key, foreign) is None
        (problem,) = view.problems(SITE.key, 10)
    assert "elsewhere.example is not a page host" in str(problem.problem)


def test_on_a_day_readers_bring_in_so_many_new_pages_and_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_quota, "PRESSED_PAGES", 2)
    for slug in ("a", "b", "c"):
        world.offer(page(slug))
    for minute, slug in enumerate(("a", "b", "c")):
        world.reader_presses(at(slug), later(minute))
    assert world.publisher_site.fetched == [at("a"), at("b")]
    assert world.reader_presses(at("c"), later(24 * 60 + 2)) is FetchResult.CREATED


def test_a_page_that_was_pressed_on_before_is_no_new_page_of_the_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_quota, "PRESSED_PAGES", 1)
    world.publisher_site.pages[at("bridge")] = failure(503)
    for moment in (NOW, NOW + FAILED_REST * 1.3):
        assert world.reader_presses(at("bridge"), moment) is FetchResult.FAILED
    assert world.reader_presses(at("new"), later(5)) is None


def test_without_a_setting_a_site_has_the_quota_that_the_setting_has_by_default() -> None:
    assert Settings().fetches_per_minute == fetch_quota.USUAL.per_minute
