"""The publisher's story, over a real store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PAGE, SITE, STORY
from tests.shared import shared
from widget.domain.article import Manuscript, Neighbour, Neighbours
from widget.domain.draft import Draft, Origin, SummaryShape
from widget.domain.errors import InvalidField, UnknownSite
from widget.domain.panel import Ready, Unavailable
from widget.domain.summary import Reason
from widget.parse import plain_text
from widget.usecases.publishing import publish as publishing
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage
from widget.usecases.summaries.summarize import SummaryRules

if TYPE_CHECKING:
    from widget.bootstrap import Services
    from widget.domain.article import Article
    from widget.usecases.articles import save

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
ARTICLE = Manuscript(url=PAGE, title="Swing bridge to be rebuilt", text=STORY)


@pytest.fixture
def house(services: Services) -> Services:
    """Return services that know the site."""
    manage.add_site(services.store, SITE, NOW)
    return services


def publish(house: Services, manuscript: Manuscript, now: datetime = NOW) -> save.Published:
    return publishing.publish(house.store, house.rules, SITE.key, manuscript, now)


def panel(house: Services, url: str = PAGE) -> object:
    return read_panel.read(house.store, SITE.key, url, NOW).panel


def test_an_article_without_a_date_keeps_the_day_it_was_first_published(house: Services) -> None:
    publish(house, ARTICLE)
    again = publish(house, ARTICLE, NOW + timedelta(days=3))
    assert again.change.value == "unchanged"
    assert again.article.headline.published_at == NOW


def test_a_date_is_kept_in_utc(house: Services) -> None:
    local = datetime(2026, 5, 1, 10, 0, tzinfo=timezone(timedelta(hours=2)))
    done = publish(house, Manuscript(url=PAGE, title="A", text=STORY, published_at=local))
    assert done.article.headline.published_at == NOW


def test_a_date_out_of_range_is_refused(house: Services) -> None:
    before_time = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    with pytest.raises(InvalidField, match="published_at"):
        publish(house, Manuscript(url=PAGE, title="A", text=STORY, published_at=before_time))


def test_the_language_of_the_site_is_the_language_of_its_articles(house: Services) -> None:
    assert publish(house, ARTICLE).article.headline.language == "en"


def test_control_characters_and_lone_surrogates_do_not_reach_the_store(house: Services) -> None:
    text = STORY.replace("Tuesday", "Tues\x00day\ud800")
    done = publish(house, Manuscript(url=PAGE, title="A\x1b[31m\nB", text=text))
    assert done.article.headline.title == "A[31m B"
    assert "Tuesday" in done.article.text


def test_a_site_that_is_not_known_takes_no_article(house: Services) -> None:
    with pytest.raises(UnknownSite):
        publishing.publish(house.store, house.rules, "nobody", ARTICLE, NOW)


def test_a_neighbour_known_by_title_is_linked_when_its_article_is_there(house: Services) -> None:
    around = Neighbours(next=Neighbour("Ferry from December"))
    publish(house, Manuscript(url=PAGE, title="A", text=STORY, neighbours=around))
    before = panel(house)
    url = "https://news.example/ferry"
    publish(house, Manuscript(url=url, title="Ferry from December", text=STORY + " More."))
    after = panel(house)
    assert isinstance(before, Ready)
    assert isinstance(after, Ready)
    assert before.neighbours.next == Neighbour("Ferry from December", None)
    assert after.neighbours.next == Neighbour("Ferry from December", url)


def test_the_seed_article_comes_out_clean(house: Services) -> None:
    text = shared("data", "seed_article.txt").read_text(encoding="utf-8")
    done = publish(house, replace(plain_text.parse(text), url=PAGE))
    article = done.article
    assert article.headline.title == "Macron Signals Possible Putin Visit if Ukraine Talks Succeed"
    assert len(article.text.split("\n\n")) == 5
    for rest in ("No time to read", "Get a summary", "attribution", "Previous Article"):
        assert rest not in article.text
    shown = panel(house)
    assert isinstance(shown, Ready)
    assert len(shown.summary.points) == 3
    declared = article.headline.declared
    assert declared.previous == Neighbour(
        "for Policy Negotiations on Border Security and Ukraine Aid"
    )
    assert declared.next == Neighbour(
        "Asset Seizures, Sanctions, and the Stakes in US-Russia Relations"
    )


def test_a_text_under_the_minimum_is_remembered_as_too_short(house: Services) -> None:
    publish(house, Manuscript(url=PAGE, title="Brief", text="Short news."))
    shown = panel(house)
    assert isinstance(shown, Unavailable)
    assert shown.reason is Reason.TOO_SHORT


def test_a_preview_needs_no_store_and_no_site(house: Services) -> None:
    article, outcome = publishing.preview(house.rules, Manuscript(text=STORY), NOW)
    assert article.headline.title == "Untitled"
    assert outcome.fingerprint == article.headline.fingerprint


@dataclass(frozen=True)
class Refuses:
    """A summarizer that finds nothing in any text."""

    name: str = "refuses/2"

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:  # noqa: ARG002 - the port
        """Return a draft without points."""
        return Draft((), Origin.EXTRACT, self.name)


@pytest.mark.parametrize("way", ["published again", "renewed"])
def test_a_summarizer_that_finds_nothing_ends_the_extract_of_the_one_before(
    house: Services, way: str
) -> None:
    publish(house, ARTICLE)
    assert isinstance(panel(house), Ready)
    rules = SummaryRules(Refuses(), SummaryShape(), 10)
    if way == "renewed":
        assert list(publishing.renew(house.store, rules, SITE.key, NOW)) == [(1, 1)]
    else:
        publishing.publish(house.store, rules, SITE.key, ARTICLE, NOW)
    shown = panel(house)
    assert isinstance(shown, Unavailable)
    assert shown.reason is Reason.NOTHING_TO_EXTRACT
    assert not list(publishing.renew(house.store, rules, SITE.key, NOW))
