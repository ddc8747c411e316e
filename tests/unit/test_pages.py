"""A news page becomes the manuscript of its article, and says why when it cannot."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from tests.unit.pages_made import ARTICLE, TEXT, TITLE, URL, ld, meta, page
from widget.domain.article import Manuscript, Marks, Neighbour
from widget.domain.limits import ALIASES
from widget.fetch.sandbox.pool import Sandbox
from widget.parse.pages.in_child import read


def manuscript(html: str, url: str = URL) -> Manuscript:
    return read(html.encode(), url)


# --- the whole -----------------------------------------------------------------------------------


def test_a_page_becomes_the_manuscript_of_its_article() -> None:
    head = ld(
        headline=TITLE,
        datePublished="2024-05-06T07:08:09+02:00",
        dateModified="2024-05-07",
        author=[{"@type": "Person", "name": "Anna Berg"}, {"name": "Lars Lind"}],
        articleSection="Politics",
        image={"url": "/harbour.jpg"},
    )
    found = manuscript(page(head=head))
    assert found.title == TITLE
    assert found.body == TEXT
    assert found.published_at == datetime(2024, 5, 6, 5, 8, 9, tzinfo=UTC)
    assert found.modified_at == datetime(2024, 5, 7, tzinfo=UTC)
    assert (found.author, found.section) == ("Anna Berg, Lars Lind", "Politics")
    assert found.image == "https://news.example/harbour.jpg"
    assert (found.language, found.url, found.aliases) == ("en", URL, ())
    assert found.marks == Marks()


def test_a_page_is_read_in_the_sandbox_as_it_is_here() -> None:
    child = Sandbox()
    html = page(head=ld(headline=TITLE, datePublished="2024-05-06T07:08:09+02:00")).encode()
    assert child.call(read, html, URL, "text/html") == read(html, URL, "text/html")
    child.close()


def test_naming_the_function_loads_no_parser() -> None:
    heavy = "{'trafilatura', 'lxml', 'htmldate', 'selectolax'}"
    code = (
        "import sys, widget.parse.pages.in_child, widget.fetch.sandbox.pool\n"
        f"print({heavy} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# --- the title -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        ld(headline="Council approves budget for the harbour"),
        meta("og:title", f"{TITLE} | The Daily"),
        meta("og:title", f"{TITLE} - The Daily") + meta("og:site_name", "The Daily"),
        ld(headline="COUNCIL APPROVES BUDGET FOR THE HARBOUR"),
    ],
)
def test_the_title_is_the_heading_that_the_head_agrees_with(said: str) -> None:
    assert manuscript(page(f"{ARTICLE}<h1>Latest news of the day</h1>", said)).title == TITLE


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Fire at the mill | The Daily", "Fire at the mill"),
        ("The Daily - Fire at the mill", "Fire at the mill"),
        ("Fire at the mill \u2013 news.example", "Fire at the mill"),
        ("Mill on fire - again", "Mill on fire - again"),
        ("Fire at the mill - The Daily - News of the coast", "Fire at the mill"),
        ("\u6e2f\u9996\u9053\u6b49_\u65b0\u95fb_\u4e2d\u6587\u7f51", "\u6e2f\u9996\u9053\u6b49"),
        ("\u6e2f\u9996\u9053\u6b49--\u4e2d\u6587\u7f51", "\u6e2f\u9996\u9053\u6b49"),
    ],
)
def test_a_title_in_the_head_loses_the_name_of_the_site(written: str, title: str) -> None:
    head = f"<title>{written}</title>" + meta("og:site_name", "The Daily")
    html = f"<html><head>{head}</head><body>{ARTICLE}</body></html>"
    assert manuscript(html).title == title


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ("Fire at the mill - what we know | The Daily", "Fire at the mill \u2013 what we know"),
        ("Fire at the mill | Local | The Daily", "Fire at the mill"),
        ("Mill fire: two families homeless", "Fire at the old mill leaves two families homeless"),
        ("\u6e2f\u9996\u9053\u6b49 - \u4e2d\u6587\u7f51", "\u6e2f\u9996\u9053\u6b49"),
    ],
)
def test_the_heading_is_the_title_where_the_head_says_it_otherwise(
    written: str, heading: str
) -> None:
    html = f"<html><head><title>{written}</title></head><body><h1>news.example</h1><h1>The Daily"
    assert manuscript(f"{html}</h1><h1>{heading}</h1>{ARTICLE}</body></html>").title == heading


def test_a_logo_that_is_a_heading_is_no_title() -> None:
    html = page().replace('<a href="/">The Daily</a>', "<h1>The Daily</h1>")
    assert manuscript(html).title == TITLE


def test_the_title_is_no_part_of_the_text() -> None:
    assert TITLE not in (manuscript(page(f"<p>{TITLE}</p>{ARTICLE}")).body or "")


# --- addresses -----------------------------------------------------------------------------------


def test_the_canonical_address_is_the_url_and_the_others_are_aliases() -> None:
    head = (
        '<link rel="canonical" href="/harbour"><link rel="amphtml" href="/amp/harbour">'
        '<link rel="shortlink" href="https://daily.example/?p=5">'
        + meta("og:url", "https://news.example/harbour?from=og")
        + ld(mainEntityOfPage={"@id": "https://news.example/id/5"})
    )
    found = manuscript(page(head=head))
    assert found.url == "https://news.example/harbour"
    assert found.aliases == (
        URL,
        "https://news.example/harbour?from=og",
        "https://news.example/id/5",
        "https://news.example/amp/harbour",
        "https://daily.example/?p=5",
    )


def test_no_more_aliases_than_the_limit_are_kept() -> None:
    links = "".join(f'<link rel="amphtml" href="/amp/{n}">' for n in range(ALIASES + 1))
    assert len(manuscript(page(head=links)).aliases) == ALIASES


@pytest.mark.parametrize("href", ["javascript:alert(1)", "https://[", "/" + "x" * 2_100])
def test_an_address_that_leads_nowhere_is_left_out(href: str) -> None:
    found = manuscript(page(head=f'<link rel="canonical" href="{href}">' + meta("og:image", href)))
    assert (found.url, found.aliases, found.image) == (URL, (), None)


# --- language, marks -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        ("de-AT", "", "de-AT"),
        ("", meta("og:locale", "pt_BR"), "pt-BR"),
        ("", ld(inLanguage="fr"), "fr"),
        ("x; y", '<meta http-equiv="content-language" content="sv">', "sv"),
        ("", "", None),
    ],
)
def test_the_language_is_what_the_page_says(lang: str, head: str, language: str | None) -> None:
    names = "<p>Harbour council budget, spring quay: Anna Berg, Lars Lind, Rostock.</p>" * 9
    assert manuscript(page(names, head=head, lang=lang)).language == language


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[" * 100_000,
        '{"@graph": [{"@type": "NewsArticle", "headline": ["x"]}]}',
        "null",
        '"x"',
    ],
)
def test_broken_json_ld_is_as_good_as_none(script: str) -> None:
    html = page(head=f'<script type="application/ld+json">{script}</script>')
    assert manuscript(html).body == TEXT


def test_json_ld_with_the_usual_mistakes_is_read() -> None:
    said = '<!-- {"@type": "NewsArticle", "headline": "x\ty", "datePublished": "2024-05-06",} -->'
    html = page(head=f'<script type="application/ld+json">{said}</script>')
    assert manuscript(html).published_at == datetime(2024, 5, 6, tzinfo=UTC)


# --- the neighbours ------------------------------------------------------------------------------


def test_the_neighbours_of_the_page_are_those_of_the_manuscript() -> None:
    links = (
        '<a rel="prev" href="/2024/05/mill">Fire at the old mill leaves two families homeless</a>'
        '<a rel="next" href="/2024/05/bridge">New bridge over the river opens to traffic</a>'
    )
    found = manuscript(page(f"{ARTICLE}<nav class='post-navigation'>{links}</nav>"))
    assert found.neighbours.previous == Neighbour(
        "Fire at the old mill leaves two families homeless", "https://news.example/2024/05/mill"
    )
    assert found.body == TEXT


@pytest.mark.parametrize(
    "title",
    [
        f"Anna's Own Home on the Web | {TITLE}",
        f"{TITLE} Local Office",
        f"{TITLE}-Politics",
        f"Tomorrow's Paper--{TITLE}",
    ],
)
@pytest.mark.parametrize("tag", ["h2", "div", "td"])
def test_a_title_of_which_the_page_shows_the_greater_part_is_that_part(
    title: str, tag: str
) -> None:
    shown = f"<p>Politics</p><{tag}>{TITLE}</{tag}>"
    html = page(title=title).replace(f"<h1>{title}</h1>", shown).replace(" | The Daily", "")
    assert read(html.encode(), URL).title == TITLE


def test_a_lesser_part_of_a_title_is_none_even_where_the_page_shows_it() -> None:
    html = page().replace(f"<h1>{TITLE}</h1>", "<div>for the harbour</div>")
    html = html.replace(" | The Daily", "")
    assert read(html.encode(), URL).title == TITLE
