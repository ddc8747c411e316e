"""The day of publication is the one that the newsroom means, and none is made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from tests.unit.pages_made import ARTICLE, URL, ld, meta, page
from widget.domain.article import Precision
from widget.parse.pages.in_child import read

if TYPE_CHECKING:
    from widget.domain.article import Manuscript


def manuscript(html: str, url: str = URL) -> Manuscript:
    return read(html.encode(), url)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (ld(datePublished="2024-05-06T23:30:00-07:00"), (2024, 5, 6)),
        (meta("article:published_time", "2024-05-06 10:00:00 +0200"), (2024, 5, 6)),
        (meta("article:published_time", "20240506"), (2024, 5, 6)),
        (ld(**{"@type": "WebPage", "datePublished": "2024-05-06"}), (2024, 5, 6)),
        (meta("datePublished", "Mon, 06 May 2024 10:00:00 GMT"), (2024, 5, 6)),
        (ld(datePublished="soon") + meta("parsely-pub-date", "2024-05-06"), (2024, 5, 6)),
        (meta("published", "2024-05-06T10:00:00Z"), (2024, 5, 6)),
        (meta("published-date", "2024-05-06") + meta("modified-date", "2024-05-08"), (2024, 5, 6)),
        (meta("w-published-date", "2024-05-06T06:03:43.274Z"), (2024, 5, 6)),
        (ld(datePublished="0001-01-01T00:00:00") + meta("date", "2024-05-06"), (2024, 5, 6)),
        (meta("article:published_time", "1714986000"), (2024, 5, 6)),
        (meta("article:published", "2024/5/6 9:05"), (2024, 5, 6)),
        (meta("pubdate", "2024\u5e745\u67086\u65e5 18:05"), (2024, 5, 6)),
        (meta("dcterms.issued", "2024-05-06-23:59:59"), (2024, 5, 6)),
        (ld(**{"@type": "VideoObject", "datePublished": "2024-05-06"}), (2024, 5, 6)),
        (meta("publish-date", "May 6, 2024"), (2024, 5, 6)),
        (ld(datePublished="Mon May 06 15:28:56 CET 2024"), (2024, 5, 6)),
        (meta("article_date_original", "Monday, May 06, 2024, 2:47 PM"), (2024, 5, 6)),
        (meta("article:published_time", "Mon, 06 May 2024 23:00:00 IST"), (2024, 5, 6)),
        (meta("article:published_time", "Mon, 06 May 1985 10:00:00 GMT"), (1985, 5, 6)),
        (meta("publish-date", "6. mai 1985"), (1985, 5, 6)),
        (ld(datePublished="2024-05-06").replace("{", '{"name": "a "quoted" name",'), (2024, 5, 6)),
    ],
)
def test_the_day_of_publication_is_found(head: str, day: tuple[int, int, int]) -> None:
    published = manuscript(page(head=head)).published_at
    assert published
    assert (published.year, published.month, published.day) == day


def test_a_time_without_a_zone_is_taken_for_utc_and_others_keep_theirs() -> None:
    naive = manuscript(page(head=ld(datePublished="2024-05-06T07:08:09"))).published_at
    assert naive == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    zoned = manuscript(page(head=ld(datePublished="2024-05-06T07:08:09+02:00"))).published_at
    assert zoned
    assert zoned.tzinfo == timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("said", "precision"),
    [
        ("2024-05-06T07:08:09+02:00", Precision.MINUTE),
        ("2024-05-06T07:08", Precision.MINUTE),
        ("2024-05-06", Precision.DAY),
        ("2024-05-06T00:00:00+02:00", Precision.DAY),
        ("Mon, 06 May 2024 23:00:00 IST", Precision.DAY),
    ],
)
def test_a_day_without_a_time_of_day_is_told_from_a_moment(said: str, precision: Precision) -> None:
    assert manuscript(page(head=ld(datePublished=said))).published_precision is precision


def test_a_date_that_is_only_shown_is_found() -> None:
    body = f"<p class='date'>Published on 6 May 2024</p>{ARTICLE}"
    assert manuscript(page(body)).published_at == datetime(2024, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "path", "found"),
    [
        ("2024-05-07T02:12:54Z", "2024/05/06", "2024-05-06T23:12:54-03:00"),
        ("2024-05-07T02:12:54+09:00", "2024/05/06", "2024-05-07T02:12:54+09:00"),
        ("2024-05-07", "2024/05/06", "2024-05-07T00:00:00+00:00"),
        ("2024-05-07T14:00:00Z", "2024/5/6", "2024-05-07T14:00:00+00:00"),
        ("2026-05-07T14:00:00Z", "20240506", "2024-05-06T00:00:00+00:00"),
        ("2024-05-02T14:00:00Z", "2024-05-06", "2024-05-02T14:00:00+00:00"),
        ("2024-05-07T14:00:00Z", "2024/15/06", "2024-05-07T14:00:00+00:00"),
        ("soon", "2024/05/06", "2024-05-06T00:00:00+00:00"),
    ],
)
def test_the_day_in_the_address_is_that_of_the_newsroom(said: str, path: str, found: str) -> None:
    html = page(head=ld(datePublished=said))
    published = manuscript(html, f"https://news.example/{path}/harbour").published_at
    assert published is not None
    assert published.isoformat() == found


def test_a_day_in_the_name_of_an_article_says_nothing() -> None:
    html = page(head=ld(datePublished="2024-05-07"))
    published = manuscript(html, "https://news.example/2024-05-06-harbour").published_at
    assert published == datetime(2024, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "marked",
    [
        '<span itemprop="datePublished" content="2024-05-06T10:00:00Z">Monday</span>',
        '<span itemprop="datePublished">2024-05-06</span>',
        '<time pubdate datetime="2024-05-06">Monday</time>',
        '<time class="entry-date published" datetime="2024-05-06">Monday</time>',
    ],
)
def test_the_element_that_is_marked_as_the_date_is_believed(marked: str) -> None:
    others = '<p>Written on 2024-05-01.</p><time datetime="2024-04-01">Earlier</time>'
    published = manuscript(page(f"{others}{marked}{ARTICLE}")).published_at
    assert published is not None
    assert f"{published:%Y-%m-%d}" == "2024-05-06"


def test_marked_dates_of_several_days_are_those_of_a_list() -> None:
    dates = "".join(f'<time pubdate datetime="2024-05-{day}">x</time>' for day in (16, 17, 18))
    head = meta("lastpubdate", "x") + "<meta name='date' content='2024-05-06'>"
    published = manuscript(page(f"{ARTICLE}{dates}", head)).published_at
    assert published == datetime(2024, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Anna Berg</p><p>May 6, 2024</p>",
        "<div>2024\u5e745\u67086\u65e5 18:05</div>",
        "<div>6 May 2024, updated 8 May 2024</div>",
    ],
)
def test_the_date_below_the_title_is_the_articles_own(line: str) -> None:
    others = "<time>2024-05-01</time><p class='date'>2024-05-02</p>"
    html = page(f"{line}{ARTICLE}{others}").replace("<nav>", "<div>8 May 2024</div><nav>")
    published = manuscript(html).published_at
    assert published is not None
    assert f"{published:%Y-%m-%d}" == "2024-05-06"


def test_the_date_that_baidu_asks_for_is_read() -> None:
    said = '{"title": "x", "pubDate": "2024-05-06T10:00:00"}'
    html = page(head=f'<script type="application/ld+json">{said}</script>')
    assert manuscript(html).published_at == datetime(2024, 5, 6, 10, tzinfo=UTC)


def test_a_year_alone_is_no_date() -> None:
    assert manuscript(page(f"{ARTICLE}<p>Copyright 2017 The Daily</p>")).published_at is None


VIDEO = {"@type": "VideoObject", "uploadDate": "2019-01-01"}


@pytest.mark.parametrize(
    "head",
    [
        meta("article:published_time", "2024-05-06"),
        meta("dc.date.issued", "2024-05-06"),
        ld(**{"@type": "WebPage", "datePublished": "2024-05-06"}),
        ld(dateCreated="2024-05-01") + meta("article:published_time", "2024-05-06"),
    ],
)
def test_the_day_of_a_video_on_the_page_is_not_that_of_the_article(head: str) -> None:
    published = manuscript(page(head=ld(**VIDEO) + head)).published_at
    assert published == datetime(2024, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "own",
    [
        {"url": URL + "/?from=ld#top"},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": URL}},
        {"@id": URL.replace("https://", "http://www.") + "#article"},
        {},
    ],
)
def test_of_several_articles_in_json_ld_the_one_with_the_pages_address_counts(
    own: dict[str, object],
) -> None:
    teaser = {"url": "https://news.example/2024/04/other", "author": "Anna", "image": "/a.png"}
    others = ld(headline="Another story", datePublished="2024-04-01", **teaser)
    published = manuscript(page(head=others + ld(datePublished="2024-05-06", **own))).published_at
    assert published == datetime(2024, 5, 6, tzinfo=UTC)


def test_the_day_in_microdata_is_that_of_the_item_with_the_title() -> None:
    item = '<div itemscope itemtype="https://schema.org/NewsArticle">{}</div>'
    teaser = item.format('<meta itemprop="datePublished" content="2024-04-01">Another story')
    own = '<meta itemprop="datePublished" content="2024-05-06">'
    html = page(f"{own}{ARTICLE}").replace("<article>", f"{teaser}<article itemscope>")
    assert manuscript(html).published_at == datetime(2024, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "url", "day"),
    [("en-US", URL, (2024, 5, 6)), ("en", "https://news.example.co.uk/x", (2024, 6, 5))],
)
def test_the_order_of_numbers_is_that_of_the_newsroom(
    lang: str, url: str, day: tuple[int, int, int]
) -> None:
    published = manuscript(page(f"<p>05/06/24</p>{ARTICLE}", lang=lang), url).published_at
    assert published == datetime(*day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (
            ld(datePublished="2024-05-06")
            + meta("article:published_time", "2024-05-06T10:15:00+02:00"),
            "2024-05-06T10:15:00+02:00",
        ),
        (
            ld(datePublished="2024-05-06") + meta("pubdate", "Mon, 06 May 2024 10:15 CEST"),
            "2024-05-06T10:15:00+02:00",
        ),
        (
            ld(datePublished="2024-05-06")
            + meta("article:published_time", "2024-05-09T10:15:00+02:00"),
            "2024-05-06T00:00:00+00:00",
        ),
        (
            ld(datePublished="Mon May 06 2024 10:15:00 GMT+0200 (CEST)"),
            "2024-05-06T10:15:00+02:00",
        ),
        (ld(datePublished="2024-05-06 10:15 CEST"), "2024-05-06T10:15:00+02:00"),
        (ld(datePublished="May 6, 2024 10:15 PM EDT"), "2024-05-06T22:15:00-04:00"),
    ],
)
def test_a_bare_day_gives_way_to_a_time_of_the_same_day(head: str, found: str) -> None:
    published = manuscript(page(head=head)).published_at
    assert published
    assert published.isoformat() == found


def test_a_time_in_an_element_makes_a_bare_day_exact() -> None:
    marked = '<time datetime="2024-05-06T10:15:00+02:00">6 May</time>'
    found = manuscript(page(f"{marked}{ARTICLE}", ld(datePublished="2024-05-06")))
    assert found.published_precision is Precision.MINUTE
    assert found.published_at == datetime(2024, 5, 6, 8, 15, tzinfo=UTC)


def test_the_day_in_the_address_may_have_begun_east_of_greenwich() -> None:
    html = page(head=ld(datePublished="2024-05-05T23:01:00Z"))
    published = manuscript(html, "https://news.example/2024/05/06/harbour").published_at
    assert published
    assert published.isoformat() == "2024-05-06T00:01:00+01:00"


SIDEBAR = f"<div class='sidebar'><p>6 March 2024</p><p>{'Other news of the day. ' * 20}</p></div>"


@pytest.mark.parametrize(
    "box",
    [
        "<blockquote class='twitter-tweet'><p>We sail.</p><a>March 6, 2024</a></blockquote>",
        "<div class='comments'><p>Published on 6 March 2024</p></div>",
        "<div class='related'><time class='published' datetime='2024-03-06'>x</time></div>",
        SIDEBAR,
        SIDEBAR.replace("div class='sidebar'", "aside").replace("</div>", "</aside>"),
    ],
)
def test_the_day_of_a_tweet_or_of_a_sidebar_is_not_that_of_the_article(box: str) -> None:
    assert manuscript(page(f"{box}{ARTICLE}")).published_at is None
    dated = manuscript(page(f"{box}<p>Published: 6 May 2024</p>{ARTICLE}")).published_at
    assert dated == datetime(2024, 5, 6, tzinfo=UTC)
