"""Prints what the checks of written drafts catch, and what they take for wrong.

    python -m bench.facts [--misses] [--articles FILE.jsonl]

``--articles`` takes articles with summaries by people instead, as ``bench.quality`` does, and
prints what the checks would block of them: look at each, some are no false alarms.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.facts.pairs import FAITHFUL, KNOWN, LATER, UNSEEN, Pair, pairs
from bench.quality.examples import examples
from widget.domain.draft import DraftPoint
from widget.rules.facts import Report, Verdict, check, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.domain.article import Article


def main() -> None:
    """Print the figures of the pairs, or of a file of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--articles", type=Path)
    asked = parser.parse_args()
    if asked.articles:
        _articles(asked.articles)
        return
    for path in (KNOWN, UNSEEN, LATER):
        if path.exists():
            _print(path.stem, pairs(path), misses=asked.misses)


def _print(name: str, found: Sequence[Pair], *, misses: bool) -> None:
    counts: dict[str, Counter[Verdict]] = defaultdict(Counter)
    reading, checking = [], []
    known: dict[str, set[tuple[str, str]]] = {}
    for pair in found:
        report, seconds = _timed(pair.article, pair.points)
        reading.append(seconds[0])
        checking.append(seconds[1])
        own = known.setdefault(pair.id, _said(report) if pair.kind == FAITHFUL else set())
        verdict = report.verdict if pair.kind == FAITHFUL else _new(report, own)
        counts[pair.kind][verdict] += 1
        wrong = (verdict is Verdict.BLOCK) == (pair.kind == FAITHFUL)
        if misses and wrong:
            print(f"  {pair.id} {pair.kind} {pair.changed!r}")
            for each in report.findings:
                if each.verdict is Verdict.BLOCK or pair.kind != FAITHFUL:
                    print(f"    {each.verdict} {each.rule} {each.words!r} {each.reason}")
    print(f"{name}: {len(found)} pairs, {len({pair.id for pair in found})} articles")
    for kind, verdicts in sorted(counts.items()):
        total = verdicts.total()
        blocked, warned = verdicts[Verdict.BLOCK], verdicts[Verdict.WARN]
        print(f"  {kind:10} {total:4}  block {blocked / total:.2f}  warn {warned / total:.2f}")
    print(f"  ms: an article {median(reading) * 1e3:.1f}, a draft {median(checking) * 1e3:.1f}")


def _said(report: Report) -> set[tuple[str, str]]:
    return {(each.rule, each.words) for each in report.findings}


def _new(report: Report, known: set[tuple[str, str]]) -> Verdict:
    """Return the verdict on the change alone: what the faithful draft has, too, does not count."""
    new = tuple(each for each in report.findings if (each.rule, each.words) not in known)
    return Report(new).verdict


def _timed(article: Article, points: Sequence[str]) -> tuple[Report, tuple[float, float]]:
    start = time.process_time()
    reference = read(article)
    middle = time.process_time()
    report = check([DraftPoint(point, None) for point in points], reference)
    return report, (middle - start, time.process_time() - middle)


def _articles(path: Path) -> None:
    blocked = total = 0
    for example in examples(path, "en", 0):
        for summary in example.references:
            points = [each.strip() for each in summary if each.strip()][:5]
            report, _ = _timed(example.article, points)
            total += 1
            blocked += report.verdict is Verdict.BLOCK
            for each in report.findings:
                if each.verdict is Verdict.BLOCK:
                    print(f"{total} {each.rule}: {each.words!r} in {points[each.point]!r}")
    print(f"blocked {blocked} of {total}: {blocked / max(total, 1):.3f}")


if __name__ == "__main__":
    main()
