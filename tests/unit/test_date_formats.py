"""A day is read as people of its page's language and country write it."""

from __future__ import annotations

from datetime import date

import pytest

from widget.parse.pages.date_formats import LONGEST, Habit, day_in, habit_of

DAY_FIRST = Habit("en", month_first=False)
MONTH_FIRST = Habit("en", month_first=True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Posted on 6th of May, 2024"),
        ("en", "Monday May 6th 2024 4:21 PM"),
        ("en", "Mon May 06 12:45:00 EDT 2024"),
        ("en", "Mon, 6-May-2024"),
        ("de", "Montag, 6. Mai 2024, 18:05 Uhr"),
        ("de", "06.05.2024 - 18:05"),
        ("fr", "le 6 mai 2024 \u00e0 18h05"),
        ("es", "Lunes, 6 de Mayo de 2024"),
        ("es", "mayo 6, 2024 a las 17:12"),
        ("pt", "6 de maio de 2024"),
        ("ca", "6 de maig del 2024"),
        ("ru", "6 \u043c\u0430\u044f 2024 \u0433."),
        ("hu", "2024. m\u00e1jus 6."),
        ("fi", "6. toukokuuta 2024"),
        ("hi", "6 \u092e\u0908 2024"),
        ("th", "6 \u0e1e\u0e24\u0e29\u0e20\u0e32\u0e04\u0e21 2567"),
        ("zh", "2024\u5e745\u67086\u65e5 18:05"),
        ("ko", "2024\ub144 5\uc6d4 6\uc77c"),
        ("en", "2024/05/06"),
    ],
)
def test_a_day_in_words_is_read_in_its_language(language: str, text: str) -> None:
    assert day_in(text, Habit(language, month_first=False)) == date(2024, 5, 6)


def test_a_month_whose_name_means_another_one_elsewhere_is_that_of_the_language() -> None:
    assert day_in("12 listopada 2019", Habit("pl", month_first=False)) == date(2019, 11, 12)
    assert day_in("12. listopada 2019", Habit("hr", month_first=False)) == date(2019, 10, 12)


@pytest.mark.parametrize(
    ("text", "habit", "day"),
    [
        ("10/04/16 05:07 AM", MONTH_FIRST, date(2016, 10, 4)),
        ("10/04/16 05:07", DAY_FIRST, date(2016, 4, 10)),
        ("08.22.16", DAY_FIRST, date(2016, 8, 22)),
        ("22/08/2016", MONTH_FIRST, date(2016, 8, 22)),
        ("12.09.16", MONTH_FIRST, date(2016, 12, 9)),
        ("12.09.2016", MONTH_FIRST, date(2016, 9, 12)),
        ("1-2-1999", DAY_FIRST, date(1999, 2, 1)),
        ("01/02/98", DAY_FIRST, date(1998, 2, 1)),
    ],
)
def test_numbers_are_read_in_the_order_of_the_page(text: str, habit: Habit, day: date) -> None:
    assert day_in(text, habit) == day


@pytest.mark.parametrize(
    "text",
    [
        "May 2024",
        "6 May",
        "page 3 of 2024",
        "01.42.86.55.33",
        "31 February 2024",
        "May 6, 1870",
        "13/13/2024",
        "",
        "." * LONGEST + " 6 May 2024",
    ],
)
def test_what_is_no_day_in_full_is_none(text: str) -> None:
    assert day_in(text, MONTH_FIRST) is None


@pytest.mark.parametrize(
    ("language", "host", "text", "month_first"),
    [
        ("en-US", "news.example.uk", "", True),
        ("en_GB", "news.com", "", False),
        ("en", "news.com", "", True),
        (None, "news.com", "", True),
        ("en", "news.co.uk", "", False),
        ("de", "news.com", "", False),
        ("en", "news.com", "Yesterday 23/04/2024", False),
        ("en", "news.co.uk", "Yesterday 04/23/24", True),
        ("en", "news.co.uk", "Yesterday 04/23/24 and 23/04/24", False),
        ("en", "news.example", "at 5:07 AM EDT", True),
    ],
)
def test_the_order_of_numbers_is_that_of_the_pages_other_dates_its_region_or_its_address(
    language: str | None,
    host: str,
    text: str,
    *,
    month_first: bool,
) -> None:
    assert habit_of(language, f"https://{host}/story", text).month_first is month_first
