"""Finds the texts in templates and code, with their keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from babel.messages.extract import extract_from_dir, extract_from_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT: Final = Path(__file__).parents[1]
EMBED_WORDS: Final = "translating/embed_words.py"
_METHODS: Final = [("**.py", "python"), ("**.html", "jinja2"), ("**.jinja", "jinja2")]
_CONTEXT_AND_TEXT: Final = ((1, "c"), 2)
_CONTEXT_AND_PLURAL: Final = ((1, "c"), 2, 3)
_KEYWORDS: Final = {
    "pgettext": _CONTEXT_AND_TEXT,
    "Text": _CONTEXT_AND_TEXT,
    "npgettext": _CONTEXT_AND_PLURAL,
    "PluralText": _CONTEXT_AND_PLURAL,
}


class Found(NamedTuple):
    """One text where it stands in the project."""

    file: str
    key: str
    english: tuple[str, ...]
    """One text, or one for one and one for many."""


def replaceable_texts() -> tuple[Found, ...]:
    """Return the texts of templates and server, which a site may replace, by key."""
    found = [*_in_folder("templates"), *_in_folder("widget")]
    return tuple(sorted(found, key=lambda text: (text.key, text.file)))


def all_texts() -> tuple[Found, ...]:
    """Return all texts, those of the embed too, by key."""
    path = ROOT / EMBED_WORDS
    embed = [
        _found(EMBED_WORDS, context, message)
        for _, message, _, context in extract_from_file("python", path, keywords=_KEYWORDS)
        if context
    ]
    found = (*replaceable_texts(), *embed)
    return tuple(sorted(found, key=lambda text: (text.key, text.file)))


def keys_of(texts: Iterable[Found]) -> str:
    """Return the JSON that the server reads: the English of each key that a site may replace."""
    english = {text.key: text.english for text in texts}
    return json.dumps(english, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _in_folder(name: str) -> Iterator[Found]:
    folder = ROOT / name
    for file, _, message, _, context in extract_from_dir(folder, _METHODS, keywords=_KEYWORDS):
        if context:
            yield _found(f"{name}/{file}", context, message)


def _found(file: str, key: str, message: str | tuple[str, ...]) -> Found:
    return Found(file, key, (message,) if isinstance(message, str) else tuple(message))
