"""Finds a story that a page does not show as text: in its data, or for readers without scripts."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from widget.domain.block import Block, Role
from widget.parse.pages.html_tree import tree_of
from widget.parse.pages.lines import length_of, lines_of
from widget.parse.pages.roles import blocks_of
from widget.parse.pages.story import story_of
from widget.rules.text import folded
from widget.rules.word_lists import file_beside, read_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.parse.pages.html_tree import Page

LEAST: Final = 300
"""Characters of a story that is believed though it is not shown."""

NOTHING: Final = 200
"""Characters of the text that is shown, up to which the page is taken to show no story."""

MORE: Final = 2.0
"""How many times the text that is shown the one in the data must be to be taken instead."""

VALUES: Final = 50_000
"""Values of a page's data that are looked at."""

SCRIPTS: Final = 100
"""Scripts of a page that are looked at."""

_DECODER: Final = json.JSONDecoder()
_SCRIPT: Final = re.compile(r"<script\b[^<>]{0,300}+>([^<]{300,2000000}+)</script", re.I)
_NOSCRIPT: Final = re.compile(r"<noscript\b[^<>]{0,300}+>(.{0,200000}?)</noscript", re.I | re.S)
_TAG: Final = re.compile(r"<(?:p|div|br|h[2-6]|li)\b", re.I)
_FILE: Final = file_beside(__file__)
# Read at once: the sandbox opens no files once it is shut.
_OF_STORY: Final = frozenset(read_phrases(_FILE, "story"))
_OF_OTHERS: Final = frozenset(read_phrases(_FILE, "others"))
_CUT: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[-_.]")


def blocks_elsewhere(page: Page, told: str, shown: int) -> tuple[Block, ...]:
    """Return the blocks of a story of which the page shows not half; empty where there is none.

    ``told`` is the article's text in JSON-LD, ``shown`` how many characters the page shows. Where
    these are nearly none, what is written for readers without scripts is looked at, and the data
    of which scripts make the page.
    """
    texts = [told]
    if shown < NOTHING and len(told) < LEAST:
        texts += [text for text in _NOSCRIPT.findall(page.written) if len(text) >= LEAST]
        texts += _texts(page.written)
    best = max((_read(text) for text in texts), key=_size, default=())
    return best if _size(best) >= max(LEAST, MORE * shown) else ()


def _size(blocks: tuple[Block, ...]) -> int:
    return sum(length_of(block.text) for block in blocks)


def _read(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text, or of HTML, which may be escaped as a whole."""
    if not _TAG.search(text):
        text = unescape(text)
    if not _TAG.search(text):
        parts = (folded(part) for part in re.split(r"\n\s*", text))
        return tuple(Block(Role.PARAGRAPH, part) for part in parts if part)
    lines = lines_of(tree_of(text))
    return blocks_of(story_of(lines, [line.is_prose for line in lines]))


def _texts(written: str) -> Iterator[str]:
    """Yield the texts in a page's scripts that may be its story: HTML, or a list of paragraphs."""
    for script in islice(_SCRIPT.finditer(written), SCRIPTS):
        together: dict[str, list[str]] = {}
        for path, text in _strings(_value(script[1])):
            if len(text) >= LEAST and _TAG.search(text):
                yield text
            elif length_of(text) >= NOTHING // 4 and " " in text:
                together.setdefault(path, []).append(folded(text))
        yield from ("\n".join(texts) for texts in together.values() if len(texts) > 1)


def _value(script: str) -> Any:
    """Return the JSON in a script, which may be assigned to something or handed to a function."""
    start = script.find("{")
    try:
        return _DECODER.raw_decode(script, start)[0] if start >= 0 else None
    except (ValueError, RecursionError):
        return None


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the strings below keys that name a story, each with its keys, in their order."""
    waiting: list[tuple[str, bool, Any]] = [("", False, value)]
    for _ in range(VALUES):
        if not waiting:
            return
        path, story, one = waiting.pop()
        if isinstance(one, str):
            if story:
                yield path, one
        elif isinstance(one, list):
            waiting += [(path, story, each) for each in reversed(one)]
        elif isinstance(one, dict):
            waiting += reversed(list(_below(path, one, story=story)))


def _below(path: str, values: dict[str, Any], *, story: bool) -> Iterator[tuple[str, bool, Any]]:
    for key, value in values.items():
        words = _CUT.sub(" ", key).lower().split()
        if not any(word in _OF_OTHERS for word in words):
            named = any(word in _OF_STORY for word in words)
            yield f"{path}/{key}", story or named, value
