"""The checks of single values that anyone may send: one line, paragraphs, a language, a time."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC
from typing import TYPE_CHECKING

from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import TEXT_CHARACTERS
from widget.rules.language import tag_of

if TYPE_CHECKING:
    from datetime import datetime

# Unicode's categories Cc and Cs, without the tab and the line feed.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def one_line(value: str | None, field: str, limit: int) -> str | None:
    """Return the value as one line without control characters; None when nothing is left.

    Raises LimitExceeded for more than ``limit`` characters.
    """
    if value is None:
        return None
    if len(value) > limit:
        raise LimitExceeded(field, limit, len(value), "characters")
    return " ".join(printable(value).split()) or None


def paragraphs(value: str | None, field: str) -> str:
    """Return the text with folded paragraphs, one blank line between them.

    Raises InvalidField when there is none, LimitExceeded for more than TEXT_CHARACTERS.
    """
    sent = value or ""
    if len(sent) > TEXT_CHARACTERS:
        raise LimitExceeded(field, TEXT_CHARACTERS, len(sent), "characters")
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", printable(sent)))
    text = "\n\n".join(part for part in parts if part)
    if not text:
        raise InvalidField(field, "is missing; send the article's text or html.")
    return text


def language(value: str | None) -> str | None:
    """Return the language tag in its one spelling; raises InvalidField for none (BCP 47)."""
    if value is None:
        return None
    tag = tag_of(value)
    if tag is None:
        raise InvalidField("language", "takes a BCP 47 tag such as en, de-AT or zh-Hant.")
    return tag


def utc(value: datetime | None, field: str) -> datetime | None:
    """Return the time in UTC; raises InvalidField when it has no zone or is out of range."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise InvalidField(field, "has no time zone; write it such as 2024-05-01T09:30:00Z.")
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise InvalidField(field, "is out of range; give the real date.") from error


def printable(value: str) -> str:
    """Return the text in NFC without control characters, surrogates and odd line ends."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", lines))
