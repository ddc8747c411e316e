"""What an article is called says the same whichever way the name came in."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

import pytest

from tests.unit.pages_made import URL, ld, meta, page
from tests.unit.publisher_site import NOW
from widget.domain.article import Headline, Marks
from widget.domain.site import Eligibility
from widget.domain.summary import Reason
from widget.parse.feeds import feeds, sitemaps, wordpress
from widget.parse.pages.page import manuscript
from widget.parse.webhooks import ghost
from widget.rules import article_kinds
from widget.rules.article_kinds import is_live_address, is_opinion_address, marks_by
from widget.rules.eligibility import reason_against
from widget.rules.word_lists import phrases

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = article_kinds.__file__.rpartition("/")[0]
OPINION, LIVE = f"{FOLDER}/opinion.txt", f"{FOLDER}/live.txt"
EVERYWHERE = "labels and addresses"
NAMES = [
    "Viewpoint",
    "Tribune",
    "Kolumne",
    "Letters to the editor",
    "Live updates",
    "opinie-en-debat",
]
NAMES += ["Commentisfree", "Op–Ed", "LIVETICKER", "Débats", "Columnas de Opinión", "社説"]
TOPICS = ["City", "Public opinion", "Opinion polls", "Chicago Tribune", "Live", "Live music"]
TOPICS += ["Love letters", "Live & Kultur", "Newsticker", "Livestream", "Spinal columns", ""]


def in_feed(name: str) -> Marks:
    feed = f"<item><link>https://a.example/1</link><category>{escape(name)}</category></item>"
    body = f"<rss version='2.0'><channel><title>x</title>{feed}</channel></rss>"
    return feeds.parse(body.encode(), URL).entries[0].manuscript.marks


def in_json_feed(name: str) -> Marks:
    item = {"id": "1", "url": "/1", "tags": ["City", name]}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [item]}
    return feeds.parse(json.dumps(feed).encode(), URL).entries[0].manuscript.marks


def in_sitemap(name: str) -> Marks:
    news = f"<news:news><news:genres>Blog, {escape(name)}</news:genres></news:news>"
    body = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>https://a.example/1</loc>{news}</url></urlset>"
    )
    return sitemaps.parse(body.encode(), URL).entries[0].manuscript.marks


def in_wordpress(name: str) -> Marks:
    term = {"taxonomy": "category", "name": escape(name)}
    post = {"id": 1, "link": "https://a.example/1", "_embedded": {"wp:term": [[term]]}}
    return wordpress.parse(json.dumps([post]).encode(), URL).entries[0].manuscript.marks


def in_ghost(name: str) -> Marks:
    tags = [{"name": "City"}, {"name": name}]
    post = {"url": URL, "status": "published", "visibility": "public", "tags": tags}
    event = ghost.read(json.dumps({"post": {"current": post}}).encode())
    assert event is not None
    assert event.manuscript is not None
    return event.manuscript.marks


def on_page(head: str) -> Marks:
    return manuscript(page(head=head).encode(), URL, "text/html").marks


def in_meta(name: str) -> Marks:
    return on_page(meta("article:section", escape(name)))


def in_json_ld(name: str) -> Marks:
    return on_page(ld(articleSection=["City", name]))


def in_genre(name: str) -> Marks:
    return on_page(ld(genre=name))


def in_breadcrumbs(name: str) -> Marks:
    crumbs = [{"@type": "ListItem", "item": {"@id": "/", "name": each}} for each in ("Home", name)]
    return on_page(ld() + ld(**{"@type": "BreadcrumbList", "itemListElement": crumbs}))


def in_section(name: str) -> Marks:
    """Return what speaks against an article whose publisher sent this section by JSON or a file."""
    headline = Headline("daily", "https://a.example/1", "A", "en", NOW, "f" * 32, section=name)
    reason = reason_against(Eligibility(), headline, NOW)
    return Marks(opinion=reason is Reason.OPINION, live=reason is Reason.LIVE_BLOG)


WAYS_IN = [
    *(in_feed, in_json_feed, in_sitemap, in_wordpress, in_ghost),
    *(in_meta, in_json_ld, in_genre, in_breadcrumbs, in_section),
]
every_way = pytest.mark.parametrize("way", WAYS_IN, ids=lambda way: way.__name__)


@every_way
@pytest.mark.parametrize("name", NAMES)
def test_a_name_counts_whichever_way_it_comes_in(way: Callable[[str], Marks], name: str) -> None:
    assert marks_by([name]) in (Marks(opinion=True), Marks(live=True))
    assert way(name) == marks_by([name])


@every_way
@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_or_a_newspaper_that_sounds_like_one_does_not(
    way: Callable[[str], Marks], name: str
) -> None:
    assert way(name) == Marks()


@pytest.mark.parametrize(("path", "mark"), [(OPINION, "opinion"), (LIVE, "live")])
def test_every_phrase_of_the_lists_is_known_as_it_is_written(path: str, mark: str) -> None:
    listed = (*phrases(path, EVERYWHERE), *phrases(path, "labels"))
    assert len(listed) > 5
    assert [phrase for phrase in listed if not getattr(marks_by([phrase]), mark)] == []


@pytest.mark.parametrize(
    ("path", "tells"), [(OPINION, is_opinion_address), (LIVE, is_live_address)]
)
def test_every_phrase_is_known_in_an_address(path: str, tells: Callable[[str], bool]) -> None:
    listed = (*phrases(path, EVERYWHERE), *phrases(path, "addresses"))
    slugs = [phrase.replace(" ", "-") for phrase in listed]
    unknown = [slug for slug in slugs if not tells(f"https://a.example/2026/{slug}/bridge")]
    assert unknown == []


@pytest.mark.parametrize(
    "label",
    ["News > Opinion", "Opinion / Letters", "Sport|Meinung", "Home › Debatt", "Op-Ed: guests"],
)
def test_a_whole_part_of_a_label_tells(label: str) -> None:
    assert marks_by([label]).opinion


@pytest.mark.parametrize(
    "path",
    [
        *("reviews/live/the-band", "music/reviews/live/the-band", "travel/perspectives/the-alps"),
        *("culture/letters/from-a-poet", "sport/cricket/column/averages", "shop/live/the-album"),
        *("reviews/en-vivo/la-banda", "reisen/debatte/slug", "a-matter-of-opinion", "tv/live-band"),
    ],
)
def test_a_word_in_the_middle_of_a_path_tells_nothing(path: str) -> None:
    assert not is_opinion_address(f"https://a.example/{path}")
    assert not is_live_address(f"https://a.example/{path}")


@pytest.mark.parametrize(
    "path",
    [
        *("en/opinion/x", "2024/05/06/opinion/x", "news/comment/x", "a/b/meinung/x", "debatte/x"),
        *("fr/idees/x", "glosse/x", "aktuell/politik/gastkommentar/x", "article/editos/x"),
    ],
)
def test_the_first_folder_that_says_anything_tells(path: str) -> None:
    assert is_opinion_address(f"https://a.example/{path}")
    assert not is_live_address(f"https://a.example/{path}")


@pytest.mark.parametrize(
    "path",
    [
        *("live/x", "news/live/x", "2024/live/x", "sport/x/live", "de/liveticker/x"),
        "sport/football/live-blog/x",
    ],
)
def test_the_first_folder_or_the_end_tells_of_a_live_blog(path: str) -> None:
    assert is_live_address(f"https://a.example/{path}")
    assert not is_opinion_address(f"https://a.example/{path}")


@pytest.mark.parametrize(
    "label",
    ["Gastkommentar", "Debatte", "Glosse", "Éditos", "Idées", "Opinion | Columnists", "édito"],
)
def test_what_newsrooms_call_their_opinion_pages_tells(label: str) -> None:
    assert marks_by([label]).opinion


@pytest.mark.parametrize("folder", ["tribune", "tribuna", "daily-tribune", "newsticker", "leather"])
def test_a_newspaper_in_an_address_is_no_opinion(folder: str) -> None:
    address = f"https://a.example/{folder}/bridge"
    assert not is_opinion_address(address)
    assert not is_live_address(address)


def test_a_label_of_any_length_is_read_in_no_time() -> None:
    assert marks_by(["/" * 100_000, "opinion " * 100_000]) == Marks()
