"""Listings that are gzip, as files or by mistake: unpacked, bounded before they are held."""

from __future__ import annotations

from typing import Final

from widget.domain.errors import Unreadable
from widget.rules.gunzip import MAGIC, DamagedGzip, Gunzip

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
        if body[:2] != MAGIC:
            break
        body = _unpacked(body, limit)
    if len(body) > limit:
        raise Unreadable(f"It has more than {limit:,} bytes; offer it in several smaller parts.")
    return body


def _unpacked(body: bytes, limit: int) -> bytes:
    """Return what all members hold together, and at most one byte more than the limit."""
    unpacking, content = Gunzip(), bytearray()
    try:
        for start in range(0, len(body), _CHUNK):
            for piece in unpacking.pieces(body[start : start + _CHUNK]):
                content += piece
                if len(content) > limit:
                    return bytes(content[: limit + 1])
            if unpacking.members > _MEMBERS:
                raise Unreadable(f"Its gzip has more than {_MEMBERS:,} members; pack it again.")
    except DamagedGzip as error:
        raise Unreadable("Its gzip is damaged; pack it again.") from error
    if not unpacking.complete:
        raise Unreadable("Its gzip is cut off; upload the whole file again.")
    return bytes(content)
