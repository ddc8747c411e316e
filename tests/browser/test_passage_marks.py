"""The mark of a passage, and the way back from it to the point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import NONCE, HostPage, policies, put
from tests.browser.passages import (
    ARTICLE,
    FAR,
    FOUND,
    SENTENCE,
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

COLOURS = """
  const style = getComputedStyle(range.startContainer.parentElement,
    '::highlight(summary-widget)');
  return [style.backgroundColor, style.color].map(c => c.match(/\\d+/g).map(Number));
"""


@pytest.mark.parametrize("name", list(policies("http://widget.example")))
def test_text_that_cannot_be_selected_is_marked_under_every_policy(
    world: World, page: Page, name: str
) -> None:
    head = f'<style nonce="{NONCE}">body {{ user-select: none }}</style>'
    policy = policies(world.widget)[name]
    reader = opened(page, page_of(world, "bridge", ARTICLE, head, policy))
    assert follow(reader) == FOUND
    assert marked(page) == SENTENCE
    assert contrast(*boxes(page, COLOURS)) >= 4.5


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
    paper, ink = boxes(page, COLOURS)
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


@pytest.mark.parametrize("name", ["CSS", "Highlight", "Range", "NodeFilter"])
def test_globals_that_the_page_replaced_are_not_needed(world: World, page: Page, name: str) -> None:
    reader = opened(page, page_of(world, "bridge", ARTICLE, replaced(name)))
    assert follow(reader) == FOUND
    assert marked(page) == SENTENCE


def replaced(name: str) -> str:
    """Return a script that lets the page's own thing stand in the place of a global."""
    own = f"window.{name} = function () {{ throw 'not the browsers own' }}"
    return f'<script nonce="{NONCE}">addEventListener("load", () => {{ {own} }})</script>'


def test_a_reader_who_is_elsewhere_keeps_the_place_at_escape(world: World, page: Page) -> None:
    body = f"{FAR}<p>{SENTENCE}</p><input id=field>{FAR}"
    reader = opened(page, page_of(world, "bridge", body))
    follow(reader)
    page.locator("#field").click()
    place = page.evaluate("scrollY")
    page.keyboard.press("Escape")
    page.wait_for_function("!CSS.highlights.has('summary-widget')")
    assert page.evaluate("scrollY") == place
    assert page.evaluate("document.activeElement.id") == "field"


def test_a_widget_that_is_taken_out_takes_its_mark_along(world: World, page: Page) -> None:
    reader = opened(page, page_of(world, "bridge", ARTICLE))
    follow(reader)
    page.evaluate("document.querySelector('summary-widget').remove()")
    page.wait_for_function("!CSS.highlights.has('summary-widget')")
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_in_a_paragraph_each_number_leads_to_its_own_passage(world: World, page: Page) -> None:
    reader = opened(page, put(world, HostPage(widgets=1)))
    reader.panel().evaluate(
        "e => { const box = document.createElement('div');"
        "for (const li of e.querySelectorAll('li[part=point]')) box.append(...li.childNodes);"
        "e.querySelector('ol').replaceWith(box) }"
    )
    shown = reader.panel().locator(".summary-panel-text").nth(1).inner_text()
    assert follow(reader, 2) == FOUND
    assert marked(page) == " ".join(shown.split())
