"""No URL of the attack collections, and no text at all, is a surprise."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import records, shared
from widget.domain.errors import InvalidField
from widget.rules.urls import belongs, canonical, host, origin, page_host, public_link

if TYPE_CHECKING:
    from collections.abc import Callable


def is_refused(function: Callable[[str], str], url: str) -> bool:
    """Tell whether the URL is refused; what is not must be the one spelling of itself."""
    try:
        made = function(url)
    except InvalidField:
        return True
    assert function(made) == made
    assert made.isascii()
    assert not set(made) & set(" \"'<>\\\t\n")
    return False


FUNCTIONS = pytest.mark.parametrize("function", [canonical, lambda url: public_link(url, "image")])


@FUNCTIONS
def test_every_url_of_the_web_platform_tests_is_read_as_browsers_do_or_refused(
    function: Callable[[str], str],
) -> None:
    cases = json.loads(shared("corpora", "urltestdata.json").read_text(encoding="utf-8"))
    cases = [case for case in cases if isinstance(case, dict)]
    read = [case for case in cases if not is_refused(function, case["input"])]
    assert len(read) > 90
    for case in read:
        if "xn--" not in case["input"].lower():  # their punycode is not checked here
            assert not case.get("failure"), case
            assert host(case["input"]) == case["host"].removesuffix("."), case


@FUNCTIONS
def test_no_address_of_an_attack_on_the_server_is_a_surprise(
    function: Callable[[str], str],
) -> None:
    attacks = [record["url"] for record in records("corpora", "ssrf_urls.jsonl")]
    refused = [url for url in attacks if is_refused(function, url)]
    assert 0 < len(refused) < len(attacks)


def test_no_refused_attack_belongs_to_the_site() -> None:
    for record in records("corpora", "ssrf_urls.jsonl"):
        if record["expect"] == "refuse":
            with suppress(InvalidField):
                key = canonical(record["url"])
                assert not belongs(key, ("news.example",)), key


@given(
    st.text(alphabet="htps:/.@\\?#[]%&;=<>\"' aé\u3002\u00df0x19-_\t", max_size=40), st.booleans()
)
def test_any_url_at_all_is_made_uniform_or_refused(rest: str, web: bool) -> None:  # noqa: FBT001
    url = f"https://{rest}" if web else rest
    for function in (canonical, lambda url: public_link(url, "image")):
        is_refused(function, url)


@given(st.text(max_size=40))
def test_any_text_at_all_is_an_origin_or_a_page_host_or_refused(text: str) -> None:
    for function in (origin, page_host):
        with suppress(InvalidField):
            made = function(text, "field")
            assert function(made, "field") == made
