"""Reads the labelled pairs: an article with a draft that is faithful, or has one thing changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.quality.reading import TEXT, cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.article import Article

FOLDER: Final = Path(__file__).parent
KNOWN: Final = FOLDER / "known.jsonl"
"""Pairs by which the rules were made."""
UNSEEN: Final = FOLDER / "unseen.jsonl"
"""Pairs that were written after the rules."""
LATER: Final = FOLDER / "faithful.jsonl"
"""Faithful drafts alone, written after both, for the false alarms."""
FAITHFUL: Final = "faithful"


@dataclass(frozen=True, slots=True)
class Pair:
    """An article, a draft, and what is wrong with the draft."""

    id: str
    article: Article
    points: tuple[str, ...]
    kind: str
    """What was changed, or ``faithful``."""
    changed: str
    """The words that stand there now."""


def pairs(path: Path) -> list[Pair]:
    """Return all pairs of a file. Raises ValueError for a change that changes nothing."""
    articles = {case.id: case.article for case in cases() if case.way != TEXT}
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [pair for record in records for pair in _of(record, articles[record["article"]])]


def _of(record: dict[str, object], article: Article) -> Iterator[Pair]:
    points, changes, name = record["points"], record["changes"], str(record["article"])
    assert isinstance(points, list)
    assert isinstance(changes, list)
    yield Pair(name, article, tuple(points), FAITHFUL, "")
    for kind, old, new in changes:
        if sum(point.count(old) for point in points) != 1:
            raise ValueError(f"{name}: {old!r} must stand once in the points.")
        yield Pair(name, article, tuple(each.replace(old, new) for each in points), kind, new)
