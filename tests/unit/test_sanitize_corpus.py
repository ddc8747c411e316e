"""No payload of the attack collections, and no tangle, gets past sanitising."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from bleach._vendor.html5lib import HTMLParser as TreeParser  # the tree that bleach builds
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import records, shared
from widget.domain.errors import InvalidField, LimitExceeded
from widget.rules import sanitize
from widget.rules.sanitize import LINK_REL, TAGS, clean

pytestmark = pytest.mark.slow


class Inventory(HTMLParser):
    """Checks each tag of clean markup, strictly."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check a start tag: its name, its attributes, its link, its very letters."""
        assert tag in TAGS, tag
        assert set(dict(attrs)) <= ({"href", "rel"} if tag == "a" else set())
        assert dict(attrs).get("rel") in (None, LINK_REL)
        written = self.get_starttag_text() or ""
        assert "<" not in written[1:], f"raw < in {written!r}"
        href = dict(attrs).get("href")
        if href is not None:
            assert href[:8].lower().startswith(("http://", "https://")), href
            assert not set(href) & set("<>\"'`\\ \t\n"), href

    def handle_endtag(self, tag: str) -> None:
        """Check an end tag."""
        assert tag in TAGS, tag

    def handle_comment(self, data: str) -> None:
        """Refuse comments."""
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        """Refuse declarations."""
        raise AssertionError(decl)

    def unknown_decl(self, data: str) -> None:
        """Refuse what is like a declaration."""
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        """Refuse processing instructions."""
        raise AssertionError(data)


def assert_clean(markup: str) -> None:
    """Fail when markup holds anything that a reader's browser must not see."""
    inventory = Inventory(convert_charrefs=True)
    inventory.feed(markup)
    inventory.close()
    assert not [c for c in markup if ord(c) < 32 and c not in "\n\t"]


def survivors(payloads: list[str]) -> list[str]:
    """Return the clean markup of all payloads within the limits, each checked."""
    clean_ones = []
    for payload in payloads:
        try:
            made = clean(payload).markup
        except LimitExceeded:
            continue
        assert_clean(made)
        clean_ones.append(made)
    return clean_ones


@pytest.mark.parametrize(
    ("file", "at_least"), [("xss_vectors.jsonl", 12_200), ("html_malformed.jsonl", 1_780)]
)
def test_every_payload_comes_out_clean_and_stays_so(file: str, at_least: int) -> None:
    made = survivors([record["payload"] for record in records("corpora", file)])
    assert len(made) >= at_least  # few are refused
    settled = random.Random(7).sample(made, 1_000)
    assert [clean(markup).markup for markup in settled] == settled


def test_every_naughty_string_comes_out_clean() -> None:
    strings = json.loads(shared("corpora", "naughty_strings.json").read_text(encoding="utf-8"))
    assert len(survivors(strings)) == len(strings)
    for string in strings:
        assert_clean(sanitize.escape(string).markup)


TOKENS = [f"<{name}>" for name in sorted(TAGS)] + [f"</{name}>" for name in sorted(TAGS)]
TOKENS += ["x", "<div>", "</div>", "<svg>", "</svg>", "<table>", "<script>", "</script>", "<br/>"]
TOKENS += [
    "<!-- c -->",
    "<!--",
    "-->",
    "<ul a='>'>",
    '<ul a="</ul>">',
    "<ul a'b=\"'>",
    '"',
    "<",
    ">",
]


@given(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=8), st.integers(1, 12))
def test_no_tangle_is_deeper_than_the_scan_says(tokens: list[str], times: int) -> None:
    markup = "".join(tokens) * times
    tree = sanitize._first().parser.parseFragment(markup)
    assert depth_of(tree) <= sanitize._depth(markup) + 1  # "</br>" makes an element


@given(st.lists(st.sampled_from(TOKENS), max_size=30))
def test_every_tangle_comes_out_clean_and_stays_so(tokens: list[str]) -> None:
    try:
        made = clean("".join(tokens))
    except LimitExceeded:
        return
    assert_clean(made.markup)
    assert clean(made.markup) == made


@given(st.text(max_size=80))
def test_any_text_at_all_is_cleaned_or_refused_by_name(text: str) -> None:
    with suppress(InvalidField):
        assert_clean(clean(text, "summary").markup)


def depth_of(tree: object) -> int:
    """Return the levels of elements in a tree of bleach's parser."""
    deepest, waiting = 0, [(tree, 0)]
    while waiting:
        element, level = waiting.pop()
        deepest = max(deepest, level)
        waiting += [(child, level + 1) for child in element]  # type: ignore[attr-defined]
    return deepest


def test_the_tree_that_depth_is_measured_on_is_a_tree() -> None:
    assert depth_of(TreeParser().parseFragment("<ul><li><b>x</b></li></ul>")) == 3
