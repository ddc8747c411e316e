"""What a page's policies lack for the embed, with the exact source to add."""

from __future__ import annotations

from dataclasses import replace

import pytest

from widget.rules import csp, embed_policy
from widget.rules.embed_policy import Embedding, Fault, Lack

SERVER = "https://widget.example"
EMBED = Embedding("https://news.example/city/bridge", f"{SERVER}/")
BELOW = replace(EMBED, base="https://news.example/summaries/")
NONCED = replace(EMBED, nonce="r4nd0m")


def lacks(text: str, embed: Embedding = EMBED) -> list[tuple[str, str, str]]:
    """Return fault, directive and addition of each lack of these policies."""
    found = embed_policy.lacks_of_script(csp.policies_of(text, enforced=True), embed)
    return [(lack.fault.value, lack.directive, lack.addition) for lack in found]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "img-src 'self'",
        "object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'",
        "require-trusted-types-for 'script'; trusted-types 'none'",
        "default-src *",
        "default-src https:",
        f"default-src {SERVER}",
        f"default-src 'none'; script-src {SERVER}; connect-src {SERVER}",
        f"default-src 'none'; script-src-elem {SERVER}; script-src 'none'; connect-src {SERVER}",
        f"script-src 'self' {SERVER}",
        f"script-src 'self' {SERVER} 'unsafe-inline' 'report-sample'",
        f"connect-src {SERVER}/v1/",
        f"script-src {SERVER}/",
        f"style-src 'none'; img-src 'none'; font-src 'none'; script-src {SERVER}",
        "sandbox allow-scripts",
        "sandbox allow-same-origin Allow-Scripts",
        f"script-src {SERVER}, connect-src *.example",
        "script-src-attr 'none'; worker-src 'none'",
    ],
)
def test_a_policy_that_allows_the_embed_lacks_nothing(text: str) -> None:
    assert lacks(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("script-src 'self'", [("source", "script-src", SERVER)]),
        ("script-src 'none'", [("source", "script-src", SERVER)]),
        ("script-src", [("source", "script-src", SERVER)]),
        ("script-src-elem 'self'; script-src *", [("source", "script-src-elem", SERVER)]),
        ("connect-src 'self'", [("source", "connect-src", SERVER)]),
        (
            "script-src 'unsafe-inline' 'unsafe-eval'; connect-src 'none'",
            [("source", "script-src", SERVER), ("source", "connect-src", SERVER)],
        ),
        (
            "default-src 'self' https://cdn.example",
            [
                ("source", "default-src", f"script-src 'self' https://cdn.example {SERVER}"),
                ("source", "default-src", f"connect-src 'self' https://cdn.example {SERVER}"),
            ],
        ),
        (
            "default-src 'none'; script-src *",
            [("source", "default-src", f"connect-src {SERVER}")],
        ),
        (f"script-src {SERVER}/embed.js", [("path", "script-src", SERVER)]),
        (f"connect-src {SERVER}/embed.js", [("source", "connect-src", SERVER)]),
        ("script-src 'sha256-abc='", [("source", "script-src", SERVER)]),
        ("script-src 'nonce-other'", [("source", "script-src", SERVER)]),
        ("script-src 'strict-dynamic' 'nonce-x'", [("nonce", "script-src", "")]),
        (f"script-src 'strict-dynamic' {SERVER}", [("nonce", "script-src", "")]),
        ("script-src 'strict-dynamic' https: 'sha256-a='", [("nonce", "script-src", "")]),
        ("sandbox", [("sandbox", "sandbox", "allow-scripts")]),
        ("sandbox allow-forms", [("sandbox", "sandbox", "allow-scripts")]),
        (
            f"script-src {SERVER}, script-src 'self', connect-src 'self'",
            [("source", "script-src", SERVER), ("source", "connect-src", SERVER)],
        ),
    ],
)
def test_a_policy_that_forbids_the_embed_is_told_what_it_lacks(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert lacks(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("script-src 'nonce-r4nd0m'", []),
        ("script-src 'NONCE-r4nd0m' 'strict-dynamic'", []),
        ("default-src 'none'; script-src 'nonce-r4nd0m'; connect-src widget.example", []),
        ("script-src 'nonce-R4ND0M'", [("source", "script-src", SERVER)]),
        ("script-src 'nonce-other' 'strict-dynamic'", [("nonce", "script-src", "")]),
        ("script-src 'nonce-r4nd0m', script-src 'self'", [("source", "script-src", SERVER)]),
    ],
)
def test_a_nonce_of_the_script_counts_policy_by_policy(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert lacks(text, NONCED) == found


def test_a_script_that_another_one_puts_there_needs_no_nonce_under_strict_dynamic() -> None:
    unseen = replace(EMBED, has_tag=False)
    assert lacks("script-src 'strict-dynamic' 'nonce-x'", unseen) == []


def test_a_server_below_a_path_is_named_with_its_path() -> None:
    assert lacks("connect-src https://cdn.example", BELOW) == [
        ("source", "connect-src", "https://news.example/summaries/")
    ]
    assert lacks("default-src 'self'", BELOW) == []


def test_a_long_fallback_is_not_repeated_whole() -> None:
    many = " ".join(f"https://cdn{number}.example" for number in range(100))
    [script, connect] = lacks(f"default-src {many}")
    assert script[2] == f"script-src (the sources of default-src) {SERVER}"
    assert connect[2] == f"connect-src (the sources of default-src) {SERVER}"


def test_what_only_reports_is_named_by_its_policy() -> None:
    reporting = csp.policies_of("script-src 'self'", enforced=False)
    [lack] = embed_policy.lacks_of_script(reporting, EMBED)
    assert lack == Lack(reporting[0], Fault.SOURCE, "script-src", SERVER)
    assert not lack.policy.enforced


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("script-src 'none'", []),
        ("img-src *", []),
        ("img-src 'self' https://cdn.example", []),
        ("img-src 'self'", [("img-src", "https://cdn.example")]),
        ("img-src 'none'", [("img-src", "https://news.example https://cdn.example")]),
        ("default-src 'self'", [("default-src", "img-src 'self' https://cdn.example")]),
    ],
)
def test_pictures_need_their_hosts(text: str, found: list[tuple[str, str]]) -> None:
    policies = csp.policies_of(text, enforced=True)
    lacks = embed_policy.lacks_of_pictures(policies, EMBED, ("news.example", "cdn.example"))
    assert [(lack.directive, lack.addition) for lack in lacks] == found
    assert {lack.fault for lack in lacks} <= {Fault.PICTURES}


@pytest.mark.parametrize(
    ("text", "directive"),
    [
        ("frame-src 'self'", "frame-src"),
        ("child-src 'self'; default-src *", "child-src"),
        ("default-src 'self'", "default-src"),
        ("script-src 'none'", None),
        (f"default-src 'none'; frame-src {SERVER}", None),
    ],
)
def test_a_frame_needs_its_own_directive(text: str, directive: str | None) -> None:
    policies = csp.policies_of(text, enforced=True)
    found = embed_policy.lacks_of_frame(policies, EMBED)
    assert [lack.directive for lack in found] == ([directive] if directive else [])
