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

from widget.rules.letters import DASH, UPPER, is_small
from widget.rules.patterns import Lazy
from widget.rules.sentence_ends import is_ended
from widget.rules.text import folded
from widget.rules.word_lists import file_beside

LISTS: Final = file_beside(__file__)
_PLACE: Final = rf"[{UPPER}][\w.'’/-]*(?: [\w.'’/-]+){{0,3}}"
_TOWN: Final = rf"[{UPPER}][\w'’/-]+(?: (?:{{inside of towns}}|[{UPPER}][\w.'’/-]+)){{0,2}}"
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
        # (AGENCY)   (FOX NEWS) –
        rf"\([{UPPER}][{UPPER}\d]+(?: [{UPPER}\d]+)?(?:/[\w .]{{1,20}})?\)[.:]? ?(?:{DASH} ?)?",
        # 新华社北京1月12日电（记者张三）   本报讯
        r"(?:{chinese agencies})"
        r"[\u4e00-\u9fff\d ]{0,24}?[电讯電訊]"
        r"(?: ?[（(][^（）()]{0,40}[）)])? ?[：:，,]? ?",
        # القاهرة (رويترز) -   بيروت / الأناضول   دبي - العربية.نت:
        r"[\u0620-\u06ff]+(?:[ ،]+[\u0620-\u06ff]+){0,3}? ?(?:[-–—/] ?\(?|\()"
        rf"(?:{{arabic agencies}})(?:\)? ?(?:{DASH}|[:/]) ?|\) ?| )",
    )
)
TOWNS: Final = tuple(
    Lazy(pattern, 0, LISTS)
    for pattern in (
        # Roma, 3 mar. (askanews) -
        rf"{_PLACE}{_MORE_PLACE}\.? \([^\W\d_][\w /.]{{1,30}}\) ?{DASH} ",
        # HOLMVÅG (Kysten):   Without capitals it may be a speaker: "Merkel (CDU): …".
        rf"{_SHOUTED}{_MORE_PLACE}\.? \([^\W\d_][\w /.]{{1,30}}\): ",
        # (Harbour Wire) -
        rf"\([{UPPER}][\w.'’/-]*(?: [{UPPER}][\w.'’/-]*){{0,3}}\) ?{DASH} ",
        # Town –   Toronto, Ont. –   Frankfurt am Main -
        rf"(?!(?:{{no towns}})\b){_TOWN}(?:, ?{_TOWN}\.?| ?, ?\d{{1,2}}\.? \w+\.?)?\.? {DASH} ",
    )
)
"""What may be a dateline of an agency that is not known, or of none."""
DATELINE_MARKS: Final = ("(", "[", "/", "- ", "–", "—", "―", "电", "讯", "電", "訊")
"""One of these is in every dateline."""
HEAD_CHARACTERS: Final = 200
"""A dateline and the beginning of its sentence are in so many characters."""
SENTENCE_WORDS: Final = 3
"""Fewer words behind a town's dash are the rest of a line, and no sentence."""
SENTENCE_END: Final = Lazy(r"[.!?…](?=\s|$)")
TIE: Final = Lazy(rf"\s{DASH}(?:\s|$)")
LEADING: Final = tuple(
    Lazy(pattern)
    for pattern in (
        r"[•·‣▪●○◦*]\s*|[-–—]{1,2} (?=\S)",  # the bullet of a list
        # the time stamp of a live blog
        r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|BST|CET|CEST|EST|EDT|ET|UTC))?"
        r"(?: ?[-–—|:] ?| (?=[“\"'‘]?[" + UPPER + "]))",
    )
)
HEADING_CHARACTERS: Final = 100
NUMBER: Final = Lazy(r"^(?:(?:#|[Nn][or]\.? ?)?\d{1,2}[.):]\s+|[•·‣▪●*–-]\s+)")
"""The number or the bullet of a heading."""
_NOTE: Final = r"[\[(](?:{notes})\b[^\[\]()]*[\])]"
NOTE: Final = Lazy(rf"{_NOTE}\s*[.!?]?\s*$", re.IGNORECASE, LISTS)
ANY_NOTE: Final = Lazy(_NOTE, re.IGNORECASE, LISTS)


def what_may_stand(quote: str) -> tuple[str, ...]:
    """Return what a point may say of a quote: all of it, or what is left after the deletions."""
    whole = folded(quote)
    body = folded(quote[dateline_length(quote) :])
    joined = (headed(quote),) if "\n" in quote else ()
    return whole, trimmed(whole), body, trimmed(body), *joined


def headed(quote: str) -> str:
    """Return a heading and what stands under it, parted by a dash; "" where there is no heading.

    The number of the heading is left out. It is a line of few words that no mark ends.
    """
    line, line_end, rest = quote.strip().partition("\n")
    heading, text = NUMBER.sub("", folded(line)), folded(rest)
    is_heading = 0 < len(heading) <= HEADING_CHARACTERS and not is_ended(heading)
    is_time = line[:1].isdigit() and heading == folded(line)
    joined = line_end and text and is_heading and not is_time
    return f"{heading.rstrip(' :')} – {text}" if joined else ""


def dateline_length(text: str) -> int:
    """Return how many characters at the start of a paragraph are its dateline; 0 without one.

    What follows must begin like a sentence, so that "NASA – the agency – said" stays whole.
    """
    head = text[:HEAD_CHARACTERS]
    if not [mark for mark in DATELINE_MARKS if mark in head]:
        return 0
    length = _signed_length(head)
    if length:  # (ANSA) - ROMA, 3 MAR -
        return length + _signed_length(head[length:])
    matches = (town.match(head) for town in TOWNS)
    ends = [match.end() for match in matches if match]
    return next((end for end in ends if _stands_alone(head[end:])), 0)


def _signed_length(head: str) -> int:
    """Return how long the dateline is that an agency signed, or that is in capitals."""
    matches = (dateline.match(head) for dateline in DATELINES)
    ends = [match.end() for match in matches if match]
    return next((end for end in ends if _begins_sentence(head[end:])), 0)


def _stands_alone(text: str) -> bool:
    """Tell whether a text begins with a sentence that no dash ties to what stands before it."""
    if not _begins_sentence(text):
        return False
    ended = SENTENCE_END.search(text)
    sentence = text[: ended.start() if ended else len(text)]
    return len(sentence.split()) >= SENTENCE_WORDS and not TIE.search(sentence)


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
    return opening.isupper() or opening.isnumeric() or (opening.isalpha() and not is_small(opening))
