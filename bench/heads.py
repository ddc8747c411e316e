"""Measures what is read of a page beside its text: title, day, authors; ours beside the libraries'.

    ./dev bench heads --set PAGES.jsonl [--set MORE.jsonl] [--worst 10]

Each line of a set is one JSON object about one page:

    {"path": "page.html", "url": "https://...", "title": "...", "date": "2024-05-06", "authors": []}

``path`` is seen from the set's folder. ``title``, ``date`` (the day of publication), ``instant``
(the same as a time with its zone: then its day in any zone is right, at the time itself, and the
next day alone where the time is midnight of central Europe or Japan) and ``authors`` are the truth,
each left out where it is not known. An empty list of authors says that the page names none. Ours is
read in the sandbox, so that what fails behind its walls fails here.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean, median, quantiles
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bench.extraction import plain
from widget.domain.errors import Unreadable
from widget.fetch.sandbox.pool import Sandbox
from widget.parse.pages.in_child import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SLOW: Final = 1.0
_APART: Final = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\bog\b|\be\b|\by\b)\s*", re.I)
_REFUSED: Final = "There is no article|This page is no article|front page|no HTML"


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader says of one page."""

    title: str | None = None
    published: str | None = None
    """ISO 8601: a day, or a time."""
    author: str | None = None
    failed: str | None = None


@dataclass(slots=True)
class Marks:
    """The marks of one reader over all pages."""

    right: dict[str, list[tuple[bool, str]]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    seconds: list[tuple[float, str]] = field(default_factory=list)

    def add(self, kind: str, answer: tuple[bool, str]) -> None:
        """Count one answer: whether it is right, and what was found."""
        self.right.setdefault(kind, []).append(answer)


_child: Final = Sandbox()


def ours(page: bytes, url: str) -> Found:
    """Return what the confined reader says of a page."""
    try:
        manuscript = _child.call(read, page, url)
    except Unreadable as error:
        return Found(failed=error.message)
    time = manuscript.published_at
    return Found(manuscript.title, time.isoformat() if time else None, manuscript.author)


def libraries(page: bytes, url: str) -> Found:
    """Return what trafilatura says in its metadata, whose day is that of htmldate."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - not measured as ours

    found: Any = extract_metadata(page, default_url=url)
    return Found(found.title, found.date, found.author) if found else Found(failed="None")


def mark(marks: Marks, page: dict[str, Any], found: Found) -> None:
    """Compare what was found with what is true of the page."""
    name = page.get("id") or page["url"]
    if found.failed is not None:
        kept = marks.refused if re.search(_REFUSED, found.failed) else marks.crashed
        kept.append(f"{name}: {found.failed}")
        return
    if "title" in page:
        same = plain(found.title) == plain(page["title"])
        marks.add("title", (same, f"{name}: {found.title!r}, not {page['title']!r}"))
    if "date" in page:
        line = f"{name}: {found.published}, not {page.get('instant') or page['date']}"
        marks.add("day", (_is_day(found.published, page), line))
        if found.published:
            marks.add("day where one is given", (_is_day(found.published, page), line))
    if "authors" in page:
        truth = [each for each in page["authors"] if not _is_site(each, page["url"])]
        same = _people(found.author or "") == _people(", ".join(truth))
        line = f"{name}: {found.author!r}, not {truth}"
        marks.add("author" if truth else "no author", (same, line))


def _is_day(found: str | None, page: dict[str, Any]) -> bool:
    if not found or found[:10] == page["date"][:10]:
        return bool(found)
    if "instant" not in page or "T" not in found:
        return False
    said, true = datetime.fromisoformat(found), datetime.fromisoformat(page["instant"])
    if true.tzinfo is None:
        return False
    return abs(said - true) < timedelta(minutes=2) or _is_local_midnight(said, true)


def _is_local_midnight(said: datetime, true: datetime) -> bool:
    """Tell whether the truth is the day that was found, which its writer took to begin elsewhere.

    15:00 in UTC is midnight in Japan, 22:00 and 23:00 are those of central Europe.
    """
    began = true.astimezone(UTC)
    is_midnight = began.hour in (15, 22, 23) and not (began.minute or began.second)
    is_day = not (said.hour or said.minute or said.second)
    return is_midnight and is_day and (said.date() - began.date()).days == 1


def _is_site(name: str, url: str) -> bool:
    """Tell whether a name is that of the site, by its address."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return plain_key(name) in {plain_key(part) for part in (host, *host.split("."))}


def plain_key(text: str) -> str:
    """Return the letters and digits of a name, in small letters."""
    return "".join(filter(str.isalnum, text.casefold()))


def _people(names: str) -> frozenset[str]:
    parts = (plain(name).casefold() for name in _APART.split(names))
    return frozenset(re.sub(r"^(?:by|von|par|por|di|af|av) ", "", part) for part in parts if part)


def run(reader: Callable[[bytes, str], Found], sets: Sequence[Path]) -> Marks:
    """Return the marks of a reader over all pages of the sets; the first page is read twice."""
    marks, first = Marks(), True
    for path in sets:
        for line in filter(str.strip, path.read_text(encoding="utf-8").split("\n")):
            page = json.loads(line)
            content = (path.parent / page["path"]).read_bytes()
            if first:
                reader(content, page["url"])
                first = False
            begun = time.perf_counter()
            found = reader(content, page["url"])
            marks.seconds.append((time.perf_counter() - begun, page.get("id") or page["url"]))
            mark(marks, page, found)
    return marks


def show(name: str, marks: Marks, worst: int) -> None:
    """Print the marks, and what was wrong."""
    seconds = [each for each, _ in marks.seconds]
    slow = [page for each, page in marks.seconds if each > _SLOW]
    print(f"\n{name}: {len(seconds)} pages, {len(marks.refused)} refused, ", end="")
    print(f"{len(marks.crashed)} crashed, {len(slow)} above {_SLOW:.0f} s {slow[:5]}")
    p99 = quantiles(seconds, n=100)[-1] if len(seconds) > 1 else seconds[0]
    print(f"  ms by the clock: median {median(seconds) * 1000:.0f}, p99 {p99 * 1000:.0f}")
    for kind, answers in marks.right.items():
        print(f"  {kind:<22} {mean(ok for ok, _ in answers):.3f} (n={len(answers)})")
    for kind, answers in marks.right.items():
        for line in [line for ok, line in answers if not ok][:worst]:
            print(f"    {kind}: {line}")
    for line in [*marks.crashed, *marks.refused][:worst]:
        print(f"    failed: {line}")


def main(arguments: Sequence[str]) -> None:
    """Print the marks for the sets that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--set", action="append", type=Path, required=True, help="a JSONL file")
    parser.add_argument("--worst", type=int, default=0, help="how many wrong answers to name")
    parser.add_argument("--alone", action="store_true", help="ours without the libraries")
    options = parser.parse_args(arguments)
    show("pages.read", run(ours, options.set), options.worst)
    if not options.alone:
        show("trafilatura with htmldate", run(libraries, options.set), 0)


if __name__ == "__main__":
    main(sys.argv[1:])
