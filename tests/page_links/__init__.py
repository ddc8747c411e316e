"""Made-up pages with links to their neighbours, in the structures of real sites.

Each file holds cases: a line ``=== NAME``, then ``previous:`` and ``next:`` with the path and the
title that are to be found ("-" for none, no title where the page shows none), optionally
``url:``, ``lang:`` or ``dir:``, an empty line, and the HTML. A piece of HTML is put below an
article on a page with menus, share links, lists and a comment form, which hold no neighbours; a
whole page is taken as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from widget.domain.article import Neighbour, Neighbours

FOLDER = Path(__file__).parent
HALVES = ("seen", "held_out", "held_out_again")
URL = "https://news.example/city/bridge-reopens/"


@dataclass(frozen=True, slots=True)
class Case:
    """A page and the neighbours that are to be found on it."""

    name: str
    url: str
    html: str
    expected: Neighbours


def cases(half: str) -> list[Case]:
    """Return the cases of one of HALVES: ``seen`` while the rules were written, or held out."""
    text = (FOLDER / f"{half}.txt").read_text(encoding="utf-8")
    return [_case(part) for part in text.split("\n=== ")[1:]]


def _case(text: str) -> Case:
    head, _, html = text.partition("\n\n")
    name, *lines = head.split("\n")
    fields = dict(line.split(": ", 1) for line in lines)
    expected = Neighbours(_neighbour(fields["previous"]), _neighbour(fields["next"]))
    return Case(name, fields.get("url", URL), _page(html, fields), expected)


def _neighbour(written: str) -> Neighbour | None:
    if written == "-":
        return None
    path, _, title = written.partition(" ")
    return Neighbour(title, path if "://" in path else f"https://news.example{path}")


def _page(html: str, fields: dict[str, str]) -> str:
    if html.startswith(("<!doctype", "<html")):
        return html
    around = (FOLDER / "around.html").read_text(encoding="utf-8")
    attributes = f'lang="{fields.get("lang", "en")}" dir="{fields.get("dir", "auto")}"'
    return around.replace("ATTRIBUTES", attributes).replace("HERE", html)
