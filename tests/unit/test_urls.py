"""URLs as values: which are the same article, which may be printed, which belong to a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import URL_CHARACTERS
from widget.rules.urls import (
    belongs,
    canonical,
    host,
    host_of_key,
    origin,
    page_host,
    public_link,
)

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "https://news.example/city/bridge"


def key_or_none(url: str) -> str | None:
    try:
        return canonical(url)
    except InvalidField:
        return None


LABELS = st.from_regex(r"[a-z0-9_-]{1,8}", fullmatch=True)
SEGMENTS = st.from_regex(r"[A-Za-z0-9._~;%-]{0,6}", fullmatch=True)


@given(st.lists(LABELS, min_size=1, max_size=4), st.lists(SEGMENTS, max_size=4))
@example(["a", "1"], ["b"])
@example(["a", "0x1f"], ["b"])
@example(["news", "example"], [""])
@example(["news", "example"], ["a", "..", "b", ""])
@example(["xn--bcher-kva", "example"], ["a.html"])
def test_what_is_canonical_at_a_look_is_canonical_part_by_part(
    labels: list[str], segments: list[str]
) -> None:
    """A fragment makes an address be taken apart."""
    url = "/".join((f"https://{'.'.join(labels)}", *segments))
    key = key_or_none(url)
    assert key == key_or_none(f"{url}#top")
    assert key is None or host_of_key(key) == host(url)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://news.example", "https://news.example/"),
        ("HTTPS://News.Example/City", "https://news.example/City"),
        (f"{KEY}#comments", KEY),
        (f"{KEY}?", KEY),
        ("https://news.example:443/city/bridge", KEY),
        ("http://news.example:80/x", "http://news.example/x"),
        ("http://news.example:443/x", "http://news.example:443/x"),
        ("https://news.example./city/bridge", KEY),
        ("https://news.example/city/./old/../bridge", KEY),
        ("https://news.example/city/old/%2E%2e/bridge", KEY),
        ("https://news.example/../../city/bridge", KEY),
        ("https://news.example//city/bridge", KEY),
        (f"{KEY}?utm_source=a&UTM_Medium=b&fbclid=c&gclid=d&amp=1&ref_src=e", KEY),
        (f"{KEY}?utm_source=a&page=2", f"{KEY}?page=2"),
        (f"{KEY}?b=2&a=1", f"{KEY}?a=1&b=2"),
        (f"{KEY}?a=2&a=1", f"{KEY}?a=2&a=1"),
        (f"{KEY}?4711", f"{KEY}?4711"),
        (f"{KEY}?&&a=1&", f"{KEY}?a=1"),
        (f"{KEY}?a=%e9%7e", f"{KEY}?a=%E9~"),
        ("https://news.example/stra\u00dfe", "https://news.example/stra%C3%9Fe"),
        ("https://news.example/a|b", "https://news.example/a%7Cb"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/a%2fb", "https://news.example/a%2Fb"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
        ("https://B\u00dcCHER\u3002example/", "https://xn--bcher-kva.example/"),
        ("http://127.0.0.1:5001/story", "http://127.0.0.1:5001/story"),
        ("http://[0:0::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_spellings_of_one_page_have_one_key(url: str, key: str) -> None:
    assert canonical(url) == key
    assert canonical(key) == key


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/city/bridge",
        "https://www.news.example/city/bridge",
        "https://news.example:8443/city/bridge",
        "https://news.example/city/bridge/",
        "https://news.example/City/bridge",
        "https://news.example/city%2Fbridge",
        f"{KEY}?page=2",
        f"{KEY}?amplitude=1",
    ],
)
def test_different_pages_have_different_keys(url: str) -> None:
    assert canonical(url) != KEY


@pytest.mark.parametrize(
    ("url", "cure"),
    [
        ("", "absolute http or https"),
        ("news.example/x", "absolute http or https"),
        ("/x", "absolute http or https"),
        ("//news.example/x", "absolute http or https"),
        ("ftp://news.example/", "absolute http or https"),
        ("javascript:alert(1)", "absolute http or https"),
        ("https:news.example", "absolute http or https"),
        ("https:///news.example", "absolute http or https"),
        ("https://user:secret@news.example/", "leave them out"),
        ("https://news.example@evil.example/", "leave them out"),
        ("https://news.example\\@evil.example/", "percent-encode"),
        ("https://news.example/a b", "percent-encode"),
        ("https://news.example/\n", "percent-encode"),
        ("https://news.example/\x00", "percent-encode"),
        ("https://news.example/\ud800", "percent-encode"),
        ("https://news.example:0/", "1 to 65535"),
        ("https://news.example:65536/", "1 to 65535"),
        ("https://news.example:port/", "1 to 65535"),
        ("https://?x", "address bar"),
        ("https://#x", "address bar"),
        ("https://:443/", "address bar"),
        ("https://a..b/", "address bar"),
        ("https://-a.example/", "address bar"),
        ("https://news%2eexample/", "address bar"),
        ("https://ne<ws.example/", "address bar"),
        ("https://2130706433/", "address bar"),
        ("https://127.1/", "address bar"),
        ("https://0x7f.0.0.1/", "address bar"),
        ("https://[::1%25eth0]/", "address bar"),
        ("https://stra\u00dfe.example/", "ASCII form"),
        ("https://\u0130\u0301\u2260\ufffd.example/", "ASCII form"),
        ("https://[::1/", "plainly"),
    ],
)
def test_what_is_no_page_is_refused_with_the_cure(url: str, cure: str) -> None:
    with pytest.raises(InvalidField, match=cure) as caught:
        canonical(url, "the_url")
    assert caught.value.field == "the_url"
    with pytest.raises(InvalidField, match=cure):
        public_link(url, "image")


@pytest.mark.parametrize("function", [canonical, lambda url: public_link(url, "url")])
def test_a_url_may_be_as_long_as_the_limit_and_not_longer(function: Callable[[str], str]) -> None:
    longest = "https://news.example/".ljust(URL_CHARACTERS, "x")
    assert function(longest) == longest
    tracked = "https://news.example/?utm_source=".ljust(URL_CHARACTERS + 1, "x")
    for too_long in (longest + "x", longest[:-1] + "\u00e9", tracked):  # the second grows
        with pytest.raises(LimitExceeded, match="2,048 characters"):
            function(too_long)


def test_the_name_of_a_host_may_have_253_characters() -> None:
    longest = ".".join(["a" * 61] * 4) + ".bcdef"
    assert len(longest) == 253
    assert canonical(f"https://{longest}/") == f"https://{longest}/"
    with pytest.raises(InvalidField, match="host"):
        canonical(f"https://{longest}g/")


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (f"{KEY}?utm_source=a&b=1#top", f"{KEY}?utm_source=a&b=1#top"),
        ("HTTPS://News.Example:443", "https://news.example/"),
        ("https://news.example//a/../b", "https://news.example//a/../b"),
        ('https://news.example/"<x>?q=\'<"', "https://news.example/%22%3Cx%3E?q=%27%3C%22"),
    ],
)
def test_a_link_to_print_keeps_query_and_fragment(url: str, link: str) -> None:
    assert public_link(url, "image") == link
    assert public_link(link, "image") == link


def test_the_host_has_a_port_only_when_it_is_not_the_default() -> None:
    assert host("https://news.example/x") == "news.example"
    assert host("https://News.Example:443/x") == "news.example"
    assert host("http://localhost:5001/x") == "localhost:5001"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/x", True),
        ("http://news.example/x", True),
        ("http://localhost:5001/x", True),
        ("http://localhost/x", False),
        ("https://www.news.example/x", False),
        ("https://news.example.evil.example/", False),
        ("https://evilnews.example/", False),
        ("https://news.example:8443/", False),
    ],
)
def test_a_page_belongs_to_a_site_by_its_exact_host(url: str, expected: bool) -> None:  # noqa: FBT001
    assert belongs(url, ("news.example", "localhost:5001")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://news.example", "https://news.example"),
        (" https://News.Example/ ", "https://news.example"),
        ("https://news.example:443", "https://news.example"),
        ("http://localhost:5001", "http://localhost:5001"),
    ],
)
def test_an_origin_has_one_form(text: str, expected: str) -> None:
    assert origin(text, "origin") == expected


@pytest.mark.parametrize(
    "text", ["news.example", "https://news.example/x", "https://news.example?x", "*", "null", ""]
)
def test_what_is_no_origin_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidField, match=r"origin: .*https://news\.example"):
        origin(text, "origin")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("news.example", "news.example"),
        (" News.Example ", "news.example"),
        ("news.example:443", "news.example"),
        ("news.example:80", "news.example"),
        ("localhost:5001", "localhost:5001"),
        ("b\u00fccher.example", "xn--bcher-kva.example"),
        ("[::1]:5001", "[::1]:5001"),
    ],
)
def test_a_page_host_has_one_form(text: str, expected: str) -> None:
    assert page_host(text, "page-host") == expected


@pytest.mark.parametrize("text", ["https://news.example", "news.example/x", "*.news.example"])
def test_a_page_host_that_is_more_than_a_host_is_refused(text: str) -> None:
    with pytest.raises(InvalidField, match=r"page-host: .*www\.news\.example"):
        page_host(text, "page-host")


@pytest.mark.parametrize("text", ["", "a b", "user@news.example", "news.example:x", "a..b"])
def test_what_is_no_host_is_refused(text: str) -> None:
    with pytest.raises(InvalidField):
        page_host(text, "page-host")
