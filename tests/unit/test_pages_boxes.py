"""Which box of a page has its story: where the library, a name or a repeated headline is wrong."""

from __future__ import annotations

import pytest

from tests.unit.pages_made import ARTICLE, PARAGRAPHS, TEXT, TITLE, URL, page
from widget.domain.block import Block, Role
from widget.parse.pages.html_tree import page_of
from widget.parse.pages.in_child import read

OTHER = (
    "Two families lost their home in the night when a fire broke out in the old mill by the river. "
    "Nobody was hurt, the fire brigade said, but the building will have to be pulled down."
)


def blocks_of(html: str) -> tuple[Block, ...]:
    return read(html.encode(), URL).blocks


def text_of(html: str) -> str:
    return read(html.encode(), URL).body or ""


def texts(html: str, role: Role) -> list[str]:
    return [block.text for block in blocks_of(html) if block.role is role]


# --- tables --------------------------------------------------------------------------------------


def test_a_table_among_the_paragraphs_of_a_story_stands_beside_it_row_by_row() -> None:
    rows = "".join(f"<tr><td>Pier {n}</td><td>{n} ships</td></tr>" for n in range(1, 4))
    html = page(f"{ARTICLE}<div><table>{rows}</table></div>{ARTICLE}")
    assert texts(html, Role.ASIDE) == ["Pier 1, 1 ships", "Pier 2, 2 ships", "Pier 3, 3 ships"]


def test_paragraphs_that_a_table_lays_out_are_a_part_of_the_story() -> None:
    cells = "".join(f"<tr><td><h3>{n}.</h3><p>{n} {OTHER}</p></td></tr>" for n in range(3))
    found = text_of(page(f"{ARTICLE}<table>{cells}</table>"))
    assert [line for line in found.split("\n\n") if OTHER in line] == [
        f"{n} {OTHER}" for n in range(3)
    ]


# --- what the library misses ---------------------------------------------------------------------


def test_paragraphs_that_the_library_misses_in_the_box_of_the_story_are_read() -> None:
    hidden = "".join(
        f"<details class='c{n}'><summary>Question {n}</summary><p>{n} {OTHER}</p></details>"
        for n in range(12)
    )
    found = text_of(page(f"{ARTICLE}{hidden}"))
    assert all(f"{n} {OTHER}" in found for n in range(12))


def test_a_box_that_begins_far_below_the_headline_is_not_believed_to_be_the_story() -> None:
    answers = "".join(f"<p>{n} {OTHER}</p>" for n in range(4))
    sections = "".join(f"<section><div><p>{one}</p></div></section>" for one in PARAGRAPHS * 3)
    html = (
        f"<html><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1></div>"
        f"<div>{sections}</div><div><article class='faq'>{answers}</article></div></body></html>"
    )
    assert PARAGRAPHS[0] in text_of(html)


# --- headlines -----------------------------------------------------------------------------------


def test_a_headline_that_is_repeated_at_the_end_does_not_begin_the_story() -> None:
    end = f"<h2>{TITLE}</h2><p>{OTHER}</p><p>{OTHER} Again.</p><p>{OTHER} Once more.</p>"
    html = page(f"{ARTICLE * 2}{end}").replace(f"<h1>{TITLE}</h1>", "")
    assert text_of(html).startswith(TEXT)


def test_a_few_lines_in_the_box_of_the_headline_are_not_all_of_a_longer_story() -> None:
    few = "".join(f"<p>{n} {OTHER[:94]}</p>" for n in range(3))
    html = (
        f"<html><head><title>{TITLE}</title></head><body><section><h1>{TITLE}</h1>{few}</section>"
        f"<section><div>{ARTICLE * 4}</div></section></body></html>"
    )
    assert TEXT in text_of(html)


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["content-nav-section", "page-header", "main-menu"])
def test_a_box_that_is_called_a_menu_is_the_story_when_it_holds_prose(name: str) -> None:
    story = f"<div class='{name}'>{ARTICLE}</div>" * 2
    html = f"<html><body><h1>{TITLE}</h1><main>{story}</main></body></html>"
    assert text_of(html).startswith(TEXT)


@pytest.mark.parametrize("name", ["commentBody", "comment_listing", "comment-wrap"])
def test_comments_are_told_by_any_class_that_begins_with_them(name: str) -> None:
    comments = "".join(f"<div class='{name}'><p>{n} {OTHER}</p></div>" for n in range(9))
    assert text_of(page(f"{ARTICLE}</article>{comments}<article>")) == TEXT


def test_pictures_with_long_texts_between_the_paragraphs_are_no_part_of_the_story() -> None:
    slides = "".join(f"<li><h2>{n}/40</h2><p>{n} {OTHER}</p></li>" for n in range(40))
    html = page(f"{ARTICLE}<div class='full-gallery'><ul>{slides}</ul></div>{ARTICLE}")
    assert text_of(html) == f"{TEXT}\n\n{TEXT}"


def test_an_article_that_is_all_pictures_keeps_their_texts() -> None:
    slides = "".join(f"<div><h2>Pier {n}</h2><p>{n} {OTHER}</p></div>" for n in range(9))
    assert f"8 {OTHER}" in text_of(page(f"<p>{OTHER}</p><div class='gallery'>{slides}</div>"))


def test_an_article_that_is_all_captions_is_read() -> None:
    slides = "".join(
        f"<figure><img src='{n}.jpg'><figcaption>{n} {OTHER}</figcaption></figure>"
        for n in range(4)
    )
    assert text_of(page(slides)) == "\n\n".join(f"{n} {OTHER}" for n in range(4))


@pytest.mark.parametrize("href", ["#", "", "javascript:void(0)", "JavaScript: open(1)"])
def test_questions_that_open_their_answers_are_no_links_to_other_stories(href: str) -> None:
    asked = "".join(
        f"<div class='toggle'><h3><a href='{href}'>Question {n} on the harbour?</a></h3>"
        f"<p>{n} {OTHER[:93]}</p></div>"
        for n in range(4)
    )
    found = text_of(page(f"{ARTICLE * 2}<div>{asked}</div>"))
    assert "Question 3 on the harbour?" in found
    assert f"3 {OTHER[:93]}" in found


# --- as it is written ----------------------------------------------------------------------------


def test_what_is_streamed_behind_a_page_is_read_in_its_gap() -> None:
    parts = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    gap = '<template id="B:0"></template>'
    inner = f'{parts[1]}<template id="P:1a"></template>{parts[3]}'
    behind = f'<div hidden id="S:0">{inner}</div><div hidden id="S:1a">{parts[2]}</div>'
    html = page(f"{parts[0]}{gap}").replace("</body>", f"{behind}</body>")
    assert text_of(html) == TEXT


def test_a_gap_that_waits_for_itself_stays_empty() -> None:
    html = page(f'{ARTICLE}<div hidden id="S:0">x<template id="B:0"></template></div>')
    assert text_of(html) == TEXT


def test_the_lines_of_a_code_are_one_paragraph_that_no_summary_takes() -> None:
    code = "<pre><code><div>const quay = open(1)</div><div>close(quay)</div></code></pre>"
    html = page(f"{ARTICLE}{code}{ARTICLE}")
    assert texts(html, Role.ASIDE) == ["const quay = open(1) close(quay)"]


def test_markup_in_a_long_attribute_is_no_text() -> None:
    data = "x&quot;" * 300 + f"<p>{OTHER}</p>" + "y&quot;" * 300
    tree = page_of(page(f'<div data-video="{data}"></div>{ARTICLE}').encode(), URL, "").tree
    assert OTHER not in tree.text_content()
    assert text_of(page(f'<div data-video="{data}"></div>{ARTICLE}')) == TEXT
