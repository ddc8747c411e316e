"""Requests that fail while the server is reloaded ten times under load: none.

    ./dev bench reloads [--reloads 10] [--seconds 4] [--server gunicorn|granian]

Eight readers ask for a panel, by turns over a kept connection and over a new one; SIGHUP comes
every few seconds. A kept connection that the server closes between two requests is opened again, as
browsers and proxies do; a connection that is refused, or that ends within an answer, is a failure.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import signal
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.published import SERVERS, fragment, published
from tests.consumers import family
from widget.version import VERSION

URL = "https://news.example/story"
READERS = 8


@dataclass
class Readers:
    """Ask again and again, and count."""

    port: int
    answered: int = 0
    failed: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        """Ask until told to stop."""
        kept: http.client.HTTPConnection | None = None
        while not self.stop.is_set():
            for _ in range(20):
                kept = self._ask(kept)
            if kept is not None:
                kept.close()
            kept = None

    def _ask(self, kept: http.client.HTTPConnection | None) -> http.client.HTTPConnection | None:
        connection = kept or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", fragment(URL))
            answer = connection.getresponse()
            if answer.status != 200 or b'data-state="ready"' not in answer.read():
                self.failed.append(str(answer.status))
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            if kept is None:  # else the server had closed it: once more, over a new one
                self.failed.append(repr(error))
                return None
            return self._ask(None)
        self.answered += 1
        return connection


def main() -> int:
    """Measure and print; return 1 where a request failed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reloads", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--server", choices=SERVERS, default="gunicorn")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"widget {VERSION}, Python {platform.python_version()}, {chosen.server}, load {load:.1f}")
    with (
        tempfile.TemporaryDirectory() as name,
        published(Path(name), chosen.server, "news.example", URL) as server,
    ):
        readers = Readers(server.port)
        threads = [threading.Thread(target=readers.read) for _ in range(READERS)]
        for thread in threads:
            thread.start()
        replaced = _reload(server.master, chosen.reloads, chosen.seconds)
        readers.stop.set()
        for thread in threads:
            thread.join()
    print(
        f"{chosen.reloads} reloads, {replaced} processes replaced: "
        f"{readers.answered} answers, {len(readers.failed)} failed "
        f"{sorted(set(readers.failed))[:5]}"
    )
    return 1 if readers.failed else 0


def _reload(master: int, reloads: int, seconds: float) -> int:
    """Reload so often, with pauses; return how many processes were replaced."""
    gone: set[int] = set()
    for _ in range(reloads):
        gone |= family(master)
        os.kill(master, signal.SIGHUP)
        time.sleep(seconds)
    time.sleep(seconds)
    return len(gone - family(master))


if __name__ == "__main__":
    sys.exit(main())
