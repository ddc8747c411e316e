"""The dates in listings, and what they are when they are none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.parse.feeds.dates import moment

NOON = datetime(2024, 5, 7, 12, tzinfo=UTC)


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
    ],
)
def test_a_time_with_its_zone_is_read(written: str) -> None:
    assert moment(written) == NOON


def test_fractions_are_kept() -> None:
    assert moment("2024-05-07T12:00:00.5Z") == NOON + timedelta(milliseconds=500)


@pytest.mark.parametrize(
    "written",
    [
        *(None, "", "soon", "2024", "2024-05-07", "2024-05-07T12:00:00", "07 May 2024 12:00:00"),
        *("Tue, 07 May 2024 12:00:00 XYZ", "07 May 2024 GMT"),
        *("2024-13-07T12:00:00Z", "2024-05-07T25:00:00Z", "Tue, 32 May 2024 12:00:00 GMT"),
        *("0000-00-00T00:00:00Z", "-0001-11-30T00:00:00Z", "0001-01-01T00:00:00Z"),
        *("1970-01-01T00:00:00Z", "1699-12-31T00:00:00Z", "2101-01-01T00:00:00Z"),
        *("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "2024-05-07T12:00:00+99:99"),
        "2024-05-07T12:00:00Z" + " " * 100 + "x",
    ],
)
def test_what_is_no_time_is_none_and_never_now(written: str | None) -> None:
    assert moment(written) is None


@given(st.text(max_size=80) | st.from_regex(r"[0-9T:+ -]{5,40}Z?"))
def test_any_text_is_a_time_in_utc_or_none(written: str) -> None:
    found = moment(written)
    assert found is None or (found.tzinfo is UTC and 1700 <= found.year <= 2100)
