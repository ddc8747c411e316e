"""A passage is marked where a reader can see it, and nowhere else; the way back leads to the point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import NONCE, HostPage, policies, put
from tests.browser.passages import SENTENCE, VIEW, boxes, follow, marked, opened, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

FOUND = "The passage is marked in the article."
MISSING = "This passage was not found on this page."
FAR = '<div style="height:2500px"></div>'
ARTICLE = f"<article>{FAR}<p id=real>{SENTENCE}</p>{FAR}</article>"
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
        f'<details><summary>More</summary><div hidden="until-found"><p>{SENTENCE}</p></div></details>',
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
        '<div style="height:200px;overflow:hidden scroll"><div style="padding-top:900px">{}</div></div>',
        '<div style="height:400px;overflow:auto"><div style="height:300px;overflow:auto">{}</div></div>',
        '<div style="width:300px;overflow:auto"><div style="width:900px;padding-left:1500px">{}</div></div>',
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


@pytest.mark.parametrize("name", list(policies("http://widget.example")))
def test_text_that_cannot_be_selected_is_marked_under_every_policy(
    world: World, page: Page, name: str
) -> None:
    head = f'<style nonce="{NONCE}">body {{ user-select: none }}</style>'
    policy = policies(world.widget)[name]
    reader = opened(page, page_of(world, "bridge", ARTICLE, head, policy))
    assert follow(reader) == FOUND
    assert marked(page) == SENTENCE
    style = "const s = getComputedStyle(range.startContainer.parentElement, '::highlight(summary-widget)');"
    assert boxes(page, f"{style} return s.backgroundColor").startswith("rgb(")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "accent", ["", "#0b5fa5", "gold", "oklch(0.7 0.2 150)", "#808080", "hotpink"]
)
def test_marked_text_has_contrast(world: World, page: Page, accent: str, scheme: str) -> None:
    colours = "background:#111;color:#eee" if scheme == "dark" else "background:#fff;color:#222"
    own = f"summary-widget {{ --summary-widget-accent: {accent} }}" if accent else ""
    reader = opened(
        page, page_of(world, "bridge", ARTICLE, f"<style>body{{{colours}}}{own}</style>")
    )
    follow(reader)
    paper, ink = boxes(
        page,
        "const s = getComputedStyle(range.startContainer.parentElement, '::highlight(summary-widget)');"
        "return [s.backgroundColor, s.color].map(c => c.match(/\\d+/g).map(Number))",
    )
    assert contrast(paper, ink) >= 4.5


def contrast(one: list[int], other: list[int]) -> float:
    """Return WCAG's contrast ratio of two colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: list[int]) -> float:
    parts = [each / 255 for each in colour[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("way", ["press", "Escape", "keyboard"])
def test_the_way_back_returns_the_place_and_the_focus(world: World, page: Page, way: str) -> None:
    reader = opened(page, page_of(world, "bridge", f"{FAR}{ARTICLE}"))
    page.evaluate("scrollTo(0, 40)")
    page.evaluate("addEventListener('click', () => window.before ??= scrollY, true)")
    link = reader.panel().locator("a.summary-panel-source").first
    if way == "keyboard":
        link.focus()
        page.keyboard.press("Enter")
    else:
        link.click()
    back = reader.widget().get_by_role("button", name="Back to the summary")
    back.wait_for()
    assert page.evaluate("scrollY") > 1000
    if way == "press":
        back.click()
    else:
        page.keyboard.press({"Escape": "Escape", "keyboard": "Enter"}[way])
    back.wait_for(state="detached")
    assert page.evaluate("scrollY == before")
    assert link.evaluate("e => e.getRootNode().activeElement == e")
    assert marked(page) == ""
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_tab_goes_on_from_the_passage(world: World, page: Page, by: str) -> None:
    body = f"<a href=#x>before</a>{FAR}<p>{SENTENCE} <a id=next href=#y>behind</a></p>{FAR}"
    reader = opened(page, page_of(world, "bridge", body))
    link = reader.panel().locator("a.summary-panel-source").first
    if by == "mouse":
        link.click()
    else:
        link.focus()
        page.keyboard.press("Enter")
    reader.widget().get_by_role("button", name="Back to the summary").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "next"


def test_the_way_back_never_covers_the_passage(world: World, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    last = f'{FAR}<p style="margin:0">{SENTENCE}</p>'
    reader = opened(page, page_of(world, "bridge", last, "<style>body{margin:0}</style>"))
    follow(reader)
    pill = reader.widget().get_by_role("button", name="Back to the summary").bounding_box()
    text = boxes(page, "const b = range.getBoundingClientRect(); return [b.top, b.bottom]")
    assert pill is not None
    assert pill["y"] + pill["height"] <= text[0] or pill["y"] >= text[1]


def test_the_next_mark_takes_the_place_of_the_last(world: World, page: Page) -> None:
    reader = opened(page, put(world, HostPage(widgets=1)))
    follow(reader, 1)
    first = marked(page)
    follow(reader, 2)
    assert marked(page) != first
    assert page.evaluate("[...CSS.highlights.get('summary-widget')].length") == 1
    assert reader.widget().get_by_role("button", name="Back to the summary").count() == 1
