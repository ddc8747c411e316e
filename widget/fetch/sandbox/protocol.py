"""The messages between parent and sandbox: typed, encoded and decoded by msgspec.

Nothing is unpickled on either side: whoever takes over the parsers would take over the server.
A call is MessagePack, which carries bytes as they are. An answer is JSON, which keeps the zone of
a time. The annotations of the called function are the types of both; nothing else is read.
"""

from __future__ import annotations

import re
import struct
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from inspect import Parameter, signature
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec

from widget.domain import errors
from widget.domain.limits import LISTING_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HEADER: Final = struct.Struct("<cQ")
"""Before each message: one letter for its kind, and the length of its content in bytes."""

PEAK: Final = struct.Struct("<Q")
"""In a sandbox's message, between header and content: the most bytes that it ever held."""

READY, CALL, VALUE, ERROR, FAILURE = b"r", b"c", b"v", b"e", b"f"


class OddAnswer(ValueError):
    """The answer is not of the type that was asked for."""


# --- calls -------------------------------------------------------------------------------------


class Call(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A function by name (``module:function``) and its arguments, which its annotations type."""

    function: str
    arguments: msgspec.Raw


def encode_call(function: Callable[..., Any], arguments: tuple[object, ...]) -> bytes:
    """Return the call of a top-level function with positional arguments."""
    name = f"{function.__module__}:{function.__qualname__}"
    return _packed(msgspec.msgpack.encode, (name, arguments))


def decode_call(message: bytes) -> Call:
    """Return the call. Raises msgspec.DecodeError."""
    return msgspec.msgpack.decode(message, type=Call)


def arguments_of(call: Call, function: Callable[..., Any]) -> tuple[Any, ...]:
    """Return the arguments as the function's annotations want them. Raises msgspec.DecodeError."""
    read = msgspec.msgpack.decode(call.arguments, type=_parameters(function))
    return msgspec.structs.astuple(read)


@cache
def _parameters(function: Callable[..., Any]) -> type[msgspec.Struct]:
    hints = get_type_hints(function)
    each = [
        (name, hints[name], msgspec.NODEFAULT if one.default is Parameter.empty else one.default)
        for name, one in signature(function).parameters.items()
    ]
    return msgspec.defstruct("Arguments", each, array_like=True, forbid_unknown_fields=True)


# --- values ------------------------------------------------------------------------------------


def encode(value: object, function: Callable[..., Any]) -> bytes:
    """Return what the function answered, as JSON without the fields that have their default.

    Half a character (a lone surrogate), which no UTF-8 can hold, becomes U+FFFD. Raises
    msgspec.ValidationError for what is not of the type that the function is annotated with.
    """
    kind = _reply(function)
    if is_dataclass(kind) and type(value) is not kind:  # its attributes are all that counts below
        raise msgspec.ValidationError(f"{type(value).__name__} instead of {kind}")
    return _packed(msgspec.json.encode, msgspec.convert(value, _closed(kind), from_attributes=True))


def decode(answer: bytes, function: Callable[..., Any]) -> Any:
    """Return the value of an answer to a call of this function, of the type that it returns.

    Raises OddAnswer for whatever is not of that type: another type of a value, a field that is
    not known, a time without a zone, a tuple of more than LISTING_ENTRIES, or no JSON at all.
    """
    kind = _reply(function)
    try:
        read = msgspec.json.decode(answer, type=_closed(kind))
        return msgspec.convert(read, kind, from_attributes=True)
    except (ValueError, RecursionError) as error:
        raise OddAnswer(_line(f"no {kind}: {error}", _MESSAGE_CHARACTERS)) from None


@cache
def _reply(function: Callable[..., Any]) -> Any:
    return get_type_hints(function)["return"]


@cache
def _closed(kind: Any) -> Any:
    """Return the type under which msgspec reads a value of this one, and no more than that.

    A dataclass would be read with whatever other fields are sent, and times without a zone.
    """
    inner = tuple(each if each is Ellipsis else _closed(each) for each in get_args(kind))
    if is_dataclass(kind):
        return _record(kind)
    if kind is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    if get_origin(kind) in (Union, UnionType):
        return Union[inner]  # noqa: UP007 - made from a tuple
    if get_origin(kind) in (tuple, frozenset):
        return Annotated[get_origin(kind)[inner], msgspec.Meta(max_length=LISTING_ENTRIES)]
    return kind


def _record(kind: Any) -> type[msgspec.Struct]:
    hints = get_type_hints(kind)
    each = [(one.name, _closed(hints[one.name]), _default(one)) for one in fields(kind)]
    return msgspec.defstruct(
        kind.__name__,
        each,
        frozen=True,
        gc=False,  # a tree that lives for a moment
        forbid_unknown_fields=True,
        omit_defaults=True,
    )


def _default(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return msgspec.field(default_factory=_closed(field.default_factory))
    return msgspec.NODEFAULT


# --- errors ------------------------------------------------------------------------------------


class _Refused(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="error"):
    message: str


class _Unreadable(_Refused, frozen=True, tag="Unreadable"):
    permanent: bool = True


class _InvalidField(_Refused, frozen=True, tag="InvalidField"):
    field: str


class _LimitExceeded(_Refused, frozen=True, tag="LimitExceeded"):
    field: str
    limit: int
    actual: int


# Nothing about fetching: a sandbox that was taken over must not report a 404.
_REFUSED: Final[Mapping[type[errors.WidgetError], type[_Refused]]] = {
    errors.LimitExceeded: _LimitExceeded,
    errors.InvalidField: _InvalidField,
    errors.Unreadable: _Unreadable,
}
_ERRORS: Final = {refused: kind for kind, refused in _REFUSED.items()}

REFUSALS: Final = tuple(_REFUSED)
"""The errors that a sandbox can answer with; any other is a failure."""

_MESSAGE_CHARACTERS: Final = 1_000


def encode_error(error: errors.WidgetError) -> bytes:
    """Return one of REFUSALS with its data."""
    refused = next(_REFUSED[kind] for kind in type(error).__mro__ if kind in _REFUSED)
    return _packed(msgspec.json.encode, msgspec.convert(error, refused, from_attributes=True))


def decode_error(answer: bytes) -> errors.WidgetError:
    """Return the error of an answer, its message one printable line. Raises OddAnswer."""
    try:
        refused = msgspec.json.decode(answer, type=_Unreadable | _InvalidField | _LimitExceeded)
    except (ValueError, RecursionError) as odd:
        raise OddAnswer(_line(f"no error: {odd}", _MESSAGE_CHARACTERS)) from None
    kind = _ERRORS[type(refused)]
    error = kind.__new__(kind)
    errors.WidgetError.__init__(error, _line(refused.message, _MESSAGE_CHARACTERS))
    vars(error).update({**msgspec.structs.asdict(refused), "message": error.message})
    return error


# --- text --------------------------------------------------------------------------------------

_LINE_BYTES: Final = 400
_HALF: Final = re.compile("[\ud800-\udfff]")


def encode_line(said: str) -> bytes:
    """Return the bytes of a line: why a call failed, or what confines the sandbox."""
    return said.encode("utf-8", "replace")


def decode_line(answer: bytes) -> str:
    """Return a sandbox's line, made printable and at most 400 bytes long."""
    return _line(answer[:_LINE_BYTES].decode("utf-8", "replace"), _LINE_BYTES)


def _line(said: str, characters: int) -> str:
    return "".join(c if c.isprintable() else " " for c in said[:characters])


def _packed(encode_it: Callable[..., bytes], value: object) -> bytes:
    try:
        return encode_it(value, enc_hook=_plain)
    except UnicodeEncodeError:
        kept = (bytes, datetime)
        plain = msgspec.to_builtins(value, builtin_types=kept, enc_hook=_plain)
        return encode_it(_whole(plain))


def _plain(value: object) -> str:
    """Return a string that a library made a kind of its own (lxml does)."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(f"a sandbox cannot answer with {type(value).__name__}")


def _whole(value: object) -> object:
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    return value
