"""Lets a person read summaries without knowing who made them.

    python -m bench.quality.reading sheet --key KEY.json [--only de en-03] > SHEET.md
    python -m bench.quality.reading count ANSWERS.jsonl --key KEY.json

``sheet`` prints for each article of ``reading/`` the summary of the default summarizer and the
first sentences, as A and B in an order that is drawn; who is who stands in the key alone. The
reader writes one ``{"id", "label", "verdict", "reasons", "better"}`` a line for each of the two, as
the head of the sheet says, and ``count`` prints what came out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.quality.peers import split
from bench.quality.verdicts import (
    LABELS,
    QUESTIONS,
    RULES,
    Key,
    Shown,
    UnfitAnswer,
    answers,
    report,
)
from widget.domain.article import Article, Headline
from widget.domain.block import Block, Role
from widget.domain.draft import SummaryShape
from widget.domain.limits import SUMMARY_POINTS
from widget.summarizers.extractive import ExtractiveSummarizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ARTICLES: Final = Path(__file__).with_name("reading")
SEED: Final = 20_260
POINTS: Final = 3
"""First sentences beside a summary that has no point."""
BODY: Final = frozenset({Role.PARAGRAPH, Role.ITEM, Role.QUOTATION, Role.QUESTION, Role.ANSWER})
FULL: Final = re.compile(r"""[.!?…]["'”»“)\]\u2019]*$""")
"""How a sentence ends."""
SHORTEST: Final = 3
"""Words of a full sentence; what is shorter is a dateline."""
NUMBERED: Final = frozenset({"de", "nb", "tr"})
"""Languages that put a full stop behind ordinal numbers, where sentencex ends a sentence."""
ORDINAL: Final = re.compile(r"(?<!\d)\d{1,2}\.$")
BLOCKS: Final = "blocks"
TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class Case:
    """An article in one of the two ways in which it may come."""

    id: str
    kind: str
    way: str
    """With the roles of its paragraphs (``blocks``), or as text alone (``text``)."""
    article: Article

    @property
    def language(self) -> str:
        """Its BCP 47 tag."""
        return self.article.headline.language


def cases(folder: Path = ARTICLES) -> list[Case]:
    """Return the articles of all files of a folder; an article with ``text`` comes both ways."""
    files = sorted(folder.glob("*.jsonl"))
    lines = chain.from_iterable(file.read_text(encoding="utf-8").splitlines() for file in files)
    return list(chain.from_iterable(_ways(json.loads(line)) for line in lines))


def _ways(record: dict[str, Any]) -> Iterator[Case]:
    blocks = [Block(Role(each["role"]), each["text"]) for each in record["blocks"]]
    text = "\n\n".join(each.text for each in blocks)
    article = Article(_headline(record), text, tuple(each.role for each in blocks))
    yield Case(record["id"], record["kind"], BLOCKS, article)
    if TEXT in record:
        plain = Article(_headline(record), record["text"])
        yield Case(f"{record['id']}-text", record["kind"], TEXT, plain)


def _headline(record: dict[str, Any]) -> Headline:
    return Headline(
        site_key="bench",
        url=f"https://bench.example/{record['id']}",
        title=record["title"],
        language=record["language"],
        published_at=datetime.fromisoformat(record["published_at"]),
        fingerprint="",
        section=record.get("section"),
    )


def ours(article: Article) -> tuple[str, ...]:
    """Return the points of the default summarizer, as a site gets them that chose no number."""
    draft = ExtractiveSummarizer().summarize(article, SummaryShape(most=SUMMARY_POINTS))
    return tuple(_folded(point.content) for point in draft.points)


def first(article: Article, count: int) -> tuple[str, ...]:
    """Return the first sentences: full ones of the body with roles, without them as they stand."""
    language = article.headline.language
    if not article.roles:
        return tuple(map(_folded, split(article.text, language)[:count]))
    body = [text for role, text in _paragraphs(article) if role in BODY]
    sentences = chain.from_iterable(_sentences(text, language) for text in body)
    return tuple(islice(filter(_is_full, sentences), count))


def _sentences(text: str, language: str) -> Iterator[str]:
    begun = ""
    for piece in split(text, language):
        begun = f"{begun} {_folded(piece)}".strip()
        if language not in NUMBERED or not ORDINAL.search(begun):
            yield begun
            begun = ""
    yield begun


def _is_full(sentence: str) -> bool:
    return len(sentence.split()) >= SHORTEST and FULL.search(sentence) is not None


def _paragraphs(article: Article) -> list[Block]:
    texts = article.text.split("\n\n")
    return [Block(*pair) for pair in zip(article.roles, texts, strict=True)]


def _folded(sentence: str) -> str:
    return " ".join(sentence.split())


def shown(case: Case, seed: int) -> Shown:
    """Return both summaries of an article under labels drawn from the seed and its id.

    There are as many first sentences as points, so that their number gives nobody away.
    """
    points = ours(case.article)
    pair = {"ours": points, "first": first(case.article, len(points) or POINTS)}
    names = sorted(pair)
    random.Random(f"{seed} {case.id}").shuffle(names)
    return Shown(
        id=case.id,
        kind=case.kind,
        language=case.language,
        way=case.way,
        systems=(names[0], names[1]),
        points=(pair[names[0]], pair[names[1]]),
    )


def sheet(read: Sequence[Case], key: Key) -> str:
    """Return the reading sheet as Markdown: how to read, then title, article, A and B of each."""
    parts = [_entry(case, pair) for case, pair in zip(read, key.shown, strict=True)]
    return "\n\n".join([_instructions(), *parts]) + "\n"


def _instructions() -> str:
    questions = [f"- `{reason}`: {question}" for reason, question in QUESTIONS.items()]
    example = (
        '{"id": "en-00", "label": "A", "verdict": "weak", "reasons": ["bare-name"], "better": "B"}'
    )
    return "\n".join(
        ["# Summaries to read", "", *RULES, "", *questions, "", f"    {example}"],
    )


def _entry(case: Case, pair: Shown) -> str:
    lines = [f"## {case.id}", f"{case.kind}, {case.language}", f"**{case.article.headline.title}**"]
    lines += ["<details><summary>The article</summary>", case.article.text, "</details>"]
    for label, points in zip(LABELS, pair.points, strict=True):
        lines += [f"**{label}**", "\n".join(f"- {point}" for point in points) or "(no summary)"]
    return "\n\n".join(lines)


def _print_sheet(options: argparse.Namespace) -> int:
    wanted = tuple(options.only)
    read = [case for case in cases() if not wanted or case.id.startswith(wanted)]
    if options.way:
        read = [case for case in read if case.way == options.way]
    pairs = tuple(shown(case, options.seed) for case in read)
    key = Key(ExtractiveSummarizer().name, options.seed, pairs)
    options.key.write_text(key.to_json(), encoding="utf-8")
    print(sheet(read, key), end="")
    return 0


def _print_counts(options: argparse.Namespace) -> int:
    key = Key.from_json(options.key.read_text(encoding="utf-8"))
    try:
        given = answers(options.answers.read_text(encoding="utf-8").splitlines(), key)
    except UnfitAnswer as unfit:
        print(unfit, file=sys.stderr)
        return 2
    text, passed = report(given, key)
    print(text)
    return 0 if passed else 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a sheet, or what was answered; return 1 when a bar is missed, 2 for unfit answers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    verbs = parser.add_subparsers(required=True)
    making = verbs.add_parser("sheet", help="print the reading sheet, write the key")
    making.add_argument("--only", nargs="+", default=[], metavar="ID", help="beginnings of ids")
    making.add_argument("--way", choices=(BLOCKS, TEXT), help="only articles that come this way")
    making.add_argument("--seed", type=int, default=SEED, help="what the order is drawn from")
    making.set_defaults(run=_print_sheet)
    counting = verbs.add_parser("count", help="print what was answered")
    counting.add_argument("answers", type=Path, help="jsonl, a line for each summary")
    counting.set_defaults(run=_print_counts)
    for verb in (making, counting):
        verb.add_argument("--key", type=Path, required=True, help="json that says who is who")
    options = parser.parse_args(arguments)
    done: int = options.run(options)
    return done


if __name__ == "__main__":
    sys.exit(main())
