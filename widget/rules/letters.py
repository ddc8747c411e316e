"""Defines the character classes that several patterns share."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from typing import Final

UPPER: Final = "A-ZÀ-ÖØ-ÞĀĆČĐĒĞİŁŃŘŚŠŞŹŻŽΑ-ΩА-ЯЁЄІЇҐ"
"""Capital letters, to be used inside a character class."""
DASH: Final = r"[-–—―]{1,2}"
"""A dash as agencies write it."""
