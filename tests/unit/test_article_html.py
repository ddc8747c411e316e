"""How an article is read from HTML, whatever the HTML is like."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import records
from widget.domain.errors import LimitExceeded
from widget.domain.limits import HTML_CHARACTERS, HTML_TAGS
from widget.parse import markup
from widget.parse.article_html import body_of, parse

PAGE = """<!doctype html>
<html lang="de_AT"><head>
  <title>Bridge to close | The Daily</title>
  <link rel="canonical" href="https://news.example/bridge">
  <meta property="og:title" content="Bridge &amp; port to close">
  <meta property="og:image" content="https://news.example/bridge.jpg">
  <meta property="og:url" content="https://news.example/other">
  <meta property="article:published_time" content="2024-05-01T09:30:00Z">
  <meta property="article:modified_time" content="2024-05-01T12:00:00+02:00">
  <meta property="article:section" content="City">
  <meta name="author" content="Anna Berg">
  <style>p { color: red }</style><script>var junk = "<p>No script.</p>";</script>
</head><body>
<!-- <p>No comment.</p> -->
<header><p>The Daily</p></header><nav><ul><li>No menu</li></ul></nav>
<main><article data-preview="<p>no > attribute</p>">
  <h1>Bridge to close</h1><p>The <b>harbour</b> bridge
     will <a href="/x" title="a > b">close</a> &lt;soon&gt; &amp; reopen.</p>
  <figure><img src="x.jpg" alt=""><figcaption>No caption.</figcaption></figure>
  <h2>Why it closes</h2>
  <p>Two reasons:<br>cost<br><br>and cracks.<ul><li>one<li>two</ul>
  <blockquote><p>We are sorry.</p></blockquote>
  <aside><p>No aside.</p></aside><form><p>No form.<input></p></form>
  <table><tr><td>No table</td></tr></table><noscript><p>No noscript.</p></noscript>
  <div class="share">No share</div><footer><p>No footer.</p></footer>
</article></main><p>No neighbour of the article.</p></body></html>
"""


def test_a_page_comes_out_as_its_article() -> None:
    manuscript = parse(PAGE)
    assert manuscript.body == (
        "The harbour bridge will close <soon> & reopen.\n\nWhy it closes\n\nTwo reasons: cost\n\n"
        "and cracks.\n\none\n\ntwo\n\nWe are sorry."
    )
    roles = [block.role for block in manuscript.blocks]
    assert roles == [
        *("paragraph", "subhead", "paragraph", "paragraph"),
        *("item", "item", "quotation"),
    ]
    assert manuscript.title == "Bridge & port to close"
    assert manuscript.url == "https://news.example/bridge"
    assert manuscript.image == "https://news.example/bridge.jpg"
    assert manuscript.published_at == datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
    assert manuscript.modified_at == datetime(2024, 5, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    assert (manuscript.section, manuscript.author) == ("City", "Anna Berg")
    assert manuscript.language == "de-AT"
    assert body_of(PAGE) == (manuscript.text, manuscript.blocks)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>T</title><h1>H <i>1</i></h1><meta property=og:title content=O>", "O"),
        ("<title>T</title><h1>H <i>1</i></h1>", "H 1"),
        ("<title>T</title><h1> </h1>", "T"),
        ("<title>T <b> x</title>", "T x"),
        ("<p>x", None),
    ],
)
def test_the_title_is_the_best_that_there_is(html: str, title: str | None) -> None:
    assert parse(html).title == title


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("Just text", ["Just text"]),
        ("One.<br><br>Two.<br>Still two.<BR/> <br />Three.", ["One.", "Two. Still two.", "Three."]),
        ("<div>One.</div><div>Two.</div>", ["One.", "Two."]),
        ("<article>Long text of the article.<br><br>More.<p>ad</p></article>", None),
        ("<article></article><main><p>In main.</p></main>", ["In main."]),
        ("<main></main><p>In the body.</p>", ["In the body."]),
        ("<p>a<p>b", ["a", "b"]),
        ("<p>a</p>\n\n\n<p> </p><p>b</p>", ["a", "b"]),
        ("<p>a&nbsp;b&shy;c", ["a b\xadc"]),
        ("<p>1 < 2 and 3<4", ["1 < 2 and 3<4"]),
        ("<p>x<custom-element>y</custom-element><o:p>z</o:p>", ["xyz"]),
        ("<p>a <!-- b <p>c --> d", ["a d"]),
        ("<p>a<script>b</script ><p>c<SCRIPT>d", ["a", "c"]),
        ("<p>a<svg><text>b</text></svg> c", ["a c"]),
        ("<form id=page><nav>x</nav><article><p>a</article></form>", ["a"]),
        ("<form id=page><p>a<p>b</form>", ["a", "b"]),
        ('<p class="a"id="b">x</p><p title=">">y</p>', ["x", "y"]),
        ("<p>\ue000a\ue001b\ue002c\x00d", ["abcd"]),
        ("<p>a<title>b", ["a"]),
    ],
)
def test_paragraphs_are_found_however_they_are_written(
    html: str, paragraphs: list[str] | None
) -> None:
    expected = paragraphs or ["Long text of the article.", "More.", "ad"]
    assert (parse(html).body or "").split("\n\n") == expected


@pytest.mark.parametrize("html", ["", " ", "<", "<p>", "<script>x", "<!--", "<nav>x</nav>"])
def test_where_there_is_no_text_there_is_none(html: str) -> None:
    assert parse(html).body in (None, "<")
    assert parse(html).title is None


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("<html lang='x y'>", "language"),
        ("<html lang>", "language"),
        ("<link rel=canonical href=/relative>", "url"),
        ("<link rel=canonical href=javascript:alert(1)>", "url"),
        ("<meta property=og:image content=/x.jpg>", "image"),
        ("<meta property=article:published_time content=yesterday>", "published_at"),
        ("<meta property=article:published_time content=2024-05-01>", "published_at"),
        ("<meta property=article:author content=https://social.example/anna>", "author"),
    ],
)
def test_what_the_head_says_wrongly_is_left_out(head: str, field: str) -> None:
    assert getattr(parse(head + "<p>x"), field) is None


def test_the_first_time_stamp_of_the_page_is_better_than_none() -> None:
    html = "<p>x <time datetime=2024-05-01T09:30:00Z>May</time><time datetime=2024-06-01T00:00Z>"
    assert parse(html).published_at == datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "html", ["x" * (HTML_CHARACTERS + 1), "<p>" * (HTML_TAGS + 1), "< " * (HTML_TAGS + 1)]
)
def test_what_is_too_much_is_refused_before_the_parser(
    html: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    monkeypatch.setattr(markup, "LexborHTMLParser", parsed.append)
    with pytest.raises(LimitExceeded) as caught:
        parse(html)
    assert caught.value.field == "html"
    assert not parsed


def test_hidden_elements_do_not_count_as_tags() -> None:
    assert parse("<script></script><!-- <p> -->" * HTML_TAGS + "<p>x").body == "x"


@pytest.mark.parametrize("tag", ["div", "p", "ul><li", "aside", "b", "blockquote", "form", "font"])
def test_ten_thousand_nested_elements_do_not_crash(tag: str) -> None:
    times = HTML_TAGS // (tag.count("<") + 1)
    assert parse(f"<{tag}>" * times + "x").title is None


def test_the_parser_never_sees_more_attributes_than_are_read() -> None:
    many = " ".join(f"a{number}=1" for number in range(40_000))
    assert markup.simple(f"<p {many}>x") == f"<p>{markup.PARAGRAPH}x"
    assert markup.simple("<meta " + "name=b " * 100 + ">x") == '<meta name="b">x'


TOKENS = ["<p>", "</p>", "<article>", "</article>", "<br>", "<", ">", '"', "'", "=", "<a b='", "x"]
TOKENS += ["<!--", "-->", "<script>", "</script>", "<title>", "<meta name=", "<html lang=x", "\x00"]
TOKENS += ["<b>", "</b>", "<li>", "</li>", "<blockquote>", "<h2>", "<s>", "</s>", "<div hidden>"]
TOKENS += ["<p class=note>", "<div class=related>", "</div>", "<sup>1</sup>", "\ue003", "\ue010"]
TOKENS += ["<form>", "<table>", "<nav>", "&lt;", "&#0;", "\ue001", " ", "<time datetime="]


@given(st.lists(st.sampled_from(TOKENS), max_size=30), st.text(max_size=20))
def test_any_markup_at_all_has_a_manuscript(tokens: list[str], text: str) -> None:
    for html in ("".join(tokens), text, text.join(tokens)):
        for paragraph in (parse(html).body or "x").split("\n\n"):
            assert paragraph == " ".join(paragraph.split()) != ""
            assert not set(paragraph) & {chr(sign) for sign in range(0xE000, 0xE020)}


@pytest.mark.slow
@pytest.mark.parametrize("file", ["html_malformed.jsonl", "xss_vectors.jsonl"])
def test_no_malformed_markup_is_a_surprise(file: str) -> None:
    texts = []
    for record in records("corpora", file):
        with suppress(LimitExceeded):
            texts.append(parse(record["payload"]).body)
    assert sum(map(bool, texts)) > len(texts) / 10
