"""Under which address an article is kept: redirects, canonical links, aliases, moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import World, at, entry, failure, later, page, whole
from widget.domain.errors import ForeignUrl, LimitExceeded
from widget.domain.limits import ALIASES
from widget.domain.panel import Pending
from widget.domain.summary import Reason
from widget.usecases.ingest.context import FetchResult

if TYPE_CHECKING:
    from widget.store import SqlStore

OTHER = STORY.replace("harbour", "school")
FRONT = "https://news.example/"


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world for a site that has its pages fetched on demand."""
    return World(memory_store)


def redirect(world: World, slug: str, to: str) -> None:
    """Let the page at this slug lead to another one that the site has."""
    world.publisher_site.pages[at(slug)] = world.publisher_site.pages[at(to)]


def kept(world: World, slug: str) -> bool:
    """Tell whether an article is kept under this very address and not withdrawn."""
    headline = world.headline(slug)
    return headline is not None and headline.withdrawn_at is None


def test_a_redirect_is_an_alias_of_the_article_where_it_ends(world: World) -> None:
    world.offer(page("bridge"))
    redirect(world, "short", to="bridge")
    assert world.reader_presses(at("short")) is FetchResult.CREATED
    assert world.title("short") == world.title("bridge") == "The bridge"
    assert kept(world, "bridge")
    assert not kept(world, "short")


def test_a_press_on_an_alias_is_answered_with_the_article_and_fetches_nothing(
    world: World,
) -> None:
    world.offer(page("bridge"))
    redirect(world, "short", to="bridge")
    world.reader_presses(at("short"))
    del world.publisher_site.fetched[:]
    assert world.reader_presses(at("short")) is None
    assert world.reader_presses(at("bridge")) is None
    assert world.publisher_site.fetched == []


def test_an_article_that_a_redirect_found_is_checked_at_its_own_address(
    world: World,
) -> None:
    world.offer(page("bridge"))
    redirect(world, "short", to="bridge")
    world.reader_presses(at("short"))
    del world.publisher_site.fetched[:]
    world.offer(page("bridge", OTHER))
    assert world.look_at_due(later(10)) == [FetchResult.CHANGED]
    assert world.publisher_site.fetched == [at("bridge")]
    assert "school council" in world.summary("short", later(10))


def test_a_copy_is_an_alias_of_its_original_and_shows_what_the_original_says(world: World) -> None:
    world.offer(page("bridge"), page("print", "A copy. " * 20, url=at("bridge")))
    assert world.reader_presses(at("print")) is FetchResult.CREATED
    assert world.publisher_site.fetched == [at("print"), at("bridge")]
    assert world.title("print") == "The bridge"
    assert "harbour council" in world.summary("bridge")


def test_a_copy_of_a_known_article_joins_it_without_another_fetch(world: World) -> None:
    world.offer(page("bridge"), page("print", OTHER, url=at("bridge")))
    world.reader_presses(at("bridge"))
    assert world.reader_presses(at("print")) is FetchResult.UNCHANGED
    assert world.publisher_site.fetched == [at("bridge"), at("print")]
    assert "harbour council" in world.summary("print")


def test_a_page_that_calls_itself_another_cannot_replace_it(world: World) -> None:
    world.offer(page("bridge"), page("hostile", OTHER, url=at("bridge")))
    world.list_pages(entry("hostile"), entry("bridge"))
    world.look_at_due()
    assert "harbour council" in world.summary("bridge")


@pytest.mark.parametrize("broken", [failure(404), failure(503), page("elsewhere")])
def test_a_copy_whose_original_is_not_there_is_kept_as_itself(world: World, broken: object) -> None:
    world.offer(page("print", url=at("bridge")))
    world.publisher_site.pages[at("bridge")] = broken  # type: ignore[assignment]
    assert world.reader_presses(at("print")) is FetchResult.CREATED
    assert kept(world, "print")
    assert world.headline("bridge") is world.headline("elsewhere") is None


@pytest.mark.parametrize(
    "said",
    [
        *("https://elsewhere.example/x", "mailto:x@news.example", "", "x" * 5_000, FRONT),
        at("bridge").replace("https:", "http:"),
    ],
)
def test_a_canonical_address_that_can_be_no_article_here_is_not_believed(
    world: World, said: str
) -> None:
    world.offer(page("bridge", url=said))
    assert world.reader_presses(at("bridge")) is FetchResult.CREATED
    assert world.publisher_site.fetched == [at("bridge")]
    assert kept(world, "bridge")


def test_a_page_that_leads_to_the_front_page_is_no_article(world: World) -> None:
    world.publisher_site.pages[at("old")] = page(ended=FRONT)
    assert world.reader_presses(at("old")) is FetchResult.FAILED
    assert "front page" in str(world.tracked_page("old").problem)
    assert world.reason("old") is Reason.UNKNOWN_ARTICLE


def test_an_article_whose_page_leads_to_the_front_page_by_now_is_withdrawn(world: World) -> None:
    world.offer(page("bridge"))
    world.reader_presses(at("bridge"))
    world.publisher_site.pages[at("bridge")] = page(ended=FRONT)
    assert world.look_at_due(later(10)) == [FetchResult.WITHDRAWN]


def test_an_article_that_moved_is_kept_once_where_it_is_now(world: World) -> None:
    world.offer(page("old"))
    world.reader_presses(at("old"))
    world.offer(page("new", OTHER))
    redirect(world, "old", to="new")
    assert world.look_at_due(later(10)) == [FetchResult.CREATED]
    assert kept(world, "new")
    assert not kept(world, "old")
    assert world.title("old", later(10)) == "The new"


def test_an_article_that_became_a_copy_gives_way_to_its_original(world: World) -> None:
    world.offer(page("bridge"), page("print", OTHER))
    world.reader_presses(at("bridge"))
    world.reader_presses(at("print"))
    world.offer(page("print", OTHER, url=at("bridge")))
    world.look_at_due(later(10))
    assert world.title("print", later(10)) == "The bridge"
    assert not kept(world, "print")


def test_a_copy_that_is_gone_does_not_withdraw_its_original(world: World) -> None:
    world.offer(page("bridge"), page("hostile", OTHER, url=at("bridge")))
    world.list_pages(entry("bridge"), entry("hostile"))
    world.look_at_due()
    world.publisher_site.pages[at("hostile")] = failure(404)
    world.list_pages(entry("bridge"), entry("hostile", "2"), now=later(1))
    world.look_at_due(later(1))
    world.look_at_due(later(2))
    assert world.title("bridge", later(2)) == "The bridge"


def test_an_original_whose_alias_is_gone_is_fetched_itself(world: World) -> None:
    world.offer(page("bridge"))
    redirect(world, "short", to="bridge")
    world.list_pages(entry("short"))
    world.look_at_due()
    del world.publisher_site.pages[at("short")], world.publisher_site.pages[at("bridge")]
    world.list_pages(entry("short", "2"), now=later(1))
    assert world.look_at_due(later(1)) == [FetchResult.FAILED]
    assert world.look_at_due(later(1)) == [FetchResult.WITHDRAWN]


def test_a_copy_of_an_article_that_the_publisher_withdrew_stays_withdrawn(world: World) -> None:
    world.push("bridge")
    world.pull("bridge")
    world.offer(page("bridge"), page("print", url=at("bridge")))
    assert world.reader_presses(at("print")) is FetchResult.UNCHANGED
    assert world.reason("print") is Reason.WITHDRAWN
    assert world.reader_presses(at("print")) is None


def test_a_copy_brings_its_original_back_when_that_is_there_again(world: World) -> None:
    world.offer(page("bridge"))
    world.reader_presses(at("bridge"))
    del world.publisher_site.pages[at("bridge")]
    world.look_at_due(later(10))
    world.offer(page("bridge"), page("print", url=at("bridge")))
    assert world.reader_presses(at("print"), later(11)) is FetchResult.CHANGED
    assert world.title("bridge", later(11)) == world.title("print", later(11)) == "The bridge"


def test_aliases_that_a_pressed_page_claims_are_not_believed(world: World) -> None:
    world.offer(page("hostile", aliases=(at("bridge"),)))
    world.reader_presses(at("hostile"))
    assert isinstance(world.panel("bridge"), Pending)


def test_aliases_that_a_listed_page_claims_are_kept_if_they_are_nobody_elses(world: World) -> None:
    world.push("pushed", aliases=[at("p")])
    world.offer(page("first"))
    world.reader_presses(at("first"))
    claims = (at("amp"), at("first"), at("pushed"), at("p"), "https://elsewhere.example/x", "x")
    world.offer(page("bridge", aliases=claims))
    world.list_pages(entry("bridge"))
    assert world.look_at_due() == [FetchResult.CREATED]
    shown = [world.title(slug) for slug in ("amp", "first", "pushed", "p")]
    assert shown == ["The bridge", "The first", "Pushed pushed", "Pushed pushed"]


def test_of_too_many_claimed_aliases_the_first_are_kept(world: World) -> None:
    claims = tuple(at(f"amp{number:02}") for number in range(ALIASES + 5))
    world.offer(page("bridge", aliases=claims))
    world.list_pages(entry("bridge"))
    world.look_at_due()
    with world.store.view() as view:
        found = {lead.address for lead in view.leads(world.site.key, claims)}
    assert set(claims[: ALIASES - 1]) <= found
    assert not set(claims[ALIASES:]) & found


def test_a_page_or_feed_of_an_alias_that_the_publisher_pushed_has_no_say(world: World) -> None:
    world.push("bridge", aliases=[at("short")])
    world.offer(page("short", OTHER))
    world.list_pages(entry("short"))
    assert world.look_at_due() == [FetchResult.LEFT]
    world.list_pages(whole("short", "2", OTHER))
    assert world.title("short") == "Pushed bridge"
    assert world.headline("short") is None


def test_a_redirect_over_an_alias_that_the_publisher_pushed_takes_it_from_nobody(
    world: World,
) -> None:
    world.push("bridge", aliases=[at("short")])
    world.offer(page("short", OTHER, url=at("other")), page("other", OTHER))
    redirect(world, "way", to="short")
    world.reader_presses(at("way"))
    assert world.title("short") == "Pushed bridge"
    assert world.title("way") == "The other"


def test_what_was_ingested_gives_way_when_the_publisher_says_it_is_an_alias(world: World) -> None:
    world.offer(page("short"))
    world.reader_presses(at("short"))
    world.push("bridge", aliases=[at("short")])
    assert world.title("short") == "Pushed bridge"


def test_a_pushed_alias_of_a_foreign_host_or_one_too_many_is_refused(world: World) -> None:
    with pytest.raises(ForeignUrl, match=r"elsewhere\.example"):
        world.push("bridge", aliases=["https://elsewhere.example/x"])
    world.push("bridge", aliases=[at(str(number)) for number in range(ALIASES)])
    with pytest.raises(LimitExceeded, match="aliases"):
        world.push("bridge", aliases=[at(str(number)) for number in range(ALIASES + 1)])


def test_the_publisher_can_withdraw_an_article_by_its_alias(world: World) -> None:
    world.push("bridge", aliases=[at("short")])
    assert world.pull("short")
    assert world.reason("bridge") is world.reason("short") is Reason.WITHDRAWN


def test_a_page_of_the_other_scheme_is_not_ingested_beside_what_was_pushed(world: World) -> None:
    plain = at("bridge").replace("https:", "http:")
    world.push("bridge")
    world.publisher_site.pages[plain] = page(ended=plain)
    assert world.reader_presses(plain) is None
    world.list_pages(entry(url=plain))
    assert world.look_at_due() == [FetchResult.LEFT]
    assert world.publisher_site.fetched == []
