"""Turns rows of sources and tracked pages into types of the domain, and back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from widget.domain.article import MARKS, Manuscript, Marks, Precision
from widget.domain.source import Source, SourceKind, TrackedPage, Validators
from widget.store.rows import Values, microseconds, moment, optional_microseconds, optional_moment

if TYPE_CHECKING:
    from widget.store.rows import AnyRow

_LISTED_LINES = ("title", "section", "language", "author", "image")
_LISTED_TIMES = ("published_at", "modified_at")


def source_values(source: Source) -> Values:
    """Return the columns of a source."""
    return {
        "site_key": source.site_key,
        "url": source.url,
        "kind": source.kind.value,
        "parent": source.parent,
        "etag": source.validators.etag,
        "last_modified": source.validators.last_modified,
        "latest": optional_microseconds(source.latest, "latest"),
        "failures": source.failures,
        "problem": source.problem,
        "rest_until": optional_microseconds(source.rest_until, "rest_until"),
        "due_at": optional_microseconds(source.due_at, "due_at"),
        "read_at": optional_microseconds(source.read_at, "read_at"),
    }


def source_of(row: AnyRow) -> Source:
    """Return the source in a row of ``sources``."""
    return Source(
        site_key=row.site_key,
        url=row.url,
        kind=SourceKind(row.kind),
        parent=row.parent,
        validators=Validators(row.etag, row.last_modified),
        latest=optional_moment(row.latest),
        failures=row.failures,
        problem=row.problem,
        rest_until=optional_moment(row.rest_until),
        due_at=optional_moment(row.due_at),
        read_at=optional_moment(row.read_at),
    )


def tracked_page_values(tracked: TrackedPage) -> Values:
    """Return the columns of a tracked page."""
    return {
        "site_key": tracked.site_key,
        "url": tracked.url,
        "address": tracked.address,
        "source_url": tracked.source_url,
        "stamp": tracked.stamp,
        "listed": _listed_json(tracked.listed),
        "seen_at": microseconds(tracked.seen_at, "seen_at"),
        "attempted_at": optional_microseconds(tracked.attempted_at, "attempted_at"),
        "pressed_at": optional_microseconds(tracked.pressed_at, "pressed_at"),
        "attempts": tracked.attempts,
        "due_at": optional_microseconds(tracked.due_at, "due_at"),
        "rest_until": optional_microseconds(tracked.rest_until, "rest_until"),
        "failures": tracked.failures,
        "problem": tracked.problem,
        "etag": tracked.validators.etag,
        "last_modified": tracked.validators.last_modified,
        "listed_at": optional_microseconds(tracked.listed_at, "listed_at"),
        "left_at": optional_microseconds(tracked.left_at, "left_at"),
        "whole": int(tracked.whole),
        "reader": tracked.reader,
        "doubt": tracked.doubt,
        "pressed_by": tracked.pressed_by,
        "found_article": int(tracked.found_article),
    }


def tracked_page_of(row: AnyRow) -> TrackedPage:
    """Return the tracked page in a row of ``tracked_pages``."""
    return TrackedPage(
        site_key=row.site_key,
        url=row.url,
        address=row.address,
        seen_at=moment(row.seen_at),
        source_url=row.source_url,
        stamp=row.stamp,
        listed=_listed(json.loads(row.listed)),
        attempted_at=optional_moment(row.attempted_at),
        pressed_at=optional_moment(row.pressed_at),
        attempts=row.attempts,
        due_at=optional_moment(row.due_at),
        rest_until=optional_moment(row.rest_until),
        failures=row.failures,
        problem=row.problem,
        validators=Validators(row.etag, row.last_modified),
        listed_at=optional_moment(row.listed_at),
        left_at=optional_moment(row.left_at),
        whole=bool(row.whole),
        reader=row.reader,
        doubt=row.doubt,
        pressed_by=row.pressed_by,
        found_article=bool(row.found_article),
    )


def _listed_json(listed: Manuscript) -> str:
    values: dict[str, Any] = {name: getattr(listed, name) for name in _LISTED_LINES}
    for name in _LISTED_TIMES:
        time: datetime | None = getattr(listed, name)
        values[name] = time.isoformat() if time else None
    if listed.published_at is not None and listed.published_precision is not Precision.MINUTE:
        values["published_precision"] = listed.published_precision.value
    values["marks"] = [name for name in MARKS if getattr(listed.marks, name)]
    return json.dumps({name: value for name, value in values.items() if value})


def _listed(values: dict[str, Any]) -> Manuscript:
    known: dict[str, Any] = {name: values[name] for name in _LISTED_LINES if name in values}
    known |= {
        name: datetime.fromisoformat(values[name]) for name in _LISTED_TIMES if name in values
    }
    if "published_precision" in values:
        known["published_precision"] = Precision(values["published_precision"])
    marks: dict[str, Any] = dict.fromkeys(values.get("marks", ()), True)
    return Manuscript(**known, marks=Marks(**marks))
