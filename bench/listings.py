"""Processor time of reading listings, and the memory that the largest ones take.

Run by ``./dev bench listings``. Every file of the shared feed corpus is read as a feed, then feeds
and sitemaps that are made here: a blog's feed with whole articles, a feed of 1,000 teasers, a
sitemap of 50,000 addresses, a news sitemap of 1,000, and one of nearly 50 MB. Each of these is read
in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from tests.shared import ROOT, shared
from widget.domain.errors import Unreadable
from widget.parse.feeds import feeds, sitemaps

URL = "https://news.example/listing"
LIBRARIES = ("feedparser", "feedparser-sgmllib", "lxml", "selectolax")
BAR_SECONDS = 2.0
"""Processor seconds that the worst file of the corpus may take."""

ARTICLE = "<p>The harbour council voted on Tuesday to rebuild the <a href='/b'>bridge</a>.</p>" * 60
NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def rss(items: int, content: str) -> str:
    """Return a feed as a blog writes it."""
    item = (
        "<item><title>Story {0} &amp;amp; more</title><link>https://news.example/{0}/</link>"
        "<dc:creator><![CDATA[Anna Berg]]></dc:creator><category>City</category>"
        "<category>Traffic</category><pubDate>Tue, 07 May 2024 09:30:00 +0000</pubDate>"
        '<guid isPermaLink="false">https://news.example/?p={0}</guid>'
        f"<description><![CDATA[A teaser of the story. [&#8230;]]]></description>{content}</item>"
    )
    inner = "".join(item.format(number) for number in range(items))
    return f'<rss version="2.0" {NAMES}><channel><title>x</title>{inner}</channel></rss>'


def urlset(items: int, more: str, digits: int = 1) -> str:
    """Return a sitemap; its addresses have as many digits as are asked for."""
    entry = f"<url><loc>https://news.example/{{:0{digits}}}</loc>{more}</url>"
    inner = "".join(entry.format(number) for number in range(items))
    names = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' {names}>{inner}</urlset>"


def made() -> dict[str, tuple[str, str]]:
    """Return the parser and the document of each listing that is made here."""
    whole = f"<content:encoded><![CDATA[{ARTICLE}]]></content:encoded>"
    lastmod = "<lastmod>2024-05-07T09:30:00+00:00</lastmod>"
    news = (
        "<news:news><news:publication><news:name>Daily</news:name><news:language>en"
        "</news:language></news:publication><news:publication_date>2024-05-07T09:30:00Z"
        "</news:publication_date><news:title>A bridge</news:title></news:news>"
    )
    return {
        "feed, 20 whole articles": ("feeds", rss(20, whole)),
        "feed, 1,000 teasers": ("feeds", rss(1_000, "")),
        "news sitemap, 1,000": ("sitemaps", urlset(1_000, news)),
        "sitemap, 50,000": ("sitemaps", urlset(50_000, lastmod)),
        "sitemap, 50,000, 48 MB": ("sitemaps", urlset(50_000, lastmod, digits=860)),
    }


def seconds_of(body: bytes) -> float:
    """Return the processor seconds of reading one feed, refused or not."""
    start = time.process_time()
    with suppress(Unreadable):
        feeds.parse(body, URL)
    return time.process_time() - start


def corpus() -> None:
    """Read every file of the corpus and print median, p95 and the worst."""
    folder = shared("corpora", "feeds")
    index = json.loads((folder / "INDEX.json").read_text(encoding="utf-8"))
    bodies = {entry["file"]: (folder / entry["file"]).read_bytes() for entry in index}
    times = {name: seconds_of(body) for name, body in bodies.items()}
    ranked = sorted(times.values())
    worst = max(times, key=lambda name: times[name])
    print(f"{len(times):,} files of the corpus, processor time of one:")
    print(f"  median {statistics.median(ranked) * 1000:.2f} ms")
    print(f"  p95    {ranked[int(len(ranked) * 0.95)] * 1000:.2f} ms")
    print(f"  worst  {times[worst] * 1000:.1f} ms: {worst} ({len(bodies[worst]):,} bytes)", end="")
    print(f"   (bar: {BAR_SECONDS * 1000:,.0f} ms)")


def read_alone(parser: str, path: str) -> None:
    """Print entries, processor seconds and peak kilobytes: in a process of its own."""
    parse = {"feeds": feeds.parse, "sitemaps": sitemaps.parse}[parser]
    body = Path(path).read_bytes()
    start = time.process_time()
    listing = parse(body, URL)
    seconds = time.process_time() - start
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.split("VmHWM:")[1].split()[0])
    texts = sum(bool(entry.manuscript.body) for entry in listing.entries)
    print(json.dumps([len(listing.entries), texts, seconds, peak]))


def large(rounds: int) -> None:
    """Print the median of the processor time of each made listing, and the largest peak."""
    for name, (parser, document) in made().items():
        with tempfile.NamedTemporaryFile(suffix=".xml") as file:
            Path(file.name).write_text(document, encoding="utf-8")
            command = [sys.executable, "-m", "bench.listings", "--read", parser, file.name]
            runs = [
                json.loads(
                    subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
                )
                for _ in range(rounds)
            ]
        entries, texts = runs[0][:2]
        seconds = statistics.median(run[2] for run in runs)
        peak = max(run[3] for run in runs) / 1024
        print(
            f"{name:24} {len(document) / 1e6:5.1f} MB, {entries:6,} entries, {texts:3} texts: ",
            end="",
        )
        print(f"{seconds:6.3f} s, peak {peak:4.0f} MB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="times that a made listing is read")
    parser.add_argument("--read", nargs=2, metavar=("PARSER", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read:
        read_alone(*arguments.read)
        return
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    print(f"Python {platform.python_version()}, {libraries}")
    corpus()
    large(arguments.rounds)


if __name__ == "__main__":
    main()
