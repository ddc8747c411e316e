"""What each route takes and answers, by the name of its endpoint and the method."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from describing.bodies import URL
from widget.domain.limits import HAS_ADDRESSES, HOOK_ID_CHARACTERS

if TYPE_CHECKING:
    from describing.bodies import Schema

HTML: Final = "text/html"
JSON: Final = "application/json"
PLAIN: Final = "text/plain"
PAGE: Final = "https://news.example/city/bridge"
TOKEN: Final = "mGc0TnQkYV3pS7uJ"  # noqa: S105 - of nobody


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its kind, and the schema of its body where that is JSON."""

    meaning: str
    kind: str = HTML
    schema: str | None = None
    """The name of a schema of the document."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What a route takes and answers."""

    tag: str
    answers: dict[int, Answer]
    parameters: tuple[Schema, ...] = ()
    body: str | None = None
    """The schema of the body; None without one."""
    examples: dict[str, Any] = field(default_factory=dict)
    """Bodies that are accepted, by what they show."""
    security: tuple[str, ...] = ()


def _query(name: str, description: str, schema: Schema, **more: object) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema, **more}


def _header(name: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": "header", "description": description, "schema": schema}


_URL: Final = _query("url", "Address of the article's page.", URL, example=PAGE, required=True)
_SWITCH: Final[Schema] = {"enum": ["0", "1", "false", "true"]}
_HIDE: Final = _query("hide-when-none", "Answer nothing where there is no summary.", _SWITCH)
_FRAME: Final = (
    _query("bare", "The panel alone, for a frame.", _SWITCH),
    _query("theme", "Color-scheme of the panel in a frame.", {"enum": ["light", "dark"]}),
    _query("accent", "Colour of the panel in a frame.", {"pattern": "^#([0-9A-Fa-f]{3}){1,2}$"}),
)
_ADDRESSES: Final = _query(
    "url",
    f"Addresses of pages, at most {HAS_ADDRESSES}.",
    {"type": "array", "items": URL, "maxItems": HAS_ADDRESSES},
    example=[PAGE, "https://news.example/about"],
)
_SIGNED: Final = (
    _header(
        "webhook-id",
        "Name of the message, the same at each attempt.",
        {"type": "string", "pattern": rf"^[!-\-/-~]{{1,{HOOK_ID_CHARACTERS}}}$"},
    ),
    _header("webhook-timestamp", "Seconds since 1970.", {"pattern": "^[0-9]{1,11}$"}),
    _header("webhook-signature", "v1, and the base64 of an HMAC-SHA256.", {"type": "string"}),
)
_GHOST: Final = _header("X-Ghost-Signature", "As Ghost writes it.", {"type": "string"})
_HUB: Final = _header("X-Hub-Signature", "As a WebSub hub writes it.", {"type": "string"})
_CONFIRMATION: Final = (
    _query("hub.mode", "subscribe or denied.", {"enum": ["subscribe", "unsubscribe", "denied"]}),
    _query("hub.topic", "The source that was subscribed to.", {"type": "string"}),
    _query("hub.challenge", "What the answer repeats.", {"type": "string"}),
    _query("hub.lease_seconds", "How long it lasts.", {"pattern": "^[0-9]{1,18}$"}),
)

_ARTICLE: Final = {
    "url": PAGE,
    "title": "Swing bridge to be rebuilt",
    "text": "The council voted on Tuesday.\n\nThe work will cost 14 million.",
    "published_at": "2024-05-01T09:30:00Z",
    "section": "City",
    "language": "en",
    "previous": {"title": "Ferry timetable changes", "url": "https://news.example/city/ferry"},
    "summary": ["The bridge is <strong>rebuilt</strong>.", "It costs 14 million."],
}
_BLOCKS: Final = {
    "url": PAGE,
    "title": "Swing bridge to be rebuilt",
    "blocks": [
        {"role": "standfirst", "text": "The council has decided on the port's oldest bridge."},
        {"text": "The council voted on Tuesday to rebuild the swing bridge."},
    ],
}
_GHOST_POST: Final = {
    "post": {
        "current": {
            "uuid": "3f2b8d0e-6c1a-4a57-9d5e-0a1b2c3d4e5f",
            "slug": "bridge",
            "url": "https://news.example/bridge/",
            "title": "Swing bridge to be rebuilt",
            "html": "<p>The council voted on Tuesday.</p>",
            "status": "published",
            "visibility": "public",
            "updated_at": "2024-05-02T10:00:00.000Z",
        },
        "previous": {"status": "draft"},
    }
}


def _errors(kind: str, *statuses: int) -> dict[int, Answer]:
    schema = "Error" if kind == JSON else None
    return {status: Answer(MEANINGS[status], kind, schema) for status in statuses}


MEANINGS: Final = {
    400: "A value cannot be used; the message names the field.",
    401: "The API key or the signature is missing or wrong.",
    403: "The page is not on one of the site's page hosts.",
    404: "There is no such site, or no such article.",
    410: "The article was withdrawn, or the subscription has ended.",
    413: "The body is too long.",
    429: "Too much was asked in too short a time; Retry-After says when to try again.",
    503: "The database cannot be read or written now; Retry-After says when to try again.",
}

_PANEL: Final = {200: Answer("The panel."), **_errors(HTML, 400, 403, 404, 410, 429, 503)}
_STORED: Final = _errors(JSON, 400, 401, 403, 404, 413, 503)
_HEARD: Final = {
    200: Answer("The message was handled.", JSON, "Handled"),
    **_STORED,
    **_errors(JSON, 429),
}

OPERATIONS: Final[dict[tuple[str, str], Operation]] = {
    ("fragments.summary", "get"): Operation("readers", _PANEL, (_URL, _HIDE)),
    ("fragments.button", "get"): Operation(
        "readers", {200: Answer("The button."), **_errors(HTML, 404, 503)}, (_URL, _HIDE)
    ),
    ("has.has", "get"): Operation(
        "readers",
        {200: Answer("Whether each has one.", JSON, "Has"), **_errors(JSON, 400, 404, 503)},
        (_ADDRESSES,),
    ),
    ("pages.read", "get"): Operation("readers", _PANEL, (_URL, *_FRAME)),
    ("pages.home", "get"): Operation("readers", {200: Answer("What this server is.")}),
    ("help.embed", "get"): Operation("readers", {200: Answer("Help for people who embed.")}),
    ("publisher.put_article", "put"): Operation(
        "publishers",
        {
            200: Answer("The article was known.", JSON, "Published"),
            201: Answer("The article is new.", JSON, "Published"),
            **_STORED,
        },
        body="Article",
        examples={"text": _ARTICLE, "blocks": _BLOCKS},
        security=("apiKey",),
    ),
    ("publisher.withdraw_article", "delete"): Operation(
        "publishers",
        {
            200: Answer("The article is withdrawn.", JSON, "Withdrawn"),
            **_errors(JSON, 400, 401, 403, 404, 503),
        },
        (_URL,),
        security=("apiKey",),
    ),
    ("hooks.hear_webhook", "post"): Operation(
        "content systems",
        _HEARD,
        _SIGNED,
        body="Message",
        examples={
            "published": {"event": "published", "article": _ARTICLE},
            "deleted": {"event": "deleted", "article": {"url": PAGE}},
        },
    ),
    ("hooks.hear_ghost", "post"): Operation(
        "content systems", _HEARD, (_GHOST,), body="GhostMessage", examples={"post": _GHOST_POST}
    ),
    ("hooks.confirm_subscription", "get"): Operation(
        "content systems",
        {200: Answer("The challenge.", PLAIN), **_errors(JSON, 404, 503)},
        _CONFIRMATION,
    ),
    ("hooks.hear_hub", "post"): Operation(
        "content systems",
        {
            202: Answer("The source is polled soon.", JSON, "Due"),
            **_errors(JSON, 401, 410, 413, 503),
        },
        (_HUB,),
    ),
    ("health.alive", "get"): Operation("operators", {200: Answer("It runs.", JSON, "Alive")}),
    ("health.ready", "get"): Operation(
        "operators",
        {200: Answer("It can read and write.", JSON, "Ready"), **_errors(JSON, 503)},
    ),
}
"""Every route but those of UNDESCRIBED."""

UNDESCRIBED: Final = {
    "assets.asset": "files of the embed: pages load them by the two lines, programs do not",
    "openapi.document": "this document itself",
    "metrics.metrics": "for Prometheus, in its own format; programs take `widget status --json`",
}
"""Routes that the document leaves out, and why."""

PATH_PARAMETERS: Final[dict[str, Schema]] = {
    "site_key": {
        "description": "Key of the site.",
        "schema": {"type": "string", "pattern": "^[a-z0-9-]{1,64}$"},
        "example": "daily",
    },
    "token": {
        "description": "What nobody can guess: it names the subscription.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
        "example": TOKEN,
    },
}
