"""The checks of single values that anyone may send: one line, paragraphs, a language, a time."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Final

from widget.domain.block import Block
from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import SHORT_TEXT_CHARACTERS, TEXT_CHARACTERS
from widget.rules import text
from widget.rules.language import tag_of
from widget.rules.not_shown import shown
from widget.rules.sections import name_of

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Manuscript
    from widget.domain.block import Role


_BETWEEN: Final = "\n\n"


def one_line(value: str | None, field: str, limit: int) -> str | None:
    """Return the value as one line without control characters; None when nothing is left.

    Raises LimitExceeded for more than ``limit`` characters.
    """
    if value is None:
        return None
    if len(value) > limit:
        raise LimitExceeded(field, limit, len(value), "characters")
    return text.line(value) or None


def section(value: str | None, field: str) -> str | None:
    """Return the name of a section (see ``sections.name_of``); None when nothing is left.

    Raises LimitExceeded for more than SHORT_TEXT_CHARACTERS.
    """
    name = name_of(value)
    if name is not None and len(name) > SHORT_TEXT_CHARACTERS:
        raise LimitExceeded(field, SHORT_TEXT_CHARACTERS, len(name), "characters")
    return name


def paragraphs(value: str | None, field: str) -> str:
    """Return the text with folded paragraphs, one blank line between them; see ``shown``.

    Raises InvalidField when there is none, LimitExceeded for more than TEXT_CHARACTERS.
    """
    sent = value or ""
    if len(sent) > TEXT_CHARACTERS:
        raise LimitExceeded(field, TEXT_CHARACTERS, len(sent), "characters")
    found = _BETWEEN.join(part for part in shown(_parts(sent)) if part)
    if not found:
        raise InvalidField(field, "is missing; send the article's text, html or blocks.")
    return found


def body(manuscript: Manuscript) -> tuple[str, tuple[Role, ...]]:
    """Return the text of a manuscript as ``paragraphs`` does, and the role of each paragraph.

    There are no roles where the manuscript has no blocks; a block that has several paragraphs gives
    its role to each. Raises InvalidField and LimitExceeded, naming ``text``.
    """
    written = paragraphs(manuscript.body, "text")
    if not manuscript.blocks:
        return written, ()
    sent = [(role, part) for role, whole in manuscript.blocks for part in _parts(whole)]
    texts = shown(part for _, part in sent)
    parts = [Block(role, text) for (role, _), text in zip(sent, texts, strict=True) if text]
    return _BETWEEN.join(part.text for part in parts), tuple(part.role for part in parts)


def _parts(sent: str) -> list[str]:
    """Return the paragraphs of a text, each on one line."""
    parts = map(text.folded, re.split(r"\n\s*\n", text.printable(sent)))
    return [part for part in parts if part]


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
