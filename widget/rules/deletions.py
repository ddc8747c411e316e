"""The deletions that an extract may make in a sentence, and no other.

Each takes away what stands around the sentence and says nothing of the news: the dateline, the
bullet, the time stamp, the closing note. None is inside of it, so negation, attribution and
modality stay. ``verify`` proves an extract with this list, and the default summarizer takes away
just that.
"""

# ruff: noqa: RUF001, RUF002, RUF003 (the punctuation and the letters of many languages)

from __future__ import annotations

import re
from typing import Final

from widget.rules.letters import DASH, UPPER
from widget.rules.patterns import Lazy
from widget.rules.text import folded
from widget.rules.word_lists import file_beside

LISTS: Final = file_beside(__file__)
_PLACE: Final = rf"[{UPPER}][\w.'’-]*(?: [\w.'’-]+){{0,3}}"
_SHOUTED: Final = rf"[{UPPER}][{UPPER}.'’-]+(?: [{UPPER}.'’-]+){{0,3}}"
_MORE_PLACE: Final = r"(?:, ?[\w.'’]+(?: [\w.'’]+){0,2}){0,3}"

DATELINES: Final = tuple(
    Lazy(pattern, 0, LISTS)
    for pattern in (
        # PARIS (Reuters) -   Ferguson, Missouri (CNN)   Berlin (dpa/lnw) –   (CNN) --
        rf"(?:{_PLACE}{_MORE_PLACE},? )?"
        rf"\((?:{{agencies}})(?:/[\w .]{{1,20}})?\)[.:]? ?(?:{DASH} ?)?",
        # МОСКВА, 3 марта. /ТАСС/.   МОСКВА, 3 мар - РИА Новости.
        rf"{_SHOUTED}{_MORE_PLACE}[.]? ?(?:{DASH} ?)?/?(?:{{agencies}})/?[.:] ?(?:{DASH} ?)?",
        # LONDON, March 3 —   NEW YORK --   WASHINGTON (Agency Name) -
        rf"{_SHOUTED}{_MORE_PLACE}(?: \([\w /.]{{2,30}}\))? ?{DASH} ",
        # Oslo (NTB): is above;   [Kyiv, 3 March] -
        rf"\[{_PLACE}{_MORE_PLACE}\] ?{DASH}? ?",
        # 新华社北京1月12日电（记者张三）   本报讯
        r"(?:{chinese agencies})"
        r"[\u4e00-\u9fff\d ]{0,24}?[电讯電訊]"
        r"(?: ?[（(][^（）()]{0,40}[）)])? ?[：:，,]? ?",
        # القاهرة (رويترز) -   بيروت / الأناضول   دبي - العربية.نت:
        r"[\u0620-\u06ff]+(?:[ ،]+[\u0620-\u06ff]+){0,3}? ?(?:[-–—/] ?\(?|\()"
        rf"(?:{{arabic agencies}})(?:\)? ?(?:{DASH}|[:/]) ?|\) ?| )",
    )
)
DATELINE_MARKS: Final = ("(", "[", "/", "- ", "–", "—", "―", "电", "讯", "電", "訊")
"""One of these is in every dateline."""
LEADING: Final = tuple(
    Lazy(pattern)
    for pattern in (
        r"[•·‣▪●○◦*]\s*|[-–—]{1,2} (?=\S)",  # the bullet of a list
        # the time stamp of a live blog
        r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|BST|CET|CEST|EST|EDT|ET|UTC))?"
        r"(?: ?[-–—|:] ?| (?=[“\"'‘]?[" + UPPER + "]))",
    )
)
_NOTE: Final = r"[\[(](?:{notes})\b[^\[\]()]*[\])]"
NOTE: Final = Lazy(rf"{_NOTE}\s*[.!?]?\s*$", re.IGNORECASE, LISTS)
ANY_NOTE: Final = Lazy(_NOTE, re.IGNORECASE, LISTS)


def what_may_stand(quote: str) -> tuple[str, ...]:
    """Return what a point may say of a quote: all of it, or what is left after the deletions."""
    whole = folded(quote)
    body = folded(quote[dateline_length(quote) :])
    return whole, trimmed(whole), body, trimmed(body)


def dateline_length(text: str) -> int:
    """Return how many characters at the start of a paragraph are its dateline; 0 without one.

    What follows must begin like a sentence, so that "NASA – the agency – said" stays whole.
    """
    head = text[:200]
    if not [mark for mark in DATELINE_MARKS if mark in head]:
        return 0
    matches = (dateline.match(head) for dateline in DATELINES)
    ends = [match.end() for match in matches if match]
    return next((end for end in ends if _begins_sentence(head[end:])), 0)


def trimmed(line: str) -> str:
    """Return a folded sentence without bullet, time stamp and a closing note in brackets."""
    if not line[:1].isalpha():
        for leading in LEADING:
            if match := leading.match(line):
                line = line[match.end() :]
    return NOTE.sub("", line).strip() if line.rstrip(" .!?")[-1:] in (")", "]") else line


def has_note(line: str) -> bool:
    """Tell whether a note in brackets stands inside a sentence, where it cannot be trimmed."""
    return ANY_NOTE.search(line) is not None


def _begins_sentence(text: str) -> bool:
    opening = text.lstrip("\"'“‘«„( ")[:1]
    return opening.isupper() or opening.isnumeric() or (opening.isalpha() and not opening.islower())
