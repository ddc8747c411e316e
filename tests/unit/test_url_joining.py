"""A reference leads to the same URL, wherever it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.pages_made import ARTICLE, page
from widget.domain.limits import URL_CHARACTERS
from widget.fetch.http.redirects import landing
from widget.parse.feeds.entries import absolute
from widget.parse.pages.page import manuscript
from widget.rules.url_joining import joined, web_address

BASE = "https://news.example/2024/05/list?page=2"


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("story", "https://news.example/2024/05/story"),
        ("/a/../b", "https://news.example/b"),
        ("//m.news.example/a", "https://m.news.example/a"),
        ("?id=7", "https://news.example/2024/05/list?id=7"),
        ("  /a\n", "https://news.example/a"),
        ("/a\n b", "https://news.example/a%20b"),
        ("\x00/a", "https://news.example/a"),
        ("HTTPS://news.example/a", "https://news.example/a"),
        (
            "/\u0646\u0627\u0645\u0647\u200c\u0647\u0627",
            "https://news.example/\u0646\u0627\u0645\u0647\u200c\u0647\u0627",
        ),
    ],
)
def test_a_reference_leads_to_one_place(reference: str, url: str) -> None:
    html = page(ARTICLE, f'<meta property="og:image" content="{reference}">')
    assert web_address(BASE, reference) == url
    assert absolute(reference, BASE) == url
    assert landing(BASE, reference) == url
    if "\x00" not in reference:
        assert manuscript(html.encode(), BASE, "text/html").image == url


@pytest.mark.parametrize(
    "reference",
    [
        *(
            "",
            " ",
            "javascript:alert(1)",
            "mailto:a@b.example",
            "ftp://a.example/x",
            "https://[::1",
        ),
        *("http:///x", "/a\x00b", "/a\\b", "/a\xa0b", "https://news.example/a\\b"),
    ],
)
def test_what_is_no_address_of_the_web_leads_nowhere(reference: str) -> None:
    assert web_address(BASE, reference) is None


def test_an_address_past_its_limit_leads_nowhere() -> None:
    fits = BASE.ljust(URL_CHARACTERS, "x")
    assert web_address(BASE, fits) == fits
    assert web_address(BASE, fits + "x") is None
    assert web_address(BASE, " " * (2 * URL_CHARACTERS) + "/a") is None


@given(st.text(max_size=60))
def test_any_reference_is_joined_or_not_and_nothing_is_raised(reference: str) -> None:
    url = web_address(BASE, reference)
    assert url is None or (url.startswith(("http://", "https://")) and joined(BASE, url) == url)
