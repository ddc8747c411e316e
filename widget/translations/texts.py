"""The texts of one language: looked up in its catalogue, with the site's own texts before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.rules.language import runs_right_to_left
from widget.translations.languages import best, path_of

if TYPE_CHECKING:
    from collections.abc import Mapping

LATIN_DIGITS: Final = "0123456789"
DIGITS: Final = "digits"
"""The context of a compiled catalogue's digits; its units have theirs from ``unit_context``."""
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)s")


class Text(NamedTuple):
    """A text of the panel that is looked up later: its key, and how English says it."""

    key: str
    english: str


class PluralText(NamedTuple):
    """A text with a number that is looked up later."""

    key: str
    one: str
    many: str


def unit_context(unit: str) -> str:
    """Return the context of a unit of time, second or minute, in a compiled catalogue."""
    return f"unit-{unit}"


@dataclass(frozen=True, slots=True)
class Texts:
    """Says what a reader sees in one language."""

    language: str
    """Tag of the catalogue: de, pt-BR, zh-Hans."""
    catalogue: GNUTranslations
    own: Mapping[str, str] = field(default_factory=dict)
    """What the site says instead, by key."""

    @property
    def direction(self) -> str:
        """Return which way the words run: ltr or rtl."""
        return "rtl" if runs_right_to_left(self.language) else "ltr"

    def pgettext(self, key: str, english: str, **values: str | int) -> str:
        """Return the text with this key, its placeholders ``%(name)s`` filled in."""
        return self._filled(self.own.get(key) or self.catalogue.pgettext(key, english), values)

    def npgettext(self, key: str, one: str, many: str, number: int) -> str:
        """Return the text with this key for so many, ``%(number)s`` filled in.

        A site's own text is the same for all numbers.
        """
        said = self.own.get(key) or self.catalogue.npgettext(key, one, many, number)
        return self._filled(said, {"number": number})

    def say(self, text: Text, **values: str | int) -> str:
        """Return a text that was named before, its placeholders filled in."""
        return self.pgettext(text.key, text.english, **values)

    def count(self, few: Mapping[int, Text], text: PluralText, number: int) -> str:
        """Return the text for so many: by its own word for the number where there is one.

        A site's own text for all numbers comes before the catalogue's own word.
        """
        worded = few.get(number)
        if worded and (worded.key in self.own or text.key not in self.own):
            return self.say(worded)
        return self.npgettext(*text, number)

    def time(self, unit: str, number: int) -> str:
        """Return so many of a unit, second or minute, as CLDR says it: "4 minutes"."""
        one, many = f"%(number)s {unit}", f"%(number)s {unit}s"
        said = self.catalogue.npgettext(unit_context(unit), one, many, number)
        return self._filled(said, {"number": number})

    def number(self, value: int) -> str:
        """Return a whole number below 1,000 in the digits that CLDR gives the language."""
        digits = self.catalogue.pgettext(DIGITS, LATIN_DIGITS)
        return str(value).translate(str.maketrans(LATIN_DIGITS, digits))

    def _filled(self, text: str, values: Mapping[str, str | int]) -> str:
        """Fill in the placeholders; any other per cent sign stays."""

        def value(found: re.Match[str]) -> str:
            given = values.get(found[1], found[0])
            return self.number(given) if isinstance(given, int) else given

        return _PLACEHOLDER.sub(value, text) if "%(" in text else text


def texts(*tags: str | None, own: Mapping[str, str] = _NOTHING) -> Texts:
    """Return the texts of the first of these languages that has a catalogue, or of English.

    ``tags`` are language tags, such as the article's and then the site's; ``own`` is what the site
    says instead of the catalogue, by key. A catalogue is read when it is first asked for.
    """
    language = best(*tags)
    return Texts(language, _catalogue(language), own)


@cache
def _catalogue(language: str) -> GNUTranslations:
    with path_of(language).open("rb") as file:
        return GNUTranslations(file)
