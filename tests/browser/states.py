"""One page on which a widget stands in each state that a reader can meet."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from itertools import count
from typing import TYPE_CHECKING

from tests.browser.articles import ARTICLES
from tests.browser.host_pages import element
from tests.browser.reader import Reader
from widget.bootstrap import Services, now
from widget.domain.errors import SummarizerFailed
from widget.usecases.articles import save
from widget.usecases.publishing import publish

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import APIResponse, Page, Route

    from tests.browser.world import World

SLUGS = {
    "closed": "bridge",
    "loading": "market",
    "ready": "bridge",
    "pending": "still-",
    "unavailable": "brief",
    "error": "unknown",
    "failed": "ferry",
}
"""The article of each state. A right-to-left page is ready with an Arabic one, and a pending
article is another each time: its slug goes on with a number."""

NUMBERS = count()
COLOURS = """:root { background: #fff; color: #1a1a1a }
@media (prefers-color-scheme: dark) { :root { background: #14171a; color: #e8e6e3 } }"""
"""axe takes a page without a ground for white, in the dark as well."""

STATES = tuple(SLUGS)
PANELS = ("ready", "pending", "unavailable", "error")
"""States that a panel of that name shows."""

DIRECTIONS = {"ltr": ("en", "bridge"), "rtl": ("ar", "jissr")}
"""Language and article of a page, by the direction of its text."""


def publish_without_summary(services: Services, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish the article while the summarizer is too busy."""

    def busy(*_: object) -> None:
        raise SummarizerFailed("The model is busy.", permanent=False)

    told = replace(ARTICLES["bridge"], url=url, title="Still to be summarised")
    with monkeypatch.context() as patched:
        patched.setattr(save, "outcome_of", busy)
        publish.publish(services.store, services.rules, "daily", told, now())


def all_states(
    world: World,
    page: Page,
    monkeypatch: pytest.MonkeyPatch,
    direction: str = "ltr",
    attributes: str = "",
) -> Reader:
    """Open a page with a widget for each of ``STATES``, in their order and in that state.

    The first passage of the ready summary is marked in the article. ``attributes`` are put on
    every widget.
    """
    pending = f"{SLUGS['pending']}{next(NUMBERS)}"
    publish_without_summary(world.services, world.article(pending), monkeypatch)
    world.site.pages["/states"] = (_markup(world, direction, attributes, pending), {})
    page.route("**/v1/**", _Answers())
    reader = Reader.at(page, world.article("states"))
    for number, state in enumerate(STATES):
        if state != "closed":
            reader.button(number).click()
        if state in PANELS:
            reader.panel(number, state).wait_for()
    reader.widget(STATES.index("failed")).get_by_role("link").wait_for()
    reader.panel(STATES.index("ready")).locator(".summary-panel-source").first.click()
    return reader


class _Answers:
    """Holds some fragments in their state: one never comes, one fails, one stays pending."""

    def __init__(self) -> None:
        self.pending: APIResponse | None = None

    def __call__(self, route: Route) -> None:
        asked = route.request.url
        if f"%2F{SLUGS['loading']}" in asked:
            return
        if f"%2F{SLUGS['failed']}" in asked:
            route.abort()
        elif f"%2F{SLUGS['pending']}" in asked:
            self.pending = self.pending or route.fetch()
            route.fulfill(response=self.pending)
        else:
            route.continue_()


def _markup(world: World, direction: str, attributes: str, pending: str) -> str:
    language, slug = DIRECTIONS[direction]
    article = ARTICLES[slug]
    slugs = SLUGS | {"closed": slug, "ready": slug, "pending": pending}
    widgets = "".join(
        f"<h2>{state}</h2>{_widget(world, state, slugs[state], attributes)}" for state in STATES
    )
    text = "".join(f"<p>{escape(part)}</p>" for part in (article.text or "").split("\n\n"))
    return f"""<!doctype html><html lang="{language}" dir="{direction}"><head>
<meta charset="utf-8"><title>{escape(article.title or "")}</title>
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><style>{COLOURS}</style>
<script async src="{world.widget}/embed.js"></script></head>
<body><main><h1>{escape(article.title or "")}</h1>{widgets}<article>{text}</article></main></body>
</html>"""


def _widget(world: World, state: str, slug: str, attributes: str) -> str:
    written = element(world, slug, attributes)
    return written.replace("daily", "nobody") if state == "error" else written
