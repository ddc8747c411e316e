"""Says when a page was looked at, what came of it, and when it is looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.source import TrackedPage

_NAME: Final = 13


def look_of(tracked: TrackedPage | None) -> list[str]:
    """Return the lines that say what is known of the last look at a page; none of one unseen."""
    if tracked is None:
        return []
    looked_at = _time(tracked.attempted_at) if tracked.attempted_at else "not yet"
    by = f" by version {tracked.reader}" if tracked.reader else ""
    said = {
        "looked at": looked_at + by,
        "listed by": tracked.source_url or "no source: readers pressed on it",
        "no article": tracked.problem,
        "doubtful": tracked.doubt,
        "next look": _time(tracked.due_at) if tracked.due_at else "when its source has news",
    }
    return [f"{name:{_NAME}} {value}" for name, value in said.items() if value]


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
