"""What all listings have in common: entries, their stamps, and what was left out."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final, TypeVar

from widget.domain.limits import (
    FEED_ENTRIES,
    FEED_TEXT_CHARACTERS,
    FEED_TEXTS,
    LISTING_ENTRIES,
    SHORT_TEXT_CHARACTERS,
    TITLE_CHARACTERS,
)
from widget.domain.source import Entry, Listing
from widget.parse.markup import line_of as text_of
from widget.parse.markup import tree_of
from widget.rules.text import line as line_of
from widget.rules.url_joining import web_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widget.domain.article import Manuscript

T = TypeVar("T")

PROBLEMS: Final = 20
"""Different problems of one listing that are reported."""

_PROBLEM_CHARACTERS: Final = 300
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_MARKUP_CHARACTERS: Final = 4_000


@dataclass(slots=True)
class Entries:
    """The entries of a listing as they are found, and what was left out."""

    base: str
    """Where the listing came from: addresses are relative to it."""
    _entries: dict[str, Entry] = field(default_factory=dict)
    _problems: Counter[str] = field(default_factory=Counter)
    _texts: int = 0
    _text_characters: int = 0

    def add(self, manuscript: Manuscript, said: object) -> None:
        """Keep an article; a later one with the same address replaces the earlier one.

        ``manuscript.url`` is what ``address`` returned; without one the article is left out.
        ``said`` is all that the listing says of it: it makes the stamp.
        """
        self._put(manuscript, said)

    def add_gone(self, manuscript: Manuscript, said: object) -> None:
        """Keep a tombstone."""
        self._put(manuscript, said, gone=True)

    def _put(self, manuscript: Manuscript, said: object, *, gone: bool = False) -> None:
        address = manuscript.url
        if address is None:
            self.problem("An entry has no http(s) address that can be used.")
            return
        if address not in self._entries and self.full:
            self.problem(f"There are more than {LISTING_ENTRIES:,} entries; the rest is left out.")
            return
        self._entries.pop(address, None)
        self._entries[address] = Entry(address, manuscript, _digest((address, said, gone)), gone)

    @property
    def full(self) -> bool:
        """Tell whether no further address is kept."""
        return len(self._entries) >= LISTING_ENTRIES

    def entry(self, address: str) -> Entry | None:
        """Return what is kept of this address."""
        return self._entries.get(address)

    def has_room_for(self, markup: str) -> bool:
        """Tell whether one more whole article is taken, and count it."""
        if self._texts >= FEED_TEXTS or self._text_characters + len(markup) > FEED_TEXT_CHARACTERS:
            self.problem(
                "There are more whole articles than are taken; of the rest, pages are read."
            )
            return False
        self._texts += 1
        self._text_characters += len(markup)
        return True

    def first_of(self, found: list[T]) -> list[T]:
        """Return the first FEED_ENTRIES articles of a feed."""
        if len(found) > FEED_ENTRIES:
            self.problem(f"There are more than {FEED_ENTRIES:,} entries; the rest is left out.")
        return found[:FEED_ENTRIES]

    def problem(self, message: str) -> None:
        """Remember what was left out and why; what a stranger wrote in it must be short."""
        if message in self._problems or len(self._problems) < PROBLEMS:
            self._problems[_CONTROLS.sub("?", message)[:_PROBLEM_CHARACTERS]] += 1

    def address(self, value: object, base: str | None = None) -> str | None:
        """Return an absolute http(s) URL of at most URL_CHARACTERS; None for anything else."""
        return absolute(value, base or self.base)

    def title(self, text: str | None) -> str | None:
        """Return a title as one line of at most TITLE_CHARACTERS."""
        return self._line(text, TITLE_CHARACTERS)

    def short(self, text: str | None) -> str | None:
        """Return an author … as one line of at most SHORT_TEXT_CHARACTERS."""
        return self._line(text, SHORT_TEXT_CHARACTERS)

    def _line(self, text: str | None, limit: int) -> str | None:
        if not text:
            return None
        line = line_of(text)
        if len(line) > limit:
            self.problem(f"A field of more than {limit} characters is left out.")
            return None
        return line or None

    def listing(
        self,
        more: Iterable[str | None] = (),
        hub: str | None = None,
        topic: str | None = None,
    ) -> Listing:
        """Return the listing; ``more`` are addresses of further ones, without its own."""
        further = dict.fromkeys(address for address in more if address and address != self.base)
        problems = tuple(
            message if count == 1 else f"{message} ({count:,} times)"
            for message, count in self._problems.items()
        )
        entries = tuple(self._entries.values())
        return Listing(entries, tuple(further)[:LISTING_ENTRIES], hub, topic, problems)


def absolute(value: object, base: str) -> str | None:
    """Return an absolute http(s) URL of at most URL_CHARACTERS; None for anything else."""
    return web_address(base, value) if isinstance(value, str) else None


def words_of(markup: str) -> str:
    """Return the text of a short piece of HTML (a title, a teaser): tags and entities resolved."""
    cut = _CONTROLS.sub(" ", markup[:_MARKUP_CHARACTERS])
    if "<" not in cut:
        return html.unescape(cut)
    body = tree_of(cut).body
    return text_of(body.text()) if body else ""


def short_of(value: object) -> str:
    """Return what a stranger wrote so that it can stand in a message."""
    return "".join(c if c.isprintable() else "?" for c in str(value)[:80])


def _digest(said: object) -> str:
    return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]
