"""The home of unpacking: gzip bodies, bounded before they are held."""

from __future__ import annotations

import zlib
from typing import Final

from widget.errors import Unreadable

_MAGIC: Final = b"\x1f\x8b"
_LAYERS: Final = 2
"""A file ``x.xml.gz`` that was packed once more on its way."""


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
    members: list[bytes] = []
    room = limit + 1
    while body[:2] == _MAGIC and room > 0:
        member, body = _member(body, room)
        members.append(member)
        room -= len(member)
    return b"".join(members)


def _member(body: bytes, room: int) -> tuple[bytes, bytes]:
    """Return the first member's content, up to ``room`` bytes, and what follows it."""
    unpacking = zlib.decompressobj(wbits=31)
    try:
        content = unpacking.decompress(body, room)
    except zlib.error as error:
        raise Unreadable("Its gzip is damaged; pack it again.") from error
    if not unpacking.eof and len(content) < room:
        raise Unreadable("Its gzip is cut off; upload the whole file again.")
    return content, unpacking.unused_data
