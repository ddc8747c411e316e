"""Pages whose text differs from what the server keeps of it, and a reader who presses a point."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from tests.browser.host_pages import NONCE, REPORTS, element
from tests.browser.reader import Reader
from widget.bootstrap import now
from widget.domain.article import Manuscript
from widget.usecases.publishing import publish

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

SENTENCE = (
    "The harbour council voted on Tuesday to rebuild the old swing bridge by the spring of next "
    "year."
)
"""The first point of the article ``bridge``."""

REST = (
    "Engineers found cracks in two of the eleven bearings during an inspection in August, and "
    "since then lorries have taken a detour of nine kilometres through the northern quarter of "
    "the town, where the streets are narrow, two schools are near the road and the neighbours "
    "have asked for a lower speed limit and for a crossing with lights in front of the market.",
    "Shop owners on the eastern quay said that their trade had fallen by a third, so the council "
    "promised them a ferry for pedestrians from the first of December, a lower rent until the "
    "bridge is open again, and signs on both banks that lead visitors to the shops, to the old "
    "customs house with its museum and to the rowing club at the far end of the harbour basin.",
)
"""What follows a sentence of a test, so that it is an article's first point."""

FOUND = "The passage is marked in the article."
MISSING = "This passage was not found on this page."
FAR = '<div style="height:2500px"></div>'
ARTICLE = f"<article>{FAR}<p id=real>{SENTENCE}</p>{FAR}</article>"

MARKED = """() => {
  const highlight = globalThis.CSS?.highlights?.get('summary-widget');
  return highlight ? [...highlight].join('') : getSelection().toString();
}"""
VIEW = """() => {
  const [range] = CSS.highlights.get('summary-widget');
  const {top, bottom} = range.getClientRects()[0];
  return top >= 0 && bottom <= innerHeight;
}"""


def publish_first(world: World, slug: str, sentence: str, language: str = "en") -> None:
    """Publish an article whose first point is this sentence."""
    text = "\n\n".join((sentence, *REST))
    told = Manuscript(url=world.article(slug), title=slug, text=text, language=language)
    publish.publish(world.services.store, world.services.rules, "daily", told, now())


def page_of(world: World, slug: str, body: str, head: str = "", policy: str = "") -> str:
    """Put a page with this body below the widget, in ``main``; return its address."""
    script = f'<script nonce="{NONCE}" async src="{world.widget}/embed.js"></script>'
    text = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(slug)}</title>'
        f'<meta name="viewport" content="width=device-width">'
        f'<script nonce="{NONCE}">{REPORTS}</script>{head}{script}</head><body>'
        f"<main>{element(world, slug)}{body}</main></body></html>"
    )
    headers = {"Content-Security-Policy": policy} if policy else {}
    world.site.pages[f"/{slug}"] = (text, headers)
    return world.article(slug)


def opened(page: Page, url: str) -> Reader:
    """Return a reader who has opened the summary of the page."""
    reader = Reader.at(page, url)
    reader.press()
    return reader


def follow(reader: Reader, number: int = 1) -> str:
    """Press the number of a point; return what is announced."""
    reader.widget().get_by_role("status").evaluate("e => e.textContent = ''")
    reader.panel().locator("a.summary-panel-source").nth(number - 1).click()
    return announced(reader)


def announced(reader: Reader) -> str:
    """Wait for what the widget announces after a press on a point and return it."""
    status = reader.widget().get_by_role("status")
    reader.page.wait_for_function(
        "e => /passage/i.test(e.textContent)", arg=status.element_handle(), timeout=8000
    )
    return status.inner_text()


def marked(page: Page) -> str:
    """Return the words that are marked in the page."""
    return " ".join(str(page.evaluate(MARKED)).split())


def boxes(page: Page, script: str) -> Any:  # numbers of the page
    """Return what a script makes of the marked range."""
    return page.evaluate(
        f"() => {{ const [range] = CSS.highlights.get('summary-widget'); {script} }}"
    )
