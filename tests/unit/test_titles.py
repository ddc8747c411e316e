"""The title is the headline without its kicker; what is set apart on the page is not glued."""

from __future__ import annotations

import re

import pytest

from tests.unit.pages_made import ARTICLE, PARAGRAPHS, TITLE, URL, ld, meta, page
from widget.parse.pages.in_child import read

REST = "Rovers lose the derby after a late penalty"


def _title(heading: str, head: str = "") -> str | None:
    html = page(ARTICLE, head).replace(f"<h1>{TITLE}</h1>", f"<h1>{heading}</h1>")
    return read(html.replace(TITLE, REST).encode(), URL).title


@pytest.mark.parametrize(
    "heading",
    [
        f"<span class='kicker'>Premier League</span>{REST}",
        f"<span>Premier League</span> <span>{REST}</span>",
        f"<div>Premier League</div><div>{REST}</div>",
        f"<span>Premier League<i class='hidden'>:</i></span> {REST}",
        f"Premier League: {REST}",
    ],
)
@pytest.mark.parametrize("site", ["", " | The Daily", " - The Daily"])
def test_og_title_that_is_the_rest_wins_over_a_heading_with_a_kicker(
    heading: str, site: str
) -> None:
    head = meta("og:title", f"{REST}{site}") + meta("og:site_name", "The Daily")
    assert _title(heading, head) == REST


def test_a_kicker_that_the_publisher_says_as_well_is_set_apart_as_he_does() -> None:
    heading = f"<span>Premier League</span>{REST}"
    assert _title(heading, meta("og:title", f"Premier League: {REST}")) == f"Premier League: {REST}"
    said = ld(headline=f"Premier League \u2013 {REST}")
    assert _title(heading, said) == f"Premier League \u2013 {REST}"


def test_inner_elements_of_a_heading_are_not_glued() -> None:
    heading = "<span>Premier League</span>Rovers lose<br>the derby"
    assert _title(heading) == "Premier League Rovers lose the derby"


def test_a_word_in_two_elements_stays_one() -> None:
    heading = "<b>R</b>overs lose the der<wbr>by after a late pen\u00adalty"
    assert _title(heading) == REST


def test_the_end_of_a_title_is_not_its_rest() -> None:
    assert _title(f"Anna Berg and Lars Lind: {REST}", meta("og:title", "penalty")) != "penalty"


def test_a_headline_that_two_titles_of_the_head_agree_on_comes_before_the_page() -> None:
    said = "Rovers beaten in the derby by a late penalty"
    head = ld(headline=said) + meta("og:title", f"{said} | The Daily")
    assert _title(REST, head) == said
    assert _title(REST, ld(headline=said) + meta("og:title", REST)) == REST


def test_the_heading_that_is_shown_is_no_part_of_the_text() -> None:
    said = "Rovers beaten in the derby by a late penalty"
    head = ld(headline=said) + meta("og:title", said)
    found = read(page(ARTICLE, head).encode(), URL)
    assert (found.text or found.blocks[0].text).startswith(PARAGRAPHS[0])


SEARCHED = "Rovers derby 2024: best late penalties"


@pytest.mark.parametrize(("kind", "title"), [("BlogPosting", REST), ("NewsArticle", SEARCHED)])
def test_one_field_for_search_engines_does_not_beat_the_heading_of_a_blog(
    kind: str, title: str
) -> None:
    said = ld(**{"@type": kind, "headline": SEARCHED}) + meta("og:title", SEARCHED)
    html = page(ARTICLE, said).replace(f"<h1>{TITLE}</h1>", f"<h1>{REST}</h1>")
    html = re.sub("<title>.*?</title>", f"<title>{SEARCHED}</title>", html)
    assert read(html.encode(), URL).title == title


def test_a_heading_in_capitals_is_written_as_the_head_writes_it() -> None:
    assert _title(REST.upper(), meta("og:title", REST)) == REST


def test_prose_in_the_dress_of_a_heading_is_no_title() -> None:
    assert _title(f"{REST}. " * 8, meta("og:title", REST)) == REST


def test_signs_that_are_escaped_twice_are_read() -> None:
    assert _title("Rovers &amp;#x26; United", meta("og:title", "Rovers &amp;#x26; United")) == (
        "Rovers & United"
    )


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("promotions.ships.example", "Ships"),
        ("drinkships.example", "Ships"),
        ("boats.ships.example", "Ships Boats"),
    ],
)
def test_a_site_that_only_its_address_names_is_no_part_of_the_title(host: str, site: str) -> None:
    html = page(ARTICLE).replace("| The Daily</title>", f"| {site}</title>")
    html = html.replace(f"<h1>{TITLE}</h1>", "")
    assert read(html.encode(), f"https://{host}/harbour").title == TITLE
    other = html.replace(f"| {site}", "| Opinion")
    assert read(other.encode(), f"https://{host}/harbour").title == f"{TITLE} | Opinion"


@pytest.mark.parametrize("line", ["<h3>Posted on May 6, 2024 by Anna</h3>", "<p>6 May 2024</p>"])
def test_a_line_with_the_day_in_a_heading_is_no_part_of_the_title(line: str) -> None:
    assert _title(f"{REST}<div class='divider'></div>{line}") == REST
    assert _title(f"The derby of 6 May 2024<br>{REST}") == f"The derby of 6 May 2024 {REST}"
