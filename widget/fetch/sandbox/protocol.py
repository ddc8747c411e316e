"""The home of what a confined child says: JSON, read back as the type that was asked for.

Nothing is unpickled that a child sent: whoever takes over its parsers would take over the server.
The reader of an answer knows its type and refuses everything else.
"""

from __future__ import annotations

import json
import struct
import typing
from base64 import b64decode, b64encode
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, SimpleNamespace, UnionType
from typing import TYPE_CHECKING, Any, Final

from widget.domain import article, errors, source, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NAMES: Final[Mapping[str, Any]] = {
    **vars(article),
    **vars(summary),
    **vars(source),
    "datetime": datetime,
}
_Reader = typing.Callable[[Any], Any]

HEADER: Final = struct.Struct("<cQ")
"""Before each message: one letter for its kind, and the length of its content in bytes."""

PEAK: Final = struct.Struct("<Q")
"""In an answer, between header and content: the most bytes that the process ever held."""

CALL, VALUE, ERROR, FAILURE = b"c", b"v", b"e", b"f"


class OddAnswer(ValueError):
    """The answer is not of the type that was asked for."""


def encode(value: object) -> bytes:
    """Return the value as JSON: a scalar, a time, an enum, a tuple, or a dataclass of these.

    Raises TypeError for anything else.
    """
    return json.dumps(_plain(value), ensure_ascii=False).encode("utf-8", "surrogatepass")


def decode(answer: bytes, function: Callable[..., Any]) -> Any:
    """Return the value of an answer to a call of this function.

    The function's return annotation (words of widget.domain) is the type.
    Raises OddAnswer for whatever is not of that type.
    """
    kind = _answered_type(function)
    try:
        return _reader(kind)(json.loads(answer.decode("utf-8", "surrogatepass")))
    except (TypeError, KeyError, AttributeError, RecursionError, ValueError) as error:
        raise OddAnswer(f"no {kind}: {error}") from None


@cache
def _answered_type(function: Callable[..., Any]) -> Any:
    said = SimpleNamespace(__annotations__={"return": function.__annotations__["return"]})
    return typing.get_type_hints(said, function.__globals__, dict(_NAMES))["return"]


def encode_error(error: errors.WidgetError) -> bytes:
    """Return one of our errors with its data."""
    data = {name: value for name, value in vars(error).items() if isinstance(value, _SCALARS)}
    return json.dumps({"error": type(error).__name__, "data": data}).encode()


def decode_error(answer: bytes) -> errors.WidgetError:
    """Return the error of an answer. Raises OddAnswer."""
    try:
        sent = json.loads(answer)
        kind = _ERRORS[sent["error"]]
        message = sent["data"]["message"]
        if not isinstance(message, str):
            raise OddAnswer("no error of ours")
        error = kind.__new__(kind)
        errors.WidgetError.__init__(error, message)
        vars(error).update({k: v for k, v in sent["data"].items() if isinstance(v, _SCALARS)})
        if isinstance(error, errors.OutsideWorldError):
            error.permanent = bool(vars(error).get("permanent", True))
    except (TypeError, KeyError, AttributeError, RecursionError, ValueError) as odd:
        raise OddAnswer(f"no error: {odd}") from None
    return error


def encode_failure(message: str) -> bytes:
    """Return what to say of a call that broke."""
    return message.encode("utf-8", "replace")


def decode_failure(answer: bytes) -> str:
    """Return what a child said of a call that broke, as one printable line."""
    said = answer[:_FAILURE_BYTES].decode("utf-8", "replace")
    return "".join(c if c.isprintable() else " " for c in said)


_FAILURE_BYTES: Final = 400
# A reader has no say about fetching: a child that was taken over must not tell of a 404.
_ERRORS: Final[dict[str, type[errors.WidgetError]]] = {
    kind.__name__: kind for kind in (errors.Unreadable, errors.InvalidField, errors.LimitExceeded)
}

# --- writing -----------------------------------------------------------------------------------

_SCALARS: Final = (str, int, float, NoneType)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _SCALARS):
        return value
    if isinstance(value, tuple | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(held) for field, held in pairs if held != field.default}
    raise TypeError(f"a child cannot answer with {type(value).__name__}")


# --- reading -----------------------------------------------------------------------------------


@cache
def _reader(kind: Any) -> _Reader:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, UnionType):
        [only] = [each for each in inner if each is not NoneType]
        read = _reader(only)
        return lambda sent: None if sent is None else read(sent)
    if origin in (tuple, frozenset):
        return _collection(origin, _reader(inner[0]))
    if is_dataclass(kind):
        return _record(typing.cast("type", kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _SIMPLE.get(kind) or _exactly(kind)


def _time(sent: str) -> datetime:
    time = datetime.fromisoformat(sent)
    if time.tzinfo is None:
        raise OddAnswer("a time without a zone")
    return time


_SIMPLE: Final[Mapping[Any, _Reader]] = {
    datetime: _time,
    bytes: lambda sent: b64decode(sent, validate=True),
}


def _exactly(kind: type) -> _Reader:
    def read(sent: object) -> object:
        if type(sent) is not kind:
            raise OddAnswer(f"{type(sent).__name__} instead of {kind.__name__}")
        return sent

    return read


def _collection(kind: type, read_item: _Reader) -> _Reader:
    def read(sent: object) -> object:
        if not isinstance(sent, list):
            raise OddAnswer(f"{type(sent).__name__} instead of a list")
        return kind(map(read_item, sent))

    return read


def _record(kind: type) -> _Reader:
    hints = typing.get_type_hints(kind, localns=dict(_NAMES))
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    needed = {
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    }

    def read(sent: dict[str, object]) -> object:
        if missing := needed - sent.keys():
            raise OddAnswer(f"{kind.__name__} without {sorted(missing)}")
        return kind(**{name: readers[name](value) for name, value in sent.items()})

    return read
