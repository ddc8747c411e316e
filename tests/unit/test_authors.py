"""The author is a person who wrote it, wherever the page names one: no address, number or site."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.pages_made import ARTICLE, TITLE, URL, ld, meta, page
from widget.parse.pages.in_child import read

SITE = meta("og:site_name", "The Daily")


def _author(body: str = "", head: str = "", url: str = URL) -> str | None:
    return read(page(f"{body}{ARTICLE}", SITE + head).encode(), url).author


def _graph(*nodes: dict[str, Any]) -> str:
    return ld(**{"@type": "Graph", "@graph": list(nodes)})


ANNA = {"@type": "Person", "@id": "#anna", "name": "Anna Berg"}
LARS = {"@type": "Person", "@id": "#lars", "givenName": "Lars", "familyName": "Lind"}


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ({"@id": "#anna"}, "Anna Berg"),
        ([{"@id": "#anna"}, {"@id": "#lars"}], "Anna Berg, Lars Lind"),
        ([{"@id": "#lars", "name": "L. Lind"}], "L. Lind"),
        ({"@id": "#nobody"}, None),
        ([[{"name": "Anna Berg"}], "Lars Lind"], "Anna Berg, Lars Lind"),
        ("By Anna Berg and Lars Lind", "Anna Berg, Lars Lind"),
        ({"name": "Anna Berg (abe), Reporter"}, "Anna Berg"),
    ],
)
def test_authors_are_those_that_a_graph_points_to(authors: object, names: str | None) -> None:
    article = {"@type": "NewsArticle", "headline": TITLE, "author": authors}
    assert _author(head=_graph(article, ANNA, LARS)) == names


@pytest.mark.parametrize(
    "written",
    [
        *("a.berg@daily.example", "https://daily.example/anna", "105092", "The Daily", "Daily"),
        *("news.example", "anna-berg", "Redaktion", "admin", "The Daily (www.daily.example)"),
        "news.example, Hamburg, Germany",
    ],
)
def test_what_is_no_name_of_a_person_is_no_author(written: str) -> None:
    assert _author(head=ld(author={"name": written})) is None
    assert _author(head=meta("author", written)) is None
    shown = "<p class='byline'>By Anna Berg</p>"
    assert _author(shown, ld(author={"name": written})) == "Anna Berg"
    assert _author(shown, meta("author", written)) == "Anna Berg"


@pytest.mark.parametrize(
    "line",
    [
        "<p class='byline'>By Anna Berg and Lars Lind</p>",
        "<p class='byline'>By <a href='/a'>Anna Berg</a> and <a href='/l'>Lars Lind</a></p>",
        "<span itemprop='author'><i itemprop='name'>Anna Berg</i>, "
        "<i itemprop='name'>Lars Lind</i></span>",
        "<div><a rel='author' href='/x'>Anna Berg</a> <a rel='author'>Lars Lind</a></div>",
        "<p>Text: <a href='/autor/anna'>Anna Berg</a>, <a href='/autor/lars'>Lars Lind</a></p>",
        "<p class='article-author'>Anna Berg &amp; Lars Lind | May 6, 2024</p>",
        "<p class='byline'>By Anna Berg, Lars Lind December 6, 2024</p>",
        "<div class='byline'><b>By</b> <b>Anna Berg</b>, <b>Lars Lind</b> <i>Staff</i></div>",
        "<div class='author'>Von Anna Berg und Lars Lind</div>",
    ],
)
def test_the_line_below_the_heading_names_the_authors(line: str) -> None:
    assert _author(line) == "Anna Berg, Lars Lind"


@pytest.mark.parametrize(
    "line",
    [
        "<div class='comments'><p class='author'>Anna Berg</p></div>",
        "<div class='related'><p class='byline'>By Anna Berg</p></div>",
        "<blockquote class='twitter-tweet'><a rel='author'>Anna Berg</a></blockquote>",
        "<p class='author'>Follow us on Facebook and Twitter</p>",
        "<p class='byline'>Photo: Getty Images</p>",
        f"<div class='author-box'>Anna Berg {'writes about the harbour and the sea. ' * 20}</div>",
    ],
)
def test_a_name_of_somebody_else_is_not_the_author(line: str) -> None:
    assert _author(line) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<p class='byline'>By Anna Berg<span>New York Daily News</span></p>", "Anna Berg"),
        ("<p class='byline'>Anna Berg <i>Senior Politics Editor</i></p>", "Anna Berg"),
        ("<p class='author'>\u4f5c\u8005\uff1a\u8c22\u82e5\u542b</p>", "\u8c22\u82e5\u542b"),
        ("<p class='author'>\uc2e0\ud604\uc8fc \uae30\uc790</p>", "\uc2e0\ud604\uc8fc"),
        ("<p class='byline'>Door Jan van der Berg</p>", "Jan van der Berg"),
    ],
)
def test_offices_and_places_beside_a_name_are_no_names(line: str, name: str) -> None:
    assert _author(line) == name


def test_several_authors_in_the_head_count_and_a_company_gives_way_to_the_page() -> None:
    two = meta("author", "Anna Berg") + meta("author", "Lars Lind")
    assert _author(head=two) == "Anna Berg, Lars Lind"
    shown = "<p class='byline'>By Anna Berg</p>"
    assert _author(shown, meta("author", "North Sea Publishing")) == "Anna Berg"
    assert _author("", meta("author", "North Sea Publishing")) == "North Sea Publishing"


def test_an_agency_is_named_where_nobody_else_is() -> None:
    agency = ld(author={"@type": "Organization", "name": "dpa"})
    assert _author(head=agency) == "dpa"
    assert _author("<p class='byline'>Von Anna Berg</p>", agency) == "Anna Berg"


@pytest.mark.parametrize(
    "desk",
    ["Harbour Staff", "The Harbour Team", "Team Harbour", "Harbour News Desk", "HB Redaktion"],
)
def test_a_desk_is_an_author_by_its_name(desk: str) -> None:
    assert _author(head=ld(author={"@type": "Person", "name": desk})) == desk
    assert _author(f"<p class='byline'>By {desk}</p>") == desk


@pytest.mark.parametrize(
    "desk", ["Staff", "The Team", "Editorial Team", "News Desk", "Our Editors"]
)
def test_a_desk_without_a_name_is_nobody(desk: str) -> None:
    assert _author(head=ld(author={"name": desk})) is None
    assert _author(f"<p class='byline'>By {desk}</p>") is None


@pytest.mark.parametrize(
    "text",
    ["Full Bio", "Member Login", "The Author", "More About Anna", "Learn More", "\u2219 Paid"],
)
def test_what_a_link_leads_to_is_no_name(text: str) -> None:
    assert _author(f"<a href='/author/anna'>{text}</a>") is None
    assert _author(f"<p class='author'>{text}</p><p class='author'>Anna Berg</p>") == "Anna Berg"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Anna Berg, Ph.D.", "Anna Berg, Ph.D."),
        ("Anna B.", "Anna B."),
        ("Anna Berg.", "Anna Berg"),
        ("Anna Berg, Senior Harbour Correspondent", "Anna Berg"),
        ("Anna Berg, Head of Harbours", "Anna Berg"),
        ("Anna Berg - Harbour Editorial Team", "Anna Berg"),
        ("content: The Harbour, design: Lars Lind", None),
    ],
)
def test_degrees_stay_with_a_name_and_offices_do_not(written: str, name: str | None) -> None:
    assert _author(head=ld(author=written)) == name


def test_a_name_as_in_a_catalogue_is_turned_round() -> None:
    assert _author(head=meta("parsely-author", "Berg, Anna")) == "Anna Berg"
    two = meta("citation_author", "Berg, Anna Maria") + meta("citation_author", "Lind, Lars")
    assert _author(head=two) == "Anna Maria Berg, Lars Lind"
    assert _author(head=meta("author", "Anna Berg, Lars Lind")) == "Anna Berg, Lars Lind"


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Anna Berg</p>",
        "<p>by: Anna Berg, Dec 17, 2024</p>",
        "<div><span>Written by</span> <a href='/a'>Anna Berg</a></div>",
        "<p>Von Anna Berg</p>",
        "<p>Por: <b>Anna Berg</b></p>",
        "<div class='publish-date-author'>Dec. 19, 2024 \u00b7 Anna Berg</div>",
        "<aside><p class='author'>Anna Berg</p></aside>",
        "<div class='page-sidebar'><a href='/authors/anna'>Anna Berg</a></div>",
        f"<div class='author-box'><b>Anna Berg</b><p>{'She writes of the sea. ' * 30}</p></div>",
        "<a rel='author'>Anna</a><p class='byline'>By Anna Berg</p>",
    ],
)
def test_a_byline_is_found_by_its_words_and_by_being_the_only_one(line: str) -> None:
    assert _author(line) == "Anna Berg"


@pytest.mark.parametrize(
    "line",
    [
        "<p>We read <a>Lights</a> by <a>Anna Berg</a>.</p>",
        "<p><a>Lights</a> by Anna Berg</p>",
        "<ul><li>By Anna Berg</li></ul>",
        "<p>by the Harbour Awards, Sea Prize</p>",
        "<aside><i class='author'>Anna Berg</i><i class='author'>Lars Lind</i></aside>",
        "<i class='author'>The Daily</i><aside><i class='author'>Anna Berg</i></aside>",
        "<a href='/profile/anna'>Anna</a>",
    ],
)
def test_a_name_in_a_sentence_or_in_a_list_is_no_byline(line: str) -> None:
    assert _author(line) is None


def test_a_first_name_is_an_author_where_it_is_marked() -> None:
    assert _author("<a rel='author'>Anna</a>") == "Anna"
    assert _author("<a href='/author/anna'>Anna and Lars</a>") == "Anna, Lars"


def test_an_agency_stands_beside_the_people_and_the_page_may_name_the_author() -> None:
    agency = {"@type": "Organization", "name": "dpa"}
    assert _author(head=ld(author=[ANNA, agency])) == "Anna Berg, dpa"
    page_node = {"@type": "WebPage", "author": {"@id": "#anna"}}
    assert _author(head=_graph({"@type": "NewsArticle", "headline": TITLE}, page_node, ANNA)) == (
        "Anna Berg"
    )


def test_who_publishes_a_site_as_a_person_is_its_author() -> None:
    owner = {"@type": "Person", "name": "The Daily"}
    assert _author(head=ld(author=owner, publisher=owner)) == "The Daily"
    assert _author(head=ld(author=owner, publisher={"@type": "Organization"})) is None
