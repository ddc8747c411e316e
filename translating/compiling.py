"""Compiles a catalogue: the words of its translators, and the units and digits of CLDR."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from translating import units
from widget.translations.languages import FOLDER
from widget.translations.texts import DIGITS, LATIN_DIGITS, unit_context

if TYPE_CHECKING:
    from pathlib import Path


_ANY_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""A compiled file must not differ by the day."""


def catalogues() -> dict[str, Catalog]:
    """Return every catalogue as its translators wrote it, by language tag."""
    paths = sorted(FOLDER.glob("*/LC_MESSAGES/panel.po"))
    return {path.parents[1].name.replace("_", "-"): _read(path) for path in paths}


def compiled(tag: str, catalogue: Catalog) -> bytes:
    """Return the .mo file of a catalogue: the same bytes for the same words."""
    locale = Locale.parse(tag, sep="-")
    whole = Catalog(locale=locale, fuzzy=False, creation_date=_ANY_DAY, revision_date=_ANY_DAY)
    whole.mime_headers = [("Plural-Forms", catalogue.plural_forms)]
    for message in catalogue:
        if message.id and message.string:
            whole.add(message.id, message.string, context=message.context)
    whole.add(LATIN_DIGITS, units.digits(locale), context=DIGITS)
    for unit in units.UNITS:
        english = (f"%(number)s {unit}", f"%(number)s {unit}s")
        count, expression = catalogue.num_plurals, catalogue.plural_expr
        forms = units.plural_forms(unit, locale, expression, count)
        whole.add(english, forms, context=unit_context(unit))
    file = io.BytesIO()
    write_mo(file, whole)
    return file.getvalue()


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)
