"""The doctor says when the text that was read of a page is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import PAGE, SITE
from tests.unit.doctor_world import Clinic, html, line
from tests.unit.publisher_site import NOW, World, at, entry, page
from widget.domain.diagnosis import CheckStatus
from widget.domain.source import TrackedPage

if TYPE_CHECKING:
    from widget.domain.diagnosis import Check
    from widget.domain.ports import Store


def of_the_article(clinic: Clinic, url: str) -> list[Check]:
    """Return what is said of the article that a widget at this URL names."""
    return [one for one in clinic.examine(html(line(url))).checks if one.check == "article"]


def test_a_text_that_the_publisher_pushed_is_not_doubted(memory_store: Store) -> None:
    clinic = Clinic(memory_store, (SITE,))
    clinic.publish()
    with memory_store.transaction() as transaction:
        transaction.put_tracked_page(TrackedPage("daily", PAGE, PAGE, NOW, doubt="Half is lost."))
    assert [one.status for one in of_the_article(clinic, PAGE)] == [CheckStatus.OK]


def test_a_doubtful_text_of_a_page_is_told_with_its_reason(memory_store: Store) -> None:
    clinic = Clinic(memory_store, (SITE,))
    world = World(memory_store)
    world.offer(page("ferry", doubt="Half is lost."))
    world.list_pages(entry("ferry"))
    world.look_at_due()
    known, doubted = of_the_article(clinic, at("ferry"))
    assert (known.status, doubted.status) == (CheckStatus.OK, CheckStatus.WARNING)
    assert doubted.message == "The text that was read of the page is doubtful. Half is lost."
    assert f"widget articles show {at('ferry')} --site daily" in doubted.cure
