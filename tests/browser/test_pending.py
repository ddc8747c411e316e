"""A summary that is made while the reader waits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.browser.articles import ARTICLES
from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader
from widget.bootstrap import Services, now
from widget.domain.errors import SummarizerFailed
from widget.usecases.articles import save
from widget.usecases.publishing import publish

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import Page

    from tests.browser.world import World


def publish_without_summary(services: Services, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish the article while the summarizer is too busy."""

    def busy(*_: object) -> None:
        raise SummarizerFailed("The model is busy.", permanent=False)

    told = replace(ARTICLES["bridge"], url=url, title="Still to be summarised")
    with monkeypatch.context() as patched:
        patched.setattr(save, "outcome_of", busy)
        publish.publish(services.store, services.rules, "daily", told, now())


def test_a_pending_summary_appears_by_itself(
    world: World, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_without_summary(world.services, world.article("pending"), monkeypatch)
    host = HostPage(slug="pending")
    reader = Reader.at(page, put(world, host))
    reader.button().click()
    reader.panel(state="pending").wait_for()
    reader.panel().wait_for()
    assert "harbour council" in reader.panel().inner_text()
    assert world.watched.count("/v1/sites/daily/summary") == 2
    assert reader.complaints == []
