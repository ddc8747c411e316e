"""Pages that are made to break their parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.limits import PAGE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE: Final = "The council approved the budget for the harbour after a vote of 31 to 12. "
PARAGRAPHS: Final = "".join(f"<p>{number}. {SENTENCE * 4}</p>" for number in range(12))
SIZE: Final = PAGE_BYTES - 10_000
"""Bytes of most of them: just below the limit."""

TAGS: Final = 39_000
"""Tags of those that are to get past the limit of tags."""

_UNITS: Final = (
    ("<div>", "nested div"),
    ("<ul><li>", "nested ul li"),
    ("<table><tr><td>", "nested tables"),
    ("<b>", "nested b"),
    ("<p><b>", "p b never closed"),
    ("<a href=x>", "links never closed"),
    ("<font>x</p>", "font and stray p"),
    ("<form><input>", "forms"),
    ("<select><option>", "selects"),
    ("<svg>", "svg never closed"),
    ("<!--", "comments never closed"),
    ("<script>", "scripts never closed"),
    ("<", "nothing but <"),
    ("&", "nothing but &"),
    ('<p "', "quotes never closed"),
    ("<br>", "line breaks"),
    ("\u202e", "direction marks"),
)


def hostile_pages() -> Iterator[tuple[str, bytes]]:
    """Return the name and the bytes of each page."""
    for unit, name in _UNITS:
        yield name, _page(PARAGRAPHS + unit * (SIZE // len(unit.encode())))
        few = min(SIZE // len(unit.encode()), TAGS // max(unit.count("<"), 1))
        yield f"{name}, fewer", _page(unit * few + PARAGRAPHS)
    yield "300 nested div", _page("<div>" * 300 + PARAGRAPHS + "</div>" * 300)
    yield "10 MB paragraph", _page(f"<p>{SENTENCE * 130_000}</p>")
    yield "8 MB paragraph", _page(f"<p>{SENTENCE * 110_000}</p>")
    yield "one word of 8 MB", _page(f"<p>{'x' * SIZE}</p>{PARAGRAPHS}")
    yield "huge script", _page(f"<script>{'var x = 1; ' * 700_000}</script>{PARAGRAPHS}")
    yield "huge JSON-LD", _page(_ld(f'{{"@type": "NewsArticle", "x": "{"y" * 8_000_000}"}}'))
    yield "deep JSON-LD", _page(_ld("[" * 900_000))
    yield "wide JSON-LD", _page(_ld("[" + '{"@type": "Article"},' * 40_000 + "{}]"))
    yield "spaces in JSON-LD", _page(_ld('{"@type": "Article",' + " " * 900_000 + "}"))
    yield "many links", _page("<a href=/a/b-c-d>a word or two</a>" * (TAGS // 2) + PARAGRAPHS)
    yield "many marked dates", _page("<time pubdate>x</time>" * (TAGS // 2) + PARAGRAPHS)
    attributes = " ".join(f"a{number}=''" for number in range(600_000))
    yield "attributes", _page(f"<p {attributes}>{PARAGRAPHS}")
    many = " ".join(f"a{number}" for number in range(90))
    yield "many tags with attributes", _page(f"<i {many}>" * 20_000 + PARAGRAPHS)
    yield "many paragraphs", _page("<p>a word or two</p>" * (TAGS // 2))
    yield "dates", _page("<p>on 2024-05-06 and 6 May 2024, 06/05/24</p>" * (TAGS // 2))
    yield "metas", _page("<meta name='date' content='yesterday'>" * TAGS + PARAGRAPHS)
    yield "headings", _page("<h1>A heading of a page</h1>" * (TAGS // 2) + PARAGRAPHS)
    yield "random bytes", bytes(range(256)) * 30_000
    yield "NUL bytes", b"\x00" * SIZE


def _page(body: str) -> bytes:
    head = "<html><head><title>A council approves a budget</title></head>"
    return f"{head}<body><h1>A council approves a budget</h1>{body}</body></html>".encode()


def _ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>{PARAGRAPHS}'
