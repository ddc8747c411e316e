"""Which catalogue a language tag leads to, for the server and for the embed."""

from __future__ import annotations

from typing import Final

NEAREST: Final = {
    "de": "de",
    "de-AT": "de",
    "DE_ch": "de",
    "pt": "pt",
    "pt-PT": "pt",
    "pt-AO": "pt",
    "pt-BR": "pt-BR",
    "pt_br": "pt-BR",
    "zh": "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-SG": "zh-Hans",
    "zh-Hans": "zh-Hans",
    "zh-Hans-HK": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-MO": "zh-Hant",
    "zh-Hant": "zh-Hant",
    "zh-Hant-CN": "zh-Hant",
    "no": "no",
    "nb": "no",
    "nb-NO": "no",
    "nn": "no",
    "iw": "he",
    "he-IL": "he",
    "ar-EG": "ar",
    "fa-AF": "fa",
    "es-419": "es",
    "en-GB": "en",
}
"""Tags as pages write them, and the language of the words."""

WITHOUT: Final = ("sr", "sr-Latn-RS", "ur", "th", "x-klingon", "", "constructor", "🦜")
"""Tags of languages that have no catalogue, and no tags at all."""
