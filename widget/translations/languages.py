"""Which of the catalogues fits a language tag best."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from widget.rules.language import tag_of

FOLDER: Final = Path(__file__).with_name("catalogues")
"""One folder for each language; its name is that of a locale: de, pt_BR, zh_Hans."""
FALLBACK: Final = "en"
"""The language of the texts in code and templates."""

_NORWEGIAN: Final = {"nb": "no", "nn": "no"}
"""Both written forms share a catalogue."""
_SCRIPTS: Final = {"zh": "Hans", "zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant"}
"""The script of a language that has several, where a tag names none."""


@cache
def available() -> frozenset[str]:
    """Return the tags of the languages that have a catalogue, such as de, pt-BR and zh-Hans."""
    return frozenset(path.parents[1].name.replace("_", "-") for path in FOLDER.glob("*/*/panel.mo"))


@lru_cache(maxsize=1_024)  # each reader's miss asks, for few pairs of tags
def best(*tags: str | None) -> str:
    """Return the language of the words: of the first of these tags that has a catalogue, or en.

    For each tag the nearest of its relatives counts: pt-BR before pt, zh-Hant for zh-TW, de for
    de-AT.
    """
    found = (near for tag in tags for near in _relatives(tag) if near in available())
    return next(found, FALLBACK)


def path_of(tag: str) -> Path:
    """Return where the compiled catalogue of an available language is."""
    return FOLDER / tag.replace("-", "_") / "LC_MESSAGES" / "panel.mo"


def _relatives(tag: str | None) -> tuple[str, ...]:
    """Return the tags whose catalogues can stand for this one, the nearest first."""
    language, *rest = (tag_of(tag) or "").split("-")
    language = _NORWEGIAN.get(language, language)
    region = next((part for part in rest if part.isupper() or part.isdigit()), "")
    written = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    script = written or _SCRIPTS.get(f"{language}-{region}") or _SCRIPTS.get(language, "")
    return f"{language}-{region}", f"{language}-{script}", language
