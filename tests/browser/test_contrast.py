"""A publisher gives the button one colour; text and edge are still seen."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.host_pages import HostPage, element, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.world import World

SEED: Final = 9
COLOURS: Final = 200
TEXT: Final = 4.5
EDGE: Final = 3.0

WRITTEN: tuple[Callable[[int, int, int], str], ...] = (
    lambda r, g, b: f"#{r:02x}{g:02x}{b:02x}",
    lambda r, g, b: f"rgb({r} {g} {b})",
    lambda r, g, b: f"hsl({360 * r // 255}deg {100 * g // 255}% {100 * b // 255}%)",
    lambda r, g, b: f"hwb({360 * r // 255} {60 * g // 255}% {60 * b // 255}%)",
    lambda r, g, b: f"oklch({r / 255:.3f} {0.3 * g / 255:.3f} {360 * b // 255})",
    lambda r, g, b: f"lab({100 * r // 255}% {g - 128} {b - 128})",
    lambda r, g, b: f"color(display-p3 {r / 255:.3f} {g / 255:.3f} {b / 255:.3f})",
)
NAMED: Final = ("crimson", "navy", "gold", "black", "white", "gray", "teal", "rebeccapurple")

PAGES: Final = {
    "white": ("#ffffff", "#000000"),
    "paper": ("#f3efe6", "#1b1a18"),
    "dark": ("#161513", "#ece9e4"),
    "slate": ("#24211d", "#ffffff"),
}

# What is painted, as bytes of sRGB: a canvas reads every syntax of a colour.
LOOK = """(widgets) => {
  const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const bytes = colour => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const page = bytes(getComputedStyle(document.body).backgroundColor);
  return widgets.map(widget => {
    const style = getComputedStyle(widget.shadowRoot.querySelector('button'));
    const ground = bytes(style.backgroundColor);
    return {
      given: widget.getAttribute('style'), page, text: bytes(style.color),
      ground: ground[3] ? ground : page,
      edge: bytes(style.boxShadow.match(/^[a-z]+\\(.*?\\)/)[0]),
    };
  });
}"""


@dataclass(frozen=True, slots=True)
class Painted:
    """What one button is painted with."""

    given: str
    page: list[int]
    text: list[int]
    ground: list[int]
    edge: list[int]


def luminance(colour: list[int]) -> float:
    """Return the relative luminance of WCAG, from 0 to 1."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def channels(colour: list[int]) -> list[float]:
    """Return red, green and blue from 0 to 1; a colour that is not opaque is a mistake."""
    assert colour[3] == 255
    return [channel / 255 for channel in colour[:3]]


def contrast(one: list[int], other: list[int]) -> float:
    """Return the contrast of WCAG, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def brand_colours() -> list[str]:
    """Return two hundred colours, in every syntax that CSS has for one."""
    chance = random.Random(SEED)
    drawn = [[chance.randrange(256) for _ in range(3)] for _ in range(COLOURS - len(NAMED))]
    written = [WRITTEN[n % len(WRITTEN)](*colour) for n, colour in enumerate(drawn)]
    return [*NAMED, *written]


def painted(world: World, page: Page, look: str, name: str) -> list[Painted]:
    """Return what buttons of this look are painted with on this page, one for each colour."""
    ground, ink = PAGES[name]
    head = f"<style>body {{ background: {ground}; color: {ink} }}</style>"
    given = 'look="{}" style="--summary-widget-button: {}"'
    widgets = [element(world, "bridge", given.format(look, one)) for one in brand_colours()]
    host = HostPage(widgets=0, head=head, below="".join(widgets))
    reader = Reader.at(page, put(world, host))
    assert reader.complaints == []
    seen: list[dict[str, Any]] = page.locator("summary-widget").evaluate_all(LOOK)
    return [Painted(**one) for one in seen]


@pytest.mark.both_browsers
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", ["outline", "solid"])
def test_text_and_edge_of_two_hundred_colours_can_be_seen(
    world: World, page: Page, look: str, name: str
) -> None:
    buttons = painted(world, page, look, name)
    assert len({str(one.ground if look == "solid" else one.edge) for one in buttons}) > 100
    faint = [one for one in buttons if contrast(one.text, one.ground) < TEXT]
    lost = [one for one in buttons if contrast(one.edge, one.page) < EDGE]
    assert (faint, lost) == ([], [])


@pytest.mark.both_browsers
def test_text_of_a_solid_button_stays_readable_under_the_pointer(world: World, page: Page) -> None:
    at_the_threshold = "summary-widget { --summary-widget-button: rgb(118 118 118) }"
    head = f"<style>{at_the_threshold}</style>"
    reader = Reader.at(page, put(world, HostPage(head=head, attributes='look="solid"', widgets=1)))
    before = page.locator("summary-widget").evaluate_all(LOOK)[0]
    reader.button().hover()
    page.wait_for_function(
        f"before => ({LOOK})([document.querySelector('summary-widget')])[0].ground[0] != before",
        arg=before["ground"][0],
    )
    after = page.locator("summary-widget").evaluate_all(LOOK)[0]
    assert contrast(after["text"], after["ground"]) >= TEXT
