"""RSS and Atom become listings: addresses, dates, whole texts, tombstones, hubs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from widget.domain.article import Marks
from widget.domain.errors import Unreadable
from widget.domain.limits import TITLE_CHARACTERS, URL_CHARACTERS
from widget.domain.source import Entry, Listing
from widget.parse.feeds import feeds
from widget.parse.feeds.hub_links import websub_links

URL = "https://news.example/feeds/all.xml"
BODY = "".join(
    f"<p>The harbour council voted on point {n} of its long list.</p>" for n in range(20)
)
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(items: str, channel: str = "") -> Listing:
    document = f'<?xml version="1.0"?><rss version="2.0" {NAMESPACES}><channel><title>The Daily'
    return feeds.parse(f"{document}</title>{channel}{items}</channel></rss>".encode(), URL)


def item(inner: str, link: str = "https://news.example/bridge") -> Entry:
    (entry,) = rss(f"<item><link>{link}</link>{inner}</item>").entries
    return entry


def atom(inner: str, head: str = "") -> Listing:
    document = f'<feed xmlns="http://www.w3.org/2005/Atom" {head}>{inner}</feed>'
    return feeds.parse(document.encode(), URL)


# --- the fields ----------------------------------------------------------------------------------


def test_an_item_of_rss_comes_out_with_all_that_it_says() -> None:
    entry = item(
        "<title>Bridge &amp;amp; port</title><pubDate>Tue, 07 May 2024 09:30:00 +0200</pubDate>"
        "<dc:creator>Anna Berg</dc:creator><dc:creator>Lars Lind</dc:creator>"
        "<category>City</category><category>Traffic</category>"
        '<media:content url="/bridge.jpg" medium="image"/><description>Short.</description>'
    )
    found = entry.manuscript
    assert entry.url == found.url == "https://news.example/bridge"
    assert (found.title, found.section, found.author) == (
        *("Bridge & port", "City"),
        "Anna Berg, Lars Lind",
    )
    assert found.published_at == datetime(2024, 5, 7, 7, 30, tzinfo=UTC)
    assert (found.modified_at, found.body, found.marks) == (None, None, Marks())
    assert found.image == "https://news.example/bridge.jpg"
    assert not entry.gone


def test_an_entry_of_atom_comes_out_with_all_that_it_says() -> None:
    listing = atom(
        "<entry><title type='html'>A &lt;b&gt;bold&lt;/b&gt; plan</title><link href='plan'/>"
        "<published>2024-05-07T09:30:00+02:00</published><updated>2024-05-08T00:00:00Z</updated>"
        "<author><name>Anna Berg</name><email>a@news.example</email></author>"
        f"<category term='city' label='City'/><content type='html'><![CDATA[{BODY}]]></content>"
        "</entry>",
        'xml:lang="de-AT" xml:base="https://news.example/city/"',
    )
    found = listing.entries[0].manuscript
    assert found.url == "https://news.example/city/plan"
    assert (found.title, found.author, found.section) == ("A bold plan", "Anna Berg", "City")
    assert found.published_at == datetime(2024, 5, 7, 7, 30, tzinfo=UTC)
    assert found.modified_at == datetime(2024, 5, 8, tzinfo=UTC)
    assert found.language == "de-AT"
    assert found.body is not None
    assert found.body.startswith("The harbour council voted on point 0 of its long list.\n\nThe")


def test_a_title_that_is_text_keeps_its_angle_brackets() -> None:
    listing = atom("<entry><title>1 &lt; 2 &amp;amp; b</title><link href='/x'/></entry>")
    assert listing.entries[0].manuscript.title == "1 < 2 &amp; b"


def test_rdf_is_read() -> None:
    document = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>x</title></channel>'
        '<item rdf:about="y"><title>T</title><link>https://news.example/1</link></item></rdf:RDF>'
    )
    assert feeds.parse(document.encode(), URL).entries[0].manuscript.title == "T"


def test_relative_links_are_relative_to_the_feed() -> None:
    assert item("", "../city/bridge").url == "https://news.example/city/bridge"


def test_bases_within_bases_are_relative_to_the_feed_and_to_each_other() -> None:
    entry = '<entry xml:base="bridge/"><title>A</title><link href="story"/></entry>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/city/">{entry}</feed>'
    [found] = feeds.parse(feed.encode(), URL).entries
    assert found.url == "https://news.example/city/bridge/story"


def test_the_publishers_own_address_wins_over_that_of_a_feed_service() -> None:
    origin = "<feedburner:origLink>https://news.example/own</feedburner:origLink>"
    assert item(origin, "https://feedproxy.example/~r/1").url == "https://news.example/own"


def test_a_permanent_guid_is_an_address_and_another_guid_is_not() -> None:
    guid = "<item><guid{}>https://news.example/{}</guid></item>"
    listing = rss(guid.format("", 1) + guid.format(' isPermaLink="false"', 2))
    assert [entry.url for entry in listing.entries] == ["https://news.example/1"]


@pytest.mark.parametrize("name", ["post-123", "12345", "tag:news.example,2024:1"])
def test_a_guid_that_is_a_mere_name_is_no_address_whatever_it_says_of_itself(name: str) -> None:
    assert rss(f"<item><title>A</title><guid>{name}</guid></item>").entries == ()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://a.example/x", "", "https://[::1"])
def test_what_is_no_http_address_is_left_out_and_reported(link: str) -> None:
    listing = rss(f"<item><title>x</title><link>{link}</link></item>" * 2)
    assert listing.entries == ()
    assert listing.problems == ("An entry has no http(s) address that can be used. (2 times)",)


def test_an_address_one_past_the_limit_is_left_out() -> None:
    base = "https://news.example/"
    fits = base + "a" * (URL_CHARACTERS - len(base))
    assert item("", fits).url == fits
    assert rss(f"<item><link>{fits}a</link></item>").entries == ()


def test_a_title_one_past_the_limit_is_left_out_and_reported() -> None:
    assert item(f"<title>{'a' * TITLE_CHARACTERS}</title>").manuscript.title
    listing = rss(f"<item><link>/x</link><title>{'a' * (TITLE_CHARACTERS + 1)}</title></item>")
    assert listing.entries[0].manuscript.title is None
    assert listing.problems == (f"A field of more than {TITLE_CHARACTERS} characters is left out.",)


def test_of_two_entries_with_one_address_the_last_is_kept() -> None:
    pair = "<item><link>/x</link><title>{}</title></item>"
    (entry,) = rss(pair.format("first") + pair.format("last")).entries
    assert entry.manuscript.title == "last"


def test_hostile_words_stay_what_they_are() -> None:
    entry = item("<title>&lt;script&gt;alert(1)</title><category>{{7*7}}\u202e</category>")
    assert entry.manuscript.section == "{{7*7}}"  # without what would turn the words after it
    assert "script" in (entry.manuscript.title or "")


@pytest.mark.parametrize("name", ["Opinion", "op-ed", "Meinung", "COMMENT"])
def test_a_category_that_says_opinion_is_a_mark(name: str) -> None:
    assert item(f"<category>{name}</category>").manuscript.marks == Marks(opinion=True)


def test_a_category_that_says_live_blog_is_a_mark() -> None:
    assert item("<category>Live Blog</category>").manuscript.marks == Marks(live=True)


# --- whole articles ------------------------------------------------------------------------------


def encoded(body: str, description: str = "A short teaser.") -> str | None:
    inner = f"<description>{description}</description><content:encoded><![CDATA[{body}]]>"
    return item(f"{inner}</content:encoded>").manuscript.body


def test_content_that_is_clearly_longer_than_the_description_is_the_article() -> None:
    assert (encoded(BODY) or "").count("\n\n") == 19


@pytest.mark.parametrize(
    "end",
    [
        *("[…]", "[&hellip;]", "...", "<a href='/x'>Read more</a>", "Continue reading “Plan” →"),
        *("<p>Weiterlesen</p>", "[…]<p>The post <a>Plan</a> appeared first on <a>Daily</a>.</p>"),
    ],
)
def test_what_ends_like_a_teaser_is_no_article(end: str) -> None:
    assert encoded(f"{BODY}{end}") is None


def test_what_is_hardly_longer_than_the_description_is_no_article() -> None:
    assert encoded(BODY, f"<![CDATA[{BODY}]]>") is None


def test_a_few_words_are_no_article() -> None:
    assert encoded("<p>Just a line.</p>", "") is None


def test_a_description_alone_is_no_article_however_long() -> None:
    assert item(f"<description><![CDATA[{BODY}]]></description>").manuscript.body is None


def test_the_line_that_wordpress_adds_is_no_part_of_the_article() -> None:
    added = "<p>The post <a href='/x'>Plan</a> appeared first on <a href='/'>The Daily</a>.</p>"
    assert encoded(BODY + added) == encoded(BODY)


def test_content_that_lies_elsewhere_is_not_taken() -> None:
    inner = "<entry><link href='/x'/><content type='text/html' src='/y'/></entry>"
    assert atom(inner).entries[0].manuscript.body is None


# --- the listing ---------------------------------------------------------------------------------


def test_the_same_words_have_the_same_stamp_wherever_they_stand() -> None:
    first, second = (
        f"<item><link>/{name}</link><title>{name}</title><description>d</description></item>"
        for name in "ab"
    )
    date = "<lastBuildDate>Tue, 07 May 2024 09:30:00 GMT</lastBuildDate>"
    stamps = [
        {entry.url: entry.stamp for entry in listing.entries}
        for listing in (rss(first + second), rss(second + first, date))
    ]
    assert stamps[0] == stamps[1]
    assert len(set(stamps[0].values())) == 2


@pytest.mark.parametrize(
    "change",
    ["<description>other</description>", "<category>x</category>", "<pubDate>soon</pubDate>"],
)
def test_other_words_have_another_stamp(change: str) -> None:
    assert item("").stamp != item(change).stamp


def test_the_hub_the_topic_and_the_next_pages_are_found() -> None:
    links = (
        "<atom:link rel='hub' href='https://hub.example/'/><atom:link rel='self' href='/all.xml'/>"
        "<atom:link rel='next' href='?page=2'/><atom:link rel='prev-archive' href='/2023.xml'/>"
    )
    listing = rss("", links)
    assert (listing.hub, listing.topic) == ("https://hub.example/", "https://news.example/all.xml")
    assert listing.more == (
        "https://news.example/feeds/all.xml?page=2",
        "https://news.example/2023.xml",
    )


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ('<https://hub.example/>; rel="hub", </f>; rel=self', ("https://hub.example/", True)),
        ('</f>; title="a, b"; rel="alternate self"', (None, True)),
        ("<javascript:x>; rel=hub, <ftp://a.example/>; rel=self", (None, False)),
        ("<", (None, False)),
    ],
)
def test_a_link_header_names_hub_and_topic(header: str, found: tuple[str | None, bool]) -> None:
    topic = "https://news.example/f" if found[1] else None
    assert websub_links(header, URL) == (found[0], topic)


# --- what is no feed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<!doctype html><html><head></head></html>", "HTML page, not a feed; give the feed's"),
        (
            "<html><link rel='alternate' type='application/rss+xml' href='/rss'></html>",
            "its feed may be at https://news.example/rss",
        ),
        ("<urlset/>", "sitemap"),
        ("<opml version='1.0'/>", "list of feeds"),
        ("<note/>", "it begins with <note>"),
        ("just words", "it holds no XML"),
        (" \n", "empty"),
        ('[{"content": {"rendered": "x"}}]', "WordPress"),
        ("{", "no JSON at line 1"),
        ('{"a": 1}', "no JSON Feed"),
    ],
)
def test_what_is_no_feed_is_called_by_its_name(body: str, words: str) -> None:
    with pytest.raises(Unreadable, match=r"^[^\n]+\.$") as refusal:
        feeds.parse(body.encode(), URL)
    assert words in refusal.value.message


def test_an_empty_feed_is_a_feed() -> None:
    assert rss("") == Listing()
