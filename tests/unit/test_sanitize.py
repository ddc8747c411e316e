"""What becomes of markup and text on their way to a reader."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.domain import limits
from widget.domain.errors import InvalidField, LimitExceeded
from widget.rules import sanitize
from widget.rules.sanitize import POLICY, clean, escape, stored

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("plain words", "plain words"),
        ("<p>One <strong>two</strong></p>", "<p>One <strong>two</strong></p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("H<sub>2</sub>O<br>x", "H<sub>2</sub>O<br>x"),
        ("<div class=x>in a <span style='color:red'>box</span></div>", "in a box"),
        ("<p onclick=evil()>x</p>", "<p>x</p>"),
        ("<img src=x onerror=alert(1)>x", "x"),
        ("<!-- secret -->x", "x"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("x\x00y\x1bz\x7f\x85\ufeff", "xyz"),
        ("x&#x80;&#1;y", "x\u20acy"),
    ],
)
def test_only_the_allow_list_survives(dirty: str, expected: str) -> None:
    assert clean(dirty).markup == expected


@pytest.mark.parametrize(
    "href",
    [
        "https://e.example/a?b=1&amp;c=2#d",
        "http://e.example",
        "HTTPS://E.example/x",
        "http://[::1]/",
    ],
)
def test_an_absolute_web_link_keeps_its_address(href: str) -> None:
    made = clean(f'<a href="{href}" target=_blank title=t>x</a>').markup
    assert made == f'<a href="{href}" rel="nofollow noopener">x</a>'


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVa\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "/relative",
        "//e.example/x",
        "https:/e.example",
        "https:e.example",
        "https://",
        "https:///e.example",
        "https://user:secret@e.example/",
        "https://e.example\\@evil.example",
        "https://e.example/&lt;script",
        "https://e.example/a b",
        "https://[::1/",
        "ftp://e.example/",
        "https://e.example/" + "x" * limits.URL_CHARACTERS,
    ],
)
def test_any_other_link_loses_its_address(href: str) -> None:
    assert clean(f'<a href="{href}">x</a>').markup == '<a rel="nofollow noopener">x</a>'


@pytest.mark.parametrize("alone", [sanitize._first().clean, sanitize._second().clean])
def test_each_of_the_two_cleaners_refuses_a_bad_link_alone(alone: Callable[[str], str]) -> None:
    for href in ("javascript:alert(1)", "/relative", "https://user:secret@e.example/"):
        assert "href" not in alone(f'<a href="{href}" onclick="x()">x</a>')


class NoParser:
    """Stands where a parser was and remembers whether anyone asked for it."""

    def __init__(self) -> None:
        self.calls = 0

    def clean(self, _markup: str) -> str:
        """Count a call."""
        self.calls += 1
        return ""


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> NoParser:
    """Return what was put in the place of both parsers."""
    instead = NoParser()
    monkeypatch.setattr(sanitize, "_first", lambda: instead)
    monkeypatch.setattr(sanitize, "_second", lambda: instead)
    return instead


DEEP = limits.MARKUP_DEPTH + 1
TOO_MUCH = {
    "50 KB of nested lists": "<ul><li>" * 6_250,
    "one byte too many": "x" * (limits.MARKUP_BYTES + 1),
    "one byte too many, in characters of two": "\u00e9" * (limits.MARKUP_BYTES // 2) + "x",
    "one tag too many": "<br>" * (limits.MARKUP_TAGS + 1),
    "one angle bracket too many": "< " * (limits.MARKUP_TAGS + 1),
    "a tag that is too long": "<a " + "x " * (limits.MARKUP_TAG_CHARACTERS // 2) + ">",
    "a tag that never ends": "<a " + "x" * limits.MARKUP_TAG_CHARACTERS,
    "one level too deep": "<b>" * DEEP,
    "one level too deep, closed": "<q>" * DEEP + "</q>" * DEEP,
    "names that run into the next tag": "<ul<li" * DEEP,
    "end tags of what was never opened": "<ul></li>" * DEEP,
    "end tags that close nothing": "<li><ul></li>" * DEEP,
    "end tags in attributes": '<ul a="</ul>">' * DEEP,
    "end tags in odd attributes": "<ul a'b=\"'></ul>\">" * DEEP,
    "end tags in comments": "<ul><!--</ul>-->" * DEEP,
    "end tags in comments with brackets": "<ul><!-- > </ul> -->" * DEEP,
    "end tags in a script": "<ul><script></ul></script>" * DEEP,
    "end tags in a text field": "<ul><textarea></ul></textarea>" * DEEP,
    "end tags in CDATA": "<ul><![CDATA[</ul>]]>" * DEEP,
    "end tags in a processing instruction": "<ul><?x </ul>" * DEEP,
    "closed elements after an oddity": "<script>" + "<ul></ul>" * DEEP,
    "closed elements in those that are never closed": "<b><q></q>" * DEEP,
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_too_much_is_refused_before_any_parser(name: str, parser: NoParser) -> None:
    with pytest.raises(LimitExceeded) as caught:
        clean(TOO_MUCH[name], "summary")
    assert caught.value.field == "summary"
    assert caught.value.actual > caught.value.limit
    assert parser.calls == 0


@pytest.mark.parametrize(
    "markup",
    [
        "x" * limits.MARKUP_BYTES,
        "<br>" * limits.MARKUP_TAGS,
        "<q>" * limits.MARKUP_DEPTH + "</q>" * limits.MARKUP_DEPTH,
        "<p>x</p>" * (limits.MARKUP_TAGS // 2),
        "<p>one<p>two" * 60,
        "<ul>" + "<li>x" * 240 + "</ul>",
        "<ul><li>x</ul>" * 80,
        "<ul><li><p>x</ul>" * 80,
        "<ol><li><p>x</ol>" * 80,
        "<ul>" + "<li><p>x</li>" * 100 + "</ul>",
        "<blockquote><p>x</blockquote>" * 80,
        "<blockquote><li>x</blockquote>" * 80,
        "<p><b>x</b> <a href='https://e.example/'>y</a></p>" * 40,
        "<!-- a comment -->" * 40 + "<p>x</p>" * 40,
        '<img src="x.png" alt="">' * 100,
    ],
)
def test_what_is_just_within_the_limits_is_cleaned(markup: str) -> None:
    assert clean(markup)


def test_markup_that_grows_past_the_limit_by_cleaning_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="before and after cleaning"):
        clean("&" * limits.MARKUP_BYTES)


def links_across_lists(levels: int) -> str:
    """Return a link that is never closed, so many levels of lists, and another link."""
    link = '<a href="https://e.example/">'
    return link + "<ul>" * levels + link + "x"


@pytest.mark.parametrize("levels", [1, 15, 16, limits.MARKUP_DEPTH - 2])
def test_a_link_that_is_never_closed_is_taken_apart_across_all_lists(levels: int) -> None:
    made = clean(links_across_lists(levels)).markup
    assert made.count("<ul>") == levels
    assert "<a" not in made.split("</a>", 1)[0].split("<a", 1)[1], "a link holds no other link"
    assert clean(made).markup == made


class Restless:
    """Changes the markup each time, so often."""

    def __init__(self, times: int) -> None:
        self.left = times

    def clean(self, markup: str) -> str:
        """Add a letter."""
        self.left -= 1
        return markup + "x" * (self.left >= 0)


def test_markup_that_settles_in_the_last_round_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sanitize, "_second", lambda: Restless(sanitize.ROUNDS - 1))
    assert clean("x").markup == "x" * sanitize.ROUNDS


def test_markup_that_does_not_settle_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sanitize, "_second", lambda: Restless(sanitize.ROUNDS))
    with pytest.raises(InvalidField, match=r"summary: .*simpler"):
        clean("x")


@pytest.mark.parametrize("function", [clean, escape])
def test_half_a_character_is_refused_with_the_cure(function: Any) -> None:
    with pytest.raises(InvalidField, match=r"note: .*valid Unicode"):
        function("x\ud83d", "note")


@pytest.mark.parametrize("function", [clean, escape])
def test_the_error_names_the_field(function: Any) -> None:
    with pytest.raises(LimitExceeded) as caught:
        function("x" * (limits.MARKUP_BYTES + 1), "summary[2]")
    assert caught.value.field == "summary[2]"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_escaped_text_shows_exactly_the_text(text: str) -> None:
    made = escape(text).markup
    assert not set("<>\"'") & set(made)
    shown = "".join(c for c in text if c not in "\ufeff\ufffe\uffff")
    assert html.unescape(made) == shown


@given(st.text(max_size=60))
def test_escaped_text_means_the_same_after_cleaning(text: str) -> None:
    try:
        escaped = escape(text).markup
    except InvalidField:
        return
    assert html.unescape(clean(escaped).markup) == html.unescape(escaped)


def test_what_this_policy_cleaned_is_trusted() -> None:
    assert stored("<p>as it was</p><u>x</u>", POLICY).markup == "<p>as it was</p><u>x</u>"


@pytest.mark.parametrize("policy", [0, POLICY + 1])
def test_what_another_policy_cleaned_is_cleaned_again(policy: int) -> None:
    assert stored("<p>x</p><u onclick=y>z</u>", policy).markup == "<p>x</p>z"
