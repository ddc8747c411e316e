"""Counts the summaries that name a person by surname alone though the article gave the full name.

    python -m bench.quality.surnames FILE.jsonl [--cases 50]

reads one ``{"text", "title"?, "language"?}`` a line. It reads text and summary as a person would,
by capitals, and shares no rule and no list with the summarizer; its own is ``surnames.txt``.
``--cases`` prints that many summaries with the word that was counted, and its full name, so that
somebody can tell how often the count is right. English only: where all nouns have capitals it
cannot tell.
"""

# ruff: noqa: RUF001 (the apostrophes of names)

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
from widget.rules.word_lists import file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.domain.draft import Passage

LISTS: Final = file_beside(__file__)
_CAPITALISED: Final = r"[A-ZÀ-Þ][a-zß-ÿA-ZÀ-Þ]*(?:['’-][A-ZÀ-Þ]?[a-zß-ÿ]+)*(?<!['’]s)"
_BETWEEN: Final = r"(?: [A-Z]\.| [\"“‘'][A-Z]\w+[\"”’']| (?:de|da|del|van|von|bin|al|el|la|ter))*"
NAME: Final = re.compile(rf"(?<![\w.’'-]){_CAPITALISED}(?:{_BETWEEN} {_CAPITALISED})+")
WORD: Final = re.compile(rf"(?<![\w’'@#.-]){_CAPITALISED}(?![\w-])")
TITLES: Final = frozenset(phrases(LISTS, "titles"))
NOT_A_PERSON: Final = frozenset(phrases(LISTS, "no person"))
SAYS: Final = (
    r"(?:said|says|told|added|wrote|explained|admitted|claimed|insisted|revealed|was|is|has|had"
    r"|will|who|did|went|made|also|then|never)\b"
)


class Found(NamedTuple):
    """A person who is named by a part of a name."""

    word: str
    full: str
    """The full name, as it stands before the sentence in the article."""
    sentence: str


def bare_names(text: str, passages: Sequence[Passage]) -> Iterator[Found]:
    """Yield who is named by a part of a name, its full form before that in the article only."""
    people = _people(text)
    shown = ""
    for passage in passages:
        sentence = passage.quote
        for word in WORD.finditer(sentence):
            before = f"{shown} {sentence[: word.end()]}"
            full = people.get(word[0])
            at = text.find(full) if full else -1
            if (
                full
                and 0 <= at < passage.start
                and _is_alone(sentence, word)
                and not _is_named(before + sentence[word.end() :], word[0])
            ):
                yield Found(word[0], full, sentence)
        shown = f"{shown} {sentence}"


def _people(text: str) -> dict[str, str]:
    """Return the full name of each person by its last word."""
    found: dict[str, str] = {}
    for match in NAME.finditer(text):
        words = _words(match[0])
        if len(words) < 2 or not NOT_A_PERSON.isdisjoint(words):
            continue
        if re.search(r"\b(?:the|The|a|an)$", text[: match.start()].rstrip()[-4:]):
            continue
        if _acts(text, words[-1]):
            found.setdefault(words[-1], " ".join(words))
    return found


def _acts(text: str, surname: str) -> bool:
    """Tell whether the word alone does what people do, or owns something, and is no plain word."""
    name = re.escape(surname)
    if re.search(rf"\b{name.lower()}\b", text):
        return False
    return (
        re.search(
            rf"(?<![\w-]){name}(?:['’]s?)? {SAYS}|\b(?:said|says|told|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir)"
            rf" (?:[A-Z]\w+ )?{name}\b|\b{name}['’]s?\b|\b{name}, (?:who|\d\d)\b",
            text,
        )
        is not None
    )


def _is_alone(sentence: str, word: re.Match[str]) -> bool:
    """Tell whether no other name stands before the word, so that it is not part of a fuller one."""
    previous = sentence[: word.start()].split()[-1:]
    if not previous or not sentence[: word.start()].endswith(" "):
        return word.start() == 0 or not sentence[word.start() - 1].isalnum()
    bare = previous[0].strip("\"“‘'(.")
    if bare in TITLES or (word.start() == len(previous[0]) + 1 and bare in NOT_A_PERSON):
        return True
    return not (bare[:1].isupper() and previous[0][-1:] not in ",;:—-")


def _is_named(shown: str, surname: str) -> bool:
    """Tell whether what is shown gives a fuller name that ends with this word."""
    whole = shown.replace("[", "").replace("]", "")
    return any(surname in _words(match[0])[1:] for match in NAME.finditer(whole))


def _words(name: str) -> list[str]:
    """Return the words of a run of capitals without titles, offices in capitals and openers."""
    words = [word for word in name.split() if word.strip(".") not in TITLES]
    while words and (words[0] in NOT_A_PERSON or (len(words[0]) > 2 and words[0].isupper())):
        words = words[1:]
    return words


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many summaries have such a name, ours and the first sentences."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", type=Path, help='jsonl with {"text", "summary"} a line')
    parser.add_argument("--cases", type=int, default=0, help="print so many that were counted")
    parser.add_argument("--points", type=int, default=3, help="sentences of a summary")
    parser.add_argument("--most", type=int, default=5, help="while words are left")
    options = parser.parse_args(arguments)
    found, shape = examples(options.file, "en", 0), SummaryShape(options.points, most=options.most)
    counted: Counter[str] = Counter()
    cases: list[Found] = []
    for example in found:
        for name, passages in (("ours", extract), ("first", lead)):
            named = list(bare_names(example.article.text, passages(example.article, shape)))
            counted[name] += bool(named)
            cases.extend(named[:1] if name == "ours" else [])
    for each in cases[: options.cases]:
        print(f"{each.word}  <  {each.full}\n    {each.sentence}")
    for name in ("ours", "first"):
        share = 100 * counted[name] / len(found)
        print(f"{name}: {counted[name]} of {len(found)} summaries ({share:.1f} %)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
