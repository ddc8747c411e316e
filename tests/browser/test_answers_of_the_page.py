"""Pages whose own library answers our request: what is no document ends the wait at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import NONCE, HostPage, policies, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

TEXT = '\'<div class="summary-panel" data-state="ready">made up</div>\''
# As libraries for tests do it, each in the way that it tells of the end.
LIBRARIES = {
    "a class with handlers": f"""
      window.XMLHttpRequest = class {{
        readyState = 0;
        open() {{ this.readyState = 1 }}
        setRequestHeader() {{}}
        send() {{
          setTimeout(() => {{
            Object.assign(this, {{ readyState: 4, status: 200 }});
            this.responseText = this.response = {TEXT};
            this.onreadystatechange?.();
            this.onload?.();
          }}, 50);
        }}
      }}""",
    "a class with listeners only": f"""
      window.XMLHttpRequest = class extends EventTarget {{
        readyState = 0;
        open() {{ this.readyState = 1 }}
        send() {{
          setTimeout(() => {{
            Object.assign(this, {{ readyState: 4, status: 200, response: null }});
            this.responseText = {TEXT};
            this.dispatchEvent(new Event('load'));
            this.dispatchEvent(new Event('loadend'));
          }}, 50);
        }}
      }}""",
    "a class that answers within send": f"""
      window.XMLHttpRequest = class {{
        open() {{}}
        send() {{
          Object.assign(this, {{ readyState: 4, status: 200, responseText: {TEXT} }});
          this.onreadystatechange?.();
        }}
        get response() {{ throw new Error('not a document') }}
      }}""",
    "a class that refuses what it does not expect": """
      window.XMLHttpRequest = class {
        open() {}
        send() { throw new Error('no handler for this request') }
      }""",
    "a patched send": f"""
      XMLHttpRequest.prototype.send = function () {{
        for (const [name, value] of [['readyState', 4], ['status', 200], ['response', {TEXT}]])
          Object.defineProperty(this, name, {{ value }});
        setTimeout(() => this.dispatchEvent(new Event('readystatechange')), 50);
      }}""",
    "a list of expected answers": """
      window.XMLHttpRequest = class {
        open() {}
        send() {
          setTimeout(() => {
            Object.assign(this, { readyState: 4, status: 0, response: '', responseText: '' });
            this.onreadystatechange?.(); this.onerror?.(); this.onloadend?.();
          }, 20);
        }
      }""",
}


def answered(world: World, page: Page, library: str, policy: str = "none") -> Reader:
    head = f'<script nonce="{NONCE}">{LIBRARIES[library]}</script>'
    host = HostPage(widgets=1, head=head, policy=policies(world.widget)[policy])
    return Reader.at(page, put(world, host))


@pytest.mark.parametrize("policy", ["none", "trusted types"])
@pytest.mark.parametrize("library", LIBRARIES)
def test_the_summary_comes_by_a_request_that_the_page_cannot_answer(
    world: World, page: Page, library: str, policy: str
) -> None:
    reader = answered(world, page, library, policy)
    reader.press()
    assert "harbour council voted" in reader.panel().inner_text()
    assert reader.violations() == []
    assert page.locator("iframe").count() == 0
    assert reader.complaints == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_without_one_the_way_out_is_there_at_once(world: World, page: Page, library: str) -> None:
    reader = answered(world, page, library)
    world.watched.blocked.add("/v1/")
    begun = time.monotonic()
    reader.button().click()
    reader.widget().get_by_role("link").first.wait_for()
    assert time.monotonic() - begun < 10  # the wait of a request is 20 seconds
    assert "made up" not in reader.widget().inner_text()


def test_a_clean_page_never_gets_a_frame(world: World, page: Page) -> None:
    watch = """window.frames_ = 0; const { createElement } = Document.prototype;
      Document.prototype.createElement = function (name, ...rest) {
        if (/iframe/i.test(name)) window.frames_++;
        return createElement.call(this, name, ...rest) }"""
    head = f'<script nonce="{NONCE}">{watch}</script>'
    reader = Reader.at(page, put(world, HostPage(head=head)))
    reader.press(0)
    reader.press(1)
    assert page.evaluate("frames_") == 0
