"""Times as programs write them, and what they are when they are none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.rules.times import LONGEST, midnight, moment, moment_in_utc, moment_or_day, read
from widget.rules.zones import ZONES

NOON = datetime(2024, 5, 7, 12, tzinfo=UTC)
DAY = datetime(2024, 5, 7, tzinfo=UTC)
RFC_822 = {"UT", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "Z"}


@pytest.mark.parametrize(
    "written",
    [
        *("Tue, 07 May 2024 12:00:00 GMT", "Tue, 7 May 2024 14:00:00 +0200", "07 May 24 12:00 UT"),
        *("Tue, 07 May 2024 08:00:00 EDT", "Tue, 07 May 2024 14:00:00 CEST"),
        *("Tue, 07 May 2024 12:00:00 -0000", "Tue, 07 May 2024 14:00 +02:00 (CEST)"),
        *("2024-05-07T12:00:00Z", "2024-05-07T14:00:00+02:00", "2024-05-07 12:00:00 UTC"),
        *("2024-05-07T12:00Z", "20240507T120000Z", "2024-05-07T12:00:00.000Z"),
        *("2024-05-07T14:00:00+0200", "  2024-05-07T12:00:00z\n", "2024-05-07 14:00:00+02"),
        *("Tue May 07 2024 14:00:00 GMT+0200 (CEST)", "Tue, 07 May 2024 14:00:00 UTC+02:00"),
        *("Tuesday, 07-May-24 12:00:00 GMT", "Tue May  7 14:00:00 CEST 2024"),
        *("Tue May 07 12:00:00 +0000 2024", "Tue, 07 May 2024 12:00:00 GMT+0"),
        *("2024-W19-2T12:00:00Z", "2024W192T1200Z", "2024-128T12:00Z", "2024128T120000Z"),
        *("2024-05-07T12Z", "1715083200"),
        *("2024-05-07T14:00+02:00[Europe/Berlin]", "2024-05-07T10:00:00\u221202:00"),
        *("1715083200000", "7 May 2024 12:00 z"),
        *("May 7, 2024 8:00 AM EDT", "7 May 2024, 2:00 p.m. CEST", "Tue, 07 May 2024 12:00PM GMT"),
    ],
)
def test_a_moment_is_read(written: str) -> None:
    assert moment(written) == NOON
    assert moment_in_utc(written) == NOON
    assert moment_or_day(written) == NOON


@pytest.mark.parametrize(
    "written", ["2024-05-07 13:00 PM", "2024-05-07 0:30 am UTC", "7 May 2024 24:00 pm GMT"]
)
def test_a_clock_with_two_halves_has_twelve_hours(written: str) -> None:
    assert read(written) is None


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("2024-05-07T12:00:00.5Z", timedelta(milliseconds=500)),
        ("2024-05-07T12:00:00,123456789Z", timedelta(microseconds=123_457)),
        ("2024-05-07T12:30.5Z", timedelta(minutes=30, seconds=30)),
        ("2024-05-07T12,5Z", timedelta(minutes=30)),
        ("2024-05-07T24:00:00Z", timedelta(hours=12)),
        ("2024-05-07T23:59:60Z", timedelta(hours=12)),
        ("1715083200123", timedelta(milliseconds=123)),
    ],
)
def test_fractions_the_end_of_the_day_and_leap_seconds_are_read(
    written: str, after: timedelta
) -> None:
    assert moment(written) == NOON + after


@pytest.mark.parametrize(
    ("written", "year"),
    [
        *(("0001-01-02T00:00:00Z", 1), ("1699-12-31T00:00:00Z", 1699), ("1985-05-07T12:00Z", 1985)),
        *(("1970-01-01T00:00:01Z", 1970), ("Thu, 01 Jan 70 12:00:00 GMT", 1970)),
        *(("2101-01-01T00:00:00Z", 2101), ("9999-12-31T23:59:59Z", 9999)),
        *(
            ("07 May 49 12:00 GMT", 2049),
            ("07 May 50 12:00 GMT", 1950),
            ("07 May 103 1:00 Z", 2003),
        ),
    ],
)
def test_an_archive_may_be_old(written: str, year: int) -> None:
    found = moment(written)
    assert found
    assert found.year == year


@pytest.mark.parametrize(
    "written",
    [
        *(None, "", " ", "soon", "2024", "2024-05", "12:00:00", "+12", "Z", "5/6/2024"),
        *("2024-13-07T12:00:00Z", "2024-05-07T25:00:00Z", "Tue, 32 May 2024 12:00:00 GMT"),
        *("2024-05-07T12:60:00Z", "2024-05-07T12:00:61Z", "2024-05-07T24:00:01Z", "2024-W54-1"),
        *("2023-366T12:00Z", "2024-000T12:00Z", "2023-02-29", "07 Mai 2024 12:00:00 GMT"),
        *("0000-00-00T00:00:00Z", "-0001-11-30T00:00:00Z", "0000-05-07"),
        *("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"),
        *("0001-01-01T00:00:00Z", "0001-01-01", "1970-01-01T00:00:00Z", "0000000000"),
        *("Thu, 01 Jan 1970 01:00:00 CET", "9999-12-31T24:00:00Z"),
        "2024-05-07T12:00:00Z" + " " * 100 + "x",
    ],
)
def test_what_is_no_time_is_none_and_never_now(written: str | None) -> None:
    assert moment(written) is None
    assert moment_in_utc(written) is None
    assert moment_or_day(written) is None


@pytest.mark.parametrize(
    ("written", "in_utc", "on_a_page"),
    [
        ("2024-05-07", None, DAY),
        ("2024-05-07Z", None, DAY),
        ("2024-05-07-05:00", None, DAY),
        ("07 May 2024 GMT", None, DAY),
        ("2024-05-07T12:00:00", NOON, NOON),
        ("07 May 2024 12:00:00", NOON, NOON),
        ("Tue May  7 12:00:00 2024", NOON, NOON),
        ("2024-05-07-12:00:00", NOON, NOON),
        ("2024\u5e745\u67087\u65e5 12:00", NOON, NOON),
        ("Tue, 07 May 2024 12:00:00 XYZ", None, DAY),
        ("Tue, 07 May 2024 12:00:00 IST", None, DAY),
        ("Tue May  7 12:00:00 IST 2024", None, DAY),
        ("2024-05-07T12:00:00 AST", None, DAY),
        ("2024-05-07T12:00:00 A", None, DAY),
        ("2024-05-07 12:00 PM", NOON, NOON),
        ("Tuesday, May 07, 2024, 12:00 p.m.", NOON, NOON),
        ("2024-05-07 12:00 am", DAY, DAY),
        ("2024-05-07T12:00:00+99:99", None, DAY),
        ("2024-05-07T12:00[Europe/Berlin]", None, DAY),
    ],
)
def test_less_than_a_moment_is_no_moment_but_a_day_of_a_page(
    written: str, in_utc: datetime | None, on_a_page: datetime
) -> None:
    assert moment(written) is None
    assert moment_in_utc(written) == in_utc
    assert moment_or_day(written) == on_a_page


def test_a_page_keeps_its_own_zone_for_the_day_that_its_readers_see() -> None:
    found = moment_or_day("2024-05-07T01:30:00+02:00")
    assert found
    assert found.tzinfo == timezone(timedelta(hours=2))
    assert midnight(date(2024, 5, 7)) == DAY


def test_a_written_time_past_its_limit_is_none() -> None:
    written = "2024-05-07T12:00:00Z ({})"
    comment = "x" * (LONGEST - len(written.format("")))
    assert moment(written.format(comment)) == NOON
    assert moment(written.format(comment + "x")) is None


@given(st.text(max_size=80) | st.from_regex(r"[0-9T:+ -]{5,40}Z?"))
def test_any_text_is_a_time_in_utc_or_none(written: str) -> None:
    found = moment(written)
    assert found is None or found.tzinfo is UTC
    on_a_page = moment_or_day(written)
    assert found is None or found == on_a_page


# --- zones ---------------------------------------------------------------------------------------


def offsets_today() -> dict[str, set[int]]:
    """Return the minutes that each name of the tz database means in this decade."""
    found: dict[str, set[int]] = {}
    for name in available_timezones():
        zone = ZoneInfo(name)
        for month in (1, 7):
            local = datetime(2024, month, 1, tzinfo=zone)
            minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
            found.setdefault(local.tzname() or "", set()).add(minutes)
    return {name: offsets for name, offsets in found.items() if re.fullmatch("[A-Z]+", name)}


def test_a_zone_means_what_the_tz_database_says_and_no_more() -> None:
    today = offsets_today()
    assert len(today) > 40
    for name, minutes in ZONES.items():
        meanings = today.get(name, {minutes})
        assert minutes in meanings, name
        assert name in RFC_822 or meanings == {minutes}, name


def test_a_name_of_several_zones_is_unknown_unless_mail_has_defined_it() -> None:
    several = {name for name, offsets in offsets_today().items() if len(offsets) > 1}
    assert "IST" in several
    assert several & set(ZONES) <= RFC_822
    assert {"IST", "AST", "GST", "AMT", "SST", "WST", "ET", "PT", "A", "Y"}.isdisjoint(ZONES)
