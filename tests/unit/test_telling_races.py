"""Messages of a CMS that meet: the newest word holds, and each is heard whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PAGE, SITE
from tests.unit.press import FirstSentence, Killed
from tests.unit.test_telling import GONE, MOVED, NOW, Cms, cms, edition, later
from widget import reading, telling
from widget.drafts import SummaryShape
from widget.store.transaction import SqlTransaction
from widget.summarizing import SummaryRules
from widget.told import Delivery, Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.drafts import Draft
    from widget.model import Article

__all__ = ["cms"]


@dataclass
class WhileItWrites(FirstSentence):
    """A summarizer while whose first work something else happens."""

    meanwhile: Callable[[], object] = lambda: None

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:
        """Return the first sentence."""
        self.asked += 1
        if self.asked == 1:
            self.meanwhile()
        return super().summarize(article, shape)


@pytest.mark.parametrize(
    ("newer", "shown"),
    [(edition(title="Second", modified_at=later(-1)), "Second"), (GONE, None)],
    ids=["edition", "unpublished"],
)
def test_an_older_edition_that_is_weighed_while_a_newer_word_is_heard_changes_nothing(
    cms: Cms, newer: Told, shown: str | None
) -> None:
    cms.tell(edition(title="Zeroth", modified_at=later(-3)))
    slow = WhileItWrites(meanwhile=lambda: cms.tell(newer))
    hearing = telling.Hearing(cms.house.store, SummaryRules(slow, SummaryShape(), 10), "daily", NOW)
    told = edition(title="First", modified_at=later(-2))
    assert telling.hear(hearing, Delivery("slow", NOW), told).done is telling.Done.STALE
    assert cms.shows() == (shown is not None)
    found = reading.read(cms.house.store, SITE.key, PAGE, NOW)
    assert (found.headline and found.headline.title) == shown


def test_of_a_delivery_that_is_sent_twice_at_once_one_is_heard(cms: Cms) -> None:
    def meanwhile() -> None:
        assert cms.tell(edition(), "slow").done is telling.Done.KEPT
        assert cms.tell(GONE).done is telling.Done.WITHDRAWN

    slow = WhileItWrites(meanwhile=meanwhile)
    hearing = telling.Hearing(cms.house.store, SummaryRules(slow, SummaryShape(), 10), "daily", NOW)
    assert telling.hear(hearing, Delivery("slow", NOW), edition()).done is telling.Done.REPEATED
    assert not cms.shows()


def test_what_was_told_and_that_it_was_heard_are_kept_in_one_commit(
    cms: Cms, monkeypatch: pytest.MonkeyPatch
) -> None:
    cms.tell(edition())

    def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(SqlTransaction, "put_delivery", killed)
    with pytest.raises(Killed):
        cms.tell(edition(url=MOVED))
    assert cms.shows(PAGE)
    assert not cms.shows(MOVED)
