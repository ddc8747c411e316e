"""A passage is marked where a reader can see it, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import NONCE
from tests.browser.passages import (
    ARTICLE,
    FAR,
    FOUND,
    MISSING,
    SENTENCE,
    VIEW,
    boxes,
    follow,
    marked,
    opened,
    page_of,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

HIDDEN = (
    "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap"
)

UNSEEN = {
    "a box of one pixel": f'<div style="{HIDDEN}">{SENTENCE}</div>',
    "far to the left": f'<p style="position:absolute;left:-9999px">{SENTENCE}</p>',
    "far above": f'<p style="position:absolute;top:-9999px">{SENTENCE}</p>',
    "transparent": f'<p style="opacity:0">{SENTENCE}</p>',
    "invisible": f'<p style="visibility:hidden">{SENTENCE}</p>',
    "not rendered": f'<div style="content-visibility:hidden">{SENTENCE}</div>',
    "without size": f'<p style="font-size:0">{SENTENCE}</p>',
    "cut out": f'<p style="clip-path:inset(50%)">{SENTENCE}</p>',
    "cut to a circle": f'<p style="clip-path:circle(0)">{SENTENCE}</p>',
    "not displayed": f'<p style="display:none">{SENTENCE}</p>',
    "of no height": f'<div style="height:0;overflow:hidden"><p>{SENTENCE}</p></div>',
    "indented away": f'<p style="text-indent:-9999px;overflow:hidden;white-space:nowrap">{SENTENCE}'
    "</p>",
    "behind the fold of a box": '<div style="height:60px;overflow:hidden"><p>Read more</p>'
    f'<p style="margin-top:80px">{SENTENCE}</p></div>',
    "cut to no area": f'<p style="clip-path:polygon(0 0,0 0,0 0)">{SENTENCE}</p>',
    "nearly transparent": f'<div style="opacity:.2"><p style="opacity:.3">{SENTENCE}</p></div>',
    "filtered away": f'<p style="filter:opacity(0)">{SENTENCE}</p>',
    "covered": '<div style="position:relative"><p>'
    + SENTENCE
    + '</p><div style="position:absolute;inset:0;background:#fff"></div></div>',
    "scaled to nothing": f'<p style="transform:scale(0)">{SENTENCE}</p>',
}
SCROLLED = """() => [...document.querySelectorAll('*')].filter(e => e.scrollTop || e.scrollLeft)
  .map(e => e.tagName)"""


@pytest.mark.parametrize("kind", UNSEEN)
def test_a_copy_that_nobody_sees_is_passed_over(world: World, page: Page, kind: str) -> None:
    reader = opened(page, page_of(world, "bridge", f"<main>{UNSEEN[kind]}{ARTICLE}</main>"))
    assert follow(reader) == FOUND
    assert boxes(page, "return range.startContainer.parentElement.id") == "real"
    assert page.evaluate(VIEW)


@pytest.mark.parametrize("kind", UNSEEN)
def test_a_passage_that_nobody_can_see_is_missing_and_nothing_scrolls(
    world: World, page: Page, kind: str
) -> None:
    reader = opened(page, page_of(world, "bridge", f"<main>{UNSEEN[kind]}{FAR}</main>"))
    assert follow(reader) == MISSING
    assert page.evaluate(SCROLLED) == []
    assert marked(page) == ""


@pytest.mark.parametrize(
    "body",
    [
        f"<details><summary>More</summary><p>{SENTENCE}</p></details>",
        f"<details><summary>More</summary><details><summary>Still more</summary><p>{SENTENCE}</p>"
        "</details></details>",
        "<details name=g open><summary>One</summary><p>First.</p></details>"
        f"<details name=g><summary>Two</summary><p>{SENTENCE}</p></details>",
        f'<div hidden="until-found"><p>{SENTENCE}</p></div>',
        f'<details><summary>More</summary><div hidden="until-found"><p>{SENTENCE}</p></div>'
        "</details>",
    ],
)
def test_what_can_be_opened_is_opened(world: World, page: Page, body: str) -> None:
    url = page_of(world, "bridge", f"<main>{FAR}{body}{FAR}</main>")
    reader = opened(page, url)
    page.evaluate("addEventListener('beforematch', () => window.told = 1)")
    assert follow(reader) == FOUND
    assert page.evaluate(VIEW)
    assert bool(page.evaluate("window.told")) == ("until-found" in body)


def test_a_visible_copy_is_preferred_to_one_that_would_have_to_be_opened(
    world: World, page: Page
) -> None:
    closed = f"<details><summary>More</summary><p>{SENTENCE}</p></details>"
    reader = opened(page, page_of(world, "bridge", f"{closed}{ARTICLE}"))
    follow(reader)
    assert page.locator("details[open]").count() == 0
    assert boxes(page, "return range.startContainer.parentElement.id") == "real"


@pytest.mark.parametrize(
    "frame",
    [
        '<div style="height:300px;overflow:auto">{}</div>',
        '<div style="height:200px;overflow:hidden scroll"><p style="height:900px">{}</div>',
        '<div style="height:400px;overflow:auto"><div style="height:300px;overflow:auto">{}</div>'
        "</div>",
        '<div style="width:300px;overflow:auto"><div style="width:900px;padding-left:1500px">{}'
        "</div></div>",
    ],
)
def test_boxes_that_a_reader_can_scroll_are_scrolled(world: World, page: Page, frame: str) -> None:
    inside = frame.format(f"{FAR}<p>{SENTENCE}</p>{FAR}")
    reader = opened(page, page_of(world, "bridge", f"{FAR}{inside}{FAR}"))
    assert follow(reader) == FOUND
    assert page.evaluate(VIEW)


@pytest.mark.parametrize("position", ["fixed", "sticky"])
def test_a_bar_at_the_top_does_not_cover_the_passage(
    world: World, page: Page, position: str
) -> None:
    bar = (
        f'<div style="position:{position};top:0;width:100%;height:120px;background:#fff">Bar</div>'
    )
    tall = f'<p style="font-size:60px;margin:0">{SENTENCE}</p>'
    page.set_viewport_size({"width": 360, "height": 640})
    head = "<style>body { padding-top: 130px }</style>"
    reader = opened(page, page_of(world, "bridge", f"{bar}{FAR}{tall}{FAR}", head))
    reader.panel().locator("a.summary-panel-source").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("CSS.highlights.size")
    page.wait_for_timeout(500)
    assert boxes(page, "return range.getClientRects()[0].top") >= 119


def test_what_fades_in_when_it_is_scrolled_to_is_waited_for(world: World, page: Page) -> None:
    script = f"""<script nonce="{NONCE}">new IntersectionObserver(([e]) => {{
      if (e.isIntersecting) e.target.style.opacity = 1;
    }}).observe(document.getElementById('late'))</script>"""
    fading = f'<p id=late style="opacity:0;transition:opacity .2s">{SENTENCE}</p>{FAR}{script}'
    reader = opened(page, page_of(world, "bridge", f"{FAR}{fading}"))
    assert follow(reader) == FOUND
    assert page.evaluate(VIEW)


LAYOUTS = {
    "an application's own scroller": "<style>html,body{height:100%;margin:0;overflow:hidden}"
    "main{height:100%;overflow:auto}</style>",
    "sections that are rendered late": "<style>article{content-visibility:auto;"
    "contain-intrinsic-size:auto 300px}</style>",
    "a banner at the foot": "<style>main::after{content:'Cookies';position:fixed;inset:auto 0 0;"
    "height:45vh;background:#fff}</style>",
    "a page that scrolls smoothly": "<style>html{scroll-behavior:smooth}</style>",
    "a page in a wide table": "<style>main{display:table;width:3000px}</style>",
    "a transformed article": "<style>main{transform:translateX(10px);filter:blur(0)}</style>",
    "a page of two columns": "<style>article{columns:2}</style>",
    "vertical lines": "<style>article{writing-mode:vertical-rl;height:600px}</style>",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_passages_are_brought_into_view_in_many_layouts(
    world: World, page: Page, name: str
) -> None:
    filler = "<article>" + "<p>Other news of the town are told here.</p>" * 60 + "</article>"
    body = f"{filler * 3}{ARTICLE}{filler * 3}"
    reader = opened(page, page_of(world, "bridge", body, LAYOUTS[name]))
    assert follow(reader) == FOUND
    assert page.evaluate(VIEW)


def test_details_that_open_slowly_are_waited_for(world: World, page: Page) -> None:
    head = (
        "<style>:root{interpolate-size:allow-keywords} details::details-content{height:0;"
        "overflow:clip;transition:height .25s,content-visibility .25s allow-discrete}"
        "details[open]::details-content{height:auto}</style>"
    )
    body = f"{FAR}<details><summary>More</summary><p>{SENTENCE}</p></details>{FAR}"
    reader = opened(page, page_of(world, "bridge", body, head))
    assert follow(reader) == FOUND
    assert page.evaluate(VIEW)
