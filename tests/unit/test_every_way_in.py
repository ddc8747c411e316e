"""The same value means the same, whichever way it comes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, SITE, STORY
from tests.unit.ways_in import WAYS_IN
from widget.domain.block import Block, Role
from widget.domain.errors import InvalidField
from widget.domain.limits import SHORT_TEXT_CHARACTERS, URL_CHARACTERS
from widget.parse.pages import page
from widget.parse.pages.body import Body
from widget.store import open_store
from widget.usecases.articles.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.ports import View

REFUSED = "refused"
NOW = datetime(2999, 12, 31, 23, 59, 59, 1, tzinfo=UTC)
"""When an article arrives that names no time of its own."""
NO_LANGUAGE = "tlh"
"""The language of the site, which an article has that names none."""

TEN = datetime(2026, 5, 5, 10, tzinfo=UTC)
STRICT = {name for name, way in WAYS_IN.items() if way.strict}
PAGES = ("page", "page with JSON-LD")
THE_DAY_OF_A_PAGE = dict.fromkeys(PAGES, datetime(2026, 5, 5, tzinfo=UTC))


@pytest.fixture(scope="module")
def view() -> Iterator[View]:
    """Return the view of a store without any article, while no page is searched for its text."""
    store = open_store("sqlite://")
    with pytest.MonkeyPatch.context() as patch, store.view() as opened:
        patch.setattr(page, "body_of", lambda *_: Body((Block(Role.PARAGRAPH, STORY),)))
        patch.setattr(page, "language_in", lambda _, tag: tag)  # what the page says is compared
        yield opened
    store.close()


def kept(view: View, field: str, value: str) -> dict[str, Any]:
    """Return what is kept of a value, by the way in which it came; None for nothing.

    A way in whose format has no such field is left out.
    """
    ways = [name for name, way in WAYS_IN.items() if field in way.carries]
    assert len(ways) >= len(WAYS_IN) - 1
    return {name: _kept(view, name, field, value) for name in ways}


def _kept(view: View, name: str, field: str, value: str) -> Any:
    site, way = replace(SITE, language=NO_LANGUAGE), WAYS_IN[name]
    try:
        manuscript = replace(way.manuscript({field: value}), url=PAGE, title="A", text=STORY)
        valid = validate(view, site, manuscript, way.policy(NOW))
        found = getattr(valid.article.headline, field)
    except InvalidField as error:
        return REFUSED if error.field == field else error
    return None if found in {NOW, NO_LANGUAGE} else found


def everywhere(found: dict[str, Any], value: object) -> dict[str, Any]:
    """Return what ought to be kept of a value: the same, whichever way was tried."""
    return dict.fromkeys(found, value)


def nowhere(found: dict[str, Any]) -> dict[str, Any]:
    """Return what ought to be kept of what is no value: nothing, and who is strict refuses it."""
    return dict.fromkeys(found) | dict.fromkeys(STRICT, REFUSED)


# --- times ---------------------------------------------------------------------------------------

MOMENTS = [
    *("2026-05-05T10:00:00Z", "2026-05-05T12:00:00+02:00", "2026-05-05t10:00:00z"),
    *("2026-05-05 10:00:00 UTC", "2026-05-05 12:00:00 +0200", "2026-05-05T10:00Z"),
    *("2026-05-05T10Z", "20260505T100000Z", "20260505T1200+0200", "2026-05-05T10:00:00.000Z"),
    *("2026-05-05T10:00:00,0Z", "2026-W19-2T10:00:00Z", "2026-125T10:00:00Z"),
    *("2026-05-05T12:00:00+02:00[Europe/Berlin]", "2026-05-05T08:00:00\u221202:00"),
    *("Tue, 05 May 2026 10:00:00 GMT", "Tue, 5 May 2026 12:00 +0200", "05 May 26 10:00 UT"),
    *("Tuesday, 05-May-26 10:00:00 GMT", "Tue, 05 May 2026 10:00:00 -0000"),
    *("Tue May 05 2026 12:00:00 GMT+0200 (CEST)", "Tue May  5 10:00:00 UTC 2026"),
    *("Tue May 05 10:00:00 +0000 2026", " 2026-05-05T10:00:00Z ", "1777975200", "1777975200000"),
]
ZONES = {
    **{"CET": 11, "CEST": 12, "EET": 12, "EEST": 13, "WET": 10, "WEST": 11, "BST": 11, "MSK": 13},
    **{"EST": 5, "EDT": 6, "CST": 4, "CDT": 5, "MST": 3, "MDT": 4, "PST": 2, "PDT": 3, "GMT": 10},
    **{"JST": 19, "KST": 19, "SGT": 18, "HKT": 18, "AEST": 20, "NZST": 22, "SAST": 12, "BRT": 7},
    **{"AKDT": 2, "HST": 0, "ADT": 7, "PKT": 15, "WIB": 17, "Z": 10},
}
"""The hour that it is there when it is ten in Greenwich."""
OLD = {
    "1985-05-05T10:00:00Z": datetime(1985, 5, 5, 10, tzinfo=UTC),
    "Sun, 05 May 1985 12:00:00 CEST": datetime(1985, 5, 5, 10, tzinfo=UTC),
    "1970-01-02T00:00:00Z": datetime(1970, 1, 2, tzinfo=UTC),
    "1899-12-31T23:00:00Z": datetime(1899, 12, 31, 23, tzinfo=UTC),
    "0001-01-02T00:00:00Z": datetime(1, 1, 2, tzinfo=UTC),
}


@pytest.mark.parametrize("field", ["published_at", "modified_at"])
@pytest.mark.parametrize("written", MOMENTS)
def test_a_moment_is_the_same_moment(view: View, field: str, written: str) -> None:
    found = kept(view, field, written)
    assert found == everywhere(found, TEN)


@pytest.mark.parametrize("zone", ZONES)
def test_a_zone_by_its_name_is_the_same_zone(view: View, zone: str) -> None:
    for notation in ("Tue, 05 May 2026 {:02}:00:00 {}", "2026-05-05T{:02}:00:00 {}"):
        found = kept(view, "published_at", notation.format(ZONES[zone], zone))
        assert found == everywhere(found, TEN)


@pytest.mark.parametrize("written", OLD)
def test_an_old_article_is_old(view: View, written: str) -> None:
    found = kept(view, "published_at", written)
    assert found == everywhere(found, OLD[written])


@pytest.mark.parametrize("zone", ["IST", "AST", "GST", "SST", "XYZ", "A", "ET", "America/New_York"])
def test_an_unknown_zone_is_unknown_and_leaves_a_page_its_day(view: View, zone: str) -> None:
    for notation in ("Tue, 05 May 2026 10:00:00 {}", "2026-05-05 10:00:00 {}"):
        found = kept(view, "published_at", notation.format(zone))
        assert found == nowhere(found) | THE_DAY_OF_A_PAGE


@pytest.mark.parametrize(
    "written", ["2026-05-05", "2026-05-05Z", "20260505", "05 May 2026", "2026-W19-2", "2026-125"]
)
def test_a_day_alone_is_no_moment_and_leaves_a_page_its_day(view: View, written: str) -> None:
    found = kept(view, "published_at", written)
    assert found == nowhere(found) | THE_DAY_OF_A_PAGE


@pytest.mark.parametrize(
    "written", ["2026-05-05T25:00:00Z", "2026-05-05T10:60:00Z", "2026-05-05T10:00:00+99:99"]
)
def test_a_time_of_day_that_cannot_be_leaves_a_page_its_day(view: View, written: str) -> None:
    found = kept(view, "published_at", written)
    assert found == nowhere(found) | THE_DAY_OF_A_PAGE


@pytest.mark.parametrize(
    "written", ["2026-05-05T10:00:00", "2026-05-05 10:00", "Tue, 05 May 2026 10:00:00"]
)
def test_without_a_zone_only_wordpress_and_a_page_mean_utc(view: View, written: str) -> None:
    found = kept(view, "published_at", written)
    assert found == nowhere(found) | dict.fromkeys(("WordPress", *PAGES), TEN)


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "now", "12:00:00Z", "0000-00-00 00:00:00"),
        *("0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ],
)
def test_what_is_no_time_is_none(view: View, written: str) -> None:
    found = kept(view, "published_at", written)
    assert found == nowhere(found)


@pytest.mark.parametrize("written", ["2026-02-30T10:00:00Z", "2026-13-05T10:00:00Z"])
def test_a_day_that_cannot_be_is_none(view: View, written: str) -> None:
    found = kept(view, "published_at", written)
    for name in PAGES:  # without another date the last word is a guess from all that they show
        del found[name]
    assert found == nowhere(found)


# --- languages -----------------------------------------------------------------------------------

LANGUAGES = {
    **{"en": "en", "EN": "en", "en-US": "en-US", "en_US": "en-US", "EN-us": "en-US"},
    **{"en-US.UTF-8": "en-US", "de_DE@euro": "de-DE", " de ": "de", "en,de": "en"},
    **{"zh_Hans_CN": "zh-Hans-CN", "zh-hant": "zh-Hant", "ZH-CN": "zh-CN", "zh-CHS": "zh-Hans"},
    **{"no": "no", "nb": "nb", "iw": "he", "in": "id", "deu": "de", "en-UK": "en-GB"},
    **{"es-419": "es-419", "de-AT-1996": "de-AT-1996", "sr-Latn-RS": "sr-Latn-RS", "nds": "nds"},
    **{"fr;q=0.9": "fr", "de-u-co-phonebk": "de", "en-x-daily": "en"},
}


@pytest.mark.parametrize("written", LANGUAGES)
def test_a_language_is_the_same_language(view: View, written: str) -> None:
    found = kept(view, "language", written)
    assert found == everywhere(found, LANGUAGES[written])


@pytest.mark.parametrize(
    "written",
    [
        *("", "english", "English", "x-default", "und", "mul", "i-klingon", "C", "e", "en-", "-en"),
        *("en US", "not a language", "en--US", "en-US-GB", "\u65e5\u672c", "12", "a" * 45),
    ],
)
def test_what_is_no_language_is_none(view: View, written: str) -> None:
    found = kept(view, "language", written)
    assert found == nowhere(found)


# --- sections ------------------------------------------------------------------------------------

AS_WRITTEN = [
    *("City", "CITY", "city", "Stadt & Land", "R&D", "\u0420\u0435\u0433\u0438\u043e\u043d"),
    *("News/Politics", "News > Politics", "News \u00bb Europe", "A|B", "Politics;Europe"),
    *("Arts, Culture & Media", "Op-Ed", "Film: TV", "\u793e\u8aac", "1 < 2", "L\u2019Europe"),
    *("'Quoted'", '"Quoted"', "$5", "x" * SHORT_TEXT_CHARACTERS),
]
MENDED = {
    **{"Arts &amp; Culture": "Arts & Culture", "Arts &amp;amp; Culture": "Arts & Culture"},
    **{"K&#252;che": "K\u00fcche", "K&uuml;che": "K\u00fcche", "Ku\u0308che": "K\u00fcche"},
    **{"A&nbsp;B": "A B", "A&#8217;s": "A\u2019s", "1 &lt; 2": "1 < 2", "A&#x26;B": "A&B"},
    **{"<b>Sport</b>": "Sport", "&lt;i&gt;Sport&lt;/i&gt;": "Sport", "  City  ": "City"},
    **{"City\n\tNews": "City News", "City\xa0News": "City News", "City\u2003News": "City News"},
    **{
        "City\u2028News": "City News",
        "City\u3000News": "City News",
        "City \u200b News": "City News",
    },
    **{"\u200bCity\u200b": "City", "\ufeffCity": "City", "City\x7fNews": "CityNews"},
    "x" * (SHORT_TEXT_CHARACTERS - 1) + "&amp;": "x" * (SHORT_TEXT_CHARACTERS - 1) + "&",
}
SECTIONS = {name: name for name in AS_WRITTEN} | MENDED


@pytest.mark.parametrize("written", SECTIONS)
def test_a_section_is_the_same_section(view: View, written: str) -> None:
    found = kept(view, "section", written)
    assert found == everywhere(found, SECTIONS[written])


@pytest.mark.parametrize("written", ["", "  ", "\u200b", "&nbsp;", "<br>", "\u2028"])
def test_what_names_no_section_is_none(view: View, written: str) -> None:
    found = kept(view, "section", written)
    assert found == everywhere(found, None)


@pytest.mark.parametrize("words", ["word " * 50, "Stadt &amp; " * 30, "x" * 201, "x " * 101])
def test_a_section_that_is_too_long_is_cut_at_a_space_or_refused(view: View, words: str) -> None:
    found = kept(view, "section", words)
    cut = found["page"]
    assert found == everywhere(found, cut) | dict.fromkeys(STRICT, REFUSED)
    assert len(cut) <= SHORT_TEXT_CHARACTERS
    assert cut.endswith("\u2026")


# --- pictures ------------------------------------------------------------------------------------

PICTURES = [
    "https://img.news.example/bridge.jpg",
    "https://img.news.example/bridge.jpg?w=1200&fit=crop",
    "https://img.news.example/%E6%A9%8B.webp",
    "http://img.news.example:8080/a",
]


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_the_same_whichever_way_it_comes_in(view: View, picture: str) -> None:
    found = kept(view, "image", picture)
    assert found == everywhere(found, picture)


@pytest.mark.parametrize(
    "picture",
    ["javascript:alert(1)", "data:image/png;base64,AA==", "https://ada@news.example/a.jpg",
     "https://fa\u00df.example/a.jpg", "ftp://news.example/a.jpg",
     "https://news.example/" + "a" * URL_CHARACTERS],
)  # fmt: skip
def test_what_is_no_address_of_a_picture_is_kept_nowhere(view: View, picture: str) -> None:
    found = kept(view, "image", picture)
    assert found == nowhere(found)
