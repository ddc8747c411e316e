"""Checks the quotations of a point: word for word, and given to the one who said it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from widget.rules.facts.capitals import ADJECTIVES, people
from widget.rules.facts.point import QUOTED
from widget.rules.facts.report import Rule, Verdict
from widget.rules.facts.tokens import tokens
from widget.rules.facts.vocabulary import SPEECH, starts
from widget.rules.folding import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.rules.facts.point import Point
    from widget.rules.facts.reference import Reference
    from widget.rules.facts.report import Finding

_LEFT_OUT: Final = re.compile(r"\[[^\]]*\]|…|\.\.\.|\([^)]*\)")
_FEW: Final = 2
"""A quotation of so many words may be a title or a word used with distance."""
_BACK: Final = 4
"""Paragraphs before a quotation that may name who says it, where its own does not."""
_ENOUGH: Final = 20
"""Characters by which a quotation is found in its paragraph."""
_END: Final = re.compile(r"(\w*)[.!?](?=\s)")
_ABBREVIATION: Final = 3


def quotations(point: Point, reference: Reference) -> Iterator[Finding]:
    """Yield the quotations that the article does not have, or that somebody else says there."""
    for start, end in point.quotes:
        quote = point.text[start:end]
        if not _stands(quote, reference):
            verdict = Verdict.BLOCK if len(quote.split()) > _FEW else _of_few(quote, reference)
            reason = "The article does not have these words in a row."
            yield point.finding(Rule.QUOTES, verdict, (start, end), reason)
        elif len(quote.split()) > _FEW and (
            speaker := _wrong_speaker(point, start, end, reference)
        ):
            reason = "In the article somebody else says this."
            yield point.finding(Rule.SPEAKERS, Verdict.BLOCK, speaker, reason)


def _stands(quote: str, reference: Reference) -> bool:
    parts = [letters(part) for part in _LEFT_OUT.split(quote)]
    return all(part in reference.letters for part in parts)


def _of_few(quote: str, reference: Reference) -> Verdict:
    """Return the verdict on one or two words: milder where each is some form of the article's."""
    known = tuple(reference.words)
    stems = (token.low[:4] for token in tokens(quote))
    same = all(any(word.startswith(stem) for word in known) for stem in stems)
    return Verdict.WARN if same else Verdict.BLOCK


def _wrong_speaker(
    point: Point, start: int, end: int, reference: Reference
) -> tuple[int, int] | None:
    """Return where the name stands of a speaker whom the article does not give the quote to."""
    sentence = next((s for s in point.sentences if s.start <= start < s.end + 2), None)
    if sentence is None:
        return None
    begins, ends = min(sentence.start, start), max(sentence.end, end)
    named = _speakers(point, begins, ends, reference.capitals)
    if not named and sentence.start == point.sentences[0].start:
        return None
    told = _given_to(letters(point.text[start:end]), point.text[start:end], reference)
    if not named or not told:
        return None
    if any(name in told for name, _ in named):
        return None
    at, to = named[0][1]
    last = point.text[at:to].split()[-1]
    is_no_person = last.isupper() or (point.language == "en" and ADJECTIVES.search(last))
    return None if is_no_person else named[0][1]


def _speakers(
    point: Point, start: int, end: int, known: frozenset[str]
) -> list[tuple[str, tuple[int, int]]]:
    """Return the surnames of those whom a sentence names beside its quotation."""
    found = [
        (name, span)
        for name, span in people(point.text, point.language, known)
        if start <= span[0] < end and not point.is_quoted(span[0])
    ]
    verbs = [
        at
        for at, token in enumerate(point.tokens)
        if start <= token.start < end
        and starts(SPEECH, "speech verbs", point.language).match(token.low)
    ]
    if not verbs and ":" not in point.text[start:end]:
        return []
    if len(found) < 2 or not verbs:
        return found
    places = {token.start: at for at, token in enumerate(point.tokens)}
    nearest = min(
        found, key=lambda each: min(abs(places.get(each[1][0], 999) - verb) for verb in verbs)
    )
    return [nearest]


def _given_to(folded: str, quote: str, reference: Reference) -> frozenset[str]:
    """Return the surnames of those who may have said a quotation, as the article has it.

    They stand beside it in its sentence, else in its paragraph, else in the one before.
    """
    paragraphs = reference.text.split("\n\n")
    key = folded if not _LEFT_OUT.search(quote) else letters(_LEFT_OUT.split(quote)[0])
    found: frozenset[str] = frozenset()
    for place, paragraph in enumerate(paragraphs):
        if key and key in letters(paragraph):
            beside = _beside(paragraph, quote, reference)
            found |= beside or _before(paragraphs[max(0, place - _BACK) : place], reference)
    return found


def _beside(paragraph: str, quote: str, reference: Reference) -> frozenset[str]:
    """Return the names in the sentence of a quotation, else in those around it."""
    bare = QUOTED.sub(_blank, paragraph)
    at = paragraph.find(quote[:_ENOUGH])
    parts = _parts(bare)
    own = next((n for n, (start, end) in enumerate(parts) if start <= at < end), len(parts) - 1)
    for number in (*range(own, -1, -1), *range(own + 1, len(parts))):
        start, end = parts[number]
        names = people(bare[start:end], reference.language, reference.capitals)
        if names and number == own:
            return frozenset(name for name, _ in names)
        if names:
            first = parts[max(0, own - _BACK)][0]
            return _outside(bare[first : parts[min(own + 1, len(parts) - 1)][1]], reference)
    return frozenset()


def _blank(quotation: re.Match[str]) -> str:
    """Return spaces for a quotation, with the mark that ends a sentence in it."""
    return f"{' ' * (len(quotation[0]) - 2)}{quotation[0][-2:-1]} "


def _parts(bare: str) -> list[tuple[int, int]]:
    """Return where the sentences of a paragraph without its quotations are."""
    marks = (match for match in _END.finditer(bare) if not _is_abbreviation(match[1]))
    ends = [match.end() for match in marks] + [len(bare)]
    return list(zip([0, *ends], ends, strict=False))


def _is_abbreviation(word: str) -> bool:
    return len(word) <= _ABBREVIATION and word[:1].isupper()


def _before(paragraphs: list[str], reference: Reference) -> frozenset[str]:
    return frozenset(name for each in paragraphs for name in _outside(each, reference))


def _outside(paragraph: str, reference: Reference) -> frozenset[str]:
    """Return the names in a paragraph that are in none of its quotations."""
    bare = QUOTED.sub(_blank, paragraph)
    return frozenset(name for name, _ in people(bare, reference.language, reference.capitals))
