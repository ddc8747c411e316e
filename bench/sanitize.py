"""Measures what hostile markup costs the server.

    ./dev bench sanitize [--rounds N]

prints how long it takes to refuse 50 KB of nested lists, to clean an ordinary summary and the
worst markup that the limits let through, and to read the worst HTML of an article. Processor
time is shown: it does not count the time that other programs take.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from importlib.metadata import version
from statistics import median
from typing import TYPE_CHECKING, Final

from widget.domain import limits
from widget.domain.errors import InvalidField
from widget.parse.article_html import body_of
from widget.rules.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REFUSE_BAR_MS: Final = 50.0
WORST_BAR_MS: Final = 300.0
HTML_BAR_MS: Final = 1_000.0

NESTED: Final = "<ul><li>" * 6_250
SUMMARY: Final = (
    "<p>The council <strong>voted</strong> to rebuild the bridge by <em>spring</em>.</p>"
    '<ul><li>It costs <a href="https://news.example/bill">14 million</a>.</li>'
    "<li>A ferry starts in December.</li></ul>"
)


def filled(unit: str, size: int = limits.MARKUP_BYTES, before: str = "", after: str = "") -> str:
    """Return a text of at most this size made of the unit."""
    return before + unit * ((size - len(before) - len(after)) // len(unit)) + after


def worst_markup() -> dict[str, str]:
    """Return the slowest markup that was found within the limits, by name."""
    tag = limits.MARKUP_TAG_CHARACTERS
    attributes = " ".join(f"a{number}=1" for number in range(tag // 8))
    return {
        "ampersands": filled("&"),
        "numeric entities": filled("&#x3c;"),
        "escaped brackets": filled("&lt;", after="<svg>"),
        "brackets and entities": "`&<" * limits.MARKUP_TAGS,
        "links": filled("<a href='https://e.example/'>x</a>", 7_000, "<p>"),
        "tags of many attributes": f"<a {attributes}></a>" * 4,
        "tags of odd attributes": ("<a " + ' "' * (tag // 2 - 4) + "></a>") * 3,
        "nested formatting": "<a><b><i><em><strong><code>" * 5 + "<p>x</p>" * 200,
        "paragraphs": "<p>x" * 240,
    }


def worst_html() -> dict[str, str]:
    """Return the slowest HTML that was found within the limits, by name."""
    tags, size = limits.HTML_TAGS, limits.HTML_CHARACTERS
    return {
        "nested lists": "<ul><li>" * (tags // 2),
        "nested boxes": "<div>" * tags,
        "brackets": filled("x", size, "<" * tags),
        "attributes": "<p " + " ".join(f"a{number}=1" for number in range(80_000)) + ">x",
        "open quotes": filled('<a "' + "x" * 96, size),
        "scripts": filled("<script></script>", size),
    }


def milliseconds(work: Callable[[str], object], text: str, rounds: int) -> tuple[float, str]:
    """Return the median processor time in milliseconds, and whether the text was refused."""
    taken, outcome = [], "taken"
    for _ in range(rounds):
        started = time.process_time()
        try:
            work(text)
        except InvalidField:
            outcome = "refused"
        taken.append((time.process_time() - started) * 1_000)
    return median(taken), outcome


def print_worst(work: Callable[[str], object], texts: dict[str, str], rounds: int) -> float:
    """Print the time of each text; return the longest."""
    longest = 0.0
    for name, text in texts.items():
        taken, outcome = milliseconds(work, text, rounds)
        longest = max(longest, taken)
        print(f"  {name:<26} {len(text):>9,} characters {taken:8.1f} ms  {outcome}")
    return longest


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed (5)")
    rounds = parser.parse_args(arguments).rounds
    versions = ", ".join(f"{name} {version(name)}" for name in ("bleach", "nh3", "selectolax"))
    print(f"Python {platform.python_version()}, {versions}; nothing is drawn at random")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    refused, outcome = milliseconds(clean, NESTED, rounds)
    print(f"50 KB of nested lists: {outcome} in {refused:.3f} ms (bar: {REFUSE_BAR_MS:.0f} ms)")
    print(f"an ordinary summary: {milliseconds(clean, SUMMARY, rounds)[0]:.2f} ms")
    print(f"the worst markup within the limits (bar: {WORST_BAR_MS:.0f} ms)")
    markup = print_worst(clean, worst_markup(), rounds)
    print(f"the worst HTML within the limits (bar: {HTML_BAR_MS:.0f} ms)")
    html = print_worst(body_of, worst_html(), rounds)
    missed = refused > REFUSE_BAR_MS or markup > WORST_BAR_MS or html > HTML_BAR_MS
    return int(missed or outcome != "refused")


if __name__ == "__main__":
    sys.exit(main())
