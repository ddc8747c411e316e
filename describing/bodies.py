"""The schemas of bodies, made of the names and limits by which the server validates them."""

from __future__ import annotations

from typing import Any, Final

from widget.domain.article import MARKS
from widget.domain.block import Role
from widget.domain.draft import Origin
from widget.domain.event import EventKind
from widget.domain.limits import ALIASES, BLOCKS, PICTURE_PIXELS, SUMMARY_POINTS, URL_CHARACTERS
from widget.domain.summary import Reason
from widget.parse.manuscripts import FIELDS
from widget.usecases.publishing.webhooks import Done

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": ["string", "null"]}
TIME: Final[Schema] = {
    "type": ["string", "null"],
    "format": "date-time",
    "description": "A time with its zone (ISO 8601).",
    "examples": ["2024-05-01T09:30:00Z"],
}
URL: Final[Schema] = {
    "type": "string",
    "pattern": "^https?://[a-z0-9.-]+/[!-~]*$",
    "maxLength": URL_CHARACTERS,
}

_BODIES: Final = ("text", "html", "blocks")

_NEIGHBOUR: Final[Schema] = {
    "type": ["object", "null"],
    "properties": {"title": {"type": "string"}, "url": TEXT},
    "required": ["title"],
    "additionalProperties": False,
}
_BLOCK: Final[Schema] = {
    "type": "object",
    "properties": {
        "role": {"type": ["string", "null"], "enum": [*(role.value for role in Role), None]},
        "text": {"type": "string"},
    },
    "required": ["text"],
    "additionalProperties": False,
}
_PIXELS: Final[Schema] = {"type": ["integer", "null"], "minimum": 1, "maximum": PICTURE_PIXELS}
_IMAGE: Final[Schema] = {
    "type": ["string", "object", "null"],
    "properties": {"url": {"type": "string"}, "width": _PIXELS, "height": _PIXELS},
    "required": ["url"],
    "additionalProperties": False,
}
_POINTS: Final[Schema] = {
    "type": ["string", "array", "null"],
    "items": {"type": "string"},
    "minItems": 1,
    "maxItems": SUMMARY_POINTS,
    "description": "The newsroom's own summary: one text, or its points.",
}
_KINDS: Final[dict[str, Schema]] = {
    "url": URL | {"description": "The article's page, on one of the site's page hosts."},
    "title": {"type": "string", "minLength": 1},
    "published_at": TIME,
    "modified_at": TIME,
    "embargoed_until": TIME,
    "image": _IMAGE,
    "previous": _NEIGHBOUR,
    "next": _NEIGHBOUR,
    "summary": _POINTS,
    "aliases": {"type": ["array", "null"], "items": URL, "maxItems": ALIASES},
    "language": TEXT | {"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "examples": ["de-AT"]},
    "blocks": {"type": ["array", "null"], "items": _BLOCK, "minItems": 1, "maxItems": BLOCKS},
    **{name: {"type": ["boolean", "null"]} for name in MARKS},
}


def article(required: tuple[str, ...]) -> Schema:
    """Return the schema of an article: these fields and what else the server reads, no other."""
    return {
        "type": "object",
        "properties": {name: _KINDS.get(name, TEXT) for name in FIELDS},
        "required": list(required),
        "additionalProperties": False,
    }


def schemas() -> dict[str, Schema]:
    """Return all schemas that have a name."""
    return {
        "Article": article(("url", "title")) | {"oneOf": [_only(name) for name in _BODIES]},
        "Message": _message(),
        "GhostMessage": {"type": "object", "properties": {"post": {"type": "object"}}},
        "Published": _published(),
        "Summary": _summary(),
        "Withdrawn": _object(url={"type": "string"}, withdrawn={"const": True}, change=_change()),
        "Handled": _handled(),
        "Due": _object(done={"const": "due"}),
        "Has": _object(has={"type": "array", "items": {"type": "boolean"}}),
        "Alive": _object(status={"const": "ok"}, version={"type": "string"}),
        "Ready": _ready(),
        "Error": _error(),
    }


def _only(name: str) -> Schema:
    """Return what holds of an article whose text is sent in this field."""
    others: Schema = {other: {"type": "null"} for other in _BODIES if other != name}
    sent: Schema = {"type": ["string", "array"], "minLength": 1}
    return {"required": [name], "properties": {name: sent, **others}}


def _object(**properties: Schema) -> Schema:
    """Return the schema of an object that has exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _change() -> Schema:
    return {"enum": ["created", "changed", "unchanged"]}


def _message() -> Schema:
    kinds = [kind.value for kind in EventKind]
    return _object(event={"enum": kinds}, article=article(("url",)))


def _published() -> Schema:
    text = {"type": "string"}
    return _object(
        url=text,
        change=_change(),
        fingerprint={"type": "string", "pattern": "^[0-9a-f]+$"},
        summary=_named("Summary"),
        fragment=text,
        page=text,
    )


def _summary() -> Schema:
    points = {"type": "array", "items": {"type": "string"}}
    origins, reasons = [one.value for one in Origin], [one.value for one in Reason]
    return {
        "oneOf": [
            _object(state={"const": "ready"}, origin={"enum": origins}, points=points),
            _object(state={"const": "unavailable"}, reason={"enum": reasons}),
            _object(state={"const": "pending"}),
        ]
    }


def _handled() -> Schema:
    always = {"done": {"enum": [one.value for one in Done]}, "url": TEXT}
    stored = {"change": _change(), "summary": _named("Summary")}
    return _object(**always) | {"properties": always | stored}


def _ready() -> Schema:
    time = {"type": ["string", "null"]}
    consumer = _object(alive={"type": "boolean"}, since=time, last_seen=time, last_poll=time)
    count = {"type": "integer", "minimum": 0}
    return _object(
        status={"const": "ready"},
        version={"type": "string"},
        consumer=consumer,
        pages_due=count,
        failing_sources=count,
    )


def _error() -> Schema:
    text = {"type": "string"}
    error = _object(code=text, message=text)
    return _object(error=error | {"properties": {"code": text, "message": text, "field": text}})
