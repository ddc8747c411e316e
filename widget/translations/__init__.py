"""The words that readers see and hear: catalogues of many languages, and a site's own texts."""

from __future__ import annotations

from widget.translations.labels import button_label, end_label
from widget.translations.languages import available, best
from widget.translations.own_texts import checked, replaceable
from widget.translations.texts import PluralText, Text, Texts, texts

__all__ = [
    "PluralText",
    "Text",
    "Texts",
    "available",
    "best",
    "button_label",
    "checked",
    "end_label",
    "replaceable",
    "texts",
]
