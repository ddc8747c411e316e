"""Counts what an editor would object to in the summaries of many articles.

    python -m bench.quality.counts FILE.jsonl|FOLDER … [--shape 3 70 5] [--plain] [--list KIND]

reads one ``{"text", "title"?, "language"?, "blocks"?}`` a line, or the texts (``.txt``, the title
in the first line) of a folder, and prints how many summaries lack the opening, say one thing
twice, are short, or have a point that is no sentence of the story. The rules are not those of the
summarizer. Run it in two clones for a comparison.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sentencex

from bench.quality.overlap import WORD
from widget.domain.article import Article, Headline
from widget.domain.block import Role
from widget.domain.draft import SummaryShape
from widget.rules.language import primary
from widget.summarizers.extractive import ExtractiveSummarizer
from widget.summarizers.extractive.junk import junk_rule
from widget.summarizers.extractive.words import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KINDS: Final = ("no opening", "said twice", "short", "junk", "no point")
CONTAINED: Final = 0.6
"""Of the content words of the shorter point: then the other one says the same."""
TOLD: Final = 0.6
"""Of the headline's content words that the article has: then its news is told."""
SHORT_WORDS: Final = 40
LONG_ARTICLE: Final = 300
FEWEST_WORDS: Final = 5
FEWEST_SIGNS: Final = 10
"""Signs of a point in Chinese, Japanese, or a script without spaces."""
FIRST: Final = 9
"""One of so many sentences of a paragraph is its first one: bylines and dates may stand before."""
SIGNS: Final = 40
ENDS: Final = ".!?…。！？؟।॥۔։|"  # noqa: RUF001 - the punctuation of many languages
CLOSES: Final = "\"'”’»)」』）]“« "  # noqa: RUF001
NO_POINT: Final = frozenset({Role.SUBHEAD, Role.CAPTION, Role.ASIDE, Role.NOTE})


@dataclass(frozen=True, slots=True)
class Subject:
    """An article, and the roles of its paragraphs where its record tells them."""

    name: str
    article: Article
    paragraphs: tuple[tuple[str, str], ...]
    """Role and text of each."""


@dataclass(slots=True)
class Counts:
    """How many summaries were seen, and the names of those with each defect."""

    seen: int = 0
    long: int = 0
    """Those of articles of ``LONG_ARTICLE`` words."""
    found: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def share(self, kind: str) -> float:
        """Return the percentage with a defect; of long articles for ``short``."""
        return 100 * len(self.found[kind]) / max(1, self.long if kind == "short" else self.seen)


def subjects(path: Path) -> Iterator[Subject]:
    """Yield the articles of a jsonl file or of a folder of ``.txt`` files."""
    if path.is_dir():
        for each in sorted(path.glob("*.txt")):
            title, _, text = each.read_text(encoding="utf-8").partition("\n")
            yield _subject(each.name, {"title": title, "text": text.strip()})
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            record = json.loads(line)
            yield _subject(str(record.get("id", number)), record)


def _subject(name: str, record: dict[str, Any]) -> Subject:
    now = datetime(2000, 1, 1, tzinfo=UTC)
    blocks = tuple((each["role"], each["text"]) for each in record.get("blocks", ()))
    text = "\n\n".join(each for _, each in blocks) or record["text"]
    headline = Headline(
        "bench",
        "https://bench.example/",
        record.get("title", ""),
        record.get("language", "en"),
        now,
        "",
    )
    roles = tuple(Role(role) for role, _ in blocks)
    plain = tuple((Role.PARAGRAPH.value, each) for each in text.split("\n\n"))
    return Subject(name, Article(headline, text, roles), blocks or plain)


def defects(subject: Subject, points: Sequence[str]) -> Iterator[str]:
    """Yield the kinds of defects of one summary."""
    if not points:
        yield "no point"
        return
    language = primary(subject.article.headline.language) or "en"
    if not _tells_opening(subject, points, language):
        yield "no opening"
    bags = [_content(point, language) for point in points]
    if any(_contained(one, other) >= CONTAINED for one, other in combinations(bags, 2)):
        yield "said twice"
    words = sum(len(point.split()) for point in points)
    if is_long(subject) and words < SHORT_WORDS and not _is_unspaced(" ".join(points)):
        yield "short"
    if any(_is_junk(point, subject) for point in points):
        yield "junk"


def is_long(subject: Subject) -> bool:
    """Tell whether the article is long enough that its summary should not be short."""
    return len(subject.article.text.split()) >= LONG_ARTICLE


def _tells_opening(subject: Subject, points: Sequence[str], language: str) -> bool:
    """Tell whether the first sentence of body or standfirst, or the headline's news, is there."""
    starts = [start for start in _starts(subject, language) if start]
    shown = [_letters(point) for point in points]
    if any(start in point or point in start for start in starts for point in shown):
        return True
    wanted = _content(subject.article.headline.title, language)
    wanted &= _content(subject.article.text, language)
    told = set().union(*(_content(point, language) for point in points))
    return bool(wanted) and len(wanted & told) >= TOLD * len(wanted)


def _starts(subject: Subject, language: str) -> Iterator[str]:
    """Yield letters of the first sentence of the standfirst and of the body, from its end.

    From there, because a dateline at the beginning may be gone.
    """
    for role in (Role.STANDFIRST, Role.PARAGRAPH):
        texts = [text for kind, text in subject.paragraphs if kind == role]
        segments = sentencex.segment(language, next((t for t in texts if _may_open(t, role)), ""))
        full = (_letters(each)[-SIGNS:] for each in segments[:FIRST] if _may_open(each, role))
        yield next(full, "")


def _may_open(text: str, role: Role) -> bool:
    """Tell whether a text is prose; a standfirst may lack its period, as headlines do."""
    is_ended = role is Role.STANDFIRST or text.rstrip(CLOSES)[-1:] in ENDS
    return is_ended and not _is_small(text) and junk_rule(text) is None


def _is_junk(point: str, subject: Subject) -> bool:
    others = {role for role, text in subject.paragraphs if _letters(point) == _letters(text)}
    is_above = Role.STANDFIRST.value in others
    return (
        _is_small(point)
        or (point.rstrip(CLOSES)[-1:] not in ENDS and not is_above)
        or point.rstrip(CLOSES).endswith(("?", "؟", "？"))  # noqa: RUF001
        or junk_rule(point) is not None
        or (bool(others) and others <= NO_POINT)
    )


def _is_small(text: str) -> bool:
    if _is_unspaced(text):
        return len(_letters(text)) < FEWEST_SIGNS
    return len(WORD.findall(text)) < FEWEST_WORDS


def _is_unspaced(text: str) -> bool:
    return any("\u3040" <= sign <= "\u9fff" or "\u0e00" <= sign < "\u0f00" for sign in text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _content(text: str, language: str) -> set[str]:
    stop = stop_words(language)
    return {word for word in WORD.findall(text.lower()) if word not in stop and len(word) > 2}


def _contained(one: set[str], other: set[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)


def counts(path: Path, shape: SummaryShape, unaided: bool) -> Counts:  # noqa: FBT001
    """Return the counts of one file or folder; ``unaided``: the summarizer is told no roles."""
    found, summarizer = Counts(), ExtractiveSummarizer()
    for subject in subjects(path):
        article = replace(subject.article, roles=()) if unaided else subject.article
        draft = summarizer.summarize(article, shape)
        found.seen += 1
        found.long += is_long(subject)
        for kind in defects(subject, [point.content for point in draft.points]):
            found.found[kind].append(subject.name)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the count; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="+", type=Path, help="jsonl files, or folders of texts")
    parser.add_argument(
        "--shape", nargs="+", type=int, default=[3, 70, 5], help="points, words, most"
    )
    parser.add_argument("--list", dest="kind", choices=KINDS, help="name the articles of a kind")
    parser.add_argument("--plain", action="store_true", help="tell the summarizer no roles")
    options = parser.parse_args(arguments)
    print(ExtractiveSummarizer().name, *(f"{kind:>12}" for kind in KINDS), "  articles")
    for path in options.files:
        found = counts(path, SummaryShape(*options.shape), options.plain)
        print(f"{path.name:<12}", *(f"{found.share(kind):10.1f} %" for kind in KINDS), end="")
        print(f"   {found.seen}, {found.long} of {LONG_ARTICLE} words")
        if options.kind:
            print("  " + ", ".join(found.found[options.kind]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
