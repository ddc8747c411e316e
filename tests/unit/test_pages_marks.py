"""What speaks against a summary is found wherever a page says it, and so is its section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.pages_made import TITLE, URL, ld, meta, page
from widget.domain.article import Marks
from widget.parse.pages.in_child import read

if TYPE_CHECKING:
    from widget.domain.article import Manuscript


def manuscript(html: str) -> Manuscript:
    return read(html.encode(), URL)


@pytest.mark.parametrize(
    ("head", "marks"),
    [
        (ld(isAccessibleForFree=False), Marks(paywalled=True)),
        (ld(isAccessibleForFree="False"), Marks(paywalled=True)),
        (ld(isAccessibleForFree=True), Marks()),
        (
            ld(hasPart=[{"isAccessibleForFree": "false", "cssSelector": ".paid"}]),
            Marks(paywalled=True),
        ),
        (meta("article:content_tier", "metered"), Marks(paywalled=True)),
        (meta("article:content_tier", "free"), Marks()),
        (ld(**{"@type": "OpinionNewsArticle"}), Marks(opinion=True)),
        (
            ld(**{"@type": ["NewsArticle", "https://schema.org/OpinionNewsArticle"]}),
            Marks(opinion=True),
        ),
        (meta("article:opinion", "true"), Marks(opinion=True)),
        (ld(**{"@type": "LiveBlogPosting"}), Marks(live=True)),
        ('<meta name="robots" content="NOINDEX, follow">', Marks(noindex=True)),
        ('<meta name="googlebot" content="none">', Marks(noindex=True)),
        ('<meta name="robots" content="index, max-snippet:-1">', Marks()),
    ],
)
def test_what_speaks_against_a_summary_is_marked(head: str, marks: Marks) -> None:
    assert manuscript(page(head=head)).marks == marks


def test_json_ld_of_other_articles_says_nothing_of_this_one() -> None:
    other = {"@type": "NewsArticle", "headline": "Another story", "isAccessibleForFree": False}
    listed = {"@type": "ItemList", "itemListElement": [{"item": other}]}
    head = ld(headline=TITLE, relatedLink=other) + ld(**listed)
    assert manuscript(page(head=head)).marks == Marks()


@pytest.mark.parametrize(
    "second",
    [
        {"@type": "WebPage", "isAccessibleForFree": False},
        {"@type": "NewsArticle", "headline": TITLE, "url": URL, "isAccessibleForFree": "False"},
        {"@type": "WebPage", "hasPart": {"isAccessibleForFree": "https://schema.org/False"}},
        {"@type": "CreativeWork", "mainEntityOfPage": URL, "isAccessibleForFree": 0},
    ],
)
def test_a_mark_counts_from_each_node_of_the_page(second: dict[str, Any]) -> None:
    first = {"headline": TITLE, "datePublished": "2024-05-06", "url": URL}
    assert manuscript(page(head=ld(**first) + ld(**second))).marks == Marks(paywalled=True)
    graph = ld(**{"@type": "Graph", "@graph": [{"@type": "NewsArticle", **first}, second]})
    assert manuscript(page(head=graph)).marks == Marks(paywalled=True)


def test_the_kinds_of_a_second_node_count_as_well() -> None:
    opinion = ld(headline=TITLE, url=URL) + ld(**{"@type": "OpinionNewsArticle", "url": URL})
    assert manuscript(page(head=opinion)).marks == Marks(opinion=True)
    live = ld(headline=TITLE, url=URL) + ld(**{"@type": "LiveBlogPosting", "headline": TITLE})
    assert manuscript(page(head=live)).marks == Marks(live=True)


def test_a_second_article_at_another_address_is_not_this_one() -> None:
    other = ld(headline="Another", url="https://news.example/other", isAccessibleForFree=False)
    video = ld(**{"@type": "VideoObject", "isAccessibleForFree": False})
    assert manuscript(page(head=ld(headline=TITLE, url=URL) + other + video)).marks == Marks()


def _crumbs(*crumbs: dict[str, Any]) -> str:
    return ld(**{"@type": "BreadcrumbList", "itemListElement": list(crumbs)})


@pytest.mark.parametrize(
    ("crumbs", "section"),
    [
        (
            [
                {"position": 2, "name": "Politics", "item": "https://news.example/politics"},
                {"position": 1, "name": "The Daily", "item": "https://news.example/"},
                {"position": 3, "name": TITLE},
            ],
            "Politics",
        ),
        ([{"item": {"@id": "/sport", "name": "Sport"}}], "Sport"),
        ([{"name": "Home", "item": "/start"}, {"name": "Culture", "item": "/culture"}], "Culture"),
        ([{"name": "Home", "item": "/"}, {"name": TITLE, "item": URL}], None),
        ([{"name": "Home", "item": "/"}, {"name": "The end of the list"}], None),
        (["Sport", 3, None], None),
    ],
)
def test_breadcrumbs_are_the_section_where_nothing_else_is(
    crumbs: list[dict[str, Any]], section: str | None
) -> None:
    assert manuscript(page(head=ld() + _crumbs(*crumbs))).section == section
    named = ld(articleSection="News") + _crumbs(*crumbs)
    assert manuscript(page(head=named)).section == "News"
