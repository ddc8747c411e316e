"""Pictures of the widget in every theme and state, and a contact sheet of each theme.

Run by ``./dev shots --themes``. Each theme has a picture of each state and a contact sheet;
``index.html`` shows all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

from examples.themes import THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FloatRect, Page

BELOW = 260
"""Pixels of the article that a picture shows below the widget."""
TALLEST = 2400
STILL = """() => new Promise(done => {
  const host = document.querySelector('summary-widget');
  let height = 0, since = performance.now();
  const looking = setInterval(() => {
    if (host.offsetHeight != height) [height, since] = [host.offsetHeight, performance.now()];
    if (performance.now() - since > 500) done(clearInterval(looking));
  }, 30);
})"""
"""Wait until nothing moves after a press."""


@dataclass(frozen=True, slots=True)
class State:
    """What the reader does, and with which screen."""

    name: str
    scheme: Literal["light", "dark"] = "light"
    width: int = 1040
    pressed: bool = True
    turned: bool = False
    """Whether the article is written in the other direction."""

    @property
    def is_phone(self) -> bool:
        """Return whether the screen is a phone's."""
        return self.width < 600


STATES = (
    State("closed", pressed=False),
    State("open"),
    State("dark", scheme="dark"),
    State("phone-closed", width=360, pressed=False),
    State("phone", width=360),
    State("turned", turned=True),
    State("phone-dark-turned", scheme="dark", width=360, turned=True),
)


def shoot_themes(
    browser: Browser, news: str, folder: Path, names: Iterable[str], attributes: str = ""
) -> Iterator[Path]:
    """Make the pictures of these themes, or of all; yield each contact sheet as it is written.

    ``news`` is the running demo's newspaper, ``attributes`` a query such as ``look=outline``, put
    on every widget instead of the theme's own.
    """
    wanted = set(names)
    chosen = [theme for theme in THEMES if not wanted or theme.name in wanted]
    for theme in chosen:
        for state in STATES:
            url = address(news, theme, state, attributes)
            shoot(browser, url, state, folder / f"{theme.name}-{state.name}.png")
        yield sheet(browser, theme, folder)
    (folder / "index.html").write_text(_index(chosen), encoding="utf-8")


def address(news: str, theme: Theme, state: State, attributes: str) -> str:
    """Return where the demo shows the theme."""
    slug = theme.turned_slug if state.turned else theme.slug
    return f"{news}/themes/{theme.name}/{slug}?{attributes}"


def shoot(browser: Browser, url: str, state: State, path: Path) -> None:
    """Keep the page from its top to a little below the first widget."""
    context = browser.new_context(
        viewport={"width": state.width, "height": 780 if state.is_phone else 900},
        color_scheme=state.scheme,
        device_scale_factor=2 if state.is_phone else 1,
        has_touch=state.is_phone,
        is_mobile=state.is_phone,
    )
    page = context.new_page()
    page.goto(url, wait_until="load")
    if state.pressed:
        _press(page)
    page.screenshot(path=path, full_page=True, clip=_upper_part(page))
    context.close()


def _press(page: Page) -> None:
    button = page.locator("summary-widget").first.get_by_role("button").first
    button.click()
    page.locator("summary-widget [data-state]").first.wait_for()
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.evaluate(STILL)
    page.evaluate("scrollTo(0, 0)")


def _upper_part(page: Page) -> FloatRect:
    bottom, width = page.evaluate(
        "[document.querySelector('summary-widget').getBoundingClientRect().bottom, innerWidth]"
    )
    return {"x": 0, "y": 0, "width": width, "height": min(bottom + BELOW, TALLEST)}


def sheet(browser: Browser, theme: Theme, folder: Path) -> Path:
    """Make one picture of a theme's pictures, side by side."""
    context = browser.new_context(viewport={"width": 2600, "height": 1200})
    page = context.new_page()
    file = folder / f"{theme.name}.html"
    file.write_text(_html(_figures(theme)), encoding="utf-8")
    page.goto(file.resolve().as_uri(), wait_until="load")
    path = folder / f"sheet-{theme.name}.png"
    page.screenshot(path=path, full_page=True)
    context.close()
    file.unlink()
    return path


def _index(themes: Iterable[Theme]) -> str:
    return _html("".join(_figures(theme) for theme in themes))


def _figures(theme: Theme) -> str:
    figures = "".join(
        f'<figure class="{"narrow" if state.is_phone else "wide"}">'
        f'<img src="{theme.name}-{state.name}.png" alt="">'
        f"<figcaption>{state.name}</figcaption></figure>"
        for state in STATES
    )
    return f"<h2>{theme.name}</h2><p>{escape(theme.says)}</p><section>{figures}</section>"


def _html(body: str) -> str:
    return f"""<!doctype html><meta charset="utf-8"><title>The widget in themes</title>
<style>
body {{ margin: 24px; background: #888; color: #fff; font: 18px/1.4 sans-serif; }}
h2, p {{ margin: 0; }} p {{ margin-bottom: 12px; }}
section {{ display: flex; flex-wrap: wrap; gap: 16px; align-items: start; margin-bottom: 32px; }}
figure {{ margin: 0; }} .wide img {{ width: 780px; }} .narrow img {{ width: 360px; }}
</style>{body}"""
