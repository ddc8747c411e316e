"""Measures the time and memory of the default summarizer.

    ./dev bench summarize [FILE.txt]

prints how long one article of about 700 words takes, how long the worst texts take, and what
importing and using the summarizer adds to a fresh interpreter.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from widget.domain.article import Article, Headline
from widget.domain.draft import SummaryShape
from widget.domain.limits import TEXT_CHARACTERS
from widget.summarizers.extractive import ExtractiveSummarizer

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED: Final = 7
MEDIAN_BAR_MS: Final = 5.0
P95_BAR_MS: Final = 12.0
MEMORY_BAR_MB: Final = 10.0
IMPORT_BAR_MS: Final = 15.0
IMPORT_ROUNDS: Final = 15
STANDARD_LIBRARY: Final = (
    "import collections, enum, functools, itertools, json, math, operator, os.path, re, typing"
)
IMPORTS: Final = {
    "a bare interpreter": "pass",
    "what of the standard library is used": STANDARD_LIBRARY,
    "the words for a draft": f"{STANDARD_LIBRARY}; import widget.domain.draft",
    "sentencex": f"{STANDARD_LIBRARY}; import widget.domain.draft, sentencex",
    "the summarizer": "import widget.summarizers.extractive",
}
"""What is imported: each line all of the one before it, but sentencex is part of the summarizer."""

NAMES: Final = [
    "Anna Berg",
    "Ministry",
    "Council",
    "Port Authority",
    "Mayor Lind",
    "River Trust",
    "Union",
    "Court",
]
VERBS: Final = [
    "said",
    "rejected",
    "approved",
    "announced",
    "postponed",
    "questioned",
    "welcomed",
    "published",
]
THINGS: Final = [
    "the budget for the harbour",
    "a plan to close two schools",
    "the new timetable for ferries",
    "an inquiry into the flood of 2019",
    "a tax on empty flats",
    "the report on drinking water",
    "a ban on heavy lorries",
    "the sale of the old hospital",
]
ENDS: Final = [
    "after a vote of 31 to 12",
    "despite warnings from residents",
    "while protesters waited outside",
    "on Tuesday evening",
    "which will cost $3.5 million",
    "as prices kept rising",
    "before the summer recess",
    "although experts had advised against it",
]

MEMORY_SCRIPT: Final = """
import sys
from pathlib import Path
def resident():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
import re, json, datetime, random, dataclasses, typing, unicodedata
import widget.domain.article
before = resident()
from bench.summarize import article, SummaryShape
from widget.summarizers.extractive import ExtractiveSummarizer
text = sys.stdin.read()
for _ in range(50):
    ExtractiveSummarizer().summarize(article(text), SummaryShape())
print(resident() - before)
"""


def article(text: str) -> Article:
    """Return an English article with this text."""
    published = datetime(2000, 1, 1, tzinfo=UTC)
    title = "Council approves budget for the harbour"
    return Article(Headline("bench", "https://bench.example/", title, "en", published, ""), text)


def synthetic(words: int, seed: int) -> str:
    """Return made-up prose of about so many words, in paragraphs of three sentences."""
    chance = random.Random(seed)
    paragraphs: list[str] = []
    while sum(len(paragraph.split()) for paragraph in paragraphs) < words:
        paragraphs.append(" ".join(_sentence(chance) for _ in range(3)))
    return "\n\n".join(paragraphs)


def _sentence(chance: random.Random) -> str:
    who, verb, what = chance.choice(NAMES), chance.choice(VERBS), chance.choice(THINGS)
    if chance.random() < 0.2:
        return f'"We never wanted {what}, and we said so," {who} told reporters.'
    return f"The {who} {verb} {what} {chance.choice(ENDS)} and {chance.choice(ENDS)}."


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one round: by the clock, and of processor time."""

    elapsed: float
    processor: float


def timings(text: str, rounds: int) -> list[Timing]:
    """Return how long each round took, after one that is not counted."""
    summarizer, subject = ExtractiveSummarizer(), article(text)
    summarizer.summarize(subject, SummaryShape())
    found = []
    for _ in range(rounds):
        elapsed, processor = time.perf_counter(), time.process_time()
        summarizer.summarize(subject, SummaryShape())
        found.append(
            Timing((time.perf_counter() - elapsed) * 1000, (time.process_time() - processor) * 1000)
        )
    return found


def added_memory(text: str) -> float:
    """Return the MB that a fresh interpreter grows by importing and using the summarizer.

    Counted are also the modules of this script; needs Linux.
    """
    command = [sys.executable, "-c", MEMORY_SCRIPT]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return float(done.stdout)


def import_times() -> dict[str, float]:
    """Return the median milliseconds of processor time of interpreters that import so much.

    Byte code is read, not made: a first round that is not counted writes it to a folder of its own.
    """
    found: dict[str, list[float]] = {name: [] for name in IMPORTS}
    with TemporaryDirectory() as folder:
        for _ in range(1 + IMPORT_ROUNDS):
            for name, code in IMPORTS.items():
                found[name].append(_processor_time(code, Path(folder)))
    return {name: median(times[1:]) for name, times in found.items()}


def _processor_time(code: str, byte_code: Path) -> float:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(byte_code)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    after = getrusage(RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def print_imports() -> float:
    """Print what importing takes; return the milliseconds that the summarizer itself adds."""
    times = import_times()
    bare, library, words, _, whole = times.values()
    print(f"importing, processor time, median of {IMPORT_ROUNDS}:")
    for name, spent in times.items():
        print(f"  {name}: {spent:.1f} ms, {spent - bare:.1f} over a bare interpreter")
    print(
        f"  of the summarizer's {whole - bare:.1f} ms the standard library's are "
        f"{library - bare:.1f}, the draft's {words - library:.1f}, its own {whole - words:.1f} "
        f"(bar: {IMPORT_BAR_MS:.0f} ms)"
    )
    return whole - bare


def worst_texts() -> dict[str, str]:
    """Return texts of the greatest accepted size that are hard on some step."""
    return {
        "prose": synthetic(TEXT_CHARACTERS // 7, SEED),
        "one line of prose": synthetic(TEXT_CHARACTERS // 7, SEED).replace("\n\n", " "),
        "one word": "a" * TEXT_CHARACTERS,
        "capitals": "A" * TEXT_CHARACTERS,
        "opening quotes": "“" * TEXT_CHARACTERS,
        "Japanese": "港の予算が可決された。" * (TEXT_CHARACTERS // 11),
        "blank lines": "\n" * TEXT_CHARACTERS,
        "short lines": "10:10 May\n" * (TEXT_CHARACTERS // 10),
        "dashes": ("A" + " -" * 400 + "x.\n\n") * (TEXT_CHARACTERS // 805),
    }


def print_article(text: str, rounds: int) -> bool:
    """Print how long an article takes; tell whether the elapsed time keeps the bars."""
    found = timings(text, rounds)
    print(
        f"{len(text.split())} words, {rounds} rounds (bars: median {MEDIAN_BAR_MS:.0f} ms, "
        f"p95 {P95_BAR_MS:.0f} ms elapsed)"
    )
    kept = []
    for kind in ("processor", "elapsed"):
        values = [getattr(timing, kind) for timing in found]
        middle, late = median(values), quantiles(values, n=20)[-1]
        print(f"  {kind}: median {middle:.2f} ms, p95 {late:.2f} ms")
        kept.append(bool(middle <= MEDIAN_BAR_MS and late <= P95_BAR_MS))
    return kept[-1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", type=Path, nargs="?", help="text of an article; made up if absent")
    parser.add_argument("--rounds", type=int, default=300, help="times that it is summarised")
    options = parser.parse_args(arguments)
    text = options.file.read_text(encoding="utf-8") if options.file else synthetic(700, SEED)
    print(f"Python {platform.python_version()}, sentencex {version('sentencex')}, seed {SEED}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    quick = print_article(text, options.rounds)
    for name, worst in worst_texts().items():
        slowest = max(timing.elapsed for timing in timings(worst, 3))
        print(f"{name}, {len(worst):,} characters: {slowest:.0f} ms")
    memory = added_memory(text)
    print(f"memory added to a fresh interpreter: {memory:.1f} MB (bar: {MEMORY_BAR_MB:.0f} MB)")
    imported = print_imports()
    return int(not quick or memory > MEMORY_BAR_MB or imported > IMPORT_BAR_MS)


if __name__ == "__main__":
    sys.exit(main())
