"""Optimisers and consent managers are known by their marks, and scripts opt out of them."""

from __future__ import annotations

import re

import pytest

from widget.parse.pages.in_child import embed
from widget.rules import optimisers
from widget.rules.optimisers import OPTIMISERS

EMBED = "https://widget.example/embed.js"

HELD = {
    "Cloudflare Rocket Loader": f'type="9f1c7e0a2b3d4c5e6f708192-text/javascript" src="{EMBED}"',
    "WP Rocket": f'type="rocketlazyloadscript" data-rocket-src="{EMBED}" async',
    "LiteSpeed Cache": f'type="litespeed/javascript" data-src="{EMBED}"',
    "NitroPack": f'type="nitropack/inlinescript" src="{EMBED}"',
    "Perfmatters": f'type="pmdelayedscript" src="{EMBED}" data-perfmatters-type="x"',
    "FlyingPress": 'src="https://news.example/wp-content/cache/flying-press/ab.embed.js"',
    "Cookiebot": f'type="text/plain" data-cookieconsent="marketing" src="{EMBED}"',
    "OneTrust": f'type="text/plain" class="x optanon-category-C0004" src="{EMBED}"',
    "Usercentrics": f'type="text/plain" data-usercentrics="Widget" src="{EMBED}"',
    "Complianz": f'type="text/plain" class="cmplz-script" src="{EMBED}"',
    "iubenda": f'type="text/plain" class="_iub_cs_activate" suppressedsrc="{EMBED}"',
    "CookieYes": f'type="text/plain" data-cookieyes="cookieyes-analytics" src="{EMBED}"',
}
PRESENT = {
    "Cloudflare Rocket Loader": 'src="/cdn-cgi/scripts/7d/cloudflare-static/rocket-loader.min.js"',
    "Autoptimize": 'src="/wp-content/cache/autoptimize/js/autoptimize_1a2b.js"',
    "LiteSpeed Cache": 'src="/wp-content/litespeed/js/1a2b.js?ver=1"',
    "NitroPack": 'src="https://cdn-abc.nitrocdn.com/x/y.js"',
    "Perfmatters": 'src="/wp-content/cache/perfmatters/news.example/js/x.js"',
    "FlyingPress": 'src="/wp-content/plugins/flying-press/assets/core.min.js"',
    "SiteGround Speed Optimizer": 'src="/wp-content/uploads/siteground-optimizer-assets/x.js"',
    "Cookiebot": 'id="Cookiebot" src="https://consent.cookiebot.com/uc.js"',
    "OneTrust": 'src="https://cdn.cookielaw.org/consent/1/OtAutoBlock.js"',
    "Usercentrics": 'src="https://web.cmp.usercentrics.eu/ui/loader.js"',
    "Complianz": 'src="/wp-content/plugins/complianz-gdpr/cookiebanner/js/c.js"',
    "iubenda": 'src="//cdn.iubenda.com/cs/iubenda_cs.js"',
    "CookieYes": 'src="https://cdn-cookieyes.com/client_data/1/script.js"',
}
CLEAN = [
    f'<script async src="{EMBED}"></script>',
    '<script>console.log("rocketlazyloadscript")</script>',
    '<script type="text/plain">a template</script>',
    '<script src="/js/rocket.js"></script>',
    '<script type="deadbeef"></script>',
    '<script src="https://news.example/cookie.js" class="loader"></script>',
]


def names(html: str) -> list[str]:
    """Return the programs that are seen on a page with these scripts."""
    return [one.name for one in optimisers.seen_on(embed(html.encode(), EMBED).scripts)]


@pytest.mark.parametrize("name", PRESENT)
def test_a_program_is_seen_by_its_own_script(name: str) -> None:
    assert names(f"{CLEAN[0]}<script {PRESENT[name]}></script>") == [name]


@pytest.mark.parametrize("name", HELD)
def test_a_script_that_is_held_back_names_the_program(name: str) -> None:
    held = f"<script {HELD[name]}></script>"
    [script] = embed(held.encode(), EMBED).scripts
    found = optimisers.holding(script)
    assert found is not None
    assert found.name == name
    assert names(held) == [name]


@pytest.mark.parametrize("html", CLEAN)
def test_a_usual_script_is_marked_by_nobody(html: str) -> None:
    assert names(html) == []
    assert [optimisers.holding(each) for each in embed(html.encode(), EMBED).scripts] == [None]


@pytest.mark.parametrize(
    "program", [one for one in OPTIMISERS if one.opt_out], ids=lambda one: one.name
)
def test_a_script_opts_out_with_all_of_the_attributes(program: optimisers.Optimiser) -> None:
    html = f'<script {program.opt_out} src="{EMBED}"></script><script src="{EMBED}"></script>'
    opting, plain = embed(html.encode(), EMBED).scripts
    assert optimisers.opts_out(opting, program)
    assert optimisers.holding(opting) is None
    assert not optimisers.opts_out(plain, program)
    for attribute in re.findall(r"[\w-]+(?:=\"[^\"]*\")?", program.opt_out)[1:]:
        [without] = embed(f'<script {attribute} src="{EMBED}">'.encode(), EMBED).scripts
        assert not optimisers.opts_out(without, program)


def test_a_program_without_attributes_is_not_opted_out_of() -> None:
    [script] = embed(f'<script data-cfasync="false" src="{EMBED}">'.encode(), EMBED).scripts
    silent = [one for one in OPTIMISERS if not one.opt_out]
    assert silent
    assert not any(optimisers.opts_out(script, one) for one in silent)


def test_every_program_has_a_cure_and_a_page_of_its_own_is_https() -> None:
    assert all(one.cure for one in OPTIMISERS)
    assert all(one.source.startswith("https://") for one in OPTIMISERS if one.source)
    assert {*PRESENT, *HELD} == {one.name for one in OPTIMISERS}
