"""What a page has of the embed is read as browsers see it, and no more than the limits say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from widget.domain.embed_page import Attribute, EmbedPage, ScriptTag, WidgetTag
from widget.domain.errors import Unreadable
from widget.domain.limits import (
    INSPECTED_ATTRIBUTES,
    INSPECTED_LINKS,
    INSPECTED_SCRIPTS,
    INSPECTED_WIDGETS,
    PAGE_BYTES,
    POLICIES,
    POLICY_CHARACTERS,
    URL_CHARACTERS,
)
from widget.fetch.sandbox.pool import Sandbox
from widget.parse.pages.in_child import embed

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = "https://news.example/city/bridge"
READ = "https://widget.example/read/daily"
LINE = f'<summary-widget site="daily"><a href="{READ}?url=x">Summary</a></summary-widget>'
TAG = '<script async src="https://widget.example/embed.js"></script>'


def read(html: str) -> EmbedPage:
    """Return what the page has of the embed."""
    return embed(html.encode(), URL)


def policy(content: str, name: str = "Content-Security-Policy") -> str:
    """Return a meta element with a policy."""
    return f'<meta http-equiv="{name}" content="{content}">'


def test_the_two_lines_are_read() -> None:
    found = read(f"<!doctype html><title>x</title>{LINE}<p>Text</p>{TAG}")
    link = f"{READ}?url=x"
    assert found.widgets == (WidgetTag((Attribute("site", "daily"),), link, link),)
    assert found.scripts == (
        ScriptTag(
            (Attribute("async", ""), Attribute("src", "https://widget.example/embed.js")),
            "https://widget.example/embed.js",
        ),
    )
    assert (found.widget_count, found.script_count, found.canonical_count) == (1, 1, 0)


@pytest.mark.parametrize(
    ("html", "href", "link"),
    [
        ("<summary-widget></summary-widget>", None, None),
        ("<summary-widget>No time?</summary-widget>", None, None),
        ("<summary-widget><a>No time?</a></summary-widget>", None, None),
        (
            '<summary-widget><a href="/r?a=1&amp;lang=en">x</a></summary-widget>',
            "/r?a=1&lang=en",
            "https://news.example/r?a=1&lang=en",
        ),
        ('<summary-widget><a href="javascript:x">x</a></summary-widget>', "javascript:x", None),
        (
            '<SUMMARY-WIDGET><p><b><a HREF="r">x</a></b></p></SUMMARY-WIDGET>',
            "r",
            "https://news.example/city/r",
        ),
        ('<a href="/out"><summary-widget><a href="/in">x</a></summary-widget></a>', None, None),
        ('<summary-widget/><a href="/in">x</a>', "/in", "https://news.example/in"),
        ('<p><summary-widget><a href="/in">never closed', "/in", "https://news.example/in"),
    ],
)
def test_the_link_is_the_one_that_browsers_find(
    html: str, href: str | None, link: str | None
) -> None:
    [found] = {(one.href, one.link) for one in read(html).widgets[:1]}
    assert found == (href, link)


@pytest.mark.parametrize(
    "html",
    [
        f"<!-- {LINE} -->",
        f"<template>{LINE}</template>",
        f"<body><noscript>{LINE}</noscript>",
        f"<script>const line = `{LINE}`;</script>",
        f"<textarea>{LINE}</textarea>",
        "<summary-widgets></summary-widgets>",
    ],
)
def test_what_browsers_do_not_take_for_an_element_is_none(html: str) -> None:
    found = read(f"<!doctype html><body>{html}</body>")
    assert found.widget_count == 0


def test_attributes_keep_their_values_and_lose_their_capitals() -> None:
    [found] = read('<summary-widget OPEN="false" data-Site=daily nowarm>').widgets
    assert found.attributes == (
        Attribute("open", "false"),
        Attribute("data-site", "daily"),
        Attribute("nowarm", ""),
    )
    assert found.option("site") == "daily"
    assert found.option("theme") is None


@pytest.mark.parametrize(
    ("html", "canonical", "count"),
    [
        ('<link rel="canonical" href="/a">', "https://news.example/a", 1),
        ('<link rel="Canonical foo" href="/a">', "https://news.example/a", 1),
        ('<link rel="canonical" href="/a"><link rel="canonical" href="/b">', None, 2),
        ('<link rel="canonical">', None, 1),
        ('<link rel="alternate" href="/a">', None, 0),
        ('<base href="https://cdn.example/x/"><link rel=canonical href=a>', None, 1),
    ],
)
def test_the_first_canonical_link_counts(html: str, canonical: str | None, count: int) -> None:
    found = read(html)
    first = {2: "https://news.example/a", 1: canonical, 0: None}[count]
    assert found.canonical_count == count
    assert found.canonical == ("https://cdn.example/x/a" if "base" in html else first)


def test_only_metas_of_the_head_are_policies() -> None:
    head = policy("script-src a") + policy("img-src b", "content-security-policy ")
    ignored = policy("x", "Content-Security-Policy-Report-Only")
    found = read(f"<head>{head}{ignored}</head><body><p>{policy('script-src c')}</p>")
    assert found.policies == ("script-src a", "img-src b")
    assert found.policy_count == 2


@pytest.mark.parametrize(
    ("html", "is_copy"),
    [
        ("<script>customElements.define('summary-widget',class{})</script>", True),
        ("<script>document.querySelector('summary-widget')</script>", False),
        ("<script src=/x.js>customElements.define('summary-widget')</script>", False),
    ],
)
def test_a_copy_of_the_loader_in_the_page_is_found(html: str, is_copy: bool) -> None:  # noqa: FBT001
    assert [script.is_copy for script in read(html).scripts] == [is_copy]


def test_other_ways_to_embed_are_read() -> None:
    found = read(
        f'{LINE}<iframe src="{READ}?url=x"></iframe><a href="{READ}?url=y">Summary</a>'
        '<a href="/read/about/us">About</a><button hx-get="/s/v1/sites/daily/summary?url=z">'
        '</button><div class="summary-panel" data-state="ready"></div>'
    )
    assert found.frames == (f"{READ}?url=x",)
    assert found.links == (f"{READ}?url=y",)
    assert found.requests == ("https://news.example/s/v1/sites/daily/summary?url=z",)
    assert found.panels == 1


@pytest.mark.parametrize("body", [b"", b"plain words", b"\x00\x01\x02"])
def test_what_has_no_tags_is_no_page(body: bytes) -> None:
    with pytest.raises(Unreadable, match="no HTML"):
        embed(body, URL)


# --- limits ----------------------------------------------------------------------------------


def test_a_page_past_its_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match=f"{PAGE_BYTES + 1:,} bytes"):
        embed(b"<p>" + b"x" * (PAGE_BYTES - 2), URL)


def test_elements_past_the_limit_are_counted() -> None:
    found = read(LINE * 10_000)
    assert len(found.widgets) == INSPECTED_WIDGETS
    assert found.widget_count == 10_000


def test_scripts_past_the_limit_are_counted() -> None:
    found = read(TAG * (INSPECTED_SCRIPTS + 1))
    assert len(found.scripts) == INSPECTED_SCRIPTS
    assert found.script_count == INSPECTED_SCRIPTS + 1


def test_frames_and_links_past_the_limit_are_left_out() -> None:
    many = range(INSPECTED_LINKS + 1)
    frames = "".join(f'<iframe src="/{number}"></iframe>' for number in many)
    links = "".join(f'<a href="/read/daily?url={number}">x</a>' for number in many)
    found = read(frames + links)
    assert (len(found.frames), len(found.links)) == (INSPECTED_LINKS, INSPECTED_LINKS)


def test_attributes_past_the_limit_and_long_values_are_cut() -> None:
    many = " ".join(f"a{number}=1" for number in range(INSPECTED_ATTRIBUTES + 1))
    [found] = read(f'<summary-widget {many}><a href="/{"x" * 5_000}">x</a>').widgets
    assert len(found.attributes) == INSPECTED_ATTRIBUTES
    assert found.href is not None
    assert len(found.href) == 2 * URL_CHARACTERS
    assert found.link is None


def test_policies_past_the_limit_are_counted_and_a_long_one_is_cut() -> None:
    found = read(f"<head>{policy('img-src a') * POLICIES}{policy('img-src b')}</head>")
    assert (len(found.policies), found.policy_count) == (POLICIES, POLICIES + 1)
    [long] = read(f"<head>{policy('x' * (POLICY_CHARACTERS + 2))}</head>").policies
    assert len(long) == POLICY_CHARACTERS + 1


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Return a sandbox with little time."""
    opened = Sandbox(cpu_seconds=2)
    yield opened
    opened.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 500_000 + LINE,
        "<summary-widget " + " ".join(f"a{number}" for number in range(200_000)) + ">",
    ],
    ids=["deep", "attributes"],
)
def test_a_page_that_takes_too_long_ends_its_own_process_alone(sandbox: Sandbox, html: str) -> None:
    with pytest.raises(Unreadable, match=r"took longer|processor time"):
        sandbox.call(embed, html.encode(), URL, "")
    assert sandbox.call(embed, LINE.encode(), URL, "").widget_count == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("html", "widgets"),
    [
        (LINE[:-17] * 5_000, 5_000),
        ("<script>" + "<" * 1_000_000, 0),
        ("<b><i><p>" * 20_000 + LINE, 1),
        (f"<svg>{LINE}</svg></table></p></body></html>{LINE}", 1),
    ],
    ids=["never closed", "script", "misnested", "foreign"],
)
def test_broken_html_is_read_within_the_limits(sandbox: Sandbox, html: str, widgets: int) -> None:
    found = sandbox.call(embed, html.encode(), URL, "")
    assert found.widget_count == widgets
    assert len(found.widgets) == min(widgets, INSPECTED_WIDGETS)
