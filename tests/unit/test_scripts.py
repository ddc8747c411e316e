"""How browsers treat a script tag."""

from __future__ import annotations

import pytest

from widget.domain.embed_page import Attribute, ScriptTag
from widget.rules import scripts
from widget.rules.scripts import ScriptKind


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ({}, ScriptKind.CLASSIC),
        ({"type": ""}, ScriptKind.CLASSIC),
        ({"type": "text/javascript"}, ScriptKind.CLASSIC),
        ({"type": " Text/JavaScript "}, ScriptKind.CLASSIC),
        ({"type": "application/x-javascript"}, ScriptKind.CLASSIC),
        ({"type": "text/ecmascript"}, ScriptKind.CLASSIC),
        ({"language": "javascript"}, ScriptKind.CLASSIC),
        ({"type": "module"}, ScriptKind.MODULE),
        ({"type": "Module "}, ScriptKind.MODULE),
        ({"type": "text/plain"}, ScriptKind.DATA),
        ({"type": "rocketlazyloadscript"}, ScriptKind.DATA),
        ({"type": "0a1b2c3d4e5f-text/javascript"}, ScriptKind.DATA),
        ({"type": "application/json"}, ScriptKind.DATA),
        ({"language": "vbscript"}, ScriptKind.DATA),
    ],
)
def test_the_type_of_a_script(attributes: dict[str, str], kind: ScriptKind) -> None:
    tag = ScriptTag(tuple(Attribute(name, value) for name, value in attributes.items()))
    assert scripts.kind_of(tag) is kind


@pytest.mark.parametrize(
    ("content_type", "is_script"),
    [
        ("text/javascript; charset=utf-8", True),
        ("application/javascript", True),
        ("text/html", False),
        ("application/json", False),
        ("", False),
    ],
)
def test_the_type_of_an_answer(content_type: str, is_script: bool) -> None:  # noqa: FBT001
    assert scripts.is_javascript(content_type) is is_script


@pytest.mark.parametrize(
    ("page", "script", "blocked"),
    [
        ("https://news.example/", "http://widget.example/embed.js", True),
        ("https://news.example/", "https://widget.example/embed.js", False),
        ("http://news.example/", "http://widget.example/embed.js", False),
        ("https://news.example/", "http://127.0.0.1:8000/embed.js", False),
        ("https://news.example/", "http://localhost:8000/embed.js", False),
        ("https://news.example/", "http://[::1]:8000/embed.js", False),
        ("https://news.example/", "http://10.0.0.1/embed.js", True),
    ],
)
def test_mixed_content(page: str, script: str, blocked: bool) -> None:  # noqa: FBT001
    assert scripts.is_blocked_as_mixed(page, script) is blocked
