"""The story of a CMS that tells, over a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, SITE, STORY
from widget.domain.article import Manuscript
from widget.domain.errors import (
    BadSignature,
    ForeignUrl,
    InvalidField,
    TooManyDeliveries,
    UnknownSite,
)
from widget.domain.event import ArticleEvent, Delivery, EventKind
from widget.domain.panel import Ready
from widget.usecases.publishing import webhooks
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from widget.bootstrap import Services

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
PREVIEW = "https://news.example/p/3f2b8d0e/"
MOVED = "https://news.example/city/new-bridge"
ARTICLE = Manuscript(url=PAGE, title="Swing bridge to be rebuilt", text=STORY, aliases=(PREVIEW,))


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def edition(event: EventKind = EventKind.UPDATED, **changed: Any) -> ArticleEvent:
    """Return the event of an edition of the article."""
    manuscript = replace(ARTICLE, **changed)
    assert manuscript.url
    urls = (manuscript.url, *manuscript.aliases)
    return ArticleEvent(event, urls, manuscript, modified_at=manuscript.modified_at)


GONE = ArticleEvent(EventKind.UNPUBLISHED, (PAGE,))


class Cms:
    """A CMS whose messages are handled, each as a delivery of its own."""

    def __init__(self, house: Services) -> None:
        manage.add_site(house.store, SITE, NOW)
        self.house = house
        self.sent = 0

    def tell(
        self,
        event: ArticleEvent | None,
        delivery: str = "",
        now: datetime = NOW,
        site_key: str = SITE.key,
    ) -> webhooks.WebhookResult:
        """Send a message."""
        self.sent += 1
        context = webhooks.WebhookContext(self.house.store, self.house.rules, site_key, now)
        return webhooks.handle(context, Delivery(delivery or f"msg_{self.sent}", now), event)

    def shows(self, url: str = PAGE) -> bool:
        """Tell whether readers see a summary at this address."""
        return isinstance(read_panel.read(self.house.store, SITE.key, url, NOW).panel, Ready)


@pytest.fixture
def cms(services: Services) -> Cms:
    """Return a CMS of a site that is known."""
    return Cms(services)


def test_what_was_published_is_shown_and_what_was_unpublished_is_not(cms: Cms) -> None:
    kept = cms.tell(edition(EventKind.PUBLISHED))
    assert (kept.done, kept.url) == (webhooks.Done.KEPT, PAGE)
    assert kept.published is not None
    assert kept.published.change.value == "created"
    assert cms.shows()
    gone = cms.tell(GONE)
    assert (gone.done, gone.url, gone.published) == (webhooks.Done.WITHDRAWN, PAGE, None)
    assert not cms.shows()


def test_an_unknown_article_may_be_unpublished(cms: Cms) -> None:
    assert cms.tell(GONE).done is webhooks.Done.UNKNOWN
    assert cms.tell(replace(GONE, event=EventKind.DELETED)).done is webhooks.Done.UNKNOWN


def test_unpublishing_twice_is_no_error(cms: Cms) -> None:
    cms.tell(edition())
    assert [cms.tell(GONE).done for _ in range(2)] == [webhooks.Done.WITHDRAWN] * 2


def test_an_article_is_withdrawn_by_the_alias_that_it_was_published_with(cms: Cms) -> None:
    cms.tell(edition())
    gone = ArticleEvent(EventKind.DELETED, (PREVIEW, "https://news.example/bridge/"))
    assert cms.tell(gone).url == PAGE
    assert not cms.shows()


def test_an_article_is_withdrawn_by_the_other_scheme_of_its_address(cms: Cms) -> None:
    cms.tell(edition())
    gone = cms.tell(replace(GONE, urls=(PAGE.replace("https:", "http:"),)))
    assert (gone.done, gone.url) == (webhooks.Done.WITHDRAWN, PAGE)
    assert not cms.shows()


def test_an_article_that_moved_is_not_shown_at_its_old_address(cms: Cms) -> None:
    cms.tell(edition())
    assert cms.tell(edition(url=MOVED)).url == MOVED
    assert cms.shows(MOVED)
    assert not cms.shows(PAGE)


def test_an_article_is_withdrawn_from_the_address_that_it_is_said_to_have_had(cms: Cms) -> None:
    cms.tell(edition(aliases=()))
    cms.tell(replace(edition(url=MOVED, aliases=()), former=(PAGE,)))
    assert cms.shows(MOVED)
    assert not cms.shows(PAGE)


def test_a_delivery_is_handled_once(cms: Cms) -> None:
    cms.tell(edition(), "msg_a")
    cms.tell(GONE, "msg_b")
    again = cms.tell(edition(), "msg_a")
    assert (again.done, again.published) == (webhooks.Done.REPEATED, None)
    assert not cms.shows()


def test_a_delivery_is_remembered_as_long_as_its_signature_is_good(cms: Cms) -> None:
    cms.tell(edition(), "msg_a")
    cms.tell(edition(title="Another"), "msg_b", later(10))
    assert cms.tell(edition(), "msg_a", later(10)).done is webhooks.Done.REPEATED


def test_a_delivery_that_failed_may_be_sent_again(cms: Cms) -> None:
    with pytest.raises(InvalidField):
        cms.tell(edition(text=""), "msg_a")
    assert cms.tell(edition(), "msg_a").done is webhooks.Done.KEPT


@pytest.mark.parametrize(
    ("changed", "error"),
    [({"text": ""}, InvalidField), ({"title": None}, InvalidField)],
)
def test_an_edition_that_cannot_be_kept_ends_the_one_before(
    cms: Cms, changed: dict[str, Any], error: type[Exception]
) -> None:
    cms.tell(edition())
    with pytest.raises(error):
        cms.tell(edition(**changed))
    assert not cms.shows()


def test_an_edition_that_moved_to_a_foreign_host_ends_the_one_before(cms: Cms) -> None:
    cms.tell(edition())
    with pytest.raises(ForeignUrl):
        cms.tell(edition(url="https://elsewhere.example/bridge"))
    assert not cms.shows()


def test_an_older_edition_that_arrives_late_changes_nothing(cms: Cms) -> None:
    cms.tell(edition(title="Second", modified_at=later(-1)))
    late = cms.tell(edition(title="First", modified_at=later(-2)))
    assert (late.done, late.url) == (webhooks.Done.STALE, PAGE)
    found = read_panel.read(cms.house.store, SITE.key, PAGE, NOW).panel
    assert isinstance(found, Ready)
    assert found.headline.title == "Second"


def test_an_update_from_before_the_article_was_withdrawn_does_not_bring_it_back(cms: Cms) -> None:
    cms.tell(edition(modified_at=later(-5)))
    cms.tell(GONE)
    assert cms.tell(edition(modified_at=later(-1))).done is webhooks.Done.STALE
    assert not cms.shows()


@pytest.mark.parametrize(
    "back",
    [
        edition(EventKind.PUBLISHED, modified_at=later(-5)),
        edition(modified_at=later(1)),
        edition(),
    ],
    ids=["published again", "updated afterwards", "without a time"],
)
def test_an_article_that_was_withdrawn_comes_back_when_it_is_sent_again(
    cms: Cms, back: ArticleEvent
) -> None:
    cms.tell(edition(modified_at=later(-5)))
    cms.tell(GONE)
    assert cms.tell(back).done is webhooks.Done.KEPT
    assert cms.shows()


def test_a_message_of_an_older_edition_does_not_bring_back_what_was_withdrawn(cms: Cms) -> None:
    cms.tell(edition(modified_at=later(-5)))
    cms.tell(GONE)
    late = edition(EventKind.PUBLISHED, modified_at=later(-6))
    assert cms.tell(late).done is webhooks.Done.STALE
    assert not cms.shows()


def test_an_unpublishing_from_before_the_latest_edition_changes_nothing(cms: Cms) -> None:
    cms.tell(edition(modified_at=later(-1)))
    assert cms.tell(replace(GONE, modified_at=later(-2))).done is webhooks.Done.STALE
    assert cms.shows()


def test_a_message_without_an_event_is_ignored(cms: Cms) -> None:
    assert cms.tell(None).done is webhooks.Done.IGNORED


def test_an_unknown_site_handles_nothing(cms: Cms) -> None:
    with pytest.raises(UnknownSite):
        cms.tell(edition(), site_key="nobody")


def test_an_address_that_is_none_is_refused(cms: Cms) -> None:
    with pytest.raises(InvalidField, match="url"):
        cms.tell(ArticleEvent(EventKind.DELETED, ("bridge",)))


def test_one_delivery_past_the_limit_is_refused_until_the_others_are_forgotten(
    cms: Cms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "HOOK_DELIVERIES", 10)
    with cms.house.store.transaction() as transaction:
        for number in range(9):
            transaction.put_delivery(SITE.key, str(number), NOW, NOW)
    assert cms.tell(GONE, "the last").done is webhooks.Done.UNKNOWN
    with pytest.raises(TooManyDeliveries, match="10 minutes"):
        cms.tell(GONE, "one more")
    assert cms.tell(GONE, "one more", later(11)).done is webhooks.Done.UNKNOWN


def test_a_site_without_a_secret_takes_no_hooks(cms: Cms) -> None:
    for site_key in (SITE.key, "nobody"):
        with pytest.raises(BadSignature, match="hook-secret"):
            webhooks.secret_of(cms.house.store, site_key)
    secret = manage.rotate_hook_secret(cms.house.store, SITE.key, NOW)
    assert webhooks.secret_of(cms.house.store, SITE.key) == secret
    with pytest.raises(UnknownSite):
        manage.rotate_hook_secret(cms.house.store, "nobody", NOW)
