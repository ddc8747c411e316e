"""Tells questions and answers, subheads and standfirst apart where mark-up only has bold text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from widget.domain.block import Block, Role
from widget.parse import roles
from widget.rules.word_lists import by_language, file_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

QUESTIONS: Final = 3
"""Bold questions from which an article is an interview."""

LABELS: Final = 2
"""Labelled questions, and answers, from which an article is an interview."""

SUBHEAD_WORDS: Final = 12
"""Words that a bold line has at most to be a subhead."""

STANDFIRST_CHARACTERS: Final = 60
"""Characters that a bold first paragraph, or a first subhead, has at least to sum an article up."""

STANDFIRSTS: Final = 2
"""Blocks from the beginning among which there may be a standfirst."""

_LABEL: Final = re.compile(r"([^\W\d_]{1,12})\s?([:.])\s")
_ASKS: Final = re.compile(r"[?\uff1f\u061f\u037e]\W{0,3}$")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDS: Final = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\u061f\u0964][\"'\u2019\u201d\u00bb)\]]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of mark-up: its text, the role that elements gave it, and how it looks."""

    text: str
    role: Role | None = None
    bold: bool = False
    """Whether all of it is bold."""
    linked: bool = False
    """Whether all of it is in links."""


def blocks_of(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Return the paragraphs with their roles, what elements do not tell found by how they look.

    Subheads behind which nothing stands are left out.
    """
    told = list(pieces)
    while told and _is_subhead(told[-1]):
        told.pop()
    opened = [_opening(each) if place < STANDFIRSTS else each for place, each in enumerate(told)]
    asked = _with_answers(_with_questions(opened))
    return tuple(Block(_role(each, place), each.text) for place, each in enumerate(asked))


def _opening(piece: Piece) -> Piece:
    """Return one of the first paragraphs, as a standfirst where it is set apart from the rest."""
    apart = piece.role is Role.SUBHEAD or (piece.role is None and piece.bold)
    long = len(piece.text) >= STANDFIRST_CHARACTERS and _ENDS.search(piece.text)
    is_one = apart and long and not _ASKS.search(piece.text)
    return replace(piece, role=Role.STANDFIRST) if is_one else piece


def _is_subhead(piece: Piece) -> bool:
    if piece.role is not None or not piece.bold:
        return piece.role is Role.SUBHEAD
    short = len(piece.text.split()) <= SUBHEAD_WORDS and len(piece.text) <= 100
    return short and (not _ENDS.search(piece.text) or _asks(piece))


def _asks(piece: Piece) -> bool:
    return piece.role is None and piece.bold and _ASKS.search(piece.text) is not None


def _with_questions(pieces: list[Piece]) -> list[Piece]:
    """Return the paragraphs with the questions of an interview, and its labelled answers."""
    if sum(map(_asks, pieces)) >= QUESTIONS and any(map(_speaks_to_somebody, pieces)):
        return [replace(each, role=Role.QUESTION) if _is_put(each) else each for each in pieces]
    labels = [_label(each) for each in pieces]
    named = _language_of(Counter(filter(None, labels)))
    return [
        replace(each, role=named.get(label, each.role))
        for each, label in zip(pieces, labels, strict=True)
    ]


def _speaks_to_somebody(piece: Piece) -> bool:
    """Tell whether a bold line is an interviewer's, and not a subhead that asks."""
    if not _is_put(piece):
        return False
    first, *words = _WORD.findall(piece.text) or [""]
    said = {first.lower(), *words, *map(str.lower, words)}
    return not _is_subhead(piece) or not _addressed().isdisjoint(said)


def _label(piece: Piece) -> str:
    """Return the label that a paragraph begins with; empty when there is none."""
    found = _LABEL.match(piece.text)
    return found[1] if found and (len(found[1]) == 1 or found[2] == ":") else ""


def _language_of(labels: Counter[str]) -> dict[str, Role]:
    """Return the roles by their labels in the language of this interview; none if it is none."""
    for named in _labels():
        asked = sum(labels[label] for label, role in named.items() if role is Role.QUESTION)
        answered = sum(labels[label] for label, role in named.items() if role is Role.ANSWER)
        if min(asked, answered) >= LABELS:
            return named
    return {}


def _is_put(piece: Piece) -> bool:
    """Tell whether an interviewer says it: a bold question, or a bold sentence."""
    return piece.role is None and piece.bold and (_asks(piece) or not _is_subhead(piece))


def _with_answers(pieces: list[Piece]) -> list[Piece]:
    """Return the paragraphs; those behind a question are its answer, until the next one."""
    found, answers = [], False
    for each in pieces:
        answers = answers or each.role is Role.QUESTION
        is_answer = answers and each.role is None and not _is_subhead(each)
        found.append(replace(each, role=Role.ANSWER) if is_answer else each)
    return found


def _role(piece: Piece, place: int) -> Role:
    if piece.role is Role.STANDFIRST and place >= STANDFIRSTS:
        return Role.PARAGRAPH
    if piece.role is None and _is_subhead(piece):
        return Role.SUBHEAD
    return piece.role or Role.PARAGRAPH


@cache
def _addressed() -> frozenset[str]:
    """Return the words by which somebody is spoken to, of all languages."""
    listed = by_language(file_beside(roles.__file__), "addressed")
    return frozenset(word for words in listed.values() for word in words)


@cache
def _labels() -> tuple[dict[str, Role], ...]:
    """Return for each language the roles by their labels."""
    path = file_beside(roles.__file__)
    asked, answered = by_language(path, "question labels"), by_language(path, "answer labels")
    return tuple(
        dict.fromkeys(asked[tag], Role.QUESTION) | dict.fromkeys(answered[tag], Role.ANSWER)
        for tag in asked
    )
