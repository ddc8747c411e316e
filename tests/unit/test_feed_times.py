"""The times of feeds: in words of many languages, in US numbers, by whatever element."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from widget.domain.article import Precision
from widget.parse.feeds import feeds
from widget.parse.feeds.feed_times import moment, precision

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("Mon, 04 May 2026 12:00:00 GMT", ""),
        ("Mo, 04 Mai 2026 14:00:00 +0200", "de"),
        ("Mo., 4. Mai 2026, 14:00 CEST", "de-AT"),
        ("lun., 04 mai 2026 14:00:00 +0200", "fr"),
        ("lun, 04 mayo 2026 12:00:00 +0000", "es"),
        ("4 de maio de 2026 12:00:00 GMT", "pt"),
        ("lun, 04 mag 2026 14:00:00 +0200", "it"),
        ("\u041f\u043d, 04 \u043c\u0430\u044f 2026 15:00:00 +0300", "ru"),
        ("pon, 04 maja 2026 14:00:00 +0200", "pl"),
        ("Mon, 05/04/2026 08:00:00 -0400", "en"),
        ("Monday, 5/4/2026 8:00 AM EDT", "en-US"),
        ("Mon, 04/05/2026 12:00:00 GMT", "en-GB"),
        ("Mon, 05/04/2026 12:00 PM GMT", "en-US"),
    ],
)
def test_a_time_of_a_feed_is_read(written: str, language: str) -> None:
    assert moment(written, language) == NOON


@pytest.mark.parametrize(
    "written",
    [
        *("05/04/2026 08:00:00 -0400", "Tue, 05/04/2026 08:00:00 -0400"),
        *("Mon, 31/31/2026 08:00 GMT", "Mo, 04 Foo 2026 12:00:00 GMT", "4. Mai 2026", ""),
        *("Mon, 05/04/2026 08:00", "1 Mai 2026 " + "9" * 200),
    ],
)
def test_a_time_that_may_be_two_or_is_none_is_not_read(written: str) -> None:
    assert moment(written) is None


def test_numbers_above_twelve_say_which_is_the_day() -> None:
    assert moment("5/31/2026 12:00 GMT") == moment("31/05/2026 12:00 GMT")


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Mon, 04 May 2026 00:00:00 +0200", Precision.DAY),
        ("2026-05-04", Precision.DAY),
        ("Mo, 04 Mai 2026 14:00:00 +0200", Precision.MINUTE),
        ("2026-05-04T00:00:00Z", Precision.DAY),
        ("2026-05-04T22:00:00Z", Precision.MINUTE),
    ],
)
def test_midnight_is_a_day(written: str, known: Precision) -> None:
    assert precision(written) is known


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry>
<link href="https://news.example/a"/><title>A</title>{dates}</entry></feed>"""
RSS1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>T</title></channel>
<item rdf:about="https://news.example/a"><title>A</title><link>https://news.example/a</link>
<dc:date>2026-05-04T14:00:00+02:00</dc:date></item></rdf:RDF>"""


def test_dc_date_of_rss_1_is_the_publish_time() -> None:
    [entry] = feeds.parse(RSS1.encode(), "https://news.example/feed").entries
    assert entry.manuscript.published_at == NOON


def test_an_update_of_an_atom_entry_is_no_publish_time() -> None:
    document = ATOM.format(dates="<updated>2026-05-04T12:00:00Z</updated>")
    [entry] = feeds.parse(document.encode(), "https://news.example/feed").entries
    assert (entry.manuscript.published_at, entry.manuscript.modified_at) == (None, NOON)
