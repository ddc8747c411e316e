"""Under which address an article is kept: redirects, canonical links, aliases, moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import Desk, at, entry, failure, later, page, whole
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
def desk(memory_store: SqlStore) -> Desk:
    """Return a desk for a site that has its pages fetched on demand."""
    return Desk(memory_store)


def redirect(desk: Desk, slug: str, to: str) -> None:
    """Let the page at this slug lead to another one that the site has."""
    desk.publisher_site.pages[at(slug)] = desk.publisher_site.pages[at(to)]


def kept(desk: Desk, slug: str) -> bool:
    """Tell whether an article is kept under this very address and not withdrawn."""
    headline = desk.headline(slug)
    return headline is not None and headline.withdrawn_at is None


def test_a_redirect_is_an_alias_of_the_article_where_it_ends(desk: Desk) -> None:
    desk.offer(page("bridge"))
    redirect(desk, "short", to="bridge")
    assert desk.reader_presses(at("short")) is FetchResult.CREATED
    assert desk.title("short") == desk.title("bridge") == "The bridge"
    assert kept(desk, "bridge")
    assert not kept(desk, "short")


def test_a_press_on_an_alias_is_answered_with_the_article_and_fetches_nothing(
    desk: Desk,
) -> None:
    desk.offer(page("bridge"))
    redirect(desk, "short", to="bridge")
    desk.reader_presses(at("short"))
    del desk.publisher_site.fetched[:]
    assert desk.reader_presses(at("short")) is None
    assert desk.reader_presses(at("bridge")) is None
    assert desk.publisher_site.fetched == []


def test_an_article_that_a_redirect_found_is_looked_at_again_at_its_own_address(
    desk: Desk,
) -> None:
    desk.offer(page("bridge"))
    redirect(desk, "short", to="bridge")
    desk.reader_presses(at("short"))
    del desk.publisher_site.fetched[:]
    desk.offer(page("bridge", OTHER))
    assert desk.look_at_due(later(10)) == [FetchResult.CHANGED]
    assert desk.publisher_site.fetched == [at("bridge")]
    assert "school council" in desk.summary("short", later(10))


def test_a_copy_is_an_alias_of_its_original_and_shows_what_the_original_says(desk: Desk) -> None:
    desk.offer(page("bridge"), page("print", "A copy. " * 20, url=at("bridge")))
    assert desk.reader_presses(at("print")) is FetchResult.CREATED
    assert desk.publisher_site.fetched == [at("print"), at("bridge")]
    assert desk.title("print") == "The bridge"
    assert "harbour council" in desk.summary("bridge")


def test_a_copy_of_a_known_article_joins_it_without_another_fetch(desk: Desk) -> None:
    desk.offer(page("bridge"), page("print", OTHER, url=at("bridge")))
    desk.reader_presses(at("bridge"))
    assert desk.reader_presses(at("print")) is FetchResult.UNCHANGED
    assert desk.publisher_site.fetched == [at("bridge"), at("print")]
    assert "harbour council" in desk.summary("print")


def test_a_page_that_calls_itself_another_cannot_replace_it(desk: Desk) -> None:
    desk.offer(page("bridge"), page("hostile", OTHER, url=at("bridge")))
    desk.list_pages(entry("hostile"), entry("bridge"))
    desk.look_at_due()
    assert "harbour council" in desk.summary("bridge")


@pytest.mark.parametrize("broken", [failure(404), failure(503), page("elsewhere")])
def test_a_copy_whose_original_is_not_there_is_kept_as_itself(desk: Desk, broken: object) -> None:
    desk.offer(page("print", url=at("bridge")))
    desk.publisher_site.pages[at("bridge")] = broken  # type: ignore[assignment]
    assert desk.reader_presses(at("print")) is FetchResult.CREATED
    assert kept(desk, "print")
    assert desk.headline("bridge") is desk.headline("elsewhere") is None


@pytest.mark.parametrize(
    "said",
    [
        *("https://elsewhere.example/x", "mailto:x@news.example", "", "x" * 5_000, FRONT),
        at("bridge").replace("https:", "http:"),
    ],
)
def test_a_canonical_address_that_can_be_no_article_here_is_not_believed(
    desk: Desk, said: str
) -> None:
    desk.offer(page("bridge", url=said))
    assert desk.reader_presses(at("bridge")) is FetchResult.CREATED
    assert desk.publisher_site.fetched == [at("bridge")]
    assert kept(desk, "bridge")


def test_a_page_that_leads_to_the_front_page_is_no_article(desk: Desk) -> None:
    desk.publisher_site.pages[at("old")] = page(ended=FRONT)
    assert desk.reader_presses(at("old")) is FetchResult.FAILED
    assert "front page" in str(desk.tracked_page("old").problem)
    assert desk.reason("old") is Reason.UNKNOWN_ARTICLE


def test_an_article_whose_page_leads_to_the_front_page_by_now_is_withdrawn(desk: Desk) -> None:
    desk.offer(page("bridge"))
    desk.reader_presses(at("bridge"))
    desk.publisher_site.pages[at("bridge")] = page(ended=FRONT)
    assert desk.look_at_due(later(10)) == [FetchResult.WITHDRAWN]


def test_an_article_that_moved_is_kept_once_where_it_is_now(desk: Desk) -> None:
    desk.offer(page("old"))
    desk.reader_presses(at("old"))
    desk.offer(page("new", OTHER))
    redirect(desk, "old", to="new")
    assert desk.look_at_due(later(10)) == [FetchResult.CREATED]
    assert kept(desk, "new")
    assert not kept(desk, "old")
    assert desk.title("old", later(10)) == "The new"


def test_an_article_that_became_a_copy_gives_way_to_its_original(desk: Desk) -> None:
    desk.offer(page("bridge"), page("print", OTHER))
    desk.reader_presses(at("bridge"))
    desk.reader_presses(at("print"))
    desk.offer(page("print", OTHER, url=at("bridge")))
    desk.look_at_due(later(10))
    assert desk.title("print", later(10)) == "The bridge"
    assert not kept(desk, "print")


def test_a_copy_that_is_gone_does_not_withdraw_its_original(desk: Desk) -> None:
    desk.offer(page("bridge"), page("hostile", OTHER, url=at("bridge")))
    desk.list_pages(entry("bridge"), entry("hostile"))
    desk.look_at_due()
    desk.publisher_site.pages[at("hostile")] = failure(404)
    desk.list_pages(entry("bridge"), entry("hostile", "2"), now=later(1))
    desk.look_at_due(later(1))
    desk.look_at_due(later(2))
    assert desk.title("bridge", later(2)) == "The bridge"


def test_an_original_whose_alias_is_gone_is_looked_at_itself(desk: Desk) -> None:
    desk.offer(page("bridge"))
    redirect(desk, "short", to="bridge")
    desk.list_pages(entry("short"))
    desk.look_at_due()
    del desk.publisher_site.pages[at("short")], desk.publisher_site.pages[at("bridge")]
    desk.list_pages(entry("short", "2"), now=later(1))
    assert desk.look_at_due(later(1)) == [FetchResult.FAILED]
    assert desk.look_at_due(later(1)) == [FetchResult.WITHDRAWN]


def test_a_copy_of_an_article_that_the_publisher_withdrew_stays_withdrawn(desk: Desk) -> None:
    desk.push("bridge")
    desk.pull("bridge")
    desk.offer(page("bridge"), page("print", url=at("bridge")))
    assert desk.reader_presses(at("print")) is FetchResult.UNCHANGED
    assert desk.reason("print") is Reason.WITHDRAWN
    assert desk.reader_presses(at("print")) is None


def test_a_copy_brings_its_original_back_when_that_is_there_again(desk: Desk) -> None:
    desk.offer(page("bridge"))
    desk.reader_presses(at("bridge"))
    del desk.publisher_site.pages[at("bridge")]
    desk.look_at_due(later(10))
    desk.offer(page("bridge"), page("print", url=at("bridge")))
    assert desk.reader_presses(at("print"), later(11)) is FetchResult.CHANGED
    assert desk.title("bridge", later(11)) == desk.title("print", later(11)) == "The bridge"


def test_aliases_that_a_pressed_page_claims_are_not_believed(desk: Desk) -> None:
    desk.offer(page("hostile", aliases=(at("bridge"),)))
    desk.reader_presses(at("hostile"))
    assert isinstance(desk.panel("bridge"), Pending)


def test_aliases_that_a_listed_page_claims_are_kept_if_they_are_nobody_elses(desk: Desk) -> None:
    desk.push("pushed", aliases=[at("p")])
    desk.offer(page("first"))
    desk.reader_presses(at("first"))
    claims = (at("amp"), at("first"), at("pushed"), at("p"), "https://elsewhere.example/x", "x")
    desk.offer(page("bridge", aliases=claims))
    desk.list_pages(entry("bridge"))
    assert desk.look_at_due() == [FetchResult.CREATED]
    shown = [desk.title(slug) for slug in ("amp", "first", "pushed", "p")]
    assert shown == ["The bridge", "The first", "Pushed pushed", "Pushed pushed"]


def test_of_too_many_claimed_aliases_the_first_are_kept(desk: Desk) -> None:
    claims = tuple(at(f"amp{number:02}") for number in range(ALIASES + 5))
    desk.offer(page("bridge", aliases=claims))
    desk.list_pages(entry("bridge"))
    desk.look_at_due()
    with desk.store.view() as view:
        owners = [view.article_of_alias(desk.site.key, alias) for alias in claims]
    assert owners[: ALIASES - 1] == [at("bridge")] * (ALIASES - 1)
    assert owners[ALIASES:] == [None] * 5


def test_a_page_or_feed_of_an_alias_that_the_publisher_pushed_has_no_say(desk: Desk) -> None:
    desk.push("bridge", aliases=[at("short")])
    desk.offer(page("short", OTHER))
    desk.list_pages(entry("short"))
    assert desk.look_at_due() == [FetchResult.LEFT]
    desk.list_pages(whole("short", "2", OTHER))
    assert desk.title("short") == "Pushed bridge"
    assert desk.headline("short") is None


def test_a_redirect_over_an_alias_that_the_publisher_pushed_takes_it_from_nobody(
    desk: Desk,
) -> None:
    desk.push("bridge", aliases=[at("short")])
    desk.offer(page("short", OTHER, url=at("other")), page("other", OTHER))
    redirect(desk, "way", to="short")
    desk.reader_presses(at("way"))
    assert desk.title("short") == "Pushed bridge"
    assert desk.title("way") == "The other"


def test_what_was_gathered_gives_way_when_the_publisher_says_it_is_an_alias(desk: Desk) -> None:
    desk.offer(page("short"))
    desk.reader_presses(at("short"))
    desk.push("bridge", aliases=[at("short")])
    assert desk.title("short") == "Pushed bridge"


def test_a_pushed_alias_of_a_foreign_host_or_one_too_many_is_refused(desk: Desk) -> None:
    with pytest.raises(ForeignUrl, match=r"elsewhere\.example"):
        desk.push("bridge", aliases=["https://elsewhere.example/x"])
    desk.push("bridge", aliases=[at(str(number)) for number in range(ALIASES)])
    with pytest.raises(LimitExceeded, match="aliases"):
        desk.push("bridge", aliases=[at(str(number)) for number in range(ALIASES + 1)])


def test_the_publisher_can_withdraw_an_article_by_its_alias(desk: Desk) -> None:
    desk.push("bridge", aliases=[at("short")])
    assert desk.pull("short")
    assert desk.reason("bridge") is desk.reason("short") is Reason.WITHDRAWN


def test_a_page_of_the_other_scheme_is_not_gathered_beside_what_was_pushed(desk: Desk) -> None:
    plain = at("bridge").replace("https:", "http:")
    desk.push("bridge")
    desk.publisher_site.pages[plain] = page(ended=plain)
    assert desk.reader_presses(plain) is None
    desk.list_pages(entry(url=plain))
    assert desk.look_at_due() == [FetchResult.LEFT]
    assert desk.publisher_site.fetched == []
