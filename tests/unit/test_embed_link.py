"""What a widget's link says: the site, the article, and whether all of its address arrives."""

from __future__ import annotations

import pytest

from widget.domain.embed_page import Attribute, WidgetTag
from widget.rules.embed_link import Encoding, NamedArticle, NamedBy, article_of, key_of, site_key_of

PAGE = "https://news.example/city/bridge?page=2#top"
READ = "https://widget.example/read/daily"
STORY = "https://news.example/story?id=1&lang=en"


def widget(query: str = "", **attributes: str) -> WidgetTag:
    """Return an element whose link has this query; underscores stand for hyphens."""
    named = tuple(Attribute(name.replace("_", "-"), value) for name, value in attributes.items())
    return WidgetTag(named, READ + query, READ + query)


@pytest.mark.parametrize(
    ("query", "url", "encoding"),
    [
        ("?url=https%3A%2F%2Fnews.example%2Fstory%3Fid%3D1%26lang%3Den", STORY, Encoding.WHOLE),
        ("?url=https%3a%2f%2fnews.example%2fa", "https://news.example/a", Encoding.WHOLE),
        (
            "?x=1&url=https%3A%2F%2Fnews.example%2Fa&bare=1",
            "https://news.example/a",
            Encoding.WHOLE,
        ),
        ("?url=https://news.example/a", "https://news.example/a", Encoding.BARE),
        ("?url=https://news.example/a?id=1", "https://news.example/a?id=1", Encoding.BARE),
        (
            "?url=https://news.example/a?id=1&utm_source=x",
            "https://news.example/a?id=1",
            Encoding.BARE,
        ),
        (f"?url={STORY}", "https://news.example/story?id=1", Encoding.CUT),
        ("?url=HTTPS://news.example/a?b&c=1", "HTTPS://news.example/a?b", Encoding.CUT),
        ("?url=https://news.example/a+b", "https://news.example/a b", Encoding.CUT),
    ],
)
def test_the_link_names_the_article(query: str, url: str, encoding: Encoding) -> None:
    found = article_of(widget(query), PAGE, "https://news.example/other")
    assert (found.url, found.by, found.encoding) == (url, NamedBy.LINK, encoding)


def test_what_was_meant_is_the_whole_rest_of_the_link() -> None:
    found = article_of(widget(f"?url={STORY}#part"), PAGE, None)
    assert found == NamedArticle(
        "https://news.example/story?id=1", NamedBy.LINK, Encoding.CUT, f"{STORY}#part"
    )


@pytest.mark.parametrize("query", ["", "?", "?url=", "?other=https%3A%2F%2Fnews.example%2Fa"])
def test_without_an_address_in_the_link_the_canonical_counts_then_the_page(query: str) -> None:
    canonical = "https://news.example/city/bridge"
    assert article_of(widget(query), PAGE, canonical) == NamedArticle(canonical, NamedBy.CANONICAL)
    own = "https://news.example/city/bridge?page=2"
    assert article_of(widget(query), PAGE, None) == NamedArticle(own, NamedBy.PAGE)


@pytest.mark.parametrize("name", ["url", "data_url"])
def test_the_attribute_counts_most(name: str) -> None:
    named = widget("?url=https%3A%2F%2Fnews.example%2Fa", **{name: "/b"})
    assert article_of(named, PAGE, None) == NamedArticle(
        "https://news.example/b", NamedBy.ATTRIBUTE
    )


@pytest.mark.parametrize(
    ("attributes", "key"),
    [({}, "daily"), ({"site": "weekly"}, "weekly"), ({"data_site": "weekly"}, "weekly")],
)
def test_the_site_is_the_attribute_or_the_end_of_the_path(
    attributes: dict[str, str], key: str
) -> None:
    assert site_key_of(widget("?url=x", **attributes)) == key


@pytest.mark.parametrize(
    "url", ["ARTICLE", "{{ page_url }}", "https%3A%2F%2Fa", "", "//x", "a" * 9999]
)
def test_what_is_no_address_has_no_key(url: str) -> None:
    assert key_of(url) is None
