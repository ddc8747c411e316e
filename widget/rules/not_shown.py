"""Tells what of a page, of markup and of a text is not shown to its readers.

The lists are data, in ``not_shown.json``; the embed's script looks for passages by the same file.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

RULES: Final[dict[str, Any]] = json.loads(
    Path(__file__).with_name("not_shown.json").read_text("utf-8")
)
_ELEMENTS: Final = frozenset(RULES["elements"])
_ROLES: Final = frozenset(RULES["roles"])
_CLASSES: Final = frozenset(RULES["classes"])
_STYLES: Final = frozenset(RULES["styles"])
_ALONE: Final = frozenset(RULES["shortcodes"]["alone"])
_NEVER_HIDDEN: Final = frozenset({"html", "body", "h1", "title"})
"""What a page hides until its script has run, and its title, which may be shown as a picture."""
_FOUND_BY_SEARCH: Final = "until-found"
"""The value of ``hidden`` on what a reader opens with a press or by a search in the page."""


def is_shown(element: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether readers see what is in an element, as far as it says so itself.

    Names are in lower case. What is only hidden from screen readers (``aria-hidden``) is shown.
    """
    if element in _ELEMENTS:
        return False
    if not attributes or element in _NEVER_HIDDEN:
        return True
    return not any(
        name in attributes and hides(attributes[name]) for name, hides in _HIDING.items()
    )


def _is_set(value: str) -> bool:
    return value != _FOUND_BY_SEARCH


def _is_role(value: str) -> bool:
    return value.strip().lower() in _ROLES


@lru_cache(maxsize=4_096)
def _is_class(value: str) -> bool:
    return not _CLASSES.isdisjoint(value.split())


@lru_cache(maxsize=1_024)
def _is_style(value: str) -> bool:
    rules = "".join(value.lower().replace("!important", "").split()).split(";")
    return not _STYLES.isdisjoint(rules)


_HIDING: Final[dict[str, Callable[[str], bool]]] = {
    "class": _is_class,
    "role": _is_role,
    "style": _is_style,
    **dict.fromkeys(RULES["attributes"], _is_set),
}


# --- marks of notes --------------------------------------------------------------------------

NOTE_CHARACTERS: Final = 24
"""Characters of the longest mark of a note."""
_GLUED_TO: Final = r"(?:[^\W\d_]{3}|[\u2e80-\ud7ff\uf900-\ufaff]|[.,;:!?\u2026\"'\u2019\u201d»)\]])"
_NUMBERS: Final = r"\d{1,3}(?:\s*[,;\u2013-]\s*\d{1,3})*"
_NAMED: Final = rf"(?:note|nb|fn)\s*{_NUMBERS}|citation needed"
_MARK: Final = re.compile(
    rf"\[\s*(?:{_NUMBERS}|[a-z]|{_NAMED})\s*\]|[*\u2020-\u2021\u00a7\u00b6]{{1,3}}"
)
_LINKED_MARK: Final = re.compile(
    rf"{_MARK.pattern}|[(\[]?\s*(?:{_NUMBERS}|[a-z]|[ivx]{{1,5}})\s*[)\]]?", re.I
)
_ENDS_IN_WORD: Final = re.compile(rf"{_GLUED_TO}$")
_IN_TEXT: Final = re.compile(
    rf"(?<=[^\s\[(])(?:\[(?:{_NUMBERS}|{_NAMED})\])+"
    r"|(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?\u2026\"\u2019\u201d»]))[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+"
)


def is_note(raised: str, before: str, *, linked: bool) -> bool:
    """Tell whether raised text (``sup``) is the mark of a note, and no exponent or ending.

    ``before`` is the text before it; ``linked`` is whether it leads to a place of its own page.
    """
    mark = raised.strip()
    if not mark or len(mark) > NOTE_CHARACTERS:
        return False
    if _MARK.fullmatch(mark) or (linked and _LINKED_MARK.fullmatch(mark)):
        return True
    return bool(re.fullmatch(_NUMBERS, mark) and _ENDS_IN_WORD.search(before))


# --- shortcodes ------------------------------------------------------------------------------

_CLOSED: Final = re.compile(r"\[/([a-z][\w-]{0,40})\]")
_SHORTCODE: Final = re.compile(
    r"\[(?P<close>/?)(?P<name>[a-z][\w-]{0,40})(?P<values>(?:[\s=][^\[\]]{0,500})?)\s*/?\](?!\()"
)
_VALUE: Final = re.compile(r"""\s[\w-]{1,40}\s*=\s*["'\u201c\u201d\u2033&\w]""")


def shown(paragraphs: Iterable[str]) -> list[str]:
    """Return the paragraphs of one text without shortcodes and marks of notes.

    ``[vc_row]``, ``[caption id="1"]…[/caption]``, ``word[1]``. A paragraph that was nothing else
    is empty then. Other brackets (``[sic]``, ``[the minister]``) belong to what is said.
    """
    parts = list(paragraphs)
    closed = frozenset(name for part in parts for name in _CLOSED.findall(part))
    return [_shown(part, closed) for part in parts]


def _shown(part: str, closed: frozenset[str]) -> str:
    kept = _without_shortcodes(part, closed) if "[" in part else part
    kept = _IN_TEXT.sub("", kept)
    return kept if kept is part else " ".join(kept.split())


def _without_shortcodes(part: str, closed: frozenset[str]) -> str:
    bare = _with_content().sub(" ", part) if closed else part
    return _SHORTCODE.sub(lambda code: "" if _is_shortcode(code, closed) else code[0], bare)


def _is_shortcode(code: re.Match[str], closed: frozenset[str]) -> bool:
    name, values = code["name"], code["values"]
    if code["close"] or name in closed or (name in _ALONE and not values.strip()):
        return True
    return bool(_VALUE.match(values)) or ("_" in name and not values.strip())


@cache
def _with_content() -> re.Pattern[str]:
    names = "|".join(RULES["shortcodes"]["with_their_content"])
    return re.compile(rf"\[({names})(?:\s[^\[\]]{{0,500}})?\][^\[\]]{{0,2000}}\[/\1\]")
