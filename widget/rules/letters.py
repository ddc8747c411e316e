"""Defines the character classes that several patterns share."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from typing import Final

UPPER: Final = "A-ZÀ-ÖØ-ÞĀĆČĐĒĞİŁŃŘŚŠŞŹŻŽΑ-ΩА-ЯЁЄІЇҐ"
"""Capital letters, to be used inside a character class."""
DASH: Final = r"[-–—―]{1,2}"
"""A dash as agencies write it."""


def is_small(text: str) -> bool:
    """Tell whether a text begins with a small letter of a script that begins sentences with others.

    Georgian letters are small ones by Unicode, and begin sentences all the same.
    """
    return text[:1].islower() and text[0].title() != text[0]
