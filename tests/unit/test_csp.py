"""Policies are parsed, and match URLs, as browsers do it (CSP Level 3, sections 2.2 and 6.7.2)."""

from __future__ import annotations

import pytest

from widget.rules import csp
from widget.rules.csp import CONNECT, SCRIPT, Delivery, Policy

PAGE = "https://news.example/city/bridge"
EMBED = "https://widget.example/embed.js"


@pytest.mark.parametrize(
    ("text", "directives"),
    [
        ("", {}),
        (" ; ;; ", {}),
        ("default-src 'self'", {"default-src": ("'self'",)}),
        ("DEFAULT-SRC 'Self' https:", {"default-src": ("'Self'", "https:")}),
        ("script-src a;script-src b", {"script-src": ("a",)}),
        ("script-src;connect-src *", {"script-src": (), "connect-src": ("*",)}),
        ("\tscript-src \n a\f b ", {"script-src": ("a", "b")}),
        ("script-src a; img-src \u00fc", {"script-src": ("a",)}),
        ("upgrade-insecure-requests", {"upgrade-insecure-requests": ()}),
    ],
)
def test_a_policy_is_parsed(text: str, directives: dict[str, tuple[str, ...]]) -> None:
    assert csp.directives_of(text) == directives


def test_a_field_holds_several_policies_and_empty_ones_are_none() -> None:
    found = csp.policies_of("default-src 'self', , script-src a; connect-src b,", enforced=False)
    assert [dict(policy.directives) for policy in found] == [
        {"default-src": ("'self'",)},
        {"script-src": ("a",), "connect-src": ("b",)},
    ]
    assert {policy.enforced for policy in found} == {False}
    assert {policy.delivery for policy in found} == {Delivery.HEADER}


def test_a_meta_element_cannot_sandbox_or_report() -> None:
    found = csp.meta_policy("sandbox; report-uri /x; frame-ancestors 'none'; script-src a")
    assert found == Policy({"script-src": ("a",)}, Delivery.META)


@pytest.mark.parametrize(
    ("text", "names", "governing"),
    [
        ("script-src-elem a; script-src b; default-src c", SCRIPT, "script-src-elem"),
        ("script-src b; default-src c", SCRIPT, "script-src"),
        ("default-src c", SCRIPT, "default-src"),
        ("script-src-attr a; img-src b", SCRIPT, None),
        ("script-src b", CONNECT, None),
        ("connect-src a; default-src b", CONNECT, "connect-src"),
    ],
)
def test_a_directive_falls_back(text: str, names: tuple[str, ...], governing: str | None) -> None:
    assert Policy(csp.directives_of(text)).governing(names) == governing


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("*", EMBED),
        ("https:", EMBED),
        ("HTTPS:", EMBED),
        ("http:", EMBED),
        ("https://widget.example", EMBED),
        ("https://WIDGET.example", EMBED),
        ("http://widget.example", EMBED),
        ("widget.example", EMBED),
        ("widget.example:443", EMBED),
        ("widget.example:80", EMBED),
        ("widget.example:*", EMBED),
        ("https://*:*", EMBED),
        ("https://*", EMBED),
        ("*.example", EMBED),
        ("https://*.example", EMBED),
        ("https://widget.example/", EMBED),
        ("https://widget.example/embed.js", EMBED),
        ("https://widget.example/embed.js", EMBED + "?ver=6.5"),
        ("https://widget.example/%65mbed.js", EMBED),
        ("https://widget.example/summaries/", "https://widget.example/summaries/embed.js"),
        ("https://widget.example:8443", "https://widget.example:8443/embed.js"),
        ("widget.example:8443", "https://widget.example:8443/embed.js"),
        ("'self'", "https://news.example/embed.js"),
        ("'SELF'", "https://news.example/embed.js"),
        ("127.0.0.1:8401", "https://127.0.0.1:8401/embed.js"),
        ("[::1]:8401", "https://[::1]:8401/embed.js"),
    ],
)
def test_a_source_matches(source: str, url: str) -> None:
    assert csp.matches(("https://other.example", source), url, PAGE)


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("'none'", EMBED),
        ("'unsafe-inline'", EMBED),
        ("'unsafe-eval'", EMBED),
        ("'strict-dynamic'", EMBED),
        ("'nonce-abc'", EMBED),
        ("'sha256-abc='", EMBED),
        ("data:", EMBED),
        ("blob:", EMBED),
        ("wss:", EMBED.replace("https", "http")),
        ("self", EMBED),
        ("https", EMBED),
        ("'self'", EMBED),
        ("'self'", "https://news.example:8443/embed.js"),
        ("https://news.example", EMBED),
        ("https://widget.example:8443", EMBED),
        ("https://widget.example", "https://widget.example:8443/embed.js"),
        ("widget.example", "http://widget.example/embed.js"),
        ("https://widget.example", "http://widget.example/embed.js"),
        ("*.widget.example", EMBED),
        ("https://*.widget.example", EMBED),
        ("dget.example", EMBED),
        ("widget.example.org", EMBED),
        ("https://widget.example/embed", EMBED),
        ("https://widget.example/embed.js/", EMBED),
        ("https://widget.example/EMBED.JS", EMBED),
        ("https://widget.example/summaries", "https://widget.example/summaries/embed.js"),
        ("//widget.example", EMBED),
        ("https:/widget.example", EMBED),
        ("https://wid*.example", EMBED),
        ("", EMBED),
    ],
)
def test_a_source_does_not_match(source: str, url: str) -> None:
    assert not csp.matches((source,), url, PAGE)


def test_no_source_matches_nothing() -> None:
    assert not csp.matches((), EMBED, PAGE)


def test_a_host_without_a_scheme_follows_the_page() -> None:
    http = "http://widget.example/embed.js"
    assert csp.matches(("widget.example",), http, "http://news.example/")
    assert not csp.matches(("widget.example",), http, PAGE)


def test_the_page_itself_may_be_asked_for_over_tls() -> None:
    assert csp.matches(("'self'",), "https://news.example/x", "http://news.example/")
    assert not csp.matches(("'self'",), "http://news.example/x", "https://news.example/")


def test_nonces_keep_their_capitals_and_keywords_do_not() -> None:
    sources = ("'nonce-aB3+/=='", "'NONCE-Cd'", "'nonce-'", "nonce-x", "'Strict-Dynamic'")
    assert csp.nonces(sources) == {"aB3+/==", "Cd"}
    assert csp.has_keyword(sources, "strict-dynamic")
    assert not csp.has_keyword(sources, "unsafe-inline")
