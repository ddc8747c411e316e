"""Rows of sources and sightings become words of the story here, and words become rows."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from widget.domain.article import MARKS, Manuscript, Marks
from widget.domain.source import Sighting, Source, SourceKind, Validators
from widget.store.rows import Values, microseconds, moment, optional_microseconds, optional_moment

if TYPE_CHECKING:
    from widget.store.rows import AnyRow

_TOLD_LINES = ("title", "section", "language", "author", "image")
_TOLD_TIMES = ("published_at", "modified_at")


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
    )


def sighting_values(sighting: Sighting) -> Values:
    """Return the columns of a sighting."""
    return {
        "site_key": sighting.site_key,
        "url": sighting.url,
        "address": sighting.address,
        "source_url": sighting.source_url,
        "stamp": sighting.stamp,
        "told": _told_json(sighting.told),
        "seen_at": microseconds(sighting.seen_at, "seen_at"),
        "looked_at": optional_microseconds(sighting.looked_at, "looked_at"),
        "pressed_at": optional_microseconds(sighting.pressed_at, "pressed_at"),
        "begun": sighting.begun,
        "due_at": optional_microseconds(sighting.due_at, "due_at"),
        "rest_until": optional_microseconds(sighting.rest_until, "rest_until"),
        "failures": sighting.failures,
        "problem": sighting.problem,
        "etag": sighting.validators.etag,
        "last_modified": sighting.validators.last_modified,
    }


def sighting_of(row: AnyRow) -> Sighting:
    """Return the sighting in a row of ``sightings``."""
    return Sighting(
        site_key=row.site_key,
        url=row.url,
        address=row.address,
        seen_at=moment(row.seen_at),
        source_url=row.source_url,
        stamp=row.stamp,
        told=_told(json.loads(row.told)),
        looked_at=optional_moment(row.looked_at),
        pressed_at=optional_moment(row.pressed_at),
        begun=row.begun,
        due_at=optional_moment(row.due_at),
        rest_until=optional_moment(row.rest_until),
        failures=row.failures,
        problem=row.problem,
        validators=Validators(row.etag, row.last_modified),
    )


def _told_json(told: Manuscript) -> str:
    values: dict[str, Any] = {name: getattr(told, name) for name in _TOLD_LINES}
    for name in _TOLD_TIMES:
        time: datetime | None = getattr(told, name)
        values[name] = time.isoformat() if time else None
    values["marks"] = [name for name in MARKS if getattr(told.marks, name)]
    return json.dumps({name: value for name, value in values.items() if value})


def _told(values: dict[str, Any]) -> Manuscript:
    known: dict[str, Any] = {name: values[name] for name in _TOLD_LINES if name in values}
    known |= {name: datetime.fromisoformat(values[name]) for name in _TOLD_TIMES if name in values}
    marks: dict[str, Any] = dict.fromkeys(values.get("marks", ()), True)
    return Manuscript(**known, marks=Marks(**marks))
