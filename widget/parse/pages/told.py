"""What the head and the data of a page tell of its article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells of its article beside showing it."""

    title: str | None = None
    descriptions: tuple[str, ...] = ()
    body: str = ""
    """The article's text in JSON-LD."""
