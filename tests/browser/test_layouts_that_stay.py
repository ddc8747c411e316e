"""Sites that go on without loading a page: each layout and each moment of a press has a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import HostPage, element, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

BRIDGE = "harbour council voted"
FERRY = "ferry pier"
# What a router of each kind does with the page; CONTENT is the next article's widget.
ROUTERS = {
    "a body that is swapped around a permanent element": """
      const kept = document.querySelector('summary-widget');
      history.pushState({}, '', '/ferry');
      const body = document.createElement('body');
      body.append(document.createElement('main'));
      document.querySelector('link[rel=canonical]').href = '/ferry';
      document.body.replaceWith(body);
      document.querySelector('main').append(kept);""",
    "a head and a body that are swapped one after the other": """
      const kept = document.querySelector('summary-widget');
      const head = document.createElement('head');
      const link = head.appendChild(document.createElement('link'));
      link.rel = 'canonical';
      link.href = '/ferry';
      history.pushState({}, '', '/ferry');
      document.head.replaceWith(head);
      document.body.append(kept);""",
    "a container that is swapped before the address": """
      document.querySelector('main').innerHTML = CONTENT;
      history.pushState({}, '', '/ferry');""",
    "a container that is swapped after the address": """
      history.pushState({}, '', '/ferry');
      setTimeout(() => document.querySelector('main').innerHTML = CONTENT, 60);""",
    "a link that is rendered anew": """
      history.pushState({}, '', '/ferry');
      const link = document.querySelector('summary-widget a');
      link.href = link.href.replace('bridge', 'ferry');""",
    "a canonical that is another element each time": """
      history.pushState({}, '', '/ferry');
      document.querySelector('link[rel=canonical]').remove();
      setTimeout(() => {
        const link = document.createElement('link');
        link.rel = 'canonical';
        link.href = '/ferry';
        document.head.append(link);
      }, 60);""",
    "an address by a hash for a part of it": """
      history.pushState({}, '', '/ferry#/comments');""",
}
# Linkers of tag managers, which write to a link at the last moment.
LINKERS = {
    "at its end": "link.href += '&_gl=1*abc*_ga*ZGVm'",
    "through URL": """
      const url = new URL(link.href);
      url.searchParams.set('_gl', '1*a');
      link.href = url""",
    "before": "link.href = link.href.replace('?', '?utm_source=paper&')",
}


def opened(world: World, page: Page, widget: str | None = None) -> Reader:
    head = f'<link rel="canonical" href="{world.article()}">'
    below = widget or element(world, "bridge")
    return Reader.at(page, put(world, HostPage(widgets=0, head=head, below=below)))


def run(world: World, page: Page, script: str) -> None:
    page.evaluate(f"CONTENT => {{ {script} }}", element(world, "ferry"))
    page.wait_for_timeout(250)


@pytest.mark.parametrize("router", ROUTERS)
def test_the_first_press_is_of_the_page_that_is_read(world: World, page: Page, router: str) -> None:
    reader = opened(world, page)
    run(world, page, ROUTERS[router])
    reader.press()
    assert FERRY in reader.panel().inner_text()


@pytest.mark.parametrize("router", ROUTERS)
def test_no_panel_of_the_page_before_stays(world: World, page: Page, router: str) -> None:
    reader = opened(world, page)
    reader.press()
    run(world, page, ROUTERS[router])
    reader.panel().wait_for(state="hidden")
    reader.press()
    assert FERRY in reader.panel().inner_text()
    assert reader.complaints == []


def test_the_way_back_leads_to_the_article_before(world: World, page: Page) -> None:
    reader = opened(world, page)
    page.evaluate("history.pushState({}, '', '/ferry')")
    reader.press()
    page.evaluate("history.back()")
    reader.panel().wait_for(state="hidden")
    reader.press()
    assert BRIDGE in reader.panel().inner_text()
    page.evaluate("history.forward()")
    reader.panel().wait_for(state="hidden")
    reader.press()
    assert FERRY in reader.panel().inner_text()


def test_what_a_hover_fetched_is_not_shown_on_the_next_page(world: World, page: Page) -> None:
    reader = opened(world, page)
    with page.expect_response("**/v1/sites/daily/summary*"):
        reader.button().hover()
    page.evaluate("history.pushState({}, '', '/ferry')")
    reader.press()
    assert FERRY in reader.panel().inner_text()


@pytest.mark.parametrize("linker", LINKERS)
@pytest.mark.parametrize(("goes_on", "expected"), [(False, BRIDGE), (True, FERRY)])
def test_a_link_that_is_written_to_at_the_press_says_nothing_new(
    world: World, page: Page, linker: str, *, goes_on: bool, expected: str
) -> None:
    reader = opened(world, page)
    page.evaluate(
        f"""addEventListener('mousedown', () => {{
          const link = document.querySelector('summary-widget a');
          {LINKERS[linker]};
        }}, true)"""
    )
    if goes_on:
        page.evaluate("history.pushState({}, '', '/ferry')")
    reader.press()
    assert expected in reader.panel().inner_text()


def test_a_link_without_an_address_means_the_page(world: World, page: Page) -> None:
    widget = element(world, "bridge").split("?url=")[0] + '">Get a summary</a></summary-widget>'
    reader = opened(world, page, widget)
    reader.press()
    assert BRIDGE in reader.panel().inner_text()
    page.evaluate("history.pushState({}, '', '/ferry')")
    reader.panel().wait_for(state="hidden")
    reader.press()
    assert FERRY in reader.panel().inner_text()


def test_the_attribute_is_the_truth_whatever_the_page_does(world: World, page: Page) -> None:
    reader = opened(world, page, element(world, "bridge", 'url="/ferry"'))
    reader.press()
    assert FERRY in reader.panel().inner_text()
    page.evaluate("history.pushState({}, '', '/market')")
    page.wait_for_timeout(300)
    assert reader.panel().is_visible()
    page.evaluate("document.querySelector('summary-widget').setAttribute('url', '/market')")
    reader.panel().wait_for(state="hidden")
    reader.press()
    assert "market hall" in reader.panel().inner_text()


def test_a_teaser_that_stays_open_stays_its_own(world: World, page: Page) -> None:
    reader = opened(world, page, element(world, "ferry"))
    reader.press()
    page.evaluate("history.pushState({}, '', '/market')")
    page.wait_for_timeout(300)
    assert FERRY in reader.panel().inner_text()


def test_a_parameter_that_the_server_does_not_count_closes_nothing(
    world: World, page: Page
) -> None:
    reader = opened(world, page)
    reader.press()
    page.evaluate("history.replaceState({}, '', '/bridge?mbid=synd_x&bxid=1')")
    page.wait_for_timeout(500)
    assert reader.panel().is_visible()


def test_while_nobody_knows_whose_panel_it_is_it_is_not_seen(world: World, page: Page) -> None:
    reader = opened(world, page)
    reader.press()
    world.watched.delay["/v1/"] = 1.0
    height = "document.querySelector('summary-widget').offsetHeight"
    before = page.evaluate(height)
    page.evaluate("history.replaceState({}, '', '/bridge?mbid=synd_x')")
    reader.panel().wait_for(state="hidden")
    assert page.evaluate(height) == before
    reader.panel().wait_for()


TAG = "'summary-widget'"
LATER = {
    "open": ("e.setAttribute('open', '')", "e.removeAttribute('open')"),
    "open, false": ("e.setAttribute('open', 'true')", "e.setAttribute('open', 'False')"),
    "data-open": ("e.dataset.open = ''", "delete e.dataset.open"),
}


@pytest.mark.parametrize("way", LATER)
def test_open_counts_when_it_is_written_later(world: World, page: Page, way: str) -> None:
    reader = opened(world, page)
    opens, closes = (f"for (const e of document.querySelectorAll({TAG})) {s}" for s in LATER[way])
    page.evaluate(opens)
    reader.panel().wait_for()
    page.evaluate(closes)
    reader.panel().wait_for(state="hidden")
    page.evaluate(opens)
    reader.panel().wait_for()


def test_label_and_site_count_when_they_are_written_later(world: World, page: Page) -> None:
    reader = opened(world, page)
    page.evaluate("document.querySelector('summary-widget').setAttribute('label', 'In short')")
    assert reader.button().inner_text() == "In short"
    page.evaluate("document.querySelector('summary-widget').setAttribute('site', 'nobody')")
    reader.button().click()
    reader.panel(state="error").wait_for()
    assert world.watched.count("/v1/sites/nobody/") == 1
