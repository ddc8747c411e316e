"""Units of time and digits as CLDR has them, from Babel; the server finds them in the catalogue."""

from __future__ import annotations

from gettext import c2py
from typing import TYPE_CHECKING, Final

from babel.units import format_unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel import Locale

UNITS: Final = ("second", "minute")
_ZEROS: Final = {
    "latn": "0",
    "arab": "\N{ARABIC-INDIC DIGIT ZERO}",
    "arabext": "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
    "beng": "\N{BENGALI DIGIT ZERO}",
    "deva": "\N{DEVANAGARI DIGIT ZERO}",
    "mymr": "\N{MYANMAR DIGIT ZERO}",
}
"""The zero of CLDR's numbering systems; their nine other digits follow it in Unicode."""
_NUMBERS: Final = range(1, 301)
"""Numbers that are said of minutes and seconds; each plural form is tried with all of its own."""
_RARE: Final = (0, 1_000_000)
"""Numbers that show the other forms."""


def digits(locale: Locale) -> str:
    """Return the digits from 0 to 9 of the locale's usual numbering system.

    Babel names the system, but writes Latin digits for all of them.
    """
    system = locale.default_numbering_system
    if system not in _ZEROS:
        raise SystemExit(f"{locale}: which digits are {system}? Add their zero to units.py.")
    zero = ord(_ZEROS[system])
    return "".join(chr(zero + place) for place in range(10))


def said(number: int, unit: str, locale: Locale) -> str:
    """Return so many seconds or minutes in Latin digits: "4 minutes".

    Where CLDR has no long form of its own, the short one stands for it; Babel 2.18 does not know
    this by itself (its issue 1217).
    """
    name = f"duration-{unit}"
    long = format_unit(number, name, "long", "0", locale=locale)
    return long if name not in long else format_unit(number, name, "short", "0", locale=locale)


def plural_forms(unit: str, locale: Locale, expression: str, count: int) -> tuple[str, ...]:
    """Return the unit for each plural form of a catalogue, with ``%(number)s`` for the number.

    ``expression`` is that of its Plural-Forms, ``count`` its nplurals. Fails where a form of the
    catalogue would stand for two of CLDR.
    """
    form_of = c2py(expression)
    return tuple(_form(unit, locale, form_of, form) for form in range(count))


def _form(unit: str, locale: Locale, form_of: Callable[[int], int], form: int) -> str:
    usual = [number for number in _NUMBERS if form_of(number) == form]
    numbers = usual or [number for number in _RARE if form_of(number) == form]
    patterns = {
        said(number, unit, locale).replace(str(number), "%(number)s", 1) for number in numbers
    }
    if len(patterns) != 1:
        raise SystemExit(f"{locale}: plural form {form} stands for {patterns}; see Plural-Forms")
    return patterns.pop()
