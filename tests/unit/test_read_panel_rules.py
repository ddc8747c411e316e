"""What a reader sees while rules, marks and neighbours come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import Desk, at, entry, later, page, whole
from widget.domain.article import Marks, Neighbour, Neighbours
from widget.domain.errors import BudgetSpent
from widget.domain.panel import Pending, Ready, Unavailable
from widget.domain.site import Eligibility
from widget.domain.summary import Reason
from widget.store import open_store
from widget.usecases.ingest.context import FetchResult
from widget.usecases.ingest.press import press
from widget.usecases.reading import read_panel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.panel import Panel


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Return a desk for a site that has its pages fetched on demand."""
    store = open_store("sqlite://")
    yield Desk(store)
    store.close()


def allow(desk: Desk, *reasons: Reason, **excluded: Any) -> None:
    """Let the site allow these reasons, and exclude these sections and paths."""
    desk.change_site(eligibility=Eligibility(frozenset(reasons), **excluded))


def around(panel: Panel) -> tuple[str | None, str | None]:
    """Return the titles of the neighbours."""
    before, after = panel.neighbours.previous, panel.neighbours.next
    return (before.title if before else None, after.title if after else None)


def test_an_embargo_ends_by_time_and_then_the_summary_is_made(desk: Desk) -> None:
    desk.push(marks=Marks(embargoed_until=later(10)))
    assert desk.writer.asked == 0
    assert desk.reason(now=later(9)) is Reason.EMBARGOED
    assert isinstance(desk.panel(now=later(10)), Pending)
    desk.reader_presses(at("bridge"), later(10))
    assert desk.title(now=later(10)) == "Pushed bridge"
    assert desk.writer.asked == 1


def test_nothing_of_an_embargoed_article_is_told(desk: Desk) -> None:
    desk.push("a", published_at=later(-1))
    desk.push(marks=Marks(embargoed_until=later(10)))
    assert desk.panel() == Unavailable(Reason.EMBARGOED)


def test_an_embargo_that_begins_later_hides_the_summary_that_is_there(desk: Desk) -> None:
    desk.push()
    desk.push(marks=Marks(embargoed_until=later(10)))
    assert desk.reason() is Reason.EMBARGOED
    assert desk.title(now=later(10)) == "Pushed bridge"
    assert desk.writer.asked == 1


def test_what_the_newsroom_wrote_is_shown_except_during_an_embargo(desk: Desk) -> None:
    marks = Marks(opinion=True, paywalled=True, embargoed_until=later(10))
    desk.push(marks=marks, summary=("By the newsroom.",))
    assert desk.reason() is Reason.EMBARGOED
    assert desk.summary(now=later(10)) == "By the newsroom."


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
    desk: Desk, marks: Marks, reason: Reason
) -> None:
    desk.offer(page(marks=marks))
    assert desk.reader_presses(at("bridge")) is FetchResult.CREATED
    assert desk.reason() is reason
    assert desk.writer.asked == 0
    allow(desk, reason)
    assert isinstance(desk.panel(), Pending)
    assert desk.summarize()
    assert desk.title() == "The bridge"
    allow(desk)
    assert desk.reason() is reason


@pytest.mark.parametrize(
    ("excluded", "reason"),
    [
        ({"excluded_sections": ("city",)}, Reason.EXCLUDED_SECTION),
        ({"excluded_paths": ("/city/*",)}, Reason.EXCLUDED_URL),
    ],
)
def test_excluding_hides_a_summary_at_once_and_allowing_brings_it_back(
    desk: Desk, excluded: dict[str, Any], reason: Reason
) -> None:
    desk.push(section="City")
    allow(desk, **excluded)
    assert desk.reason() is reason
    allow(desk)
    assert desk.title() == "Pushed bridge"
    assert desk.writer.asked == 1


def test_what_came_while_it_was_excluded_is_summarised_when_it_is_allowed(desk: Desk) -> None:
    allow(desk, excluded_sections=("City",))
    desk.push(section="City")
    assert desk.reason() is Reason.EXCLUDED_SECTION
    assert not desk.summarize(), "a refusal that still holds is not weighed again"
    allow(desk)
    assert isinstance(desk.panel(), Pending)
    assert desk.summarize()
    assert desk.title() == "Pushed bridge"


def test_a_mark_that_went_lets_the_summary_come(desk: Desk) -> None:
    desk.list_pages(whole(marks=Marks(paywalled=True)))
    assert desk.reason() is Reason.PAYWALLED
    desk.list_pages(whole(stamp="2"))
    assert desk.title() == "The bridge"


def test_a_mark_that_came_hides_the_summary_without_another_one(desk: Desk) -> None:
    desk.list_pages(whole())
    desk.list_pages(whole(stamp="2", marks=Marks(noindex=True)))
    assert desk.reason() is Reason.NOINDEX
    assert desk.writer.asked == 1


def test_embargoed_and_withdrawn_articles_are_no_neighbours(desk: Desk) -> None:
    for number, slug in enumerate("abcde"):
        desk.push(slug, published_at=later(number - 10))
    desk.push("b", published_at=later(-9), marks=Marks(embargoed_until=later(10)))
    desk.pull("d")
    assert around(desk.panel("c")) == ("Pushed a", "Pushed e")
    assert around(desk.panel("c", later(10))) == ("Pushed b", "Pushed e")


def test_neighbours_stay_in_the_section_where_the_site_asks_for_it(desk: Desk) -> None:
    for number, section in enumerate(["City", "Sport", "City", "Sport", "City", None, None]):
        desk.push(str(number), published_at=later(number - 10), section=section)
    assert around(desk.panel("2")) == ("Pushed 1", "Pushed 3")
    desk.change_site(same_section=True)
    assert around(desk.panel("2")) == ("Pushed 0", "Pushed 4")
    assert around(desk.panel("6")) == (None, None)


def test_a_page_that_declares_its_neighbours_has_them(desk: Desk) -> None:
    links = Neighbours(Neighbour("Before", at("a")), None)
    desk.push("z", published_at=later(5))
    desk.offer(page(neighbours=links))
    desk.reader_presses(at("bridge"))
    assert around(desk.panel()) == ("Before", "Pushed z")


def test_an_unknown_page_of_a_site_without_on_demand_is_not_waited_for(desk: Desk) -> None:
    desk.change_site(on_demand=False)
    assert desk.reason() is Reason.UNKNOWN_ARTICLE


def test_a_listed_page_is_waited_for_until_it_turns_out_to_be_no_article(desk: Desk) -> None:
    desk.change_site(on_demand=False)
    desk.list_pages(entry())
    assert isinstance(desk.panel(), Pending)
    desk.look_at_due()
    assert desk.reason() is Reason.UNKNOWN_ARTICLE


def test_a_page_with_too_little_text_says_so(desk: Desk) -> None:
    desk.offer(page(text="Short news."))
    desk.reader_presses(at("bridge"))
    assert desk.reason() is Reason.TOO_SHORT
    desk.offer(page(text=STORY))
    desk.look_at_due(later(10))
    assert isinstance(desk.panel(), Ready)


def test_a_press_on_an_article_with_its_summary_does_nothing(desk: Desk) -> None:
    desk.offer(page())
    desk.reader_presses(at("bridge"))
    assert desk.title() == "The bridge"
    assert not press(desk.presses, desk.site.key, at("bridge"), later(1))
    assert desk.reader_presses(at("bridge"), later(1)) is None
    assert (len(desk.publisher_site.fetched), desk.writer.asked) == (1, 1)


def test_a_site_that_is_not_there_any_more_is_not_attended_to(desk: Desk) -> None:
    assert not press(desk.presses, "gone", at("bridge"), later(0))
    assert desk.look_at_due() == []
    assert desk.publisher_site.fetched == []


def test_a_neighbour_that_is_only_named_does_not_tell_of_an_embargoed_article(desk: Desk) -> None:
    desk.push("secret", title="The secret", marks=Marks(embargoed_until=later(60)))
    desk.push(neighbours=Neighbours(next=Neighbour("The secret")))
    shown = desk.panel()
    assert isinstance(shown, Ready)
    assert shown.neighbours.next == Neighbour("The secret")


def test_a_reader_does_not_wait_for_a_page_that_the_budget_keeps_from_being_fetched(
    desk: Desk,
) -> None:
    def panel(minute: float) -> Panel:
        return read_panel.read(desk.store, desk.site.key, at("new"), later(minute), 2)

    for slug in ("a", "b"):
        assert isinstance(panel(0), Pending)
        desk.reader_presses(at(slug))
    with pytest.raises(BudgetSpent, match="at most 2 in a minute"):
        panel(0.5)
    desk.list_pages(entry("new"), now=later(0.5))
    assert isinstance(panel(0.5), Pending), "a listed page costs no budget"


def test_the_budget_comes_back_with_the_next_minute(desk: Desk) -> None:
    desk.reader_presses(at("a"))
    with pytest.raises(BudgetSpent):
        read_panel.read(desk.store, desk.site.key, at("new"), later(1), 1)
    assert isinstance(
        read_panel.read(desk.store, desk.site.key, at("new"), later(1.01), 1), Pending
    )


def test_while_a_page_is_looked_at_the_budget_is_not_asked(desk: Desk) -> None:
    seen: list[Panel] = []

    def meanwhile() -> None:
        seen.append(read_panel.read(desk.store, desk.site.key, at("a"), later(0), 1))

    desk.publisher_site.meanwhile = meanwhile
    desk.reader_presses(at("a"))
    assert seen == [Pending(at("a"))]
