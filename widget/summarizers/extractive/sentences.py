"""Splits an article into sentences with their positions, without junk."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

import re
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import sentencex

from widget.domain.block import Role
from widget.rules.deletions import dateline_length, trimmed
from widget.rules.letters import is_small
from widget.rules.patterns import Lazy
from widget.rules.sentence_ends import is_ended
from widget.rules.text import folded
from widget.summarizers.extractive.abbreviations import SEGMENTED_AS, goes_on
from widget.summarizers.extractive.cleaning import is_heading
from widget.summarizers.extractive.junk import (
    fragment_rule,
    goes_on_with_a_list,
    is_voice_of_the_site,
    junk_rule,
    line_rule,
)
from widget.summarizers.extractive.roles import Roles
from widget.summarizers.extractive.speech import has_speech, lacks_speaker
from widget.summarizers.extractive.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


SENTENCES: Final = 200
"""Sentences of an article that are read."""
TEXT_CHARACTERS: Final = 40_000
"""Characters of an article that are read."""
PIECE_CHARACTERS: Final = 2_000
"""Characters handed to sentencex at once: its time is quadratic in text that is not ASCII."""
SENTENCE_CHARACTERS: Final = 1_000
"""Longer "sentences" (no punctuation, a table, data) cannot be a point."""
SPACE_CHARACTERS: Final = 8
"""So far from the end of an item the next one of its list is looked for."""
LINE_CHARACTERS: Final = 40
"""A line that ends before this many characters was not wrapped by an editor: it stands alone."""

SURROGATE: Final = Lazy(r"[\ud800-\udfff]")
ITEM: Final = Lazy(r"\s*(?:[•·‣▪●○◦*–—-]|\d{1,2}[.)])\s")
CUT_SHORT: Final = Lazy(r"(?:^|[\s(])(?:[^\W\d_]|[ap]\.m)\.\s*$", re.IGNORECASE)
SKIPS_NUMBERS: Final = "fi"
"""The rules of sentencex that end no sentence before a number: "Det regner. 34-åringen …"."""
BEFORE_NUMBER: Final = Lazy(r"(?<=[^\W\d_]{4}\. )(?=\d)")
NOTE_MARKS: Final = Lazy(r"(?:[¹²³⁴-⁹⁰]+|(?:\[\w{1,3}\])+)(?=\s)")
"""Marks of notes that belong to the sentence before: "It rained.² He left."."""
QUOTE_ENDS: Final = frozenset("」』”’\"'")
AFTER_QUOTE: Final = Lazy(
    r"と(?!ころ|もに|りわけ|はいえ)|の(?!ち)|な(?:ど|んて)|[はがを]|も(?!ちろん|っと|し)|に(?!もかか)"
    r"|で(?!も|は、)|って|(?:이?라)?(?:고|며) |(?:이?라)?는 "
)
CLOCK: Final = Lazy(r"[ap]\.m\.\s*$", re.IGNORECASE)
AFTER_CLOCK: Final = Lazy(
    r"\(|[ECMP][SD]?T\b|GMT|BST|local|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)


class Sentence(NamedTuple):
    """A sentence of the article, at ``text[start:end]`` in code points."""

    start: int
    end: int
    content: str
    """Its words, folded, without dateline, bullet, time stamp and closing note."""
    opens_paragraph: bool
    words: Sequence[str]
    """Those of ``content`` as they stand."""
    lowered: Sequence[str]
    """The same in lower case."""
    role: Role | None = None
    """That of its paragraph, where it is known."""


def sentences(
    text: str, language: str, title: str = "", roles: Sequence[Role] = ()
) -> tuple[Sentence, ...]:
    """Return the sentences of ``text``, at most ``SENTENCES``, in order and without junk.

    ``language`` is a primary subtag; sentencex uses English rules for one that it does not know.
    A sentence that only repeats ``title`` is left out, and so are paragraphs whose role is no part
    of the story; ``roles`` has one for each paragraph, or none.
    """
    head, known = text[:TEXT_CHARACTERS], Roles(text, roles)
    heading, is_spoken = folded(title).casefold(), has_speech(head, language)
    found = (
        sentence._replace(role=known.at(start)) if known.are_known else sentence
        for start, end in _blocks(head)
        if known.is_story(start)
        and not _is_junk_block(folded(head[start:end]), heading, known.at(start))
        and not goes_on_with_a_list(head[max(0, start - SPACE_CHARACTERS) : start].rstrip())
        for sentence in _in_block(head, start, end, language)
        if not (
            is_spoken
            and known.at(start) is not Role.ITEM
            and lacks_speaker(head[start:end].lstrip(), head[sentence.start : sentence.end])
        )
    )
    return tuple(islice(found, SENTENCES))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of paragraphs, and of the lines in them that stand alone."""
    start = position = 0
    while position < len(text):
        if start == position and text[position] == "\n":
            start = position = position + 1
            continue
        newline = text.find("\n", position)
        end = len(text) if newline < 0 else newline
        if _stands_alone(text, position, end):
            yield start, end
            start = end + 1
        position = end + 1


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether the line at ``text[start:end]`` is not continued by the next one."""
    if end >= len(text):
        return True
    following = text[end + 1 : end + 10]
    begins = following.lstrip()[:1]
    return (
        not following.split("\n", 1)[0].strip()
        or ITEM.match(following) is not None
        or (end - start < LINE_CHARACTERS and not is_small(begins))
    )


def _is_junk_block(folded: str, heading: str, role: Role | None) -> bool:
    return (
        not folded
        or (folded.casefold() == heading)
        or (role is not Role.STANDFIRST and is_heading(folded))
        or (len(folded) < 200 and line_rule(folded) is not None)
    )


def _in_block(text: str, start: int, end: int, language: str) -> Iterator[Sentence]:
    """Yield the sentences of one block; the first one takes the dateline into its span."""
    lead = start + len(text[start:end]) - len(text[start:end].lstrip())
    body = lead + dateline_length(text[lead:end])
    spans = list(islice(_spans(text, body, end, language), SENTENCES))
    read = [_read(text[first:last]) for first, last in spans]
    if is_voice_of_the_site([each.rule for each in read]):
        return
    opens = True
    for (first, last), each in zip(spans, read, strict=True):
        if each.rule is None:
            begin = lead if first == body else first
            yield Sentence(begin, last, each.content, opens, each.words, each.lowered)
            opens = False


class _Read(NamedTuple):
    """What a span of the text says, and the rule by which it is no prose."""

    rule: str | None
    content: str = ""
    words: Sequence[str] = ()
    lowered: Sequence[str] = ()


def _read(written: str) -> _Read:
    if len(written) > SENTENCE_CHARACTERS:
        return _Read("too long for a sentence")
    whole = folded(written)
    content = trimmed(whole)
    words = tokens(content)
    lowered = list(map(str.lower, words))
    rule = fragment_rule(whole) or (junk_rule(content, lowered) if content else "a note")
    if not rule and content != whole:
        rule = junk_rule(whole)
    return _Read(rule, content, words, lowered)


def _spans(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences in ``text[start:end]``, without the space around them."""
    held = ""
    for piece in _pieces(text, start, end, language):
        if held and (marks := NOTE_MARKS.match(piece)):
            held, piece = held + marks[0], piece[marks.end() :]  # noqa: PLW2901
        if held and not (_continues(held, piece) or goes_on(held, piece, language)):
            yield from _stripped(held, start)
            start, held = start + len(held), ""
        held += piece
    yield from _stripped(held, start)


def _pieces(text: str, start: int, end: int, language: str) -> Iterator[str]:
    """Yield what sentencex takes for sentences, from at most ``PIECE_CHARACTERS`` at a time.

    The last sentence of a window may be cut, so the next window begins with it again.
    """
    while start < end:
        window = text[start : min(end, start + PIECE_CHARACTERS)]
        pieces = _segment(language, window)
        if start + len(window) < end and len(pieces) > 1:
            pieces.pop()
        yield from pieces
        start += sum(map(len, pieces))


def _segment(language: str, window: str) -> list[str]:
    """Cut a window into sentences; sentencex takes no half of a surrogate pair."""
    rules = SEGMENTED_AS.get(language, language)
    pieces = sentencex.segment(rules, SURROGATE.sub("\ufffd", window))
    if rules == SKIPS_NUMBERS:
        pieces = [part for piece in pieces for part in BEFORE_NUMBER.split(piece)]
    ends = list(accumulate(map(len, pieces)))
    if not ends or ends[-1] != len(window):
        return [window]
    return [window[start:end] for start, end in pairwise([0, *ends])]


def _continues(sentence: str, piece: str) -> bool:
    """Tell whether ``piece`` is the rest of a sentence that was cut at an abbreviation."""
    if is_small(piece) or not is_ended(sentence) or _reports(sentence.rstrip()[-1:], piece):
        return True
    if not _may_be_cut_short(sentence.rstrip()[-3:]):
        return False
    if CLOCK.search(sentence[-8:]):
        return AFTER_CLOCK.match(piece) is not None
    return CUT_SHORT.search(sentence[-8:]) is not None


def _reports(ending: str, piece: str) -> bool:
    """Tell whether a quote ended with its own period and ``piece`` says that somebody said so.

    A particle follows the quote in Japanese and Korean.
    """
    return ending in QUOTE_ENDS and AFTER_QUOTE.match(piece) is not None


def _may_be_cut_short(tail: str) -> bool:
    """Tell whether a sentence that ends so may end with one letter and a period."""
    return tail[-1:] == "." and (len(tail) < 3 or not tail[0].isalnum())


def _stripped(piece: str, start: int) -> Iterator[tuple[int, int]]:
    bare = piece.strip()
    if bare:
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(bare)
