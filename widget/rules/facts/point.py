"""A point of a draft, taken apart for the checks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widget.rules.facts.reference import passages, sentences
from widget.rules.facts.report import Finding
from widget.rules.facts.tokens import tokens

if TYPE_CHECKING:
    from widget.domain.draft import Passage
    from widget.rules.facts.reference import Reference, Sentence
    from widget.rules.facts.report import Rule, Verdict
    from widget.rules.facts.tokens import Token

QUOTED: Final = re.compile(
    '“([^“”]+)[”“]|„([^„“”"]+)[“”"]|«([^«»]+)»|»([^«»]+)«|"([^"]+)"|「([^「」]+)」|『([^『』]+)』'
    "|‘([^‘’]{8,}?)’(?!\\w)|‚([^‚‘’]+)[‘’]|”([^”]+)”"  # noqa: RUF001
)
"""A quotation in the marks of any language, in one of its groups."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point as the rules look at it."""

    position: int
    text: str
    language: str
    source: Passage | None
    tokens: tuple[Token, ...]
    quotes: tuple[tuple[int, int], ...]
    """Where quotations stand, without their marks."""
    sentences: tuple[Sentence, ...]

    def finding(self, rule: Rule, verdict: Verdict, span: tuple[int, int], reason: str) -> Finding:
        """Return a finding about the words of a span."""
        start, end = span
        return Finding(rule, verdict, self.position, start, end, self.text[start:end], reason)

    def is_quoted(self, place: int) -> bool:
        """Tell whether a place is inside of a quotation."""
        return any(start <= place < end for start, end in self.quotes)

    def sentence_at(self, place: int) -> Sentence:
        """Return the sentence that a place is in."""
        return next((each for each in self.sentences if place < each.end), self.sentences[-1])

    def passages(self, sentence: Sentence, reference: Reference) -> list[Sentence]:
        """Return the article's sentences that have most of a sentence, the best first."""
        return passages(sentence, reference)


def point(position: int, text: str, language: str, source: Passage | None) -> Point:
    """Return a point taken apart."""
    return Point(
        position=position,
        text=text,
        language=language,
        source=source,
        tokens=tuple(tokens(text)),
        quotes=tuple(quotes(text)),
        sentences=sentences(text, language),
    )


def quotes(text: str) -> list[tuple[int, int]]:
    """Return where quotations stand in a text, without their marks."""
    return [match.span(match.lastindex or 0) for match in QUOTED.finditer(text)]
