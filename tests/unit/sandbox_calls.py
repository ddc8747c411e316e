"""What the tests have a child do."""

from __future__ import annotations

import importlib
import os
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from widget.domain.article import Manuscript, Marks, Neighbour, Neighbours
from widget.domain.block import Block, Role
from widget.domain.errors import FetchFailed, LimitExceeded
from widget.domain.source import Entry, FoundSource, Listing, PollAnswer, SourceKind

WHEN = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
FULL = Manuscript(
    url="https://news.example/a",
    title="Tïtle \ufffd \u2028",
    text="One.\n\nTwo.",
    published_at=WHEN,
    neighbours=Neighbours(previous=Neighbour("Before", "https://news.example/b")),
    summary=("a", "b"),
    marks=Marks(live=True, embargoed_until=WHEN),
    aliases=("https://news.example/amp/a",),
)


def manuscript() -> Manuscript:
    return FULL


IN_BLOCKS = Manuscript(
    url="https://news.example/b",
    blocks=(Block(Role.STANDFIRST, "One."), Block(Role.QUOTATION, "Two \u2028.")),
)


def manuscript_in_blocks() -> Manuscript:
    return IN_BLOCKS


def listing() -> Listing:
    return Listing((Entry("https://news.example/a", FULL, "stamp", gone=True),), hub="https://hub/")


def found() -> FoundSource:
    return FoundSource(SourceKind.SITEMAP, PollAnswer(listing()))


def echo(text: str) -> str:
    return text


def process_id() -> int:
    return os.getpid()


def environment() -> tuple[str, ...]:
    return tuple(os.environ)


def import_module(name: str) -> str:
    return importlib.import_module(name).__name__


def loaded(name: str) -> bool:
    """Tell whether a module was imported so far."""
    return name in sys.modules


def say(frame: bytes) -> int:
    """Speak past the codec, as code could that took the process over, and end."""
    os.write(0, frame)
    os._exit(0)


def say_and_stay(frame: bytes) -> int:
    os.write(0, frame)
    time.sleep(60)
    return 0


def sleep(seconds: float) -> int:
    time.sleep(seconds)
    return 0


def spin() -> int:
    while True:
        pass


def hoard() -> int:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def much() -> str:
    return "x" * 105_000_000


def crash() -> int:
    os.abort()


def break_off() -> int:
    raise ZeroDivisionError("the parser\nis wrong")


def exceed() -> int:
    raise LimitExceeded("html", 1_000, 1_001, "characters")


def fail_to_fetch() -> int:
    raise FetchFailed("The site rests.", permanent=False, status=503, retry_after=60)


def lie() -> Manuscript:
    return Manuscript(url=5)  # type: ignore[arg-type]


def answer_with_code() -> Manuscript:
    return eval  # type: ignore[return-value]


def read_file(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def write_file(path: str) -> int:
    return Path(path).write_text("written", encoding="utf-8")


def connect(host: str, port: int) -> int:
    with socket.socket() as outgoing:
        outgoing.connect((host, port))
    return 0


def resolve() -> str:
    return socket.gethostbyname("localhost")


def run_program() -> int:
    return subprocess.run([sys.executable, "-V"], check=True).returncode


def fork() -> int:
    return os.fork()


def remove(path: str) -> int:
    Path(path).unlink()
    return 0


def spend(seconds: float) -> bool:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return True
