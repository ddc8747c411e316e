"""Which lines of a page are its story: by where they stand and what they are, never by a name."""

from __future__ import annotations

import json

import pytest

from tests.unit.pages_made import ARTICLE, PARAGRAPHS, TEXT, TITLE, URL, ld, meta, page
from widget.domain.block import Block, Role
from widget.parse.pages.in_child import read

LEDE = "A vote on Tuesday ends two years of dispute about the old harbour of the small town."
OTHER = (
    "Two families lost their home in the night when a fire broke out in the old mill by the river. "
    "Nobody was hurt, the fire brigade said, but the building will have to be pulled down."
)
LONGER = ARTICLE * 3


def blocks_of(html: str) -> tuple[Block, ...]:
    return read(html.encode(), URL).blocks


def text_of(html: str) -> str:
    return read(html.encode(), URL).body or ""


def with_role(html: str, role: Role) -> list[str]:
    return [block.text for block in blocks_of(html) if block.role is role]


# --- a name is evidence --------------------------------------------------------------------------


def test_the_tag_of_an_article_in_the_class_of_its_wrapper_is_not_the_name_of_a_box() -> None:
    others = "".join(f"<div class='excerpt'><p>{OTHER}</p></div>" for _ in range(9))
    wrapper = (
        f'<div class="post type-post status-publish tag-bridges category-share">{ARTICLE}</div>'
    )
    assert text_of(page(f"{wrapper}{others}")).startswith(TEXT)


@pytest.mark.parametrize("name", ["teaser", "promo lead", "tag-bridges"])
def test_a_lede_in_a_box_with_a_misleading_name_is_kept(name: str) -> None:
    assert LEDE in text_of(page(f'<div class="{name}"><p>{LEDE} {LEDE}</p></div>{LONGER}'))


def test_an_embedded_quotation_is_kept() -> None:
    embed = f'<div class="social-embed"><blockquote><p>{LEDE}</p></blockquote></div>'
    assert with_role(page(f"{ARTICLE}{embed}{ARTICLE}"), Role.QUOTATION) == [LEDE]


def test_the_entries_of_a_live_blog_are_no_comments_of_readers() -> None:
    entries = "".join(f'<div class="live-comment"><p>{each}</p></div>' for each in PARAGRAPHS)
    assert text_of(page(entries)) == TEXT


@pytest.mark.parametrize("tag", ["div class='comments'", "nav", "footer", "div id='disqus_thread'"])
def test_comments_navigation_and_footers_never_are_the_story(tag: str) -> None:
    name = tag.split(maxsplit=1)[0]
    items = "".join(f"<li><p>{number}. {OTHER}</p></li>" for number in range(15))
    assert text_of(page(f"{ARTICLE}<{tag}><ul>{items}</ul></{name}>")) == TEXT


@pytest.mark.parametrize("tag", ["div", "aside", "section", "ul"])
def test_the_paragraphs_below_the_headline_are_the_story_whatever_else_is_longer(tag: str) -> None:
    items = "".join(
        f"<li><h3><a href='/{number}'>Fire at the old mill</a></h3><p>{number}. {OTHER}</p></li>"
        for number in range(15)
    )
    short = "".join(f"<p>{text[:90]}.</p>" for text in (*PARAGRAPHS, *PARAGRAPHS[:2]))
    html = page(short).replace("</article>", f"</article><{tag}>{items}</{tag}>")
    assert "old mill" not in text_of(html)
    assert text_of(html).startswith(PARAGRAPHS[0][:90])


# --- the whole story -----------------------------------------------------------------------------


def test_a_story_in_several_boxes_of_one_shape_is_read_whole() -> None:
    parts = [f"<p>{number}. {text}</p>" for number in range(4) for text in PARAGRAPHS]
    grids = "".join(
        f'<div class="grid"><div class="body"><div class="text">{"".join(parts[at : at + 4])}'
        "</div></div><aside><p>An advertisement.</p></aside></div>"
        for at in range(0, 16, 4)
    )
    text = text_of(page(f"<div>{grids}</div>"))
    assert [number for number in range(4) if f"{number}. {PARAGRAPHS[3]}" in text] == [0, 1, 2, 3]


def test_an_article_that_is_appended_below_is_no_part_of_the_story() -> None:
    more = "".join(
        f"<article><h1>Fire at the old mill</h1>{f'<p>{OTHER}</p>' * 12}</article>"
        for _ in range(3)
    )
    html = page(ARTICLE).replace("</main>", f"{more}</main>")
    assert text_of(html) == TEXT


def test_a_hidden_dialog_with_much_text_does_not_make_the_page_the_story() -> None:
    consent = "".join(f"<div><p>Partner {number}. {OTHER}</p></div>" for number in range(30))
    html = page(ARTICLE).replace("</body>", f'<div id="cmp">{consent}</div></body>')
    assert text_of(html) == TEXT


def test_a_paragraph_with_links_is_no_list_of_links() -> None:
    linked = PARAGRAPHS[0].replace("council", '<a href="/c">council of the town</a>')
    linked = linked.replace("budget", '<a href="/b">budget for next year</a>')
    linked = linked.replace("harbour", '<a href="/h">harbour by the sea</a>')
    first = f"<div><p>{linked}</p></div>"
    assert "council of the town" in text_of(page(f"{first}{ARTICLE}"))


def test_a_list_that_is_the_article_is_no_list_of_links() -> None:
    items = "".join(
        f'<li><a href="https://shop.example/{number}">The book number {number}</a>: {text}</li>'
        for number, text in enumerate(PARAGRAPHS * 2)
    )
    html = page(f"<p>{LEDE}</p><ol>{items}</ol>", head=meta("og:type", "article"))
    assert len(with_role(html, Role.ITEM)) == 8


def test_a_headline_of_the_story_that_the_extractor_drops_is_kept() -> None:
    part = f"<h3>What happens next</h3>{ARTICLE}"
    assert with_role(page(f"{ARTICLE}{part}"), Role.SUBHEAD) == ["What happens next"]


# --- what is none of it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stranger",
    [
        '<p class="caption">The harbour on Tuesday, when the vote was held.</p>',
        '<div class="legend"><p>The harbour on Tuesday, when the vote was held.</p></div>',
        "<div><img src='x.jpg'><span>The harbour on Tuesday, when the vote was held</span></div>",
        "<div><img src='x.jpg'><p>The harbour as ships saw it. Photo: Reuters</p></div>",
        f'<div class="factbox"><h3>The harbour</h3><p>{LEDE}</p></div>',
        f"<news-factbox><p>{LEDE}</p></news-factbox>",
        f'<div class="key-points"><ul><li>{LEDE}</li><li>{LEDE} It is done.</li></ul></div>',
        '<p><a href="/x">Fire at the old mill leaves two families without a home</a></p>',
        '<div class="app-promo"><p>Read more in our app, which is free for readers.</p></div>',
        "<h3>More about the harbour of the town</h3>",
    ],
)
def test_captions_boxes_and_links_are_no_paragraphs(stranger: str) -> None:
    assert text_of(page(f"{LONGER}{stranger}")) == "\n\n".join([TEXT] * 3)


def test_a_notice_that_stands_in_several_places_is_no_paragraph() -> None:
    notice = "<h3>External content</h3><p>You can see external content here once you allow it.</p>"
    parts = "".join(f"<p>{text}</p><div>{notice}</div>" for text in PARAGRAPHS)
    assert text_of(page(parts)) == TEXT


def test_what_precedes_the_first_paragraph_and_is_no_sentence_is_left_out() -> None:
    before = "<div><span>Updated on Tuesday, 12:40</span></div>"
    assert text_of(page(f"{before}{LONGER}")) == "\n\n".join([TEXT] * 3)


# --- roles ---------------------------------------------------------------------------------------


def test_what_the_description_says_is_the_standfirst() -> None:
    html = page(LONGER, head=meta("og:description", LEDE))
    html = html.replace("</h1>", f'</h1><div class="x7f"><p>{LEDE}</p></div>')
    assert with_role(html, Role.STANDFIRST) == [LEDE]
    assert blocks_of(html)[0].role is Role.STANDFIRST


def test_blocks_have_the_roles_of_their_elements() -> None:
    html = page(
        f"{ARTICLE}<h2>What it costs</h2><ul><li>The quay costs 3.5 million euros.</li></ul>"
        f"<blockquote><p>{LEDE}</p></blockquote>{ARTICLE}"
    )
    assert with_role(html, Role.SUBHEAD) == ["What it costs"]
    assert with_role(html, Role.ITEM) == ["The quay costs 3.5 million euros."]
    assert with_role(html, Role.QUOTATION) == [LEDE]
    assert with_role(html, Role.PARAGRAPH) == list(PARAGRAPHS) * 2


# --- how it is written ---------------------------------------------------------------------------


@pytest.mark.parametrize("between", ['<span class="br"></span>', "<b></b>", "<i></i>"])
def test_sentences_that_an_empty_element_parts_do_not_run_together(between: str) -> None:
    html = page(ARTICLE.replace(" Residents", f"{between}Residents", 1))
    assert PARAGRAPHS[0] in text_of(html)


def test_an_initial_is_a_part_of_its_word() -> None:
    html = page(ARTICLE.replace("<p>The", '<p><span class="drop-cap">T</span>he', 1))
    assert text_of(html).startswith(PARAGRAPHS[0])
    html = page(ARTICLE.replace("<p>The", '<p><span class="dropcap">T</span> he', 1))
    assert text_of(html).startswith(PARAGRAPHS[0])


# --- text that is not shown as such --------------------------------------------------------------

EMPTY = "<div id='root'></div>"


def test_a_story_only_in_its_data_is_read() -> None:
    assert text_of(page(EMPTY, head=ld(articleBody=TEXT))) == TEXT
    marked = "".join(f"&lt;p&gt;{each}&lt;/p&gt;" for each in PARAGRAPHS)
    assert text_of(page(EMPTY, head=ld(articleBody=marked))) == TEXT


@pytest.mark.parametrize(
    "story",
    [
        {"contentHtml": ARTICLE},
        {"article": {"body": [{"type": "p", "value": each} for each in PARAGRAPHS]}},
    ],
)
def test_a_story_only_in_the_data_of_a_script_is_read(story: dict[str, object]) -> None:
    data = {"props": {"pageProps": {**story, "related": [{"text": f"<p>{OTHER * 9}</p>"}]}}}
    kinds = ('<script id="__NEXT_DATA__" type="application/json">', "<script>window.state = ")
    for start in kinds:
        script = f"{start}{json.dumps(data).replace('<', chr(92) + 'u003c')}</script>"
        html = page(f"{EMPTY}{script}", head=meta("og:type", "article"))
        assert text_of(html) == TEXT


def test_a_story_for_readers_without_scripts_is_read() -> None:
    assert text_of(page(f"{EMPTY}<noscript>{ARTICLE}</noscript>")) == TEXT
    assert text_of(page(f"{ARTICLE}<noscript><p>{OTHER}</p></noscript>")) == TEXT


@pytest.mark.parametrize("attribute", ["shadowrootmode", "shadowroot"])
def test_a_story_in_a_shadow_root_that_is_written_in_the_page_is_read(attribute: str) -> None:
    root = f'<news-text><template {attribute}="open">{ARTICLE}</template></news-text>'
    assert text_of(page(root)) == TEXT


def test_the_title_is_no_block() -> None:
    assert TITLE not in [block.text for block in blocks_of(page(f"<h2>{TITLE}</h2>{ARTICLE}"))]


# --- tables --------------------------------------------------------------------------------------

RESULTS = "".join(
    f"<tr><td>{place}</td><td>Driver {place} of the town</td><td>{90 - place} points</td></tr>"
    for place in range(1, 13)
)


def test_a_table_that_is_the_story_is_read_row_by_row() -> None:
    html = page(f"<p>{LEDE}</p><table>{RESULTS}</table>", head=meta("og:type", "article"))
    assert LEDE in text_of(html)
    assert with_role(html, Role.ITEM)[:2] == [
        "1, Driver 1 of the town, 89 points",
        "2, Driver 2 of the town, 88 points",
    ]


def test_a_table_of_links_is_no_story() -> None:
    linked = RESULTS.replace("<td>", "<td><a href='/x'>").replace("</td>", "</a></td>")
    assert "Driver" not in text_of(page(f"{ARTICLE}<table>{linked}</table>"))
