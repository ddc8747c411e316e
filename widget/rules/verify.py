"""Proves that an extract says only what its article says."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, NoReturn

from widget.domain.draft import Origin
from widget.domain.errors import SummarizerFailed
from widget.domain.limits import SUMMARY_POINTS
from widget.rules.folding import letters
from widget.rules.text import folded

if TYPE_CHECKING:
    from widget.domain.article import Article
    from widget.domain.draft import Draft, DraftPoint, Passage
    from widget.domain.summary import Point


def verify(draft: Draft, article: Article) -> None:
    """Return when the draft may be shown with this article.

    A draft has 1 to SUMMARY_POINTS points, none of them empty. Every passage is a span of the
    article's text and quotes it exactly. In an extract every point rests on a passage, says
    nothing that its passage does not say (but for case, white space and Unicode's compatible
    forms), and the passages stand in the article's order without overlap. What a newsroom or a
    model wrote needs no passage.
    Raises SummarizerFailed, permanent, that names what is wrong.
    """
    _check_count(draft)
    end = 0
    for number, point in enumerate(draft.points, start=1):
        if not point.content.strip():
            _fail(draft, number, "is empty")
        if point.source is not None:
            _check_passage(draft, number, point.source, article.text)
        if draft.origin is Origin.EXTRACT:
            end = _check_extract(draft, number, point, end)


def is_verbatim(point: Point) -> bool:
    """Return whether a clean point is made of its passage's own words, whole or in part.

    Then the embed finds the passage by what the point shows. Compared as the embed compares,
    see ``widget/rules/folding.py``; the proof that ``verify`` gives is stricter.
    """
    if point.source is None:
        return False
    shown = letters(html.unescape(_TAG.sub("", point.content.markup)))
    return bool(shown) and shown in letters(point.source.quote)


_TAG = re.compile(r"<[^>]*+>")


def _check_count(draft: Draft) -> None:
    count = len(draft.points)
    if not 1 <= count <= SUMMARY_POINTS:
        message = f"{draft.summarizer}: {count} points; a summary has 1 to {SUMMARY_POINTS}."
        raise SummarizerFailed(message, permanent=True)


def _check_passage(draft: Draft, number: int, passage: Passage, text: str) -> None:
    if not 0 <= passage.start < passage.end <= len(text):
        span = f"{passage.start} to {passage.end}"
        _fail(draft, number, f"rests on {span}, which is no span of a text of {len(text)}")
    if text[passage.start : passage.end] != passage.quote:
        _fail(draft, number, "has a quote that is not what the article says at its span")


def _check_extract(draft: Draft, number: int, point: DraftPoint, earliest: int) -> int:
    """Check one point of an extract; return where its passage ends."""
    passage = point.source
    if passage is None:
        _fail(draft, number, "rests on no passage of the article")
    if passage.start < earliest:
        _fail(draft, number, "rests on a passage that overlaps or stands before the one before it")
    if not _contains(_folded(passage.quote), _folded(point.content)):
        _fail(draft, number, "says something that its passage does not say")
    return passage.end


def _folded(text: str) -> str:
    """Return the text as compared: without case, compatible forms and runs of white space."""
    return folded(unicodedata.normalize("NFKC", text).casefold())


# Letters of scripts that put spaces between words. Compiled once: its set of characters is large.
_LETTER = re.compile(r"[^\W\u0e00-\U0010ffff]")


def _contains(quote: str, content: str) -> bool:
    """Tell whether the content stands in the quote as whole words: "he" is not part of "she"."""
    start = quote.find(content)
    while start >= 0:
        end = start + len(content)
        if not _LETTER.match(quote[start - 1 : start]) and not _LETTER.match(quote[end : end + 1]):
            return True
        start = quote.find(content, start + 1)
    return False


def _fail(draft: Draft, number: int, what: str) -> NoReturn:
    raise SummarizerFailed(f"{draft.summarizer}: point {number} {what}.", permanent=True)
