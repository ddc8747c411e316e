"""Measures whether a publisher can hold a fetch, or fill the memory.

    ./dev bench fetch [--only NAME] [--pages N]

lets every kind of hostile publisher answer a fetch with the real limits, each in a process of
its own and all at the same time, and prints how long the fetch took, by how much its process
grew, and the reason that it gave. Then it prints the processor time of fetching ordinary pages.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import socket
import ssl
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from tests import publishers
from tests.publishers import NETWORKS, Publisher, Visit, publishing
from widget.domain import limits
from widget.domain.errors import FetchFailed
from widget.fetch.http.fetcher import Fetcher, FetchRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SECONDS_BAR: Final = limits.FETCH_SECONDS + 0.5
MEGABYTES_BAR: Final = 64.0
PAGE_BAR_MS: Final = 3.0
WAIT_BAR_MS: Final = 20.0
"""Below the 40 ms that a delayed acknowledgement takes."""
AGENT: Final = "summary-widget-bench/1 (+https://widget.example)"
ORDINARY: Final = b"<!doctype html><title>The bridge</title>" + b"<p>It is rebuilt.</p>" * 240


@dataclass(frozen=True, slots=True)
class Ordeal:
    """One fetch from a hostile publisher and what it cost."""

    seconds: float
    megabytes: float
    reason: str


def scripts() -> dict[str, Callable[[Visit], bool | None]]:
    """Return what hostile publishers do, by name."""
    return {
        "drips its head": publishers.drips_its_head,
        "drips its body": publishers.drips_its_body,
        "drips chunks": publishers.drips_chunks,
        "hangs": publishers.hangs,
        "hangs in its body": publishers.hangs_in_its_body,
        "promises more than it sends": publishers.promises_more,
        "promises less than it sends": publishers.promises_less,
        "is a bomb of 1 GB in gzip": publishers.is_a_bomb,
        "never ends": publishers.never_ends,
        "floods its head": publishers.floods_fields,
        "floods interim answers": publishers.floods_interim_answers,
        "redirects for ever": publishers.redirects_for_ever,
        "redirects slowly": _redirects_slowly,
        "garbles its chunks": publishers.garbles_chunks,
        "breaks off": publishers.resets,
        "changes its charset": _changes_its_charset,
        "answers 500": publishers.fails,
        "hangs before TLS": publishers.hangs,
        "is no name that is ever looked up": publishers.ordinary,
        "takes no connection": publishers.ordinary,
    }


def _redirects_slowly(visit: Visit) -> None:
    visit.publisher.closing.wait(2.5)
    publishers.redirects_for_ever(visit)


def _changes_its_charset(visit: Visit) -> None:
    body = '<meta charset="utf-7"><p>+ADw-script+AD4-'.encode("utf-16") + b"\xff\x00\x80" * 1_000
    visit.answer(body, Content_Type="text/html; charset=shift_jis; charset=x")


# --- in a process of its own -----------------------------------------------------------------


def endure(name: str, host: str) -> Ordeal:
    """Fetch from the hostile publisher and measure this process."""
    scheme = "https" if name == "hangs before TLS" else "http"
    target = "never.example" if name.startswith("is no name") else host
    resolver = _never if target == "never.example" else None
    reason = "fetched"
    with closing(Fetcher(AGENT, NETWORKS, resolver)) as fetcher:
        ssl.create_default_context()
        _forget_the_peak()
        before, started = _kilobytes("VmRSS"), time.monotonic()
        try:
            fetcher.get(FetchRequest(f"{scheme}://{target}/story", (target,), limits.LISTING_BYTES))
        except FetchFailed as error:
            reason = error.message
        taken = time.monotonic() - started
    return Ordeal(taken, (_kilobytes("VmHWM") - before) / 1_024, reason)


def _never(*_: Any) -> list[Any]:
    time.sleep(60)
    return []


def _forget_the_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _kilobytes(name: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith(f"{name}:"))


# --- all of them -----------------------------------------------------------------------------


def ordeal_with(name: str, publisher: Publisher) -> Ordeal:
    """Return the ordeal of a new process with the publisher."""
    if name == "takes no connection":
        publisher.fill_up()
    command = [sys.executable, "-m", "bench.fetch", "--endure", name, "--host", publisher.host]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return Ordeal(**json.loads(done.stdout))


def ordeals(only: str) -> dict[str, Ordeal]:
    """Return the ordeals with all hostile publishers, which run at the same time."""
    chosen = {name: script for name, script in scripts().items() if only in name}
    with ExitStack() as stack, ThreadPoolExecutor(max(1, len(chosen))) as pool:
        running = {
            name: pool.submit(ordeal_with, name, stack.enter_context(publishing(script)))
            for name, script in chosen.items()
        }
        return {name: future.result() for name, future in running.items()}


def page_milliseconds(pages: int, script: Callable[[Visit], bool | None]) -> tuple[float, float]:
    """Return the median processor and wall time of fetching a page of about 5 KB."""
    processor, wall = [], []
    with publishing(script) as publisher, closing(Fetcher(AGENT, NETWORKS)) as fetcher:
        request = FetchRequest(publisher.url(), (publisher.host,), limits.PAGE_BYTES)
        for _ in range(pages):
            started = time.thread_time(), time.monotonic()
            fetcher.get(request)
            processor.append(time.thread_time() - started[0])
            wall.append(time.monotonic() - started[1])
    return median(processor) * 1_000, median(wall) * 1_000


def _at_once(visit: Visit) -> None:
    visit.answer(ORDINARY, Content_Type="text/html")


def _in_two_pieces(visit: Visit) -> None:
    """Send the body when the head was acknowledged, as servers do that leave it to the kernel."""
    visit.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 0)
    visit.send(publishers.HEAD + b"Content-Length: %d\r\n\r\n" % len(ORDINARY))
    visit.send(ORDINARY)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--only", default="", help="publishers whose name has this in it (all)")
    parser.add_argument("--pages", type=int, default=500, help="ordinary pages (500)")
    parser.add_argument("--endure", help=argparse.SUPPRESS)
    parser.add_argument("--host", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.endure:
        print(json.dumps(asdict(endure(chosen.endure, chosen.host))))
        return 0
    print(
        f"Python {platform.python_version()}, ssrfguard {version('ssrfguard')}; no random numbers"
    )
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    return int(any([_hostile(chosen.only), _ordinary(chosen.pages)]))


def _hostile(only: str) -> bool:
    """Print the ordeals; return whether one misses a bar."""
    print(f"a publisher that … (bars: {SECONDS_BAR} s, {MEGABYTES_BAR:.0f} MB)")
    missed = False
    for name, ordeal in ordeals(only).items():
        bad = ordeal.seconds > SECONDS_BAR or ordeal.megabytes > MEGABYTES_BAR
        missed = missed or bad
        mark = "MISSED " if bad else ""
        print(
            f"  {name:<34}{ordeal.seconds:6.2f} s {ordeal.megabytes:5.1f} MB  {mark}{ordeal.reason}"
        )
    return missed


def _ordinary(pages: int) -> bool:
    """Print what ordinary pages cost; return whether one misses a bar."""
    print(f"a page of {len(ORDINARY):,} bytes, median of {pages} over one connection")
    missed = False
    for name, script in (("sent at once", _at_once), ("head and body apart", _in_two_pieces)):
        processor, wall = page_milliseconds(pages, script)
        missed = missed or processor > PAGE_BAR_MS or wall > WAIT_BAR_MS
        print(
            f"  {name:<20} {processor:.2f} ms of processor time (bar: {PAGE_BAR_MS} ms), "
            f"{wall:.2f} ms in all (bar: {WAIT_BAR_MS} ms)"
        )
    return missed


if __name__ == "__main__":
    sys.exit(main())
