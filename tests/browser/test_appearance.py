"""What the publisher, the reader's settings and paper do to the look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.world import World

STYLE = "(e, name) => getComputedStyle(e).getPropertyValue(name)"
DARK_PAGE = '<meta name="color-scheme" content="light dark">'


def test_a_custom_property_of_the_page_reaches_the_panel(world: World, page: Page) -> None:
    head = "<style>summary-widget { --summary-widget-accent: rgb(1, 2, 3); }</style>"
    reader = Reader.at(page, put(world, HostPage(head=head)))
    reader.press()
    border = reader.panel().evaluate(STYLE, "border-top-color")
    assert border == "rgb(1, 2, 3)"


def test_the_pages_own_rules_do_not_reach_the_panel(world: World, page: Page) -> None:
    head = (
        "<style>button, ol, li, a, h2 { display: none !important; color: red !important }</style>"
    )
    reader = Reader.at(page, put(world, HostPage(head=head)))
    reader.press()
    assert reader.panel().locator("li").first.is_visible()
    assert reader.panel().get_by_role("link").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_follows_the_readers_scheme(world: World, chromium: Browser, scheme: Any) -> None:
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    reader = Reader.at(page, put(world, HostPage(head=DARK_PAGE)))
    reader.press()
    color = reader.panel().locator("li").first.evaluate(STYLE, "color")
    brightness = sum(int(part) for part in color.strip("rgba()").split(",")[:3])
    context.close()
    assert brightness < 3 * 100 if scheme == "light" else brightness > 3 * 150


def test_on_paper_there_is_the_open_panel_and_no_button(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    page.emulate_media(media="print")
    assert not reader.button().is_visible()
    page.emulate_media(media="screen")
    reader.press()
    page.emulate_media(media="print")
    assert reader.panel().is_visible()
    assert not reader.button().is_visible()


def test_nothing_moves_for_those_who_asked_for_less_motion(world: World, chromium: Browser) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    reader = Reader.at(page, put(world, HostPage()))
    world.watched.delay["/v1/"] = 0.3
    reader.button().click()
    moving = page.evaluate("document.getAnimations().length")
    reader.panel().wait_for()
    moving += page.evaluate("document.getAnimations().length")
    context.close()
    assert moving == 0


def test_the_button_is_large_enough_for_a_finger(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    box = reader.button().bounding_box()
    assert box is not None
    assert box["height"] >= 44


REACHED = """([link, dy]) => {
  const box = link.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return link.getRootNode().elementFromPoint(x, y + dy) == link;
}"""


AS_PARAGRAPH = """panel => {
  const box = document.createElement('div');
  box.className = 'summary-panel-paragraph';
  for (const point of panel.querySelectorAll('ol > li')) {
    const sentence = document.createElement('span');
    sentence.append(...point.childNodes);
    box.append(sentence, ' ');
  }
  panel.querySelector('ol').replaceWith(box);
}"""


@pytest.mark.parametrize("form", ["list", "paragraph"])
def test_every_link_of_the_panel_is_large_enough_for_a_finger(
    world: World, chromium: Browser, form: str
) -> None:
    context = chromium.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    reader = Reader.at(page, put(world, HostPage()))
    reader.press()
    page.wait_for_timeout(500)
    if form == "paragraph":
        reader.panel().evaluate(AS_PARAGRAPH)
    for link in reader.panel().locator(".summary-panel-source").all():
        link.evaluate("e => e.scrollIntoView({block: 'center'})")
        reached = [link.evaluate(f"(e) => ({REACHED})([e, {dy}])") for dy in (-21, 0, 21)]
        assert reached == [True, True, True]
    neighbours = reader.panel().locator(".summary-panel-neighbours > li")
    for place in neighbours.all():
        box = place.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        name = place.locator("span").first
        assert (
            name.evaluate(
                "(e) => { const b = e.getBoundingClientRect();"
                "return e.getRootNode().elementFromPoint(b.x + 2, b.y + 2).tagName }"
            )
            == "A"
        )
    context.close()


PARTS = ("button", "panel", "label", "point", "neighbours", "close")


def test_a_page_styles_the_parts_of_the_widget(world: World, page: Page) -> None:
    rules = "".join(
        f"summary-widget::part({part}) {{ outline: {n}px solid rgb(1, 2, {n}) }}"
        for n, part in enumerate(PARTS, 10)
    )
    reader = Reader.at(page, put(world, HostPage(head=f"<style>{rules}</style>")))
    reader.press()
    for n, part in enumerate(PARTS, 10):
        found = reader.widget().locator(f'[part="{part}"]')
        assert found.count() == (3 if part == "point" else 1)
        assert found.first.evaluate(STYLE, "outline-color") == f"rgb(1, 2, {n})"


@pytest.mark.parametrize(
    ("size", "expected"), [("", "20px"), ("--summary-widget-font-size: 15px", "15px")]
)
def test_a_panel_is_set_as_the_article_is_also_among_small_type(
    world: World, page: Page, size: str, expected: str
) -> None:
    small = (
        f"main {{ font-size: 12px }} article p {{ font-size: 20px }} summary-widget {{ {size} }}"
    )
    reader = Reader.at(page, put(world, HostPage(head=f"<style>{small}</style>")))
    reader.press()
    assert reader.panel().evaluate(STYLE, "font-size") == expected
    assert reader.button().evaluate(STYLE, "font-size") == (expected if size else "12px")


@pytest.mark.parametrize("look", ["", "quiet", "outline", "solid", "unheard-of"])
def test_a_look_moves_nothing_but_the_button_itself(world: World, page: Page, look: str) -> None:
    tops = []
    for attributes in (f"look={look}" if look else "", "look=quiet"):
        Reader.at(page, put(world, HostPage(attributes=attributes)))
        tops.append(page.evaluate("document.querySelector('article').getBoundingClientRect().top"))
    assert tops[0] == tops[1]


def test_a_look_that_changes_later_counts(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    assert reader.button().evaluate(STYLE, "box-shadow") == "none"
    page.evaluate("document.querySelector('summary-widget').setAttribute('look', 'outline')")
    assert reader.button().evaluate(STYLE, "box-shadow") != "none"


def test_a_label_of_two_lines_is_not_stretched_on_a_page_that_justifies(
    world: World, page: Page
) -> None:
    reader = Reader.at(page, put(world, HostPage(head="<style>body{text-align:justify}</style>")))
    assert reader.button().evaluate(STYLE, "text-align") == "start"


def test_a_button_without_a_look_has_no_class(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    assert reader.button().get_attribute("class") in ("", None)
