"""Pages whose tracers put headers and credentials on every request: a press still leads to a panel.

Each sample patches what the product of its name patches, with the headers that it sends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import NONCE, HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

ON_PROTOTYPE = """
const { open, send } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function (...given) {
  this.traced = given;
  return open.apply(this, given);
};
XMLHttpRequest.prototype.send = function (body) {
  this.withCredentials = CREDENTIALS;
  for (const [name, value] of Object.entries(HEADERS)) this.setRequestHeader(name, value);
  return send.call(this, body);
};
"""
AS_SUBCLASS = """
window.XMLHttpRequest = class extends XMLHttpRequest {
  send(body) {
    this.withCredentials = CREDENTIALS;
    for (const [name, value] of Object.entries(HEADERS)) this.setRequestHeader(name, value);
    super.send(body);
  }
};
"""
WRAPPED_FETCH = """
const plain = window.fetch;
window.fetch = (input, options = {}) => {
  const headers = new Headers(options.headers || (input instanceof Request ? input.headers : {}));
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  const credentials = CREDENTIALS ? 'include' : 'same-origin';
  return plain(input, { ...options, headers, credentials });
};
"""
W3C = "traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'"
SAMPLES = {
    "Sentry": (
        ON_PROTOTYPE,
        "'sentry-trace': '0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1', "
        "baggage: 'sentry-environment=production,sentry-release=1.2.3'",
    ),
    "Application Insights": (
        ON_PROTOTYPE,
        f"'Request-Id': '|0af7651916cd43dd.b7ad6b71', 'Request-Context': 'appId=cid-v1:1', {W3C}",
    ),
    "Datadog": (
        ON_PROTOTYPE,
        f"'x-datadog-origin': 'rum', 'x-datadog-trace-id': '1', 'x-datadog-parent-id': '2', "
        f"'x-datadog-sampling-priority': '1', {W3C}, tracestate: 'dd=s:1;o:rum'",
    ),
    "a subclass of jQuery's time": (AS_SUBCLASS, "'X-Requested-With': 'XMLHttpRequest'"),
    "a token for an API": (AS_SUBCLASS, "Authorization: 'Bearer 1', 'X-CSRF-Token': '2'"),
}
FRAGMENT = "/v1/sites/daily/summary"


@pytest.mark.parametrize("credentials", ["false", "true"])
@pytest.mark.parametrize(("way", "headers"), SAMPLES.values(), ids=SAMPLES)
def test_a_press_on_a_page_with_a_tracer_leads_to_the_panel(
    world: World, page: Page, way: str, headers: str, credentials: str
) -> None:
    patch = (way + WRAPPED_FETCH).replace("CREDENTIALS", credentials)
    script = f"{{ const HEADERS = {{ {headers} }}; {patch} }}"
    head = f'<script nonce="{NONCE}">{script}</script>'
    reader = Reader.at(page, put(world, HostPage(head=head, widgets=1)))
    reader.press()
    assert reader.complaints == []
    asked = [one for one in world.watched.asked if one.path == FRAGMENT]
    assert "OPTIONS" in [one.method for one in asked]
    name = headers.partition(":")[0].strip("' ").upper().replace("-", "_")
    assert any(f"HTTP_{name}" in one.headers for one in asked if one.method == "GET")


@pytest.mark.parametrize(("credentials", "read"), [("omit", "read"), ("include", "refused")])
def test_a_page_of_another_origin_reads_the_fragment_only_without_credentials(
    world: World, page: Page, credentials: str, read: str
) -> None:
    foreign = world.news.replace("localhost", "127.0.0.1")
    world.site.pages["/foreign"] = ("<!doctype html><title>Foreign</title>", {})
    page.goto(f"{foreign}/foreign")
    script = """([url, credentials]) =>
      fetch(url, { credentials, headers: { 'x-trace': '1' } })
        .then(() => 'read', () => 'refused')"""
    url = f"{world.widget}{FRAGMENT}?url={world.article()}"
    assert page.evaluate(script, [url, credentials]) == read
