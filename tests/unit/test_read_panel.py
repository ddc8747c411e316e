"""A page is answered with its article, under whichever of its addresses a reader comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PAGE, SITE, STORY
from widget.domain.article import Manuscript
from widget.domain.errors import ForeignUrl
from widget.domain.panel import Ready, Unavailable
from widget.domain.summary import Reason
from widget.usecases.publishing import publish as publishing
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from widget.bootstrap import Services
    from widget.domain.panel import Panel

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
ARTICLE = Manuscript(url=PAGE, title="Swing bridge to be rebuilt", text=STORY)


@pytest.fixture
def house(services: Services) -> Services:
    """Return services that know the site."""
    manage.add_site(services.store, SITE, NOW)
    return services


def publish(house: Services, manuscript: Manuscript) -> None:
    publishing.publish(house.store, house.rules, SITE.key, manuscript, NOW)


def panel(house: Services, url: str) -> Panel:
    return read_panel.read(house.store, SITE.key, url, NOW).panel


def test_a_page_of_the_other_scheme_is_the_same_article(house: Services) -> None:
    publish(house, ARTICLE)
    shown = panel(house, PAGE.replace("https:", "http:"))
    assert isinstance(shown, Ready)
    assert shown.headline.url == PAGE


def test_two_articles_that_differ_in_their_scheme_alone_are_kept_apart(house: Services) -> None:
    other = PAGE.replace("https:", "http:")
    publish(house, ARTICLE)
    publish(house, replace(ARTICLE, url=other, title="Another"))
    shown = panel(house, other)
    assert isinstance(shown, Ready)
    assert shown.headline.title == "Another"


def test_an_alias_is_answered_with_its_article(house: Services) -> None:
    publish(house, replace(ARTICLE, aliases=("https://news.example/amp/bridge",)))
    assert isinstance(panel(house, "https://news.example/amp/bridge?utm_source=x"), Ready)


def test_a_withdrawn_article_is_gone_under_all_of_its_addresses(house: Services) -> None:
    publish(house, replace(ARTICLE, aliases=("https://news.example/amp/bridge",)))
    publishing.withdraw(house.store, SITE.key, PAGE, NOW)
    for url in (PAGE, PAGE.replace("https:", "http:"), "https://news.example/amp/bridge"):
        shown = panel(house, url)
        assert isinstance(shown, Unavailable)
        assert shown.reason is Reason.WITHDRAWN


def test_an_alias_on_a_foreign_host_is_refused(house: Services) -> None:
    with pytest.raises(ForeignUrl):
        publish(house, replace(ARTICLE, aliases=("https://elsewhere.example/bridge",)))
