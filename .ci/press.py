"""Press the button of the running demo and look at what comes: press.py NEWSPAPER."""

from __future__ import annotations

import re
import sys
from html import unescape
from urllib.parse import urljoin
from urllib.request import Request, urlopen

PATIENCE_SECONDS = 30
POINTS = 3


def main(newspaper: str) -> None:
    """Read the first article of the front page, press its button, and compare both."""
    article = urljoin(newspaper, found(r'<h2><a href="([^"]+)"', fetch(newspaper)))
    page = fetch(article)
    door = unescape(found(r'<summary-widget [^>]*><a href="([^"]+)"', page))
    panel = fetch(door.replace("/read/", "/v1/sites/").replace("?", "/summary?"), newspaper)
    need('data-state="ready"' in panel, f"no summary came, but:\n{panel}")
    points = [
        words(point)
        for point in re.findall(r"class=\"summary-panel-text\"[^>]*>(.+?)</span>", panel, re.DOTALL)
    ]
    need(len(points) == POINTS, f"{len(points)} points instead of {POINTS}:\n{panel}")
    for point in points:
        need(point in words(page), f"the article does not say: {point}")
    print(f"{article} has its summary:", *points, sep="\n- ")


def fetch(url: str, origin: str = "") -> str:
    """Return the body; a failure, by status or in time, ends the program."""
    request = Request(url, headers={"Origin": origin.rstrip("/")} if origin else {})
    with urlopen(request, timeout=PATIENCE_SECONDS) as answer:
        return str(answer.read().decode("utf-8"))


def found(pattern: str, page: str) -> str:
    """Return what the group of the pattern matches first."""
    match = re.search(pattern, page)
    need(match is not None, f"{pattern} is not in:\n{page}")
    return match.group(1) if match else ""


def words(page: str) -> str:
    """Return the text without tags, each space a single one."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def need(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - what must hold is no switch
    """End the program with the sentence unless it holds."""
    if not holds:
        sys.exit(f"press: {otherwise}")


if __name__ == "__main__":
    main(sys.argv[1])
