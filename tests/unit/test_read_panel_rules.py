"""What a reader sees while rules, marks and neighbours come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import World, at, entry, later, page, whole
from widget.domain.article import Marks, Neighbour, Neighbours
from widget.domain.errors import BudgetSpent
from widget.domain.panel import Pending, Ready, Unavailable
from widget.domain.site import Eligibility
from widget.domain.summary import Reason
from widget.usecases.articles.fetch_quota import FetchQuota
from widget.usecases.ingest.context import FetchResult
from widget.usecases.ingest.press import press
from widget.usecases.reading import read_panel

if TYPE_CHECKING:
    from widget.domain.panel import Panel
    from widget.store import SqlStore


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world for a site that has its pages fetched on demand."""
    return World(memory_store)


def allow(world: World, *reasons: Reason, **excluded: Any) -> None:
    """Let the site allow these reasons, and exclude these sections and paths."""
    world.change_site(eligibility=Eligibility(frozenset(reasons), **excluded))


def around(panel: Panel) -> tuple[str | None, str | None]:
    """Return the titles of the neighbours."""
    before, after = panel.neighbours.previous, panel.neighbours.next
    return (before.title if before else None, after.title if after else None)


def test_an_embargo_ends_by_time_and_then_the_summary_is_made(world: World) -> None:
    world.push(marks=Marks(embargoed_until=later(10)))
    assert world.writer.asked == 0
    assert world.reason(now=later(9)) is Reason.EMBARGOED
    assert isinstance(world.panel(now=later(10)), Pending)
    world.reader_presses(at("bridge"), later(10))
    assert world.title(now=later(10)) == "Pushed bridge"
    assert world.writer.asked == 1


def test_nothing_of_an_embargoed_article_is_shown(world: World) -> None:
    world.push("a", published_at=later(-1))
    world.push(marks=Marks(embargoed_until=later(10)))
    assert world.panel() == Unavailable(Reason.EMBARGOED)


def test_an_embargo_that_begins_later_hides_the_summary_that_is_there(world: World) -> None:
    world.push()
    world.push(marks=Marks(embargoed_until=later(10)))
    assert world.reason() is Reason.EMBARGOED
    assert world.title(now=later(10)) == "Pushed bridge"
    assert world.writer.asked == 1


def test_what_the_newsroom_wrote_is_shown_except_during_an_embargo(world: World) -> None:
    marks = Marks(opinion=True, paywalled=True, embargoed_until=later(10))
    world.push(marks=marks, summary=("By the newsroom.",))
    assert world.reason() is Reason.EMBARGOED
    assert world.summary(now=later(10)) == "By the newsroom."


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        (Marks(opinion=True), Reason.OPINION),
        (Marks(live=True), Reason.LIVE_BLOG),
        (Marks(paywalled=True), Reason.PAYWALLED),
        (Marks(noindex=True), Reason.NOINDEX),
    ],
)
def test_what_is_refused_says_why_and_comes_when_it_is_allowed(
    world: World, marks: Marks, reason: Reason
) -> None:
    world.offer(page(marks=marks))
    assert world.reader_presses(at("bridge")) is FetchResult.CREATED
    assert world.reason() is reason
    assert world.writer.asked == 0
    allow(world, reason)
    assert isinstance(world.panel(), Pending)
    assert world.summarize()
    assert world.title() == "The bridge"
    allow(world)
    assert world.reason() is reason


@pytest.mark.parametrize(
    ("excluded", "reason"),
    [
        ({"excluded_sections": ("city",)}, Reason.EXCLUDED_SECTION),
        ({"excluded_paths": ("/city/*",)}, Reason.EXCLUDED_URL),
    ],
)
def test_excluding_hides_a_summary_at_once_and_allowing_brings_it_back(
    world: World, excluded: dict[str, Any], reason: Reason
) -> None:
    world.push(section="City")
    allow(world, **excluded)
    assert world.reason() is reason
    allow(world)
    assert world.title() == "Pushed bridge"
    assert world.writer.asked == 1


def test_what_came_while_it_was_excluded_is_summarised_when_it_is_allowed(world: World) -> None:
    allow(world, excluded_sections=("City",))
    world.push(section="City")
    assert world.reason() is Reason.EXCLUDED_SECTION
    assert not world.summarize(), "a refusal that still holds is not weighed again"
    allow(world)
    assert isinstance(world.panel(), Pending)
    assert world.summarize()
    assert world.title() == "Pushed bridge"


def test_a_mark_that_went_lets_the_summary_come(world: World) -> None:
    world.list_pages(whole(marks=Marks(paywalled=True)))
    assert world.reason() is Reason.PAYWALLED
    world.list_pages(whole(stamp="2"))
    assert world.title() == "The bridge"


def test_a_mark_that_came_hides_the_summary_without_another_one(world: World) -> None:
    world.list_pages(whole())
    world.list_pages(whole(stamp="2", marks=Marks(noindex=True)))
    assert world.reason() is Reason.NOINDEX
    assert world.writer.asked == 1


def test_embargoed_and_withdrawn_articles_are_no_neighbours(world: World) -> None:
    for number, slug in enumerate("abcde"):
        world.push(slug, published_at=later(number - 10))
    world.push("b", published_at=later(-9), marks=Marks(embargoed_until=later(10)))
    world.pull("d")
    assert around(world.panel("c")) == ("Pushed a", "Pushed e")
    assert around(world.panel("c", later(10))) == ("Pushed b", "Pushed e")


def test_neighbours_stay_in_the_section_where_the_site_asks_for_it(world: World) -> None:
    for number, section in enumerate(["City", "Sport", "City", "Sport", "City", None, None]):
        world.push(str(number), published_at=later(number - 10), section=section)
    assert around(world.panel("2")) == ("Pushed 1", "Pushed 3")
    world.change_site(same_section=True)
    assert around(world.panel("2")) == ("Pushed 0", "Pushed 4")
    assert around(world.panel("6")) == (None, None)


def test_a_page_that_declares_its_neighbours_has_them(world: World) -> None:
    links = Neighbours(Neighbour("Before", at("a")), None)
    world.push("z", published_at=later(5))
    world.offer(page(neighbours=links))
    world.reader_presses(at("bridge"))
    assert around(world.panel()) == ("Before", "Pushed z")


def test_an_unknown_page_of_a_site_without_on_demand_is_not_waited_for(world: World) -> None:
    world.change_site(on_demand=False)
    assert world.reason() is Reason.UNKNOWN_ARTICLE


def test_a_listed_page_is_waited_for_until_it_turns_out_to_be_no_article(world: World) -> None:
    world.change_site(on_demand=False)
    world.list_pages(entry())
    assert isinstance(world.panel(), Pending)
    world.look_at_due()
    assert world.reason() is Reason.UNKNOWN_ARTICLE


def test_a_page_with_too_little_text_says_so(world: World) -> None:
    world.offer(page(text="Short news."))
    world.reader_presses(at("bridge"))
    assert world.reason() is Reason.TOO_SHORT
    world.offer(page(text=STORY))
    world.look_at_due(later(10))
    assert isinstance(world.panel(), Ready)


def test_a_press_on_an_article_with_its_summary_does_nothing(world: World) -> None:
    world.offer(page())
    world.reader_presses(at("bridge"))
    assert world.title() == "The bridge"
    assert not press(world.presses, world.site.key, at("bridge"), later(1))
    assert world.reader_presses(at("bridge"), later(1)) is None
    assert (len(world.publisher_site.fetched), world.writer.asked) == (1, 1)


def test_a_site_that_is_not_there_any_more_is_not_attended_to(world: World) -> None:
    assert not press(world.presses, "gone", at("bridge"), later(0))
    assert world.look_at_due() == []
    assert world.publisher_site.fetched == []


def test_a_neighbour_that_is_only_named_does_not_reveal_an_embargoed_article(world: World) -> None:
    world.push("secret", title="The secret", marks=Marks(embargoed_until=later(60)))
    world.push(neighbours=Neighbours(next=Neighbour("The secret")))
    shown = world.panel()
    assert isinstance(shown, Ready)
    assert shown.neighbours.next == Neighbour("The secret")


def test_a_reader_does_not_wait_for_a_page_that_the_quota_keeps_from_being_fetched(
    world: World,
) -> None:
    def panel(minute: float) -> Panel:
        return read_panel.read(
            world.store, world.site.key, at("new"), later(minute), FetchQuota(2)
        ).panel

    for slug in ("a", "b"):
        assert isinstance(panel(0), Pending)
        world.reader_presses(at(slug))
    with pytest.raises(BudgetSpent, match="at most 2 pages in a minute"):
        panel(0.5)
    world.list_pages(entry("new"), now=later(0.5))
    assert isinstance(panel(0.5), Pending), "a listed page costs no quota"


def test_the_quota_comes_back_with_the_next_minute(world: World) -> None:
    world.reader_presses(at("a"))
    with pytest.raises(BudgetSpent):
        read_panel.read(world.store, world.site.key, at("new"), later(1), FetchQuota(1))
    assert isinstance(
        read_panel.read(world.store, world.site.key, at("new"), later(1.01), FetchQuota(1)).panel,
        Pending,
    )


def test_while_a_page_is_fetched_the_quota_is_not_asked(world: World) -> None:
    seen: list[Panel] = []

    def meanwhile() -> None:
        seen.append(
            read_panel.read(world.store, world.site.key, at("a"), later(0), FetchQuota(1)).panel
        )

    world.publisher_site.meanwhile = meanwhile
    world.reader_presses(at("a"))
    assert seen == [Pending(at("a"))]
