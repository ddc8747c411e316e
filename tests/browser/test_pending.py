"""A summary that is made while the reader waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader
from tests.browser.states import publish_without_summary

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import Page

    from tests.browser.world import World


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
