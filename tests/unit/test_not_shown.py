"""What readers do not see is not read, whichever way an article comes in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import PAGE
from tests.unit.pages_made import page
from widget.parse import article_html, manuscripts
from widget.parse.feeds import feeds, wordpress
from widget.parse.pages.page import manuscript as page_manuscript
from widget.parse.webhooks import ghost
from widget.rules import fields
from widget.rules.not_shown import RULES, is_note, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.domain.article import Manuscript

LONG: Final = (
    "The council agreed in May to pay for the new quay and for the old crane beside it, "
    "which had stood there for a hundred years and more without anybody who looked after it."
)
AROUND: Final = f"<p>{LONG}</p>\n{{}}\n<p>{LONG.replace('May', 'June')}</p>"


def json_html(html: str) -> Manuscript:
    return manuscripts.from_json(json.dumps({"html": html}).encode())


def rss(html: str) -> Manuscript:
    document = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>x</title><item><title>A</title><link>{PAGE}</link><content:encoded><![CDATA["
        f"{html}]]></content:encoded></item></channel></rss>"
    )
    return feeds.parse(document.encode(), PAGE).entries[0].manuscript


def json_feed(html: str) -> Manuscript:
    item = {"id": "1", "url": PAGE, "title": "A", "content_html": html}
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [item]}
    return feeds.parse(json.dumps(document).encode(), PAGE).entries[0].manuscript


def of_wordpress(html: str) -> Manuscript:
    post = {"link": PAGE, "title": {"rendered": "A"}, "content": {"rendered": html}}
    return wordpress.parse(json.dumps([post]).encode(), PAGE).entries[0].manuscript


def of_ghost(html: str) -> Manuscript:
    post = {"url": PAGE, "title": "A", "html": html, "status": "published"}
    event = ghost.read(json.dumps({"post": {"current": post, "previous": {}}}).encode())
    assert event
    assert event.manuscript
    return event.manuscript


def of_page(html: str) -> Manuscript:
    return page_manuscript(page(f"<article>{html}</article>").encode(), PAGE, "text/html")


WAYS: Final = {
    "JSON": json_html,
    "HTML file": article_html.parse,
    "RSS": rss,
    "JSON Feed": json_feed,
    "WordPress": of_wordpress,
    "Ghost": of_ghost,
    "page": of_page,
}
EVERY_WAY: Final = pytest.mark.parametrize("read", WAYS.values(), ids=WAYS)

HIDDEN: Final = {
    "hidden": "<p hidden>No.</p>",
    "hidden box": "<div hidden=''><div><p>No.</p></div><p>No.</p></div>",
    "popover": "<div popover id=a><p>No.</p></div>",
    "dialog": "<dialog open><p>No.</p></dialog>",
    "role": "<div role='dialog'><p>No.</p></div><p role=Tooltip>No.</p>",
    "class": "<p class='a sr-only b'>No.</p><div class=screen-reader-text><p>No.</p></div>",
    "style": "<p style='color: red; DISPLAY : none !important'>No.</p>",
    "nested": "<div hidden><p hidden>No.</p><p class=sr-only>No.</p></div>",
    "struck": "<p><s>No.</s></p><p><del datetime='2026'>No.</del></p><p><strike>No.</strike></p>",
    "shortcode": '<p>[gallery ids="1,2"]</p><p>[vc_row]</p><p>[/vc_row]</p><p>[wp_ad]</p>',
    "caption": '<p>[caption id="a_1" width="300"]<img src="a.jpg"> No.[/caption]</p>',
}
INSIDE: Final = {
    "struck": ("It cost <s>14</s> 15 million.", "It cost 15 million."),
    "deleted": ("Twenty<del>-one</del> people came.", "Twenty people came."),
    "inserted": ("It <strike>was</strike> <ins>is</ins> there.", "It is there."),
    "style": ('It <span style="text-decoration: line-through">was</span> is.', "It is."),
    "class": ("It is <span class='sr-only'>external link</span> there.", "It is there."),
    "nested spans": ("A <span hidden>b <span>c</span> d</span> e f.", "A e f."),
    "tooltip": (
        "The GDP<span role='tooltip'> gross domestic product</span> fell.",
        "The GDP fell.",
    ),
    "raised": ("They said<sup>1</sup> so.<sup>2, 3</sup>", "They said so."),
    "linked": ("In 2019<sup><a href='#n1'>1</a></sup> it <sup class=noteref>b</sup> fell.", None),
    "in brackets": ("They said[1] so.[2][3]", "They said so."),
    "raised brackets": ("In 10 m<sup>[4]</sup> of water.", "In 10 m of water."),
    "noteref": ('They <a role="doc-noteref" href="#f">7</a> came.', "They came."),
    "row": ('[vc_row full="1"][vc_column]It is there.[/vc_column][/vc_row]', "It is there."),
    "bold": ("[b]It[/b] is [url=https://a.example]there[/url].", "It is there."),
}
SHOWN: Final = {
    "aria-hidden": "<p><span aria-hidden='true'>A</span> reader sees it all.</p>",
    "false hidden in a value": "<p title='not hidden here'>A reader sees it all.</p>",
    "part of a class": "<p class='sr-only-not my-sr-only'>A reader sees it all.</p>",
    "other role": "<p role='note' style='color:none'>A reader sees it all.</p>",
    "found by search": "<p hidden='until-found'>A reader sees it all.</p>",
    "inserted": "<p>A reader <ins>sees</ins> it all.</p>",
    "summary": "<details><summary>More</summary><p>A reader sees it all.</p></details>",
}
KEPT: Final = (
    *("The field of 12 m<sup>2</sup> was sold.", "A speed of 10<sup>6</sup> is high."),
    *("The 1<sup>er</sup> of May came.", "On the 21<sup>st</sup> of May they came."),
    *("He said [the minister] was [sic] there [...] again.", "The boy[s] came in [2004] or so."),
    *("The light of x\u00b2 and km\u00b2 was seen.", "It is [audio unclear] there [laughs]."),
)


PARTS: Final = tuple(f"{number}. {LONG}" for number in range(4))


def printed(shown: str) -> list[str]:
    """Return the paragraphs of a page with a box for paper behind what the screen shows."""
    paper = "".join(f"<p>{part}</p>" for part in PARTS)
    html = page(f"{shown}</article><div class='x print-only'>{paper}</div><article>")
    return [block.text for block in page_manuscript(html.encode(), PAGE, "text/html").blocks]


def test_an_article_that_is_whole_on_paper_only_is_read_from_there() -> None:
    assert printed("<p>Subscribe to go on reading.</p>")[-4:] == list(PARTS)


def test_what_the_screen_shows_too_is_not_read_from_paper() -> None:
    assert printed("".join(f"<p>{part}</p>" for part in PARTS)) == list(PARTS)


def body(read: Callable[[str], Manuscript], html: str) -> list[str]:
    """Return the paragraphs that are kept of an article with this between two paragraphs."""
    return fields.body(read(AROUND.format(html)))[0].split("\n\n")


@EVERY_WAY
@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_is_no_paragraph(read: Callable[[str], Manuscript], name: str) -> None:
    assert body(read, HIDDEN[name]) == [LONG, LONG.replace("May", "June")]


@EVERY_WAY
@pytest.mark.parametrize("name", INSIDE)
def test_what_is_hidden_in_a_paragraph_leaves_no_trace(
    read: Callable[[str], Manuscript], name: str
) -> None:
    html, wanted = INSIDE[name]
    assert body(read, f"<p>{html} {LONG}</p>")[1] == f"{wanted or 'In 2019 it fell.'} {LONG}"


@EVERY_WAY
@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_stays(read: Callable[[str], Manuscript], name: str) -> None:
    assert "A reader sees it all." in body(read, SHOWN[name])


@EVERY_WAY
@pytest.mark.parametrize("html", KEPT)
def test_exponents_endings_and_other_brackets_stay(
    read: Callable[[str], Manuscript], html: str
) -> None:
    plain = html.replace("<sup>", "").replace("</sup>", "")
    assert body(read, f"<p>{html} {LONG}</p>")[1] == f"{plain} {LONG}"


@pytest.mark.parametrize("name", RULES["classes"])
def test_every_class_hides_as_a_whole_name_only(name: str) -> None:
    html = f"<p class='{name}'>No.</p><p class='{name}x x{name}'>{LONG}</p>"
    assert article_html.parse(html).body == LONG


def test_an_article_that_a_script_shows_is_read_all_the_same() -> None:
    story = "".join(f"<p>{number}. {LONG}</p>" for number in range(20))
    for name in ("hidden", "role='dialog'", "style='visibility: hidden'"):
        text = of_page(f"<div {name}>{story}</div>").body or ""
        assert text.count("crane") == 20


def test_a_page_whose_body_waits_for_a_script_is_read() -> None:
    html = page(f"<p>{LONG}</p>" * 3).replace("<body", "<body hidden style='display:none'")
    assert "crane" in (page_manuscript(html.encode(), PAGE, "text/html").body or "")


@pytest.mark.parametrize(
    ("raised", "before", "linked", "note"),
    [
        ("1", "They said", False, True),
        ("12", "so.\u201d", False, True),
        ("1\u20133", "They said", False, True),
        ("*", "5", False, True),
        ("\u2020", "5", False, True),
        ("[a]", "x", False, True),
        ("note 1", "said", False, False),
        ("[note 1]", "said", False, True),
        ("a", "said", True, True),
        ("(3)", "f", True, True),
        ("(3)", "f", False, False),
        ("2", "km", False, False),
        ("2", "E = mc", False, False),
        ("6", "10", False, False),
        ("th", "20", False, False),
        ("TM", "Brand", False, False),
        ("1", "\u5e02\u9577", False, True),
        ("1234", "said", False, False),
        ("", "said", True, False),
    ],
)
def test_a_mark_of_a_note_is_told_from_an_exponent(
    raised: str, before: str, *, linked: bool, note: bool
) -> None:
    assert is_note(raised, before, linked=linked) is note


def test_a_shortcode_is_known_by_its_end_its_values_or_its_name() -> None:
    assert shown(["[box]", "One [x y='1']two[/x].", "[/box]"]) == ["", "One two.", ""]
    assert shown(["[box] One."]) == ["[box] One."]
    assert shown(["[youtube] One [my_form]."]) == ["One ."]
    assert shown(["See [gallery](https://a.example)."]) == ["See [gallery](https://a.example)."]


@pytest.mark.parametrize(
    "text", ["[" * 200_000, "[a " * 60_000, "[caption]" * 20_000, "[/a]" * 9_999]
)
def test_brackets_without_end_take_no_time(text: str) -> None:
    assert len(shown([text])) == 1
