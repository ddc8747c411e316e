"""The body of a page is its article: all of it, and nothing of what stands around it."""

from __future__ import annotations

import pytest

from tests.unit.pages_made import ARTICLE, PARAGRAPHS, SENTENCES, TEXT, URL, ld, meta, page
from widget.domain.errors import Unreadable
from widget.domain.limits import PAGE_BYTES
from widget.parse.pages.flatten import DEPTH, flattened
from widget.parse.pages.in_child import read

FILLER = "This sentence stands in a paragraph of the article and says very little indeed. "


def text_of(html: str) -> str:
    return read(html.encode(), URL).body or ""


# --- what stands around it -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "stranger",
    [
        '<summary-widget site="daily"><a href="https://w.example/read">No time to read? Get a '
        "summary</a><p>A point of the summary that the widget once put here itself.</p>"
        "</summary-widget>",
        '<div class="summary-panel"><p>A point of the summary that stands in the page.</p></div>',
        "<p>No time to read? Get a summary</p>",
        "<p>No time to read?</p><p>Get a summary</p>",
        '<div class="related-articles"><h3>Related</h3><a href="/x">Fire at the old mill</a></div>',
        '<div class="newsletterBox"><p>Sign up for our weekly newsletter, it is free.</p></div>',
        '<div class="post-navigation"><a href="/x">Previous article: Fire at the mill</a></div>',
        "<div><strong>Read next</strong><p><a href='/x'>Fire at the old mill leaves two families"
        "</a> Two families lost their home in the night.</p></div>",
        "<ul><li><a href='/1'>Fire at the old mill</a></li><li><a href='/2'>New bridge</a></li>"
        "<li><a href='/3'>Rain all week</a></li></ul>",
        '<aside id="most-read"><p>The five stories that were opened most often.</p></aside>',
        "<script>var text = 'A string of a script that is long enough for a paragraph.'</script>",
        "<style>.x { content: 'A string of a style that is long enough for a paragraph.' }</style>",
        "<!-- A comment of the page that is long enough to be taken for a paragraph. -->",
        "<template><p>A paragraph of a template that nobody sees on the page.</p></template>",
        '<section class="comments"><p>I never liked the harbour, says a reader here.</p></section>',
    ],
)
def test_what_stands_around_the_article_is_no_part_of_it(stranger: str) -> None:
    middle = len(ARTICLE) // 2
    inside = ARTICLE.index("<p>", middle)
    assert text_of(page(f"{ARTICLE}{stranger}")) == TEXT
    assert text_of(page(f"{stranger}{ARTICLE}")) == TEXT
    assert text_of(page(ARTICLE[:inside] + stranger + ARTICLE[inside:])) == TEXT


@pytest.mark.parametrize("name", ["related", "newsletter", "comments", "share"])
def test_an_article_in_a_box_with_a_misleading_name_is_kept(name: str) -> None:
    assert text_of(page(f'<div class="{name}">{ARTICLE}</div>')) == TEXT


def test_headings_and_lists_of_the_article_are_kept() -> None:
    items = "<ul><li>Work on the quay begins in spring.</li><li>It costs 3.5 million.</li></ul>"
    text = text_of(page(f"{ARTICLE}<h2>What happens next</h2>{items}{ARTICLE}"))
    for kept in ("What happens next", "Work on the quay begins in spring.", *PARAGRAPHS):
        assert kept in text.split("\n\n")


# --- however it is written -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<div>{paragraph}</div>" for paragraph in PARAGRAPHS),
        "<div>" + "<br><br>".join(PARAGRAPHS) + "</div>",
        "<div>" + "<br />\n<br />".join(PARAGRAPHS) + "</div>",
        f"<form>{ARTICLE}</form>",
        f"<table><tr><td>{ARTICLE}</td></tr></table>",
        "".join(f"<p>{paragraph}" for paragraph in PARAGRAPHS),
        "".join(f"<p><span><b>{paragraph}</b></span></p>" for paragraph in PARAGRAPHS),
    ],
)
def test_paragraphs_are_found_however_they_are_written(body: str) -> None:
    assert text_of(page(body)).split("\n\n") == list(PARAGRAPHS)


def test_a_lede_in_a_box_of_its_own_is_kept() -> None:
    lede = f"<div class='lede'>{SENTENCES[0]} {SENTENCES[1]} A lede.</div>"
    assert text_of(page(f"{lede}{ARTICLE}")).startswith(f"{SENTENCES[0]} {SENTENCES[1]} A lede.")


@pytest.mark.parametrize("name", ["article__lead", "storyIntro", "post-dek", "standfirst"])
def test_a_lede_between_title_and_body_is_kept(name: str) -> None:
    lede = "A vote on Tuesday ends two years of dispute about the old harbour of the town."
    html = page(f'<div itemprop="articleBody">{ARTICLE * 3}</div>')
    html = html.replace("</h1>", f'</h1><div class="{name}">{lede}</div>')
    assert text_of(html).split("\n\n")[:2] == [lede, PARAGRAPHS[0]]
    repeated = html.replace(ARTICLE, f"<p>{lede}</p>{ARTICLE}", 1)
    assert text_of(repeated).count(lede) == 1


# --- nothing is lost without a word --------------------------------------------------------------


@pytest.mark.parametrize("depth", [DEPTH, 254, 300, 5_000, 19_000])
def test_deep_nesting_loses_nothing(depth: int) -> None:
    html = page("<div>" * depth + ARTICLE + "</div>" * depth)
    assert text_of(html).split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("tag", ["span", "ul><li", "b", "section", "x-box", "table><tr><td"])
def test_any_element_may_be_nested_deep(tag: str) -> None:
    text = text_of(page(f"<{tag}>" * 500 + ARTICLE))
    for paragraph in PARAGRAPHS:
        assert paragraph in text


def test_text_behind_deep_nesting_is_not_lost() -> None:
    assert FILLER.strip() in text_of(page("<div>" * 400 + ARTICLE + f"<p>{FILLER * 3}</p>"))


def test_a_flattened_page_has_all_its_text_and_no_more_than_the_limit_of_levels() -> None:
    flat = flattened("<div>" * 1_000 + "<p>one<p>two<i>three</i>" + "</div>" * 1_000 + "<p>four")
    assert flat.count("<div>") == flat.count("</div>") == DEPTH + 1
    assert all(word in flat for word in ("one", "two", "three", "four"))


def test_a_huge_paragraph_is_read() -> None:
    text = text_of(page(f"<p>{FILLER * 2_000}</p>"))
    assert len(text) == len(FILLER) * 2_000 - 1


def test_a_paragraph_of_ten_megabytes_is_refused_with_the_reason() -> None:
    with pytest.raises(Unreadable, match=f"at most {PAGE_BYTES:,}"):
        text_of(page(f"<p>{FILLER * 130_000}</p>"))


def test_a_huge_script_loses_nothing() -> None:
    assert text_of(page(f"<script>{'let x = 1; ' * 200_000}</script>{ARTICLE}")) == TEXT
    assert text_of(page(ARTICLE, head=ld(articleBody="x" * 2_000_000))) == TEXT


def test_a_tag_with_thousands_of_attributes_is_cheap_and_loses_nothing() -> None:
    many = " ".join(f"a{number}='x'" for number in range(100_000))
    assert text_of(page(f'<div {many} class="story">{ARTICLE}</div>')) == TEXT
    assert text_of(page(f'<div {many} " odd>{ARTICLE}</div>')).endswith(TEXT)


def test_what_is_behind_an_element_that_is_never_closed_is_not_lost() -> None:
    for name in ("svg", "noscript", "iframe", "select", "video", "template"):
        assert PARAGRAPHS[-1] in text_of(page(f"<{name}>{ARTICLE}")), name


def test_what_a_browser_hides_for_ever_is_no_article() -> None:
    for start in ("<script>", "<style>", "<!--"):
        with pytest.raises(Unreadable, match="no article"):
            text_of(page(f"{start}{ARTICLE}"))


# --- characters ----------------------------------------------------------------------------------

GREEK = "Ο δήμος ενέκρινε τον προϋπολογισμό για το λιμάνι της πόλης με μεγάλη πλειοψηφία. " * 4
GERMAN = "Der Stadtrat hat den Haushalt für den Hafen am Dienstag nach längerer Prüfung " * 4
JAPANESE = "市議会は火曜日に港湾の予算を承認しました。春には岸壁の工事が始まる予定です。" * 6


def _written(text: str, declared: str = "") -> str:
    meta_element = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta_element}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "header"),
    [
        (GREEK, "utf-8", "", ""),
        (GREEK, "utf-8", "iso-8859-7", "text/html; charset=windows-1253"),
        (GREEK, "iso-8859-7", "ISO-8859-7", ""),
        (GREEK, "iso-8859-7", "utf-8", "text/html; charset=iso-8859-7"),
        (GREEK, "utf-16", "", ""),
        (GERMAN, "cp1252", "iso-8859-1", ""),
        (GERMAN, "cp1252", "utf-8", "text/html; charset=utf-8"),
        (GERMAN, "cp1252", "no-such-thing", "text/html; charset=x-user-defined"),
        (GERMAN, "cp1252", "hex", ""),
        (JAPANESE, "shift_jis", "", "text/html; charset=Shift_JIS"),
        (JAPANESE, "euc_jp", "euc-jp", ""),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", ""),
        (JAPANESE, "cp932", "", ""),
    ],
)
def test_characters_are_read_as_they_were_meant(
    text: str, encoding: str, declared: str, header: str
) -> None:
    html = _written(text, declared) + meta("og:type", "article")
    found = read(html.encode(encoding), URL, header or "text/html").body
    assert found == text.strip()


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    html = _written(GREEK).encode() + b"\xff"
    assert GREEK[:60] in (read(html, URL).body or "")
