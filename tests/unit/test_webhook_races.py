"""Messages of a CMS at the same time: the newest wins, and each is handled whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PAGE, SITE
from tests.unit.publisher_site import (
    ON_DEMAND,
    FirstSentence,
    Killed,
    MemoryPublisherSite,
    page,
)
from tests.unit.test_webhooks import GONE, MOVED, NOW, Cms, cms, edition, later
from widget.domain.draft import SummaryShape
from widget.domain.event import ArticleEvent, Delivery
from widget.store.transaction import SqlTransaction
from widget.usecases.ingest import crawl
from widget.usecases.ingest.context import FetchResult, IngestContext
from widget.usecases.ingest.press import PressContext, press
from widget.usecases.publishing import webhooks
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage
from widget.usecases.summaries.summarize import SummaryRules

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.domain.article import Article
    from widget.domain.draft import Draft

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
def test_an_older_edition_that_is_weighed_while_a_newer_one_is_handled_changes_nothing(
    cms: Cms, newer: ArticleEvent, shown: str | None
) -> None:
    cms.tell(edition(title="Zeroth", modified_at=later(-3)))
    slow = WhileItWrites(meanwhile=lambda: cms.tell(newer))
    context = webhooks.WebhookContext(
        cms.house.store, SummaryRules(slow, SummaryShape(), 10), "daily", NOW
    )
    event = edition(title="First", modified_at=later(-2))
    assert webhooks.handle(context, Delivery("slow", NOW), event).done is webhooks.Done.STALE
    assert cms.shows() == (shown is not None)
    found = read_panel.read(cms.house.store, SITE.key, PAGE, NOW).panel
    assert (found.headline and found.headline.title) == shown


def test_of_a_delivery_that_is_sent_twice_at_once_one_is_handled(cms: Cms) -> None:
    def meanwhile() -> None:
        assert cms.tell(edition(), "slow").done is webhooks.Done.KEPT
        assert cms.tell(GONE).done is webhooks.Done.WITHDRAWN

    slow = WhileItWrites(meanwhile=meanwhile)
    context = webhooks.WebhookContext(
        cms.house.store, SummaryRules(slow, SummaryShape(), 10), "daily", NOW
    )
    assert webhooks.handle(context, Delivery("slow", NOW), edition()).done is webhooks.Done.REPEATED
    assert not cms.shows()


def test_an_event_and_its_delivery_are_kept_in_one_commit(
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


def test_a_page_that_its_cms_deletes_while_a_press_fetches_it_is_not_kept(cms: Cms) -> None:
    manage.change_site(cms.house.store, ON_DEMAND, NOW)
    site = MemoryPublisherSite({PAGE: page()}, meanwhile=lambda: cms.tell(GONE))
    context = IngestContext(cms.house.store, site, cms.house.rules)
    assert press(PressContext(cms.house.store), SITE.key, PAGE, NOW)
    (claimed,) = crawl.claim(context, None, NOW, 1)
    assert crawl.fetch_page(context, claimed, NOW) is FetchResult.LEFT
    assert not cms.shows()
