"""Whole pages: what a person sees who follows a link or types an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import PAGE, SITE, Newsroom

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_the_reading_page_names_the_site_that_it_is_from(newsroom: Newsroom) -> None:
    newsroom.put()
    page = newsroom.client.get(f"/read/daily?url={PAGE}").text
    assert f'<p class="summary-page-site" dir="auto">{SITE.name}</p>' in page


def test_an_address_with_nothing_at_it_says_so_to_a_person(client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text


def test_no_address_is_redirected_by_the_name_that_the_asker_chose(client: FlaskClient) -> None:
    answer = client.get("//v1/sites/daily/summary", headers={"Host": "evil.example"})
    assert answer.status_code == 404
    assert "Location" not in answer.headers
