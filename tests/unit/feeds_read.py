"""A process that reads listings and tells what became of each, and what it opened meanwhile.

Arguments: the name of a parser (``feeds`` or ``sitemaps``) and the paths of files. It ends by a
signal when one of them takes more than ten seconds of processor time.
"""

from __future__ import annotations

import json
import signal
import sys
import sysconfig
from pathlib import Path
from typing import Any

import widget
from widget.domain.errors import Unreadable
from widget.parse.feeds import feeds, sitemaps, wordpress

SECONDS = 10
URL = "https://news.example/listing"
PARSERS = {"feeds": feeds.parse, "sitemaps": sitemaps.parse, "wordpress": wordpress.parse}
WATCHED = ("open", "socket.", "subprocess.", "os.system", "urllib.", "ftplib.", "http.client.")
OURS = tuple(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib"))
OURS += tuple(str(path) for path in Path(widget.__file__).parent.rglob("*.txt"))
"""Python's own modules (an encoding that is needed for the first time) and the word lists."""


def main() -> None:
    """Print one line of JSON for each file, and a last one with what was opened."""
    opened: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(WATCHED) and not str((*arguments, "")[0]).startswith(OURS):
            opened.append(f"{event} {arguments}")

    parse = PARSERS[sys.argv[1]]
    bodies = {path: Path(path).read_bytes() for path in sys.argv[2:]}
    sys.addaudithook(watch)
    for path, body in bodies.items():
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        say({"file": path, **outcome(parse, body)})
    say({"opened": opened})


def say(record: dict[str, Any]) -> None:
    """Print one line, at once: the last one names the file after which the process died."""
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def outcome(parse: Any, body: bytes) -> dict[str, Any]:
    """Return what became of a body: its addresses and problems, or the refusal."""
    try:
        listing = parse(body, URL)
    except Unreadable as refusal:
        return {"refused": refusal.message}
    addresses = [entry.url for entry in listing.entries]
    return {"addresses": addresses, "problems": listing.problems, "all": repr(listing)}


if __name__ == "__main__":
    main()
