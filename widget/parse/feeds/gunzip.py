"""The home of unpacking: gzip bodies, bounded before they are held."""

from __future__ import annotations

import zlib
from typing import Final

from widget.domain.errors import Unreadable

_MAGIC: Final = b"\x1f\x8b"
_LAYERS: Final = 2
"""A file ``x.xml.gz`` that was packed once more on its way."""

_MEMBERS: Final = 2_000
_CHUNK: Final = 65_536


def plain(body: bytes, limit: int) -> bytes:
    """Return the body unpacked when it is gzip (twice at most), else as it is.

    Never holds more than about ``limit`` bytes of what is inside. Raises Unreadable for more than
    ``limit`` bytes, packed or not, and for gzip that is damaged or cut off.
    """
    for _ in range(_LAYERS):
        if body[:2] != _MAGIC:
            break
        body = _unpacked(body, limit)
    if len(body) > limit:
        raise Unreadable(f"It has more than {limit:,} bytes; offer it in several smaller parts.")
    return body


def _unpacked(body: bytes, limit: int) -> bytes:
    """Return what all members hold together, and at most one byte more than the limit."""
    content = bytearray()
    position = 0
    for _ in range(_MEMBERS):
        member, position = _member(body, position, limit + 1 - len(content))
        content += member
        if len(content) > limit or body[position : position + 2] != _MAGIC:
            return bytes(content)
    raise Unreadable(f"Its gzip has more than {_MEMBERS:,} members; pack it again.")


def _member(body: bytes, position: int, room: int) -> tuple[bytes, int]:
    """Return the content of the member that begins there, up to ``room`` bytes, and its end."""
    unpacking = zlib.decompressobj(wbits=31)
    content = bytearray()
    while not unpacking.eof and len(content) < room:
        chunk = body[position : position + _CHUNK]
        if not chunk:
            raise Unreadable("Its gzip is cut off; upload the whole file again.")
        try:
            content += unpacking.decompress(chunk, room - len(content))
        except zlib.error as error:
            raise Unreadable("Its gzip is damaged; pack it again.") from error
        position += len(chunk) - len(unpacking.unused_data) - len(unpacking.unconsumed_tail)
    return bytes(content), position
