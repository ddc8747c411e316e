"""What 2,000 presses on one page cost that is being prepared, behind the shipped nginx file.

    ./dev bench presses [--rounds 3] [--presses 2000]

The publisher takes three seconds for its page. Readers press meanwhile, over 100 connections with
TLS. Prints the latency of presses, how often the page was fetched and summarised, and the processor
time of all processes of the server: the web workers, the supervisor, the consumer and its reader.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import sqlite3
import ssl
import statistics
import sys
import tempfile
import threading
import time
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from bench.published import SERVERS, Published, fragment, published
from tests.conftest import STORY
from tests.proxies.nginx import in_front_of
from widget.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE_SECONDS, CONNECTIONS = 3.0, 100
P99_SECONDS, CPU_SECONDS = 1.0, 2.0


class Publisher(ThreadingHTTPServer):
    """A news site whose pages take long."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.asked: list[str] = []


class _Page(BaseHTTPRequestHandler):
    server: Publisher

    def do_GET(self) -> None:
        """Answer any path but robots.txt with an article, late."""
        self.server.asked.append(self.path)
        is_page = self.path != "/robots.txt"
        if is_page:
            time.sleep(PAGE_SECONDS)
        text = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
        head = '<html lang="en"><head><title>The bridge</title></head><body><article>'
        body = f"{head}<h1>The bridge</h1>{text}</article></body></html>".encode()
        self.send_response(200 if is_page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def publisher() -> Iterator[Publisher]:
    """Run the news site until the block ends."""
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def main() -> int:
    """Measure and print; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--presses", type=int, default=2000)
    parser.add_argument("--server", choices=SERVERS, default="gunicorn")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"widget {VERSION}, Python {platform.python_version()}, {chosen.server}, load {load:.1f}")
    with tempfile.TemporaryDirectory() as name, publisher() as site:
        folder, host = Path(name), f"127.0.0.1:{site.server_port}"
        with published(folder, chosen.server, host, f"http://{host}/ready") as server:
            (folder / "nginx").mkdir()
            with in_front_of(server.port, folder / "nginx") as proxy:
                rounds = [
                    _round(
                        server, site, proxy.port, f"http://{host}/story-{number}", chosen.presses
                    )
                    for number in range(chosen.rounds)
                ]
    return 0 if all(rounds) else 1


def _round(server: Published, site: Publisher, port: int, url: str, presses: int) -> bool:
    before = server.cpu()
    taken = asyncio.run(_press(port, fragment(url), presses))
    _wait_until_ready(port, fragment(url))
    spent = server.cpu() - before
    fetches = site.asked.count("/" + url.rpartition("/")[2])
    summaries = _summaries(server.database, url)
    p99 = statistics.quantiles(taken, n=100)[-1]
    met = p99 <= P99_SECONDS and spent <= CPU_SECONDS and (fetches, summaries) == (1, 1)
    print(
        f"{len(taken)} presses: median {statistics.median(taken) * 1e3:.0f} ms, "
        f"p99 {p99 * 1e3:.0f} ms, most {max(taken) * 1e3:.0f} ms; {fetches} fetch, "
        f"{summaries} summary; {spent:.2f} s of processor time; {'met' if met else 'MISSED'}"
    )
    return met


async def _press(port: int, path: str, presses: int) -> list[float]:
    """Press so often while the page is prepared; return the seconds of each press."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    opened = [
        await asyncio.open_connection("127.0.0.1", port, ssl=context) for _ in range(CONNECTIONS)
    ]
    each = presses // CONNECTIONS
    pause = PAGE_SECONDS * 0.9 / each
    taken = await asyncio.gather(*(_reader(*one, path, each, pause) for one in opened))
    for _, writer in opened:
        writer.close()
    return [seconds for one in taken for seconds in one]


async def _reader(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, each: int, pause: float
) -> list[float]:
    request = f"GET {path} HTTP/1.1\r\nHost: widget.example\r\n\r\n".encode()
    taken = []
    for _ in range(each):
        begun = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(head.decode())
        if b"chunked" in head:
            while await reader.readuntil(b"\r\n") != b"0\r\n":
                pass
            await reader.readuntil(b"\r\n")
        else:
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            await reader.readexactly(length)
        taken.append(time.perf_counter() - begun)
        await asyncio.sleep(max(0.0, pause - taken[-1]))
    return taken


def _wait_until_ready(port: int, path: str) -> None:
    from tests.proxies.asking import Asking  # noqa: PLC0415

    end = time.monotonic() + 60
    while time.monotonic() < end:
        body: bytes = Asking(port, has_tls=True).ask(path).body  # type: ignore[attr-defined]
        if b'data-state="ready"' in body:
            return
        time.sleep(0.2)
    raise SystemExit("the page was never ready")


def _summaries(database: Path, url: str) -> int:
    query = "SELECT count(*) FROM outcomes JOIN articles ON articles.id = article_id WHERE url = ?"
    with closing(sqlite3.connect(database)) as opened:
        return int(opened.execute(query, (url,)).fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
