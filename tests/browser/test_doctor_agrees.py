"""What the doctor says of a policy is what Chromium does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError as NotThere

from tests.browser.host_pages import element
from tests.browser.reader import Reader
from widget.parse.pages.in_child import embed
from widget.rules import csp, embed_policy
from widget.rules.embed_policy import Embedding

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

SOON = 2_500
"""Milliseconds in which a panel comes on this machine, or never."""

POLICIES = (
    "",
    "default-src 'self'",
    "default-src 'none'; script-src {widget}; connect-src {widget}",
    "default-src 'none'; script-src {widget}",
    "default-src {widget}",
    "default-src http:",
    "default-src *",
    "script-src 'self'; connect-src *",
    "script-src 'none'",
    "script-src",
    "script-src 'unsafe-inline' 'unsafe-eval'",
    "script-src-elem 'self'; script-src {widget}",
    "script-src-elem {widget}; script-src 'none'",
    "script-src {widget}/embed.js",
    "script-src {widget}/",
    "script-src 127.0.0.1:*",
    "script-src 127.0.0.1",
    "script-src https:",
    "connect-src 'self'",
    "connect-src {widget}/v1/",
    "connect-src {widget}/embed.js",
    "script-src 'nonce-abc'; connect-src {widget}",
    "script-src 'nonce-abC'; connect-src {widget}",
    "script-src 'nonce-abc' 'strict-dynamic'",
    "script-src 'strict-dynamic' {widget}",
    "script-src 'strict-dynamic' 'nonce-xyz' {widget}",
    "script-src {widget}, connect-src 'none'",
    "script-src {widget}, script-src 'self'",
    "script-src {widget}; script-src 'none'",
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "sandbox allow-same-origin",
    "sandbox allow-scripts",
    "style-src 'none'; img-src 'none'; font-src 'none'; object-src 'none'; base-uri 'none'",
)


def put(world: World, policy: str) -> str:
    """Put a page with this policy on the news site; return its address."""
    script = f'<script nonce="abc" async src="{world.widget}/embed.js"></script>'
    html = f"<!doctype html><title>Bridge</title>{script}<p>{element(world, 'bridge')}</p>"
    world.site.pages["/bridge"] = (html, {"Content-Security-Policy": policy} if policy else {})
    return world.article("bridge")


def shows(page: Page, url: str) -> bool:
    """Tell whether a press on the page leads to a summary."""
    reader = Reader.at(page, url)
    if not reader.button().count():
        return False
    reader.button().click()
    try:
        reader.panel().wait_for(timeout=SOON)
    except NotThere:
        return False
    return True


@pytest.mark.parametrize("template", POLICIES)
def test_the_doctor_agrees_with_the_browser(world: World, page: Page, template: str) -> None:
    policy = template.format(widget=world.widget)
    url = put(world, policy)
    html, _ = world.site.pages["/bridge"]
    [script] = embed(html.encode(), url).scripts
    asked = Embedding(url, f"{world.widget}/", script.get("nonce"))
    lacks = embed_policy.lacks_of_script(csp.policies_of(policy, enforced=True), asked)
    assert shows(page, url) is (lacks == ()), [(one.fault, one.directive) for one in lacks]


@pytest.mark.parametrize(
    "template",
    [
        "default-src 'self'",
        "script-src 'self'",
        "connect-src 'none'",
        "script-src {widget}/embed.js",
    ],
)
def test_what_the_doctor_says_to_add_is_enough(world: World, page: Page, template: str) -> None:
    policy = template.format(widget=world.widget)
    plain = Embedding(world.article("bridge"), f"{world.widget}/")
    for lack in embed_policy.lacks_of_script(csp.policies_of(policy, enforced=True), plain):
        if lack.is_directive:
            policy += f"; {lack.addition}"
        else:
            policy = policy.replace(lack.directive, f"{lack.directive} {lack.addition}")
    assert shows(page, put(world, policy.replace("'none' ", "").replace(" 'none'", "")))
