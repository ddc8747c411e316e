"""What the shipped nginx file costs: a panel from its cache beside a file that nginx itself has.

    ./dev bench behind_nginx [--rounds 9] [--seconds 1]

Two of Debian's nginx, each with one worker and TLS: one by the shipped file, in front of the
widget server, the other with the same answer as a file, by turns. Debian's wrk asks. Prints medians
of the answers a second and of the processor time of nginx for one answer, their ratios, and a bar.
Then 200 idle connections are held at the shipped one while readers ask.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.load import cpu_seconds
from bench.published import fragment, published
from tests.consumers import command_of
from tests.processes import free_port
from tests.proxies.asking import Asking
from tests.proxies.nginx import in_front_of, static
from widget.version import VERSION

BAR, IDLE, READERS = 0.8, 200, 300
OWN = {"Server", "Date", "Connection", "Content-Length", "Content-Type", "ETag"}
"""Headers that nginx sends of itself with a file."""
URL = "https://news.example/story"


@dataclass(frozen=True, slots=True)
class Side:
    """An nginx, and what it is asked."""

    address: str
    workers: tuple[int, ...]
    per_second: list[float] = field(default_factory=list)
    microseconds: list[float] = field(default_factory=list)

    def turn(self, seconds: float) -> None:
        """Measure it once. Raises SystemExit where an answer was not 2xx."""
        before = sum(map(cpu_seconds, self.workers))
        command = ["wrk", "-t1", "-c16", f"-d{seconds}s", "-H", "Accept-Encoding: gzip"]
        command += ["-H", "Origin: https://news.example", self.address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in said or "Socket errors" in said:
            raise SystemExit(said)
        answers = int(re.findall(r"(\d+) requests in", said)[0])
        spent = sum(map(cpu_seconds, self.workers)) - before
        self.per_second.append(float(re.findall(r"Requests/sec: +([\d.]+)", said)[0]))
        self.microseconds.append(spent / answers * 1e6)


def main() -> int:
    """Measure and print; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=1)
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"widget {VERSION}, Python {platform.python_version()}, load {load:.1f}")
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        server = stack.enter_context(published(folder, "gunicorn", "news.example", URL))
        (folder / "shipped").mkdir()
        (folder / "file").mkdir()
        proxy = stack.enter_context(in_front_of(server.port, folder / "shipped"))
        asked = Asking(proxy.port, has_tls=True)
        answer = asked.ask(fragment(URL), Accept_Encoding="gzip", Origin="https://news.example")
        body: bytes = answer.body  # type: ignore[attr-defined]
        (folder / "file" / "panel").write_bytes(body)
        port = free_port()
        same = {name: value for name, value in answer.getheaders() if name not in OWN}
        stack.enter_context(static(folder / "file", port, same))
        ours = Side(f"https://127.0.0.1:{proxy.port}{fragment(URL)}", _workers(folder / "shipped"))
        other = Side(f"https://127.0.0.1:{port}/panel", _workers(folder / "file"))
        for number in range(chosen.rounds):
            for side in (ours, other) if number % 2 else (other, ours):
                side.turn(chosen.seconds)
        met = [_reported(ours, other, len(body)), _idle(asked)]
    return 0 if all(met) else 1


def _reported(ours: Side, other: Side, size: int) -> bool:
    rate, rate_other = statistics.median(ours.per_second), statistics.median(other.per_second)
    cpu, cpu_other = statistics.median(ours.microseconds), statistics.median(other.microseconds)
    met = rate / rate_other >= BAR
    print(
        f"{size} bytes: {rate:.0f}/s, a file {rate_other:.0f}/s, ratio {rate / rate_other:.2f}; "
        f"{cpu:.0f} us of nginx, a file {cpu_other:.0f} us, ratio {cpu_other / cpu:.2f}; "
        f"bar {BAR} {'met' if met else 'MISSED'}"
    )
    return met


def _idle(asked: Asking) -> bool:
    with ExitStack() as stack:
        for number in range(IDLE):
            idle = stack.enter_context(socket.create_connection(("127.0.0.1", asked.port)))
            if number % 2:
                idle.sendall(b"\x16\x03\x01\x02")  # a handshake that does not go on
        answers = [asked.ask(fragment(URL)).status for _ in range(READERS)]
    failed = len(answers) - answers.count(200)
    print(f"{IDLE} idle connections: {failed} of {READERS} requests failed")
    return failed == 0


def _workers(folder: Path) -> tuple[int, ...]:
    """Return the worker processes of the nginx in this folder."""
    master = int((folder / "nginx.pid").read_text(encoding="ascii"))
    children = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
    return tuple(pid for pid in map(int, children) if "worker process" in command_of(pid))


if __name__ == "__main__":
    sys.exit(main())
