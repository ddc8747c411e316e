"""Units of time and digits as CLDR has them, from Babel; the server finds them in the catalogue."""

from __future__ import annotations

from gettext import c2py
from typing import TYPE_CHECKING, Final

from babel.numbers import format_decimal
from babel.units import format_unit

from widget.translations.texts import LATIN_DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel import Locale

UNITS: Final = ("second", "minute")
_NUMBERS: Final = range(1, 301)
"""Numbers that are said of minutes and seconds; each plural form is tried with all of its own."""


def digits(locale: Locale) -> str:
    """Return the digits from 0 to 9 of the locale's usual numbering system."""
    return "".join(
        format_decimal(int(digit), locale=locale, numbering_system="default")
        for digit in LATIN_DIGITS
    )


def said(number: int, unit: str, locale: Locale) -> str:
    """Return so many seconds or minutes in Latin digits: "4 minutes".

    Where CLDR has no long form of its own, the short one stands for it; Babel 2.18 does not know
    this by itself (its issue 1217).
    """
    name = f"duration-{unit}"
    long = format_unit(number, name, "long", locale=locale)
    return long if name not in long else format_unit(number, name, "short", locale=locale)


def plural_forms(unit: str, locale: Locale, expression: str, count: int) -> tuple[str, ...]:
    """Return the unit for each plural form of a catalogue, with ``%(number)s`` for the number.

    ``expression`` is that of its Plural-Forms, ``count`` its nplurals. Fails where a form of the
    catalogue would stand for two of CLDR.
    """
    form_of = c2py(expression)
    return tuple(_form(unit, locale, form_of, form) for form in range(count))


def _form(unit: str, locale: Locale, form_of: Callable[[int], int], form: int) -> str:
    numbers = [number for number in _NUMBERS if form_of(number) == form] or [0]
    patterns = {
        said(number, unit, locale).replace(str(number), "%(number)s", 1) for number in numbers
    }
    if len(patterns) != 1:
        raise SystemExit(f"{locale}: plural form {form} stands for {patterns}; see Plural-Forms")
    return patterns.pop()
