"""The room around the widget: as a paragraph's, and the page's own rule counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.host_pages import HostPage, element, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

PARENTS: Final = {
    "flow": "",
    "flex column": "display: flex; flex-direction: column; align-items: center",
    "grid": "display: grid; justify-items: start; gap: 4px",
    "small type": "font: 13px/1.3 sans-serif",
    "no margins": "--none: 0",
}
RESET: Final = "#frame * { margin: 0 } #frame { padding: 1px }"
LOOKS: Final = ("quiet", "outline", "solid")


def framed(world: World, page: Page, parent: str, look: str) -> Reader:
    """Open a page whose byline, widget and paragraph stand in such a parent."""
    css = f"#frame {{ width: 600px; {PARENTS[parent]} }} {RESET if parent == 'no margins' else ''}"
    widget = element(world, "bridge", f"look={look}")
    inner = f'<div id="by">By A. Reporter</div>{widget}<p id="next">Text</p>'
    below = f'<div id="frame">{inner}</div>'
    return Reader.at(
        page, put(world, HostPage(widgets=0, head=f"<style>{css}</style>", below=below))
    )


def measured(page: Page, script: str) -> Any:  # what the page says
    box = "const box = id => document.querySelector(id).getBoundingClientRect()"
    return page.evaluate(f"() => {{ {box}; return {script} }}")


@pytest.mark.parametrize("parent", [parent for parent in PARENTS if parent != "no margins"])
@pytest.mark.parametrize("look", LOOKS)
def test_the_button_covers_neither_the_byline_nor_the_text(
    world: World, page: Page, parent: str, look: str
) -> None:
    framed(world, page, parent, look)
    place = "(id, y) => document.elementFromPoint(box(id).x + 5, y).id"
    hit = measured(
        page, f"[({place})('#by', box('#by').bottom - 1), ({place})('#next', box('#next').top + 1)]"
    )
    assert hit == ["by", "next"]


@pytest.mark.parametrize("parent", PARENTS)
def test_an_open_panel_is_as_wide_as_its_container_and_touches_nothing(
    world: World, page: Page, parent: str
) -> None:
    reader = framed(world, page, parent, "quiet")
    reader.press()
    slot = "document.querySelector('summary-widget').shadowRoot.getElementById('panel')"
    page.wait_for_function(f"!{slot}.style.height")  # it has arrived
    width, end, start = measured(
        page,
        "[box('summary-widget').width, box('summary-widget').bottom, box('#next').top]",
    )
    panel = reader.panel().bounding_box()
    assert panel is not None
    assert (width, panel["width"]) == (600, 600)
    assert start - (panel["y"] + panel["height"]) > 12.9
    assert panel["y"] + panel["height"] <= end + 0.1


@pytest.mark.parametrize("selector", ["summary-widget", "*"])
def test_the_margins_of_the_page_win_without_a_fight(
    world: World, page: Page, selector: str
) -> None:
    head = f"<style>{selector} {{ margin: 3px 0 5px }}</style>"
    Reader.at(page, put(world, HostPage(head=head)))
    style = "getComputedStyle(document.querySelector('summary-widget'))"
    assert page.evaluate(f"[{style}.marginTop, {style}.marginBottom]") == ["3px", "5px"]


def test_beside_a_picture_that_floats_the_button_keeps_its_line(world: World, page: Page) -> None:
    picture = '<div id="picture" style="float: left; width: 300px; height: 200px"></div>'
    below = f'<div id="frame">{picture}{element(world, "bridge")}<p id="next">Text</p></div>'
    Reader.at(page, put(world, HostPage(widgets=0, below=below)))
    floats = measured(page, "[box('#picture').bottom, box('summary-widget').top]")
    assert floats[1] < floats[0]
