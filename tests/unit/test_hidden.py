"""What no reader sees is left out of a page, a feed and what a CMS sends in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.pages_made import ARTICLE, URL, page
from widget.parse.article_html import parse
from widget.parse.hidden import JSON_LD_CHARACTERS, without_hidden
from widget.parse.pages.page import manuscript

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = "the council agreed to pay for the new quay and the old crane beside it in May."


def of_a_page(inner: str) -> str:
    found = manuscript(page(f"{ARTICLE}{inner}").encode(), URL, "text/html").body or ""
    return found.split("\n\n")[-1]


def sent(inner: str) -> str:
    return (parse(inner).body or "").split("\n\n")[-1]


@pytest.mark.parametrize("read", [of_a_page, sent])
@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("In Ma<!-- a -->y {}", "In May {}"),
        ("In Ma<?php echo 1 ?>y {}", "In May {}"),
        ("In Ma<script>a</script >y {}", "In May {}"),
        ("In<svg><path d='a'/></svg>May {}", "In May {}"),
        ("In <script>if (1 </scripts) a</script>May {}", "In May {}"),
        ("In <script>'<!--'</script>May {}", "In May {}"),
        ("In <noembed>a<b>c</noembed>May {}", "In May {}"),
        ("In <xmp><p>a</p></xmp>May {}", "In May {}"),
        ("In <SELECT><option>a</SELECT x='1'>May {}", "In May {}"),
        ("In <select-box>May</select-box> {}", "In May {}"),
    ],
)
def test_what_is_hidden_is_no_text(read: Callable[[str], str], inner: str, shown: str) -> None:
    assert read(f"<p>{inner.format(LONG)}</p>") == shown.format(LONG)


@pytest.mark.parametrize("name", ["script", "style", "textarea", "xmp", "plaintext"])
def test_without_an_end_the_rest_of_a_page_is_hidden(name: str) -> None:
    assert without_hidden(f"a<{name}>b</p><p>c") == (
        "a " if name in ("textarea", "xmp", "plaintext") else "a",
        (),
    )


@pytest.mark.parametrize("name", ["svg", "video", "template", "select", "object"])
def test_an_element_without_an_end_takes_nothing_with_it(name: str) -> None:
    assert without_hidden(f"a<{name}>b<{name}>c") == (f"a<{name}>b<{name}>c", ())


def test_json_ld_is_kept_beside_unless_it_is_endless() -> None:
    script = '<script type="application/ld+json">{}</script>'
    long = "1" * (JSON_LD_CHARACTERS + 1)
    assert without_hidden(f"a{script.format('{}')}b{script.format(long)}") == ("ab", ("{}",))
