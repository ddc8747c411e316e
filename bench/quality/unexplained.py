"""Counts the summaries with a sentence that refers to what they do not show.

    python -m bench.quality.unexplained FILE.jsonl [--cases 50]

reads one ``{"text", "title"?, "language"?}`` a line. It looks at each point as a reader would, who
has seen the title and the points before it, and shares no rule and no list with the summarizer; its
own is ``unexplained.txt``. ``--cases`` prints that many of ours with the words that were counted.
English only.
"""

# ruff: noqa: RUF001 (the apostrophes and quotation marks of news)

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bench.quality.examples import examples
from bench.quality.rouge import extract, lead
from widget.domain.draft import SummaryShape
from widget.rules.word_lists import alternatives, file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.domain.article import Article
    from widget.domain.draft import Passage

LISTS: Final = file_beside(__file__)
KINDS: Final = ("pronoun", "known noun", "stand-in", "verb", "I", "alone")
PRONOUNS: Final = frozenset(phrases(LISTS, "pronouns"))
TOLD_BY: Final = frozenset(phrases(LISTS, "told by"))
EMPTY: Final = frozenset(phrases(LISTS, "empty")) | PRONOUNS
STAND_IN: Final = re.compile(
    rf"\b(?:{alternatives(phrases(LISTS, 'times'))}"
    rf"|the (?:{alternatives(phrases(LISTS, 'stand-ins'))})"
    r"(?= (?:\w+ed|was|were|is|are|had|have|said|did)\b|[,.]))",
    re.IGNORECASE,
)
QUOTED: Final = re.compile(r"[\"“][^\"”]*[\"”]?|(?<!\w)['‘][^'‘’]{12,}?['’](?!\w)")
WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
KNOWN: Final = re.compile(r"\b[Tt]he ((?:[a-z-]+ )?)([a-z][a-z-]{3,})\b(?: (\w+))?")
NO_VERB: Final = re.compile(
    r"[A-Z]\w+(?: [\w.]+){0,3} (?:did|does|do|had|has|have|was|were|would|could|will)"
    r"(?: not|n['’]t)?(?=[,.;])"
)
SPEAKS: Final = re.compile(r"(?<![\w.])(?:I|I['’]\w+|my|me|myself)(?![\w.])")
NEAR: Final = 8
"""A pronoun among so many first words is looked at."""
ONE_VOICE: Final = 0.002
"""Share of "I" among an article's characters from which on its writer is the speaker."""


class Found(NamedTuple):
    """A reference that is not explained."""

    kind: str
    words: str
    sentence: str


def unexplained(article: Article, passages: Sequence[Passage]) -> Iterator[Found]:
    """Yield what the points refer to and neither the title nor a point before them tells."""
    text, shown, end = article.text, article.headline.title, 0
    everything = [each.quote for each in passages]
    for place, passage in enumerate(passages):
        goes_on = end > 0 and not any(map(str.isalnum, text[end : passage.start]))
        begins = not any(map(str.isalnum, text[: passage.start]))
        if not (goes_on or begins):
            yield from _of_the_one_before(text, passage)
        if place and not goes_on and not _is_linked(everything, place):
            yield Found("alone", "", passage.quote)
        for noun in _known_nouns(text, passage, shown):
            yield Found("known noun", noun, passage.quote)
        shown, end = f"{shown} {passage.quote}", passage.end


def _of_the_one_before(text: str, passage: Passage) -> Iterator[Found]:
    """Yield what only the sentence before, which is not shown, explains."""
    outside = QUOTED.sub(" ", passage.quote)
    if pronoun := _free_pronoun(outside):
        yield Found("pronoun", pronoun, passage.quote)
    for kind, pattern in (("stand-in", STAND_IN), ("I", SPEAKS)):
        match = pattern.search(outside)
        if match and not (
            kind == "I" and len(SPEAKS.findall(text)) > max(2, ONE_VOICE * len(text))
        ):
            yield Found(kind, match[0], passage.quote)
    if match := NO_VERB.match(outside):
        yield Found("verb", match[0], passage.quote)


def _free_pronoun(outside: str) -> str | None:
    """Return a pronoun with no noun and no name before it."""
    for place, word in enumerate(WORD.findall(outside)[:NEAR]):
        low = word.lower().replace("’", "'")
        if low in PRONOUNS:
            return None if low in {"it", "its"} and place else word
        if low not in EMPTY and not low.isdigit() and not low.endswith(("ed", "ly", "ing")):
            return None
    return None


def _known_nouns(text: str, passage: Passage, shown: str) -> Iterator[str]:
    """Yield nouns behind "the" that the article introduced by "a", in no sentence that is shown."""
    for match in KNOWN.finditer(QUOTED.sub(" ", passage.quote)):
        noun = match[1].strip() if match[3] and match[2] in EMPTY and match[1] else match[2]
        if noun in EMPTY or match[3] in TOLD_BY:
            continue
        before = passage.quote[: passage.quote.find(match[0])]
        new = re.search(rf"\b[Aa]n? (?:[\w-]+ ){{0,2}}{re.escape(noun)}\b", text[: passage.start])
        told = re.search(rf"\b[Tt]he (?:[\w-]+ )?{re.escape(noun)}\b", text[: passage.start])
        introduced = new and not (told and told.start() < new.start())
        if introduced and noun.rstrip("s")[:6] not in f"{shown} {before}".lower():
            yield f"the {noun}"


def _is_linked(points: Sequence[str], place: int) -> bool:
    """Tell whether a point shares a word that says something with another one."""
    own = _said(points[place])
    return any(own & _said(each) for at, each in enumerate(points) if at != place)


def _said(point: str) -> set[str]:
    words = (word.lower() for word in WORD.findall(point))
    return {word.rstrip("s")[:6] for word in words if word not in EMPTY and len(word) > 2}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many summaries have such a reference, ours and the first sentences."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", type=Path, help='jsonl with {"text", "summary"} a line')
    parser.add_argument("--cases", type=int, default=0, help="print so many that were counted")
    parser.add_argument("--points", type=int, default=3, help="sentences of a summary")
    parser.add_argument("--most", type=int, default=5, help="while words are left")
    options = parser.parse_args(arguments)
    found, shape = examples(options.file, "en", 0), SummaryShape(options.points, most=options.most)
    cases: list[Found] = []
    print(f"{'':<8}", *(f"{kind:>11}" for kind in (*KINDS, "any")))
    for name, passages in (("ours", extract), ("first", lead)):
        counted: Counter[str] = Counter()
        for example in found:
            of_one = list(unexplained(example.article, passages(example.article, shape)))
            counted.update({each.kind for each in of_one} | ({"any"} if of_one else set()))
            cases.extend(of_one if name == "ours" else [])
        shares = (100 * counted[kind] / len(found) for kind in (*KINDS, "any"))
        print(f"{name:<8}", *(f"{share:9.1f} %" for share in shares), f"  of {len(found)}")
    for each in cases[: options.cases]:
        print(f"{each.kind}: {each.words}\n    {each.sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
