"""What readers see when a site's fetch quota is used up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import PAGE, SITE
from widget.bootstrap import Services, now
from widget.config import Settings
from widget.domain.source import TrackedPage
from widget.usecases.sites import manage
from widget.web import create_app


@pytest.mark.parametrize("path", ["/v1/sites/daily/summary", "/read/daily"])
def test_a_reader_is_asked_to_try_again_instead_of_waiting(services: Services, path: str) -> None:
    manage.add_site(services.store, replace(SITE, on_demand=True), now())
    with services.store.transaction() as transaction:
        for number in range(Settings().fetches_per_minute):
            url = f"https://news.example/{number}"
            transaction.put_tracked_page(TrackedPage("daily", url, url, now(), pressed_at=now()))
    answer = create_app(services).test_client().get(path, query_string={"url": PAGE})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'data-state="error"' in answer.text
    assert 'data-code="budget_spent"' in answer.text
    assert "Please try again in a minute." in answer.text
