"""Measures what an answer costs: from memory beside a raw WSGI constant, and a miss.

    ./dev bench serving [--rounds 25] [--seconds 0.4]

One run, one server with one worker for each side, by turns, so both share the slow moments:

- the fragment from memory, its 304, HEAD and a preflight, each beside a constant with the same
  status, headers and body;
- an answer that is in no memory, beside Flask with one read of SQLite and a Jinja template;
- the fragment from memory in fast mode, beside a constant of five bytes on gunicorn;
- in this process: a hit, without any server.

Prints medians of the processor time of the worker (from /proc) and of answers a second, their
ratios, and a bar. Ratios of processor time are the calmer ones where others use the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from bench.load import Load, Request, run
from bench.trees import ROOT
from tests.conftest import SITE, STORY
from tests.consumers import command_of
from tests.processes import free_port, running
from widget.bootstrap import build, now
from widget.config import load
from widget.usecases.publishing import publish
from widget.usecases.sites import manage
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.article import Manuscript

PATH: Final = f"/v1/sites/{SITE.key}/summary"
BROWSER: Final = (
    ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    ("Accept", "*/*"),
    ("Accept-Language", "en-US,en;q=0.5"),
    ("Accept-Encoding", "gzip, deflate, br"),
    ("Origin", SITE.origins[0]),
)
ARTICLES: Final = 600
"""Of a miss: more than fit into a megabyte."""
BARS: Final = {"fragment": 0.93, "304": 0.95, "HEAD": 0.95, "OPTIONS": 0.95, "fast": 5.0}
_HELLO: Final = {
    "status": "200 OK",
    "headers": [["Content-Type", "text/plain"], ["Content-Length", "5"]],
    "body": "hello",
}
HIT_BAR, MISS_BAR = 3.0, 1.3
HITS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Side:
    """A server, its worker, and what it is asked."""

    port: int
    worker: int
    requests: tuple[Request, ...]
    loads: list[Load] = field(default_factory=list)

    def turn(self, seconds: float) -> None:
        """Measure it once."""
        self.loads.append(run(self.port, self.worker, self.requests, seconds))


def main() -> int:
    """Measure and print; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=0.4)
    chosen = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]}")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        sides = _sides(Path(folder), stack)
        for number in range(chosen.rounds):
            for ours, other in sides.values():
                for side in (ours, other) if number % 2 else (other, ours):
                    side.turn(chosen.seconds)
        print(f"{'':10}{'us CPU':>9}{'other':>9}{'ratio':>8}{'/s':>9}{'other':>9}{'ratio':>8}")
        met = [_reported(name, *pair) for name, pair in sides.items()]
        met.append(_report_hit(Path(folder)))
    return 0 if all(met) else 1


def _reported(name: str, ours: Side, other: Side) -> bool:
    """Print a line; the processor time decides whether the bar is met."""
    cpu, cpu_other = (median(one.microseconds for one in each.loads) for each in (ours, other))
    rate, rate_other = (median(one.per_second for one in each.loads) for each in (ours, other))
    is_miss = name == "miss"
    ratio = cpu / cpu_other if is_miss else cpu_other / cpu
    bar = MISS_BAR if is_miss else BARS[name]
    met = ratio <= bar if is_miss else ratio >= bar
    print(
        f"{name:10}{cpu:9.1f}{cpu_other:9.1f}{ratio:8.2f}{rate:9.0f}{rate_other:9.0f}"
        f"{rate / rate_other:8.2f}  {'#' * min(30, round(ratio * 20)):30} bar {bar} {_said(met)}"
    )
    return met


def _said(met: bool) -> str:  # noqa: FBT001 - the only word of it
    return "met" if met else "MISSED"


def _report_hit(folder: Path) -> bool:
    """Print what a hit takes in this process, all but the server around it."""
    services = build(load(_environment(folder, 8)))
    app = create_app(services)
    environ = _environ()
    loops = []
    for _ in range(15):
        begun = time.process_time()
        for _ in range(HITS):
            app(environ, _start_response)
        loops.append((time.process_time() - begun) / HITS * 1e6)
    services.close()
    taken = median(loops)
    met = taken <= HIT_BAR
    print(f"hit       {taken:9.2f} us, least {min(loops):.2f}; bar {HIT_BAR} {_said(met)}")
    return met


def _environ() -> dict[str, Any]:
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in BROWSER}
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": PATH,
        "QUERY_STRING": f"url={quote(_url(0), safe='')}",
        "wsgi.errors": sys.stderr,
        **headers,
    }


def _start_response(status: str, _headers: list[tuple[str, str]], _error: Any = None, /) -> Any:
    if status != "200 OK":
        raise SystemExit(f"the hit was {status}")


def _sides(folder: Path, stack: ExitStack) -> dict[str, tuple[Side, Side]]:
    """Start all servers; return for each measurement ours and the one that it is compared with."""
    _fill(folder)
    port, worker = stack.enter_context(_served(folder, "ours", "wsgi:app", 8))
    asked = _asked(port)
    answers = {f"/{name}": _answer(port, one) for name, one in asked.items()} | {"/hello": _HELLO}
    (folder / "answers.json").write_text(json.dumps(answers), encoding="ascii")
    constant = stack.enter_context(_served(folder, "constant", "bench.constant:app", 8))
    sides: dict[str, tuple[Side, Side]] = {}
    for name, one in asked.items():
        same = Request(one.method, f"/{name}", one.headers, one.status)
        sides[name] = Side(port, worker, (one,)), Side(*constant, (same,))
    fast = stack.enter_context(_served(folder, "fast", "granian", 8))
    hello = Request("GET", "/hello", BROWSER, 200)
    sides["fast"] = Side(*fast, (asked["fragment"],)), Side(*constant, (hello,))
    small = stack.enter_context(_served(folder, "small", "wsgi:app", 1))
    plain = stack.enter_context(_served(folder, "plain", "bench.plain_view:app", 8))
    all_of_them = tuple(Request("GET", _target(each), BROWSER, 200) for each in range(ARTICLES))
    sides["miss"] = Side(*small, all_of_them), Side(*plain, all_of_them)
    return sides


def _asked(port: int) -> dict[str, Request]:
    fragment = Request("GET", _target(0), BROWSER, 200)
    etag = dict(_answer(port, fragment)["headers"])["ETag"]
    known = (*BROWSER, ("If-None-Match", etag))
    preflight = (
        *BROWSER,
        ("Access-Control-Request-Method", "GET"),
        ("Access-Control-Request-Headers", "traceparent,tracestate"),
    )
    return {
        "fragment": fragment,
        "304": Request("GET", _target(0), known, 304),
        "HEAD": Request("HEAD", _target(0), BROWSER, 200),
        "OPTIONS": Request("OPTIONS", _target(0), preflight, 204),
    }


def _answer(port: int, request: Request) -> dict[str, Any]:
    """Return what a server answers, without what gunicorn adds."""
    import http.client  # noqa: PLC0415

    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request(request.method, request.target, headers=dict(request.headers))
    answer = connection.getresponse()
    if answer.status != request.status:
        raise SystemExit(f"{request.target}: {answer.status}")
    own = {"server", "date", "connection", "transfer-encoding"}
    headers = [pair for pair in answer.getheaders() if pair[0].lower() not in own]
    status = f"{answer.status} {answer.reason}"
    return {"status": status, "headers": headers, "body": answer.read().decode("latin1")}


@contextmanager
def _served(folder: Path, name: str, app: str, memory: int) -> Iterator[tuple[int, int]]:
    """Run a server with one worker until the block ends; return its port and the worker."""
    port, place = free_port(), folder / name
    place.mkdir()
    environment = _environment(folder, memory) | {
        "WIDGET_BIND": f"127.0.0.1:{port}",
        "ANSWERS": str(folder / "answers.json"),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "gunicorn", "--chdir", str(ROOT)]
    command += ["-c", str(ROOT / "gunicorn.conf.py"), app]
    if app == "granian":
        command = [sys.executable, "-m", "widget.cli", "serve", "--fast"]
    ready = f"http://127.0.0.1:{port}{'/fragment' if name == 'constant' else _target(0)}"
    with running(command, environment, place, ready) as master:
        children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()
        [worker] = [pid for pid in map(int, children) if "python" in command_of(pid)]
        yield port, worker


def _environment(folder: Path, memory: int) -> dict[str, str]:
    return {
        "WIDGET_DATABASE_URL": f"sqlite:///{folder / 'widget.db'}",
        "WIDGET_MEMORY_MB": str(memory),
        "WIDGET_WORKERS": "1",
        "WIDGET_CONSUMER": "off",
    }


def _fill(folder: Path) -> None:
    """Publish the articles, with neighbours by publish order."""
    services = build(load(_environment(folder, 0)))
    manage.add_site(services.store, SITE, now())
    for number in range(ARTICLES):
        body = json.dumps({"url": _url(number), "title": f"Story {number}", "text": STORY})
        manuscript: Manuscript = services.manuscript_of_json(body.encode())
        publish.publish(services.store, services.rules, SITE.key, manuscript, now())
    services.close()


def _url(number: int) -> str:
    return f"https://news.example/story-{number}"


def _target(number: int) -> str:
    return f"{PATH}?url={quote(_url(number), safe='')}"


if __name__ == "__main__":
    sys.exit(main())
