"""Reads the lines of a text: questions, items of a list, entries with a time."""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.block import Role
from widget.rules.sentence_ends import is_ended

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from widget.summarizers.extractive.roles import Roles

MOST: Final = 400
"""Lines of a text that are read."""
QUESTION_WORDS: Final = 45
"""A longer paragraph that ends with a question is no question of an interview."""
HEADING_CHARACTERS: Final = 70
QUESTION_ROLES: Final = (None, Role.QUESTION, Role.SUBHEAD, Role.PARAGRAPH)
TIME: Final = re.compile(
    r"[\[(]?\d{1,2}(?:[:.h]| h )\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:uhr|gmt|bst|cet|cest|e[sd]?t|utc))?"
    r"[\])]?(?=$|\s|[-–—|:,.])",
    re.IGNORECASE,
)
NUMBERED: Final = re.compile(
    r"(?:#|no\.? |nr\.? )?\d{1,2}[.):]\s+\S|[•·‣▪●*–-]\s+\S", re.IGNORECASE
)
LABEL: Final = re.compile(r"([^\W\d_]{1,12})[:.]\s")


class Line(NamedTuple):
    """A line of a text, at ``text[start:end]``, with the role of its paragraph if it is known."""

    start: int
    end: int
    content: str
    role: Role | None

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list, or the number and heading of one."""
        return self.role is Role.ITEM or NUMBERED.match(self.content) is not None


def lines(text: str, roles: Roles) -> tuple[Line, ...]:
    """Return the lines of a text that are not blank, at most ``MOST``."""
    found: list[Line] = []
    start = 0
    for raw in text.split("\n")[: 3 * MOST]:
        content = raw.strip()
        if content and len(found) < MOST:
            first = start + raw.index(content)
            found.append(Line(first, first + len(content), content, roles.at(first)))
        start += len(raw) + 1
    return tuple(found)


def questions(found: Sequence[Line], labels: Collection[str]) -> tuple[tuple[Line, Line], ...]:
    """Return the questions of an interview, each with the line that answers it.

    ``labels`` are words that may stand before a question, with a colon.
    """
    known = [line for line in found if line.role is Role.QUESTION]
    return tuple(
        (line, following)
        for line, following in pairwise(found)
        if (line in known if known else _asks(line, labels))
        and not _asks(following, labels)
        and following.role is not Role.QUESTION
    )


def headings(found: Sequence[Line]) -> Iterator[Line]:
    """Yield the headings that stand above a paragraph and ask nothing: by role, or by form."""
    known = any(line.role is Role.SUBHEAD for line in found)
    for line, following in pairwise(found):
        is_heading = line.role is Role.SUBHEAD if known else _is_like_heading(line)
        is_text = is_ended(following.content) and following.role is not Role.SUBHEAD
        if is_heading and is_text and not line.content.endswith(("?", "？", "؟")):
            yield line


def _is_like_heading(line: Line) -> bool:
    """Tell whether a line without a role is short and has no end of a sentence."""
    is_short = len(line.content) <= HEADING_CHARACTERS
    return line.role is None and is_short and not is_ended(line.content)


def entries(found: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield the entries of a live blog: the line with the time, and the line that says what was.

    Both are the same line where the time stands before the text, and not before a heading.
    """
    for at, line in enumerate(found):
        if not starts_with_time(line):
            continue
        if title_of(line) and line.role is not Role.SUBHEAD and is_ended(line.content):
            yield line, line
        elif at + 1 < len(found) and not starts_with_time(found[at + 1]):
            yield line, found[at + 1]


def title_of(line: Line) -> str:
    """Return what stands behind the time of day that a line begins with."""
    time = TIME.match(line.content)
    return line.content[time.end() :].strip(" -–—|:,.") if time else ""


def starts_with_time(line: Line) -> bool:
    """Tell whether a line begins with a time of day."""
    return TIME.match(line.content) is not None


def minutes(line: Line) -> int:
    """Return the time of an entry in minutes after midnight, as it is written."""
    hour, minute = re.findall(r"\d+", line.content)[:2]
    later = 12 if re.match(r"\W*[\d:.]+ ?p", line.content, re.IGNORECASE) else 0
    return (int(hour) % 12 + later if later else int(hour)) * 60 + int(minute)


def _asks(line: Line, labels: Collection[str]) -> bool:
    if line.role not in QUESTION_ROLES or len(line.content.split()) > QUESTION_WORDS:
        return False
    label = LABEL.match(line.content)
    if label and label[1].lower() in labels:
        return True
    return line.content.rstrip("\"'”’»)* ").endswith(("?", "？", "؟"))
