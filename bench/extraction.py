"""Measures the parsing of pages: how much of an article is found, and at what cost.

    ./dev bench extraction --set PAGES.jsonl [--set MORE.jsonl] [--worst 10]

Each line of a set is one JSON object about one page:

    {"path": "page.html", "url": "https://...", "title": "...", "date": "2024-05-06", "body": "..."}

``path`` is seen from the set's folder; ``html`` may hold the page itself instead. ``title``,
``date`` (the day of publication), ``body``, ``with`` and ``without`` (lists of passages that belong
to the article, and that do not) are the truth, each left out where it is not known. The pages stay
where they are. Without a set only the hostile pages are read, in the sandbox.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import resource
import sys
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median, quantiles
from typing import TYPE_CHECKING, Any, Final

from bench.hostile_pages import hostile_pages
from widget.domain.errors import Unreadable
from widget.fetch.sandbox.pool import Sandbox
from widget.parse.pages.in_child import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SHINGLE: Final = 4
LOST: Final = 0.5
"""A page of whose body less than this part is found, without a word, is silently lost."""

SLOW: Final = 1_000
"""Milliseconds above which a page is named."""

_TOKEN: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u9fff]|[^\W\u3040-\u9fff]+")
_QUOTES: Final = str.maketrans("\u2018\u2019\u201c\u201d\u00a0", "''\"\" ")


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor made of one page; a reason instead of a text when it refused."""

    text: str = ""
    title: str | None = None
    date: str | None = None
    refused: str | None = None
    doubt: str | None = None
    """Why the extractor itself doubts that the text is all of the article."""


@dataclass(slots=True)
class Score:
    """The marks of one extractor over all pages."""

    bodies: list[tuple[float, float, float, str]] = field(default_factory=list)
    bodies_read: list[float] = field(default_factory=list)
    """The F1 of the pages that were not refused."""
    titles: list[tuple[bool, str]] = field(default_factory=list)
    dates: list[tuple[bool, str]] = field(default_factory=list)
    dates_read: list[tuple[bool, str]] = field(default_factory=list)
    """Those of the pages that were not refused."""
    passages: list[tuple[bool, str]] = field(default_factory=list)
    strangers: list[tuple[bool, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """Those that are lost and reported as doubtful."""
    doubted: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)


def ours(page: bytes, url: str) -> Found:
    """Return what ``pages.read`` makes of a page."""
    try:
        manuscript = read(page, url)
    except Unreadable as error:
        return Found(refused=error.message)
    day = manuscript.published_at
    day_read = f"{day:%Y-%m-%d}" if day else None
    return Found(manuscript.body or "", manuscript.title, day_read, doubt=manuscript.doubt)


def trafilatura_alone(page: bytes, url: str) -> Found:
    """Return what trafilatura makes of a page when it is given nothing else."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - not measured as ours

    found: Any = bare_extraction(
        page, url=url, favor_recall=True, include_comments=False, with_metadata=True
    )
    return Found(found.text or "", found.title, found.date) if found else Found(refused="None")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words (of four signs where words have no spaces between them)."""
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())
    if len(tokens) < SHINGLE:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(zip(*(tokens[start:] for start in range(SHINGLE)), strict=False))


def overlap(found: str, truth: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the shingles."""
    left, right = shingles(found), shingles(truth)
    common = sum((left & right).values())
    precision = common / max(sum(left.values()), 1)
    recall = common / max(sum(right.values()), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def mark(score: Score, page: dict[str, Any], found: Found) -> None:
    """Compare what was found with what is true of the page."""
    name = _name(page)
    if found.refused is not None:
        score.refused.append(f"{name}: {found.refused}")
    if "body" in page:
        precision, recall, f1 = overlap(found.text, page["body"])
        score.bodies.append((f1, precision, recall, name))
        score.bodies_read += [f1] if found.refused is None else []
        lost = page["body"].strip() and recall < LOST and found.refused is None
        if lost and found.doubt is None:
            score.lost.append(name)
        score.told += [name] if lost and found.doubt else []
    score.doubted += [f"{name}: {found.doubt}"] if found.doubt else []
    if "title" in page:
        same = plain(found.title) == plain(page["title"])
        score.titles.append((same, f"{name}: {found.title!r}, not {page['title']!r}"))
    if "date" in page:
        same = found.date == page["date"][:10]
        score.dates.append((same, f"{name}: {found.date}, not {page['date']}"))
        score.dates_read += score.dates[-1:] if found.refused is None else []
    text = plain(found.text)
    score.passages += [(plain(p) in text, f"{name}: {p}") for p in page.get("with", ())]
    score.strangers += [(plain(p) in text, f"{name}: {p}") for p in page.get("without", ())]


def plain(text: str | None) -> str:
    """Return a text with one kind of quotation mark and of space."""
    return " ".join(unicodedata.normalize("NFC", text or "").translate(_QUOTES).split())


def pages(path: Path) -> Iterator[dict[str, Any]]:
    """Return the pages of a set, each with its ``bytes``."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            page = json.loads(line)
            html = page.get("html")
            page["bytes"] = html.encode() if html else (path.parent / page["path"]).read_bytes()
            yield page


def run(extract: Callable[[bytes, str], Found], sets: Sequence[Path]) -> Score:
    """Return the score of an extractor over all pages of the sets; the first page is read twice."""
    score, first = Score(), True
    for page in (page for path in sets for page in pages(path)):
        if first:
            extract(page["bytes"], page["url"])
            first = False
        begun = time.process_time()
        found = _survived(extract, page, score)
        score.milliseconds.append((time.process_time() - begun) * 1000)
        if score.milliseconds[-1] > SLOW:
            score.slow.append(_name(page))
        mark(score, page, found)
    return score


def _survived(extract: Callable[[bytes, str], Found], page: dict[str, Any], score: Score) -> Found:
    """Return what was found; what an extractor did not expect counts as a crash of it."""
    try:
        return extract(page["bytes"], page["url"])
    except Exception as error:  # noqa: BLE001 - whatever a page does to an extractor is counted
        score.crashed.append(f"{_name(page)}: {error!r}")
        return Found(refused="crashed")


def _name(page: dict[str, Any]) -> str:
    return str(page.get("id") or page["url"])


def show(name: str, score: Score, worst: int) -> None:
    """Print the marks, and where the most was lost."""
    hundredths = quantiles(score.milliseconds, n=100)
    print(f"\n{name}: {len(score.milliseconds)} pages, {len(score.refused)} refused")
    print(f"  CPU ms      median {hundredths[49]:.0f}, p95 {hundredths[94]:.0f}", end="")
    print(f", p99 {hundredths[98]:.0f}, most {max(score.milliseconds):.0f}")
    if score.bodies:
        f1, precision, recall = (mean(each) for each in list(zip(*score.bodies, strict=True))[:3])
        print(f"  body        F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}", end="")
        print(f" (n={len(score.bodies)}), median F1 {median(b[0] for b in score.bodies):.3f}")
    if score.refused and score.bodies_read:
        print(f"  body if read F1 {mean(score.bodies_read):.3f} (n={len(score.bodies_read)})")
    for label, marks in (
        ("exact title", score.titles),
        ("day", score.dates),
        ("day if read", score.dates_read),
    ):
        _share(label, marks)
    _share("passages", score.passages)
    _share("strangers", score.strangers)
    print(f"  silently lost {len(score.lost)} {score.lost[:worst]}", end="")
    print(f", lost and told {len(score.told)}, doubtful {len(score.doubted)}")
    print(f"  crashed     {len(score.crashed)} {score.crashed[:worst]}")
    print(f"  slow        {len(score.slow)} {score.slow[:worst]}")
    for f1, precision, recall, page in sorted(score.bodies)[:worst]:
        print(f"    {f1:.2f} (p {precision:.2f}, r {recall:.2f}) {page}")
    wrong = [text for ok, text in [*score.titles, *score.dates, *score.passages] if not ok]
    for text in [*wrong, *(text for there, text in score.strangers if there)][: 6 * worst]:
        print(f"    {text}")
    for text in score.refused[: 2 * worst]:
        print(f"    refused {text}")


def _share(label: str, marks: Sequence[tuple[bool, str]]) -> None:
    if marks:
        print(f"  {label:<11} {mean(ok for ok, _ in marks):.3f} (n={len(marks)})")


def show_hostile() -> None:
    """Read the hostile pages in a sandbox; print what became of each, and the memory."""
    print("\nhostile pages, in a child")
    for name, page in hostile_pages():
        child = Sandbox()
        begun = time.perf_counter()
        try:
            outcome = (
                f"read, {len(child.call(read, page, 'https://site.example/x').body or '')} ch."
            )
        except Unreadable as error:
            outcome = error.message
        seconds = time.perf_counter() - begun
        child.close()
        print(f"  {name:<28} {seconds:5.1f} s  {outcome}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"  most memory of any child: {peak:.0f} MB")


def main(arguments: Sequence[str]) -> None:
    """Print the marks for the sets that the command line names, then the hostile pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--set", action="append", type=Path, default=[], help="a JSONL file")
    parser.add_argument("--worst", type=int, default=0, help="how many of the worst to name")
    parser.add_argument("--no-hostile", action="store_true", help="only the sets")
    options = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}", end="")
    print(*(f", {name} {version(name)}" for name in ("trafilatura", "htmldate", "lxml")), sep="")
    if options.set:
        show("pages.read", run(ours, options.set), options.worst)
        show("trafilatura alone", run(trafilatura_alone, options.set), 0)
    if not options.no_hostile:
        show_hostile()


if __name__ == "__main__":
    main(sys.argv[1:])
