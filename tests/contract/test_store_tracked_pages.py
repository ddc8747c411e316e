"""What every store promises about pages that were listed or pressed on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.contract.material import DAILY, NOON, article, later, publish, url_of
from widget.domain.article import Manuscript, Marks, Precision
from widget.domain.errors import InvalidField, UnknownSite
from widget.domain.source import PressCounts, TrackedPage, Validators

if TYPE_CHECKING:
    from widget.domain.ports import Store

FEED = "https://daily.example/feed.xml"
TOLD = Manuscript(
    title='The "bridge" ü \ud800\x00',
    published_at=NOON,
    published_precision=Precision.DAY,
    modified_at=later(5),
    section="City",
    language="de-AT",
    author="A. B.",
    image="https://daily.example/x.jpg",
    marks=Marks(opinion=True, live=True, paywalled=True, noindex=True),
)


def page(slug: str = "bridge", **fields: Any) -> TrackedPage:
    """Return a page of the daily; what is not given is a good default."""
    site_key = fields.pop("site_key", DAILY.key)
    return replace(TrackedPage(site_key, url_of(slug), url_of(slug) + "#top", NOON), **fields)


FULL = page(
    source_url=FEED,
    stamp="a:1 b:2",
    listed=TOLD,
    attempted_at=later(1),
    pressed_at=later(2),
    pressed_by="0123456789abcdef",
    found_article=True,
    attempts=3,
    due_at=later(2),
    rest_until=later(3),
    failures=4,
    problem="It answered 503.",
    validators=Validators('"1"', "Mon, 04 May 2026 12:00:00 GMT"),
    listed_at=later(6),
    left_at=later(7),
    whole=True,
    reader="1.2.3",
)


def put(store: Store, *tracked_pages: TrackedPage) -> None:
    """Keep these tracked pages."""
    with store.transaction() as transaction:
        for one in tracked_pages:
            transaction.put_tracked_page(one)


def slugs(tracked_pages: tuple[TrackedPage, ...]) -> str:
    """Return the slugs in their order."""
    return " ".join(one.url.removeprefix("https://daily.example/") for one in tracked_pages)


@pytest.mark.parametrize("tracked", [page(), FULL])
def test_a_tracked_page_comes_back_as_it_was_put(store: Store, tracked: TrackedPage) -> None:
    put(store, tracked)
    with store.view() as view:
        assert view.tracked_page("daily", url_of("bridge")) == tracked


@pytest.mark.parametrize("order", [(FULL, page()), (page(), FULL)])
def test_a_tracked_page_that_is_put_again_is_replaced(
    store: Store, order: tuple[TrackedPage, TrackedPage]
) -> None:
    put(store, *order)
    with store.view() as view:
        assert view.tracked_page("daily", url_of("bridge")) == order[1]


def test_a_tracked_page_belongs_to_one_site(store: Store) -> None:
    put(store, page())
    with store.view() as view:
        assert view.tracked_page("weekly", url_of("bridge")) is None
        assert view.tracked_page("daily", url_of("ferry")) is None


def test_a_tracked_page_of_an_unknown_site_is_refused(store: Store) -> None:
    with pytest.raises(UnknownSite):
        put(store, page(site_key="monthly"))


@pytest.mark.parametrize("name", ["url", "address", "stamp", "problem"])
def test_a_text_that_no_database_can_keep_is_refused(store: Store, name: str) -> None:
    with pytest.raises(InvalidField, match=name):
        put(store, page(**{name: "x\ud800"}))


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(InvalidField, match="due_at"):
        put(store, page(due_at=datetime(2026, 5, 4)))  # noqa: DTZ001 - that is the point


def test_times_keep_their_microseconds(store: Store) -> None:
    exact = datetime(2026, 5, 4, 12, 0, 0, 999_999, tzinfo=UTC)
    put(store, page(attempted_at=exact))
    with store.view() as view:
        found = view.tracked_page("daily", url_of("bridge"))
    assert found is not None
    assert found.attempted_at == exact


def test_stamps_come_for_those_that_were_seen(store: Store) -> None:
    put(store, *(page(str(n), stamp=f"s{n}") for n in range(1_200)))
    put(store, page("0", site_key="weekly", stamp="other"))
    asked = tuple(url_of(str(n)) for n in range(0, 2_400, 2))
    with store.view() as view:
        found = view.stamps("daily", asked)
        assert view.stamps("daily", ()) == {}
    assert found == {url_of(str(n)): f"s{n}" for n in range(0, 1_200, 2)}


def test_due_pages_come_the_longest_due_first(store: Store) -> None:
    put(store, *(page(str(n), due_at=later(n)) for n in (3, 1, 2)))
    put(store, page("4"), page("0", site_key="weekly", due_at=later(0)))
    with store.view() as view:
        assert slugs(view.due("daily", later(2), 10)) == "1 2"
        assert slugs(view.due(None, later(2), 10)) == "0 1 2"
        assert slugs(view.due(None, later(3), 2)) == "0 1"
        assert slugs(view.due("weekly", later(9), 10)) == "0"
        assert view.due("daily", later(0), 10) == ()
        assert view.count_due("daily", later(2)) == 2
        assert view.count_due("weekly", later(-1)) == 0


def test_presses_are_the_fetches_that_readers_asked_for(store: Store) -> None:
    put(store, *(page(str(n), pressed_at=later(n)) for n in range(4)))
    put(store, page("4", pressed_at=later(4), pressed_by="a", found_article=True))
    put(store, page("5", pressed_at=later(4), pressed_by="b", seen_at=later(-9)))
    put(store, page("listed", attempted_at=later(4), source_url=FEED), page("never"))
    put(store, page("x", pressed_at=later(4), site_key="weekly"))
    with store.view() as view:
        assert view.presses("daily", later(0), later(9)) == PressCounts(all=6, found=1, first=5)
        assert view.presses("daily", later(2), later(9)).all == 4
        assert view.presses("daily", later(2), later(9), "a") == PressCounts(all=1, found=1)
        assert view.presses("daily", later(2), later(9), "c") == PressCounts()
        assert view.presses("weekly", later(2), later(9)).all == 1
        assert view.presses("daily", later(5), later(9)) == PressCounts()
        assert view.presses("daily", later(2), later(3)).all == 2


def test_digests_of_networks_are_forgotten_with_the_last_key(store: Store) -> None:
    put(store, page("1", pressed_at=later(1), pressed_by="a"))
    with store.transaction() as transaction:
        for day in (1, 2):
            transaction.put_press_key(day, f"{day}" * 64)
        assert (transaction.press_key(2), transaction.press_key(3)) == ("2" * 64, None)
        assert transaction.drop_press_keys(2) == 1
        assert transaction.presses("daily", later(0), later(2), "a").all == 1
        assert transaction.drop_press_keys(3) == 1
        assert transaction.presses("daily", later(0), later(2), "a").all == 0
        assert transaction.presses("daily", later(0), later(2)).all == 1
        assert transaction.drop_press_keys(3) == 0


def test_problems_come_the_latest_first(store: Store) -> None:
    put(store, *(page(str(n), attempted_at=later(n), problem="x") for n in (2, 3, 1)))
    put(store, page("fine", attempted_at=later(9)))
    put(store, page("other", attempted_at=later(9), problem="x", site_key="weekly"))
    with store.view() as view:
        assert slugs(view.problems("daily", 10)) == "3 2 1"
        assert slugs(view.problems("daily", 2)) == "3 2"


def test_only_what_readers_pressed_on_in_vain_long_ago_is_forgotten(store: Store) -> None:
    vain = {"attempted_at": later(0), "problem": "x"}
    put(store, page("vain", **vain), page("late", **vain | {"attempted_at": later(1)}))
    put(store, page("listed", **vain, source_url=FEED), page("due", **vain, due_at=later(5)))
    put(store, page("article", attempted_at=later(0)), page("v", **vain, site_key="weekly"))
    publish(store, article("article"))
    with store.transaction() as transaction:
        assert transaction.drop_forgotten(later(1)) == 2
        assert transaction.drop_forgotten(later(1)) == 0
        kept = ("late", "listed", "due", "article")
        assert set(transaction.stamps("daily", tuple(map(url_of, (*kept, "vain"))))) == set(
            map(url_of, kept)
        )


def test_a_press_that_nobody_answered_is_forgotten_and_what_was_tried_or_listed_stays(
    store: Store,
) -> None:
    pressed = {"pressed_at": later(0), "due_at": later(0)}
    put(store, page("vain", **pressed), page("new", **pressed | {"pressed_at": later(1)}))
    put(store, page("listed", **pressed, source_url=FEED), page("article", **pressed))
    put(store, page("tried", **pressed, attempted_at=later(0)))
    publish(store, article("article"))
    with store.transaction() as transaction:
        assert transaction.drop_unanswered(later(1)) == 1
        assert transaction.drop_unanswered(later(1)) == 0
        assert transaction.tracked_page("daily", url_of("vain")) is None


def test_old_messages_of_all_sites_are_forgotten(store: Store) -> None:
    with store.transaction() as transaction:
        for key in ("daily", "weekly"):
            transaction.put_delivery(key, "old", later(0), later(0))
            transaction.put_delivery(key, "new", later(2), later(0))
        assert transaction.drop_deliveries(later(1)) == 2
        assert transaction.has_delivery("daily", "new")
        assert not transaction.has_delivery("weekly", "old")


def test_pages_are_found_together_as_each_by_itself(store: Store) -> None:
    put(store, page("pressed"), page("listed", source_url=FEED))
    urls = tuple(map(url_of, ("pressed", "listed", "never")))
    with store.view() as view:
        found = view.tracked_pages("daily", urls)
        assert found == {url: view.tracked_page("daily", url) for url in urls[:2]}
        assert view.tracked_pages("weekly", urls) == {}


def test_an_alias_that_only_presses_found_is_forgotten_with_its_page(store: Store) -> None:
    publish(store, article())
    old = {"attempted_at": later(0)}
    put(
        store, page("pressed", **old), page("listed", **old, source_url=FEED), page("bridge", **old)
    )
    with store.transaction() as transaction:
        aliases = tuple(map(url_of, ("pressed", "listed", "told")))
        transaction.put_aliases("daily", url_of("bridge"), aliases)
        assert transaction.drop_forgotten(later(1)) == 1
        found = {lead.address: lead.url for lead in transaction.leads("daily", aliases)}
        assert found == dict.fromkeys(aliases[1:], url_of("bridge"))
        assert transaction.tracked_page("daily", url_of("pressed")) is None
        assert transaction.tracked_page("daily", url_of("bridge")) is not None


def test_a_page_that_only_readers_pressed_on_can_be_forgotten_by_itself(store: Store) -> None:
    put(store, page("pressed"), page("listed", source_url=FEED))
    with store.transaction() as transaction:
        for slug in ("pressed", "listed", "never"):
            transaction.drop_pressed("daily", url_of(slug))
        assert transaction.tracked_page("daily", url_of("pressed")) is None
        assert transaction.tracked_page("daily", url_of("listed")) is not None


def test_of_many_that_claim_the_same_page_one_has_it(store: Store) -> None:
    put(store, page(due_at=NOON))

    def claim(number: int) -> int | None:
        with store.transaction() as transaction:
            due = transaction.due("daily", NOON, 1)
            if not due:
                return None
            transaction.put_tracked_page(replace(due[0], due_at=later(1), failures=number))
            return number

    with ThreadPoolExecutor(8) as claimers:
        winners = [each for each in claimers.map(claim, range(8)) if each is not None]
    assert len(winners) == 1
    with store.view() as view:
        found = view.tracked_page("daily", url_of("bridge"))
    assert found is not None
    assert found.failures == winners[0]


def test_of_many_that_see_a_page_first_all_find_one(store: Store) -> None:
    with ThreadPoolExecutor(8) as seers:
        list(seers.map(lambda n: put(store, page(failures=n)), range(8)))
    with store.view() as view:
        assert slugs(view.problems("daily", 10)) == ""
        assert view.stamps("daily", (url_of("bridge"),)) == {url_of("bridge"): ""}
