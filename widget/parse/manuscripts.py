"""Reads the publisher's JSON, and chooses the parser for a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NoReturn

from widget.domain.article import MARKS, Manuscript, Marks, Neighbour, Neighbours
from widget.domain.block import Block, Role
from widget.domain.errors import InvalidField, LimitExceeded, OutsideWorldError
from widget.domain.limits import BLOCKS, PICTURE_PIXELS, REQUEST_BYTES, SUMMARY_POINTS
from widget.parse import article_html, plain_text
from widget.parse.json_values import kind_of, object_of, short_name, string_of, unknown
from widget.rules import times

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

FIELDS: Final = (
    *("url", "title", "text", "html", "blocks", "published_at", "modified_at", "section"),
    *("language", "author", "image", "previous", "next", "summary", "aliases"),
    *(*MARKS, "embargoed_until"),
)
"""The fields of an article in JSON."""

_BODIES: Final = ("text", "html", "blocks")
_ROLES: Final = tuple(role.value for role in Role)

SUFFIXES: Final = (".json", ".html", ".htm", ".txt")
"""The files that are read."""


def from_json(raw: bytes) -> Manuscript:
    """Return the manuscript of a JSON object in UTF-8, at most REQUEST_BYTES long.

    Types and field names are checked here, what the values mean is not. Raises InvalidField or
    LimitExceeded, naming the field (``body`` for the whole).
    """
    return from_data(loaded(raw, REQUEST_BYTES), "body")


def from_data(data: object, field: str) -> Manuscript:
    """Return the manuscript of an object out of parsed JSON; ``field`` is what holds it.

    Types and field names are checked here, what the values mean is not. Raises InvalidField or
    LimitExceeded, naming the field.
    """
    fields = object_of(data, field, FIELDS)
    body = _body(fields)
    return Manuscript(
        url=string_of(fields, "url"),
        title=string_of(fields, "title"),
        text=body.text,
        blocks=body.blocks,
        published_at=_time(fields, "published_at"),
        modified_at=_time(fields, "modified_at"),
        section=string_of(fields, "section"),
        language=string_of(fields, "language"),
        author=string_of(fields, "author"),
        image=_image(fields),
        neighbours=Neighbours(_neighbour(fields, "previous"), _neighbour(fields, "next")),
        summary=_points(fields.get("summary")),
        marks=_marks(fields),
        aliases=_aliases(fields.get("aliases")),
    )


def from_file(path: Path) -> Manuscript:
    """Return the manuscript of a file: JSON, HTML or plain text by its suffix, in UTF-8.

    Raises InvalidField or LimitExceeded, naming ``file`` or a field in it, and OutsideWorldError
    for one that may not be read.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InvalidField(
            "file", f"{path.name} has none of the suffixes {', '.join(SUFFIXES)}; rename it."
        )
    raw = _read(path)
    if suffix == ".json":
        return from_json(raw)
    text = _decoded(raw, "file")
    return plain_text.parse(text) if suffix == ".txt" else article_html.parse(text)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise InvalidField("file", f"{path} is not there, or is no file; give its path.")
        with path.open("rb") as file:
            raw = file.read(REQUEST_BYTES + 1)
        size = max(len(raw), path.stat().st_size)
    except PermissionError as error:
        raise OutsideWorldError(
            f"{path} cannot be read ({error.strerror}). Let this user read it.",
            permanent=True,
        ) from error
    except (OSError, ValueError) as error:
        raise InvalidField("file", f"{path} cannot be read: {error}.") from error
    if size > REQUEST_BYTES:
        raise LimitExceeded("file", REQUEST_BYTES, size, "bytes")
    return raw


def _decoded(raw: bytes, field: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidField(
            field, f"byte {error.start:,} is not UTF-8; save or send the text as UTF-8."
        ) from error


def loaded(raw: bytes, limit: int) -> object:
    """Return what a body of JSON in UTF-8 says, at most ``limit`` bytes long.

    Raises InvalidField or LimitExceeded, naming ``body``.
    """
    if len(raw) > limit:
        raise LimitExceeded("body", limit, len(raw), "bytes")
    text = _decoded(raw, "body")
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except RecursionError as error:
        raise InvalidField("body", "is nested too deeply; send one flat object.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InvalidField("body", f"is no JSON at {place}: {error.msg}; correct it.") from error
    except ValueError as error:  # an integer of thousands of digits
        raise InvalidField("body", "holds a number that is too long; leave it out.") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise InvalidField(short_name(name), "stands twice in one object; send it once.")
        fields[name] = value
    return fields


def _no_number(constant: str) -> NoReturn:
    raise InvalidField("body", f"{constant} is no JSON; leave it out.")


def _image(fields: dict[str, Any]) -> str | None:
    """Return the address of a picture, which may come with its size."""
    value = fields.get("image")
    if not isinstance(value, dict):
        return string_of(fields, "image")
    picture = object_of(value, "image", ("url", "width", "height"))
    for side in ("width", "height"):
        _check_pixels(picture.get(side), f"image.{side}")
    url = string_of(picture, "url", "image.url")
    if url is None:
        raise InvalidField("image.url", "is missing; give the address of the picture.")
    return url


def _check_pixels(value: object, path: str) -> None:
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidField(path, "takes a whole number of pixels, such as 1200.")
    if value > PICTURE_PIXELS:
        raise LimitExceeded(path, PICTURE_PIXELS, value, "pixels")


def _body(fields: dict[str, Any]) -> article_html.Body:
    sent = [name for name in _BODIES if fields.get(name) is not None]
    if len(sent) > 1:
        raise InvalidField(sent[1], f"is sent together with {sent[0]}; send one of the two.")
    text, html = string_of(fields, "text"), string_of(fields, "html")
    if html is not None:
        return article_html.body_of(html)
    return article_html.Body(text, _blocks(fields.get("blocks")))


def _blocks(value: object) -> tuple[Block, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise InvalidField("blocks", f"takes a list of objects, not {kind_of(value)}.")
    if not value:
        raise InvalidField("blocks", "is an empty list; send the article's paragraphs.")
    if len(value) > BLOCKS:
        raise LimitExceeded("blocks", BLOCKS, len(value), "blocks")
    return tuple(_block(block, f"blocks[{number}]") for number, block in enumerate(value))


def _block(value: object, path: str) -> Block:
    sent = object_of(value, path, ("role", "text"))
    text = string_of(sent, "text", f"{path}.text")
    if text is None:
        raise InvalidField(f"{path}.text", "is missing; a block has a text.")
    role = string_of(sent, "role", f"{path}.role")
    if role is None:
        return Block(Role.PARAGRAPH, text)
    if role not in _ROLES:
        raise InvalidField(f"{path}.role", unknown("role", role, _ROLES))
    return Block(Role(role), text)


def _time(fields: dict[str, Any], name: str) -> datetime | None:
    value = string_of(fields, name)
    if value is None:
        return None
    written = times.read(value)
    if written is None:
        raise InvalidField(name, "takes a time (ISO 8601) such as 2024-05-01T09:30:00Z.")
    if written.moment is None:
        raise InvalidField(name, f"{_what_misses(written)}: 2024-05-01T09:30:00+02:00.")
    return written.moment


def _what_misses(written: times.Written) -> str:
    if not written.zone:
        return "has no time zone; add Z or an offset"
    if written.offset is None:
        zone = short_name(written.zone)
        return f"has a time zone that is unknown or means several, {zone!r}; write Z or an offset"
    return "has no time of day; add it"


def _marks(fields: dict[str, Any]) -> Marks:
    flags = {name: _flag(fields, name) for name in MARKS}
    return Marks(**flags, embargoed_until=_time(fields, "embargoed_until"))


def _flag(fields: dict[str, Any], name: str) -> bool:
    value = fields.get(name)
    if value is None or isinstance(value, bool):
        return bool(value)
    raise InvalidField(name, f"takes true or false, not {kind_of(value)}.")


def _aliases(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(url, str) for url in value):
        raise InvalidField("aliases", 'takes a list of URLs ["https://…"].')
    return tuple(value)


def _neighbour(fields: dict[str, Any], name: str) -> Neighbour | None:
    if fields.get(name) is None:
        return None
    sent = object_of(fields[name], name, ("url", "title"))
    title = string_of(sent, "title", f"{name}.title")
    if title is None:
        raise InvalidField(f"{name}.title", "is missing; a neighbour has at least a title.")
    return Neighbour(title, string_of(sent, "url", f"{name}.url"))


def _points(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    points = [value] if isinstance(value, str) else value
    if not isinstance(points, list) or not all(isinstance(point, str) for point in points):
        raise InvalidField("summary", f"takes a string or a list of strings, not {kind_of(value)}.")
    if not points:
        raise InvalidField("summary", "is an empty list; name 1 to 5 points or leave it out.")
    if len(points) > SUMMARY_POINTS:
        raise LimitExceeded("summary", SUMMARY_POINTS, len(points), "points")
    return tuple(points)
