"""Language tags (BCP 47) as strangers write them: one reading of them for every way in."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import Final

from widget.rules.language_codes import CANONICAL

LONGEST: Final = 44
"""Characters of a written tag."""

_END: Final = re.compile(r"[,;.@]")
_SCRIPTS: Final = {"chs": "Hans", "cht": "Hant"}
"""What older systems called the two scripts of Chinese."""
_NO_LANGUAGE: Final = frozenset({"und", "mul", "zxx", "mis"})
_REGIONS: Final = {"UK": "GB"}
_RIGHT_TO_LEFT: Final = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
    | {"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"}
)


class _Kind(Enum):
    """What a subtag behind the language is, in the order in which they stand."""

    EXTENDED = 1
    SCRIPT = 2
    REGION = 3
    VARIANT = 4


def tag_of(written: object) -> str | None:
    """Return the one spelling of a language tag: ``en-US``, ``zh-Hans-CN``; None for no tag.

    Forgiven are capitals, ``_`` for ``-``, and white space around it. Of a list (``en,de``) the
    first counts, of a locale (``en_US.UTF-8``) the part that is a tag. A code of three letters
    (``deu``) or one that was changed (``iw``) gives way to the canonical one; ``no`` stays, since
    it does not say which Norwegian. Extensions (``-u-…``, ``-x-…``) are left out. No tags are
    names (``english``), what says that there is no one language (``und``, ``mul``, ``x-default``),
    and more than LONGEST characters.
    """
    if not isinstance(written, str) or len(written.strip()) > LONGEST:
        return None
    first = _END.split(written.strip(), maxsplit=1)[0].strip()
    head, *rest = first.replace("_", "-").split("-")
    language = _language(head)
    if language is None or not rest:
        return language
    return _joined(language, rest) if first.isascii() else None


def primary(tag: str) -> str | None:
    """Return the language of a tag without script and region: ``de`` of ``de-AT-1996``.

    None for what is no tag.
    """
    return _language(tag.replace("_", "-").partition("-")[0])


def region(tag: str) -> str | None:
    """Return the country or region of a tag: ``AT`` of ``de-AT-1996``, ``419`` of ``es-419``."""
    return next((part for part in (tag_of(tag) or "").split("-")[1:] if _is_region(part)), None)


@lru_cache(maxsize=256)  # asked several times for each panel
def runs_right_to_left(tag: str | None) -> bool:
    """Tell whether the script of the language runs from right to left; a script that is named wins.

    False for what is no tag.
    """
    language, *rest = (tag_of(tag) or "").split("-")
    script = next((part for part in rest if _is_script(part)), None)
    return (script or language) in _RIGHT_TO_LEFT


def _language(head: str) -> str | None:
    code = head.lower()
    if not 2 <= len(code) <= 3 or not (code.isascii() and code.isalpha()) or code in _NO_LANGUAGE:
        return None
    return CANONICAL.get(code, code)


def _joined(language: str, subtags: list[str]) -> str | None:
    """Return the tag of a language and its further subtags, which strangers write in any order."""
    found: dict[_Kind, list[str]] = {kind: [] for kind in _Kind}
    for subtag in subtags:
        if len(subtag) == 1 and subtag.isalnum():
            break
        kind, spelling = _read(subtag)
        if kind is None:
            return None
        found[kind].append(spelling)
    variants = found.pop(_Kind.VARIANT)
    if max(map(len, found.values())) > 1:
        return None
    parts = [part for kind in found for part in found[kind] if CANONICAL.get(part) != language]
    return "-".join([language, *parts, *variants])


def _read(subtag: str) -> tuple[_Kind | None, str]:
    """Return what a subtag is, by its form, and its one spelling."""
    lowered = subtag.lower()
    if lowered in _SCRIPTS:
        return _Kind.SCRIPT, _SCRIPTS[lowered]
    if _is_script(subtag):
        return _Kind.SCRIPT, subtag.title()
    if _is_region(subtag):
        return _Kind.REGION, _REGIONS.get(subtag.upper(), subtag.upper())
    if len(subtag) == 3 and subtag.isalpha():
        return _Kind.EXTENDED, lowered
    return (_Kind.VARIANT if _is_variant(subtag) else None), lowered


def _is_script(subtag: str) -> bool:
    return len(subtag) == 4 and subtag.isalpha()


def _is_region(subtag: str) -> bool:
    return (len(subtag) == 2 and subtag.isalpha()) or (len(subtag) == 3 and subtag.isdigit())


def _is_variant(subtag: str) -> bool:
    return subtag.isalnum() and (
        5 <= len(subtag) <= 8 or (len(subtag) == 4 and subtag[0].isdigit())
    )
