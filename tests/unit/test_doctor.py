"""The doctor looks at a page: is it there, whose is it, is its snippet right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import BASE, PAGE, SITE
from tests.unit.doctor_world import Clinic, html, line, told
from tests.unit.publisher_site import failure
from widget.domain.diagnosis import CheckName, CheckStatus
from widget.domain.errors import InvalidField, UnknownSite
from widget.domain.limits import INSPECTED_WIDGETS

if TYPE_CHECKING:
    from widget.domain.ports import Store

OK, WARNING, ERROR = CheckStatus
STORY_URL = "https://news.example/story?id=1&lang=en"
WEEKLY = replace(SITE, key="weekly", page_hosts=("weekly.example",))


@pytest.fixture
def clinic(memory_store: Store) -> Clinic:
    """Return a server that knows the article of PAGE."""
    opened = Clinic(memory_store, (SITE, WEEKLY))
    opened.publish()
    return opened


def test_a_page_that_is_right_has_ten_checks_and_all_are_well(clinic: Clinic) -> None:
    found = clinic.examine(html(line()))
    assert [one.check for one in found.checks] == list(CheckName)
    assert found.status is OK
    assert (found.page, found.site_key) == (PAGE, "daily")
    assert not any(one.code or one.cure for one in found.checks)


def test_nothing_is_stored_by_an_examination(clinic: Clinic, writes: list[str]) -> None:
    clinic.examine(html(line("https://news.example/new")), url="https://news.example/new")
    assert writes == []


# --- page and site ---------------------------------------------------------------------------


def test_a_page_that_is_not_there_says_why_and_what_the_server_knows(clinic: Clinic) -> None:
    found = clinic.examine()
    assert [(one.check.value, one.status) for one in found.checks] == [
        ("page", ERROR),
        ("article", OK),
        ("press", OK),
    ]
    assert found.checks[0].message == f"{PAGE} was not read: It answered 404."


def test_the_cure_of_a_page_that_is_not_fetched_comes_from_its_reason(clinic: Clinic) -> None:
    clinic.pages.written[PAGE] = failure(403)
    clinic.pages.written[PAGE] = type(failure())(
        "news.example refuses. Allow this User-Agent: x. Then try again.", permanent=True
    )
    [page, *_] = clinic.examine().checks
    assert page.message.endswith("was not read: news.example refuses.")
    assert page.cure == "Allow this User-Agent: x. Then try again."


def test_where_a_redirect_ended_is_said_and_counts(clinic: Clinic) -> None:
    clinic.pages.moved["https://news.example/b"] = PAGE
    clinic.pages.written[PAGE] = html(line())
    [page] = clinic.said("page", url="https://news.example/b")
    assert page.message == f"{PAGE} answered 200, after redirects from https://news.example/b."


def test_the_fetch_may_reach_the_hosts_of_the_page_s_site(clinic: Clinic) -> None:
    clinic.examine(html(line()))
    clinic.examine(html(line()), url="https://stranger.example/")
    assert clinic.pages.hosts == [("news.example",), ()]


def test_a_host_of_no_site_is_a_foreign_page(clinic: Clinic) -> None:
    found = clinic.examine(html(line()), url="https://stranger.example/x")
    [site] = [one for one in found.checks if one.check == "site"]
    assert told([site]) == [(ERROR, "foreign-page")]
    assert "--page-host stranger.example" in site.cure
    assert found.site_key is None
    assert "article" not in {one.check.value for one in found.checks}


def test_a_host_of_no_site_is_said_where_the_page_cannot_be_fetched_either(clinic: Clinic) -> None:
    found = clinic.examine(url="https://stranger.example/x")
    assert told(list(found.checks)) == [(ERROR, "page"), (ERROR, "foreign-page")]


def test_a_site_that_is_given_must_have_the_host_and_the_cure_keeps_its_others(
    clinic: Clinic,
) -> None:
    [site] = clinic.said("site", html(line()), site="weekly")
    assert told([site]) == [(ERROR, "foreign-page")]
    assert site.cure == (
        "widget sites change weekly --page-host weekly.example --page-host news.example"
    )


def test_of_two_sites_with_the_host_the_one_that_the_page_names_counts(memory_store: Store) -> None:
    clinic = Clinic(memory_store, (SITE, replace(WEEKLY, page_hosts=("news.example",))))
    assert clinic.examine(html(line(site="weekly"))).site_key == "weekly"
    assert clinic.examine(html(line(site="daily"))).site_key == "daily"
    assert clinic.examine(html()).site_key == "daily"


def test_a_site_that_is_not_known_and_an_address_that_is_none_are_wrong_calls(
    clinic: Clinic,
) -> None:
    with pytest.raises(UnknownSite):
        clinic.examine(html(line()), site="monthly")
    with pytest.raises(InvalidField):
        clinic.examine(url="news.example/city")


# --- the snippet -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("", ERROR, "no-snippet"),
        ("<summary-widget></summary-widget>", ERROR, "no-link"),
        ("<summary-widget>Get a summary</summary-widget>", ERROR, "no-link"),
        ('<summary-widget><a href="mailto:x@y">x</a></summary-widget>', ERROR, "no-link"),
        (line(base="https://other.example"), ERROR, "two-servers"),
        (line(base="http://widget.example"), ERROR, "two-servers"),
        (line(base="https://widget.example:8443"), ERROR, "two-servers"),
        (line(site="monthly"), ERROR, "unknown-site"),
        (line(attributes='site="monthly"'), ERROR, "unknown-site"),
        (line(site="weekly"), ERROR, "foreign-page"),
        (line("https://stranger.example/x"), ERROR, "foreign-page"),
        (line("ARTICLE"), ERROR, "unencoded-url"),
        (line("{{ page_url | urlencode }}"), ERROR, "unencoded-url"),
        (line("https%3A%2F%2Fnews.example%2Fa"), ERROR, "unencoded-url"),
        (line("/city/bridge"), ERROR, "unencoded-url"),
        (line("https://news.example/other"), WARNING, "article"),
        (line(attributes='url="/other"'), WARNING, "article"),
        (line(attributes='url="https://stranger.example/x"'), ERROR, "foreign-page"),
        (
            f'<summary-widget><a href="{BASE}/read/daily?url={STORY_URL}">x</a></summary-widget>',
            ERROR,
            "unencoded-url",
        ),
        (
            f'<summary-widget><a href="{BASE}/read/daily?url={PAGE}">x</a></summary-widget>',
            WARNING,
            "unencoded-url",
        ),
        (
            f'<summary-widget site="daily"><a href="{BASE}/daily">x</a></summary-widget>',
            WARNING,
            "no-link",
        ),
    ],
)
def test_a_fault_of_the_snippet_has_its_code(
    clinic: Clinic, body: str, status: CheckStatus, code: str
) -> None:
    assert told(clinic.said("snippet", html(body))) == [(status, code)]


@pytest.mark.parametrize(
    "body",
    [
        line(),
        line() + line(),
        line(attributes='open="false" nowarm="false"'),
        line(attributes='data-site="daily" site="daily" label="In short"'),
        line(f"{PAGE}?utm_source=x#part"),
        line("HTTPS://NEWS.example:443/city/bridge"),
        f'<summary-widget><a href="{BASE}/read/daily">Summary</a></summary-widget>',
        line("https://news.example/other", attributes=f'url="{PAGE}"'),
    ],
)
def test_a_snippet_that_is_right_is_well_in_one_line(clinic: Clinic, body: str) -> None:
    assert told(clinic.said("snippet", html(body))) == [(OK, "")]


def test_what_was_lost_of_an_address_is_said_and_the_cure_is_the_whole_link(
    clinic: Clinic,
) -> None:
    link = f'<summary-widget><a href="{BASE}/read/daily?url={STORY_URL}">x</a></summary-widget>'
    [fault] = clinic.said("snippet", html(link))
    assert f"of {STORY_URL} only https://news.example/story?id=1 arrives" in fault.message
    assert fault.cure == (
        f"{BASE}/read/daily?url=https%3A%2F%2Fnews.example%2Fstory%3Fid%3D1%26lang%3Den"
    )


def test_ten_thousand_elements_are_a_few_lines(clinic: Clinic) -> None:
    broken = clinic.said("snippet", html("<summary-widget></summary-widget>" * 10_000))
    assert told(broken) == [(ERROR, "no-link"), (WARNING, "no-snippet")]
    assert f"10,000 elements; the first {INSPECTED_WIDGETS}" in broken[1].message


def test_a_script_without_an_element_is_said(clinic: Clinic) -> None:
    [alone] = clinic.said("snippet", html())
    assert "The script embed.js is there, without it." in alone.message


@pytest.mark.parametrize(
    ("body", "way"),
    [
        (f'<iframe src="{BASE}/read/daily?url={PAGE}"></iframe>', "a frame"),
        ('<div class="summary-panel" data-state="ready">x</div>', "a panel"),
        ('<button hx-get="/s/v1/sites/daily/summary?url=x"></button>', "htmx"),
        (f'<a href="{BASE}/read/daily?url={PAGE.replace(":", "%3A")}">x</a>', "a bare link"),
    ],
)
def test_another_way_to_embed_needs_neither_element_nor_script(
    clinic: Clinic, body: str, way: str
) -> None:
    found = clinic.examine(html(body, tag=""))
    said = [one for one in found.checks if one.check == "snippet"]
    assert said[0].status is OK
    assert way in said[0].message
    assert {"script", "server"}.isdisjoint(one.check.value for one in found.checks)
    assert found.status is not ERROR


def test_a_frame_needs_the_origin_of_its_page(memory_store: Store) -> None:
    clinic = Clinic(memory_store, (replace(SITE, origins=("https://m.news.example",)),))
    clinic.publish()
    frame = f'<iframe src="{BASE}/read/daily"></iframe>'
    [_, fault] = clinic.said("snippet", html(frame, tag=""))
    assert told([fault]) == [(ERROR, "frame")]
    assert fault.cure == (
        "widget sites change daily --origin https://m.news.example --origin https://news.example"
    )
