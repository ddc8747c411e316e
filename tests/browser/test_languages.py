"""Every language in Chromium at 320 px: nothing sticks out, and all runs its way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.browser.articles import ARTICLES
from tests.browser.reader import Reader
from tests.languages import NEAREST, WITHOUT
from widget.bootstrap import now
from widget.domain.article import Manuscript
from widget.domain.panel import Pending
from widget.domain.site import Site
from widget.rules.wording import Wording
from widget.translations import available, texts
from widget.usecases.publishing import publish
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage
from widget.web import create_app, fragments, presenter
from widget.web.sentences import extract_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Browser, Page

    from tests.browser.world import World

LANGUAGES = sorted(available())
LONG = replace(ARTICLES["bridge"], text="\n\n".join([ARTICLES["bridge"].text or ""] * 6))
BRIEF = Manuscript(title="1", text="1 2 3.")
STICKS_OUT = """() => {
  const all = root => [...root.querySelectorAll('*')].flatMap(
    one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const wide = one => {
    const { left, right } = one.getBoundingClientRect();
    const hidden = one.closest('.summary-hidden, [role=status]') || !one.getClientRects().length;
    return !hidden && (left < -0.5 || right > innerWidth + 0.5);
  };
  const found = all(document.body).filter(wide).map(one => one.outerHTML.slice(0, 200));
  return document.scrollingElement.scrollWidth > innerWidth ? ['the page', ...found] : found;
}"""
DIRECTIONS = """() => [...document.querySelectorAll('html, .summary-panel, .summary-door')].map(
  one => [one.lang, getComputedStyle(one).direction])"""


@dataclass(frozen=True, slots=True)
class Tongues:
    """A site whose articles are there in every language, and its server."""

    world: World
    site: Site
    app: Flask

    def publish(self, slug: str, manuscript: Manuscript) -> None:
        """Publish an article as the page with this name."""
        told = replace(manuscript, url=self.world.article(slug))
        services = self.world.services
        publish.publish(services.store, services.rules, self.site.key, told, now())

    def ask(self, path: str, slug: str) -> str:
        """Return what the server answers at this path for an article."""
        url = quote(self.world.article(slug), safe="")
        return self.app.test_client().get(f"{path}?url={url}").text

    def pending(self, slug: str) -> str:
        """Return the panel of an article whose summary is still being made."""
        url = self.world.article(slug)
        _, headline = read_panel.page_of(self.world.services.store, self.site.key, url)
        with self.app.test_request_context():
            shown = presenter.shown(Pending(url, headline), self.site, url)
            return fragments.fragment(shown).get_data(as_text=True)

    def page(self, language: str) -> str:
        """Return the reading page with what else a reader may see in this language."""
        states = [
            self.ask("/v1/sites/tongues/button", f"long-{language}"),
            self.ask("/v1/sites/tongues/summary", f"brief-{language}"),
            self.pending(f"long-{language}"),
        ]
        labels = [extract_label(texts(language), one, 3) for one in Wording]
        shown = "".join(f'<p class="summary-panel-label">{label}</p>' for label in labels)
        read = self.ask("/read/tongues", f"long-{language}").replace("</h2>", f"</h2>{shown}", 1)
        # The news site serves this page, so its sheet is named in full.
        read = read.replace('href="../', f'href="{self.world.widget}/')
        return read.replace("</main>", f"{''.join(states)}</main>")

    def element(self, language: str, slug: str) -> str:
        """Return a widget as a page in this language embeds it."""
        url = quote(self.world.article(slug), safe="")
        link = f'<a href="{self.world.widget}/read/tongues?url={url}">{language}</a>'
        widget = f'<summary-widget site="tongues">{link}</summary-widget>'
        return f'<div lang="{language}" style="margin:3em 0">{widget}</div>'

    def put(self, slug: str, *elements: str) -> str:
        """Put a page with these elements on the news site and return its address."""
        script = f'<script async src="{self.world.widget}/embed.js"></script>'
        size = '<meta name="viewport" content="width=device-width">'
        head = f"<!doctype html><html><head><meta charset=utf-8>{size}{script}</head>"
        self.world.site.pages[f"/{slug}"] = (f"{head}<body>{''.join(elements)}</body></html>", {})
        return self.world.article(slug)


@pytest.fixture(scope="module")
def kept(running: World) -> Tongues:
    """Return the site with a long and a short article in every language."""
    host = running.news.removeprefix("http://")
    site = Site("tongues", "42", (running.news,), (host,), "en")
    manage.add_site(running.services.store, site, now())
    tongues = Tongues(running, site, create_app(running.services))
    for language in LANGUAGES:
        tongues.publish(f"long-{language}", replace(LONG, language=language))
        tongues.publish(f"brief-{language}", replace(BRIEF, language=language))
    return tongues


@pytest.fixture
def tongues(kept: Tongues, world: World) -> Tongues:
    """Return the site, and both origins as they were at the start."""
    assert kept.world is world
    return kept


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """Return a tab that is 320 px wide, in a browser that has kept nothing."""
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


DOT_IS_CUT = """() => {
  const time = document.querySelector('.summary-panel-time');
  const label = time.parentElement;
  const side = getComputedStyle(label).direction == 'rtl' ? 'right' : 'left';
  const begins = time.getBoundingClientRect()[side] == label.getBoundingClientRect()[side];
  time.style.position = 'absolute';
  return [begins, time.offsetParent == label, getComputedStyle(label).overflowX];
}"""
"""What is placed absolutely is cut off only by the element that it is placed in."""


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_the_dot_before_the_reading_time_is_cut_off_where_it_begins_a_line(
    tongues: Tongues, phone: Page, language: str
) -> None:
    tongues.world.site.pages["/read"] = (tongues.page(language), {})
    phone.goto(tongues.world.article("read"))
    assert phone.evaluate(DOT_IS_CUT) == [True, True, "clip"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_server_shows_fits_a_narrow_phone_and_runs_its_way(
    tongues: Tongues, phone: Page, language: str
) -> None:
    tongues.world.site.pages["/read"] = (tongues.page(language), {})
    phone.goto(tongues.world.article("read"))
    direction = texts(language).direction
    assert phone.evaluate(DIRECTIONS) == [[language, direction]] * 5
    assert phone.locator(".summary-panel-time").count() == 1
    assert phone.evaluate(STICKS_OUT) == []


def test_a_panel_in_each_language_fits_on_one_page_and_runs_its_way(
    tongues: Tongues, phone: Page
) -> None:
    elements = [tongues.element(one, f"long-{one}") for one in LANGUAGES]
    reader = Reader.at(phone, tongues.put("all", *elements))
    for number, language in enumerate(LANGUAGES):
        reader.press(number)
        said = reader.widget(number).get_by_role("status").inner_text()
        assert said == texts(language).pgettext("ready", "The summary is here.")
        panel = reader.panel(number)
        direction = panel.evaluate("one => getComputedStyle(one).direction")
        assert (panel.get_attribute("lang"), direction) == (language, texts(language).direction)
    assert phone.evaluate(STICKS_OUT) == []
    assert tongues.world.watched.count("/languages.js") == 1


def test_a_failure_is_told_in_the_language_of_the_place(tongues: Tongues, phone: Page) -> None:
    tags = [*NEAREST, *WITHOUT]
    elements = [tongues.element(tag, f"long-{number}") for number, tag in enumerate(tags)]
    reader = Reader.at(phone, tongues.put("failing", *elements))
    tongues.world.watched.blocked.add("/v1/")
    for number, tag in enumerate(tags):
        words = texts(NEAREST.get(tag))
        reader.button(number).click()
        link = reader.widget(number).get_by_role("link")
        link.wait_for()
        assert said_at(reader, number) == words.pgettext("failed", "The summary did not load."), tag
        assert link.inner_text() == words.pgettext("open-page", "Open the summary on its own page")
    assert phone.evaluate(STICKS_OUT) == []


def test_a_reader_hears_that_the_summary_loads_in_the_language_of_the_place(
    tongues: Tongues, phone: Page
) -> None:
    reader = Reader.at(phone, tongues.put("slow", tongues.element("fi", "long-fi")))
    tongues.world.watched.delay["/v1/"] = 1.5
    reader.button().click()
    said = texts("fi").pgettext("loading", "Loading the summary")
    reader.widget().get_by_text(said, exact=True).wait_for(state="attached")
    reader.panel().wait_for()


def test_a_page_in_english_loads_no_other_language(tongues: Tongues, phone: Page) -> None:
    elements = [tongues.element("en-GB", "long-en"), tongues.element("", "long-en")]
    reader = Reader.at(phone, tongues.put("english", *elements))
    reader.press(0)
    reader.press(1)
    assert tongues.world.watched.count("/languages.js") == 0


def test_without_the_other_languages_a_press_still_leads_to_a_panel(
    tongues: Tongues, phone: Page
) -> None:
    tongues.world.watched.blocked.add("/languages.js")
    reader = Reader.at(phone, tongues.put("blocked", tongues.element("de", "long-de")))
    reader.press()
    assert "Sätze aus diesem Artikel" in reader.panel().inner_text()


def test_the_number_of_a_point_is_told_to_the_page_whatever_its_digits(
    tongues: Tongues, phone: Page
) -> None:
    reader = Reader.at(phone, tongues.put("digits", tongues.element("fa", "long-fa")))
    reader.press()
    told = """() => new Promise(done => document.addEventListener('summary-passage',
      event => done(event.detail.point), { once: true }))"""
    handle: Any = phone.evaluate_handle(f"() => ({{ told: ({told})() }})")
    links = reader.panel().locator(".summary-panel-source")
    assert links.nth(1).inner_text() == "۲"
    links.nth(1).click()
    assert handle.evaluate("({ told }) => told") == 2


def said_at(reader: Reader, number: int) -> str:
    """Return what was announced at a widget."""
    said: str = reader.widget(number).get_by_role("status").inner_text()
    return said
