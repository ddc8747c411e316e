"""The demo: the widget server and the newspaper that embeds it, on two origins, in one command."""

from __future__ import annotations

import argparse
import errno
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from werkzeug.serving import WSGIRequestHandler, make_server

from examples.news.articles import read_articles, to_publish
from examples.news.site import create_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
SITE_KEY = "harbour"
START_SECONDS = 30.0
STOP_SECONDS = 8.0


class DemoFailed(Exception):
    """The demo cannot go on; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run of the demo was asked for."""

    widget_port: int
    news_port: int
    folder: Path

    @property
    def widget_base(self) -> str:
        """The widget server's origin."""
        return f"http://127.0.0.1:{self.widget_port}"

    @property
    def site_base(self) -> str:
        """The newspaper's origin; another host name, so that it is another site as well."""
        return f"http://localhost:{self.news_port}"

    @property
    def database(self) -> Path:
        """One file for each news port, because the port is part of every article's URL."""
        return self.folder / f"widget-{self.news_port}.sqlite3"

    @property
    def log(self) -> Path:
        """Where the widget server's own output goes."""
        return self.folder / "widget.log"

    def environment(self) -> dict[str, str]:
        """The widget's settings, and of our own environment everything else."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("WIDGET_")}
        return inherited | {
            "WIDGET_DATABASE_URL": f"sqlite:///{self.database}",
            "WIDGET_PUBLIC_URL": self.widget_base,
            "WIDGET_BIND": f"127.0.0.1:{self.widget_port}",
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo until it is interrupted; return the exit code."""
    plan = _plan(arguments)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        _run(plan, stop)
    except DemoFailed as failure:
        if stop.is_set():  # Ctrl-C reaches a command that we were waiting for as well
            return 0
        print(f"demo: {failure}", file=sys.stderr)
        return 1
    return 0


def _plan(arguments: Sequence[str] | None) -> Plan:
    parser = argparse.ArgumentParser(prog="python -m examples.demo", description=__doc__)
    parser.add_argument("--widget-port", type=_port, default=8401, help="default: %(default)s")
    parser.add_argument("--news-port", type=_port, default=8402, help="default: %(default)s")
    parser.add_argument(
        "--folder",
        type=Path,
        default=ROOT / "var" / "demo",
        help="where the database and the log are kept between runs (default: var/demo)",
    )
    given = parser.parse_args(arguments)
    if given.widget_port == given.news_port:
        parser.error("--widget-port and --news-port must differ")
    return Plan(given.widget_port, given.news_port, given.folder.resolve())


def _port(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 65_535):
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def _run(plan: Plan, stop: threading.Event) -> None:
    _need_port(plan.widget_port, "--widget-port")
    _need_port(plan.news_port, "--news-port")
    plan.folder.mkdir(parents=True, exist_ok=True)
    for step in (_migrate, _add_site, _publish):
        if stop.is_set():
            return
        step(plan)
    with _widget_server(plan) as server:
        _wait_until_ready(plan, server, stop)
        with _news_site(plan):
            _greet(plan, stop)
            _wait(server, plan, stop)
            print("Stopping.", flush=True)


def _need_port(port: int, option: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error})"
            raise DemoFailed(f"port {port} {why}; choose another with {option} PORT.") from error


def _migrate(plan: Plan) -> None:
    kept = plan.database.exists()
    _widget(plan, "database", "migrate")
    print(
        f"Database    {plan.database} ({'kept from the last run' if kept else 'new'})", flush=True
    )


def _add_site(plan: Plan) -> None:
    shown = _widget(plan, "sites", "show", SITE_KEY, check=False)
    if shown.returncode == 0:
        print(f"Site        {SITE_KEY} is there already", flush=True)
        return
    host = plan.site_base.removeprefix("http://")
    name = ("--name", "The Harbour Post")
    _widget(plan, "sites", "add", SITE_KEY, *name, "--page-host", host, "--origin", plan.site_base)
    print(f"Site        {SITE_KEY} added", flush=True)


def _publish(plan: Plan) -> None:
    folder = plan.folder / "published"
    folder.mkdir(exist_ok=True)
    files = []
    for article in read_articles():
        file = folder / f"{article.slug}.json"
        sent = json.dumps(to_publish(article, plan.site_base), ensure_ascii=False, indent=1)
        file.write_text(sent, encoding="utf-8")
        files.append(str(file))
    told = _widget(plan, "articles", "publish", *files, "--site", SITE_KEY)
    for line in told.stdout.splitlines():
        print(f"Article     {line.expandtabs(12)}", flush=True)


def _widget(plan: Plan, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the widget's command line as an operator would; a failure becomes one sentence."""
    done = subprocess.run(  # noqa: S603 - our own command with our own words
        [sys.executable, "-m", "widget.cli", *words],
        cwd=ROOT,
        env=plan.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if check and done.returncode:
        raise DemoFailed(f"`widget {' '.join(words)}` failed:\n{done.stderr.strip()}")
    return done


@contextmanager
def _widget_server(plan: Plan) -> Iterator[subprocess.Popen[bytes]]:
    """Run gunicorn in a process group of its own, so that Ctrl-C reaches us and not both."""
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
    with plan.log.open("ab") as log:
        server = subprocess.Popen(  # noqa: S603 - our own command
            command,
            cwd=ROOT,
            env=plan.environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield server
    finally:
        _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _wait_until_ready(plan: Plan, server: subprocess.Popen[bytes], stop: threading.Event) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not stop.is_set() and not _is_ready(plan):
        _need_alive(server, plan)
        if time.monotonic() > deadline:
            raise DemoFailed(
                f"the widget server is not ready after {START_SECONDS:.0f} s.\n{_tail(plan)}"
            )
        stop.wait(0.1)


def _is_ready(plan: Plan) -> bool:
    try:
        with urlopen(f"{plan.widget_base}/readyz", timeout=2) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _need_alive(server: subprocess.Popen[bytes], plan: Plan) -> None:
    if server.poll() is not None:
        raise DemoFailed(f"the widget server ended with code {server.returncode}.\n{_tail(plan)}")


def _tail(plan: Plan) -> str:
    lines = plan.log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join([f"The end of {plan.log}:", *lines[-15:]])


class _QuietHandler(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing of requests, and everything of errors."""
        if type == "error":
            super().log(type, message, *args)


@contextmanager
def _news_site(plan: Plan) -> Iterator[None]:
    site = create_site(plan.widget_base, plan.site_base, SITE_KEY)
    news = make_server(
        "127.0.0.1", plan.news_port, site, threaded=True, request_handler=_QuietHandler
    )
    thread = threading.Thread(target=news.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield
    finally:
        news.shutdown()
        thread.join()
        news.server_close()


def _greet(plan: Plan, stop: threading.Event) -> None:
    if stop.is_set():
        return
    print(f"\n  The newspaper    {plan.site_base}/    <- open this one")
    print(f"  The widget       {plan.widget_base}/")
    print(f"\nThe widget server's log: {plan.log}")
    print(f"To start afresh, delete {plan.folder}. Ctrl-C stops both.", flush=True)


def _wait(server: subprocess.Popen[bytes], plan: Plan, stop: threading.Event) -> None:
    while not stop.wait(0.3):
        _need_alive(server, plan)


if __name__ == "__main__":
    sys.exit(main())
