"""Proves that an extract says only what its article says."""

# ruff: noqa: RUF001 (the apostrophes of names)

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, NoReturn

from widget.domain.draft import Origin
from widget.domain.errors import SummarizerFailed
from widget.domain.limits import SUMMARY_POINTS
from widget.rules.deletions import what_may_stand
from widget.rules.folding import letters
from widget.rules.sentence_ends import is_whole
from widget.rules.text import folded

if TYPE_CHECKING:
    from widget.domain.article import Article
    from widget.domain.draft import Draft, DraftPoint, Passage
    from widget.domain.summary import Point


def verify(draft: Draft, article: Article) -> None:
    """Return when the draft may be shown with this article.

    A draft has 1 to SUMMARY_POINTS points, none of them empty. Every passage is a span of the
    article's text and quotes it exactly. In an extract every point rests on a passage of whole
    sentences and says all of it (but for case, white space and Unicode's compatible forms): what
    may be left out is listed in ``deletions``, and what may be put in is a first name in brackets
    that the article has before. The passages stand in the article's order without overlap. What a
    newsroom or a model wrote needs no passage.
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
            end = _check_extract(draft, number, point, article.text, end)


def is_verbatim(point: Point) -> bool:
    """Return whether a clean point is made of its passage's own words, whole or in part.

    Then the embed finds the passage by what the point shows. Compared as the embed compares,
    see ``widget/rules/folding.py``; the proof that ``verify`` gives is stricter.
    """
    if point.source is None:
        return False
    shown = letters(shown_text(point))
    return bool(shown) and shown in letters(point.source.quote)


def shown_text(point: Point) -> str:
    """Return what a clean point says, without its markup."""
    return html.unescape(_TAG.sub("", point.content.markup))


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


def _check_extract(draft: Draft, number: int, point: DraftPoint, text: str, earliest: int) -> int:
    """Check one point of an extract; return where its passage ends."""
    passage = point.source
    if passage is None:
        _fail(draft, number, "rests on no passage of the article")
    if passage.start < earliest:
        _fail(draft, number, "rests on a passage that overlaps or stands before the one before it")
    if not is_whole(text, passage.start, passage.end):
        _fail(draft, number, "rests on a passage that is not made of whole sentences")
    if not _says(passage.quote, point.content, text[: passage.start]):
        _fail(draft, number, "does not say just what its passage says")
    return passage.end


def _says(quote: str, content: str, before: str) -> bool:
    """Tell whether the content is the quote, with listed deletions and first names in brackets."""
    allowed = {_folded(each) for each in what_may_stand(quote)}
    said = _folded(content)
    return said in allowed or (
        "[" in content and _without_first_names(said, _folded(before), _folded(quote)) in allowed
    )


def _without_first_names(said: str, before: str, quote: str) -> str:
    """Return the content without the brackets that the quote lacks, if they hold first names.

    They do when the article has what is in them before the next word: "[Anna] Berg".
    """
    parts = _BRACKETS.split(said)
    kept = parts[0]
    for inside, following in zip(parts[1::2], parts[2::2], strict=True):
        next_word = _FIRST_WORD.match(following)
        stands_before = next_word is not None and _contains(before, f"{inside} {next_word[0]}")
        is_new = f"[{inside}] " not in quote
        kept += following if is_new and stands_before else f"[{inside}] {following}"
    return kept


def _folded(text: str) -> str:
    """Return the text as compared: without case, compatible forms and runs of white space."""
    return folded(unicodedata.normalize("NFKC", text).casefold())


_BRACKETS = re.compile(r"\[([^\[\]]{1,60})\] ")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]{2,})*")
# Letters of scripts that put spaces between words. Compiled once: its set of characters is large.
_LETTER = re.compile(r"[^\W\u0e00-\U0010ffff]")


def _contains(text: str, name: str) -> bool:
    """Tell whether a name stands in the text as whole words: "he" is not part of "she"."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not _LETTER.match(text[start - 1 : start]) and not _LETTER.match(text[end : end + 1]):
            return True
        start = text.find(name, start + 1)
    return False


def _fail(draft: Draft, number: int, what: str) -> NoReturn:
    raise SummarizerFailed(f"{draft.summarizer}: point {number} {what}.", permanent=True)
