"""Decides whether a listing holds a whole article or only its teaser."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from widget.domain.errors import LimitExceeded
from widget.domain.limits import TEXT_CHARACTERS
from widget.parse import article_html
from widget.parse.article_html import Body
from widget.parse.feeds.entries import words_of
from widget.rules.read_more import to_the_rest
from widget.rules.text import folded, with_plain_line_ends
from widget.rules.word_lists import alternatives

if TYPE_CHECKING:
    from widget.parse.feeds.entries import Entries

SHORTEST: Final = 300
"""Characters of the shortest text that is believed to be a whole article."""

LONGER: Final = 1.5
"""How many times as long as its teaser a whole article is."""

_TAIL: Final = 2_000
_TRAILER: Final = re.compile(
    r"(?:The post .* appeared first on|Der Beitrag .* erschien zuerst auf"
    r"|L['\u2019]article .* est apparu en premier sur"
    r"|La entrada .* (?:se publicó|apareció) primero en"
    r"|L['\u2019]articolo .* (?:proviene da|sembra essere il primo su)"
    r"|O post .* apareceu primeiro em|Het bericht .* verscheen eerst op"
    r"|Inlägget .* dök först upp på|Artykuł .* pochodzi z serwisu"
    r"|Сообщение .* появились сначала на)\b.{0,120}$",
)
_LONGEST_TRAILER: Final = 600


def body(content: str, teaser: str, entries: Entries) -> Body:
    """Return the body of an article's HTML.

    It is empty when it seems to be a teaser: it ends in an ellipsis or a "Continue reading", has
    fewer than SHORTEST characters, or is not LONGER times as long as ``teaser`` (HTML, or empty).
    What an article may not have (size, tags), and that there are too many, is reported to
    ``entries``. WordPress's own last line, "The post … appeared first on …", is no part
    of the article.
    """
    if len(content) < SHORTEST or _teaser_end().search(_last_words(content)):
        return Body()
    if not entries.has_room_for(content):
        return Body()
    try:
        found = _without_trailer(article_html.body_of(content.encode("utf-8", "replace").decode()))
    except LimitExceeded as error:
        entries.problem(f"A whole article is left out, {error.message}")
        return Body()
    if found.characters > TEXT_CHARACTERS:
        entries.problem(f"A whole article of more than {TEXT_CHARACTERS:,} characters is left out.")
        return Body()
    is_whole = found.characters >= max(SHORTEST, LONGER * len(words_of(teaser)))
    return found if is_whole else Body()


def markup_of(plain: str) -> str:
    """Return plain text as HTML: its blank lines (or else its lines) separate paragraphs.

    They are no paragraphs of HTML, so they have no roles.
    """
    unified = with_plain_line_ends(plain)
    parts = re.split(r"\n\s*\n" if re.search(r"\n\s*\n", unified) else r"\n", unified)
    return "".join(f"<div>{html.escape(part)}</div>" for part in parts if part.strip())


def _last_words(content: str) -> str:
    words = folded(words_of(content[-_TAIL:]))
    return _TRAILER.sub("", words[-_LONGEST_TRAILER:]).strip()


def _without_trailer(found: Body) -> Body:
    if found.blocks:
        last = found.blocks[-1].text
        return Body(blocks=found.blocks[:-1]) if _is_trailer(last) else found
    rest, _, last = (found.text or "").rpartition("\n\n")
    return Body(rest) if _is_trailer(last) else found


def _is_trailer(last: str) -> bool:
    return len(last) < _LONGEST_TRAILER and _TRAILER.match(last) is not None


@cache
def _teaser_end() -> re.Pattern[str]:
    """Return what matches the end of a text that goes on elsewhere."""
    leading_on = alternatives(to_the_rest())
    return re.compile(rf"(?:…|\.\.\.)\s*\]?\W*$|\b(?:{leading_on})\b.{{0,200}}$", re.I)
