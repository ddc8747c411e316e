"""Unpacking gzip piece by piece: what a bomb would become is never in memory at once."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE: Final = 65_536
"""Bytes of one unpacked piece at most."""

MAGIC: Final = b"\x1f\x8b"
"""What gzip begins with."""


class DamagedGzip(Exception):
    """The bytes are no gzip, or not as they say."""


class Gunzip:
    """The state of unpacking one stream, which may have several members one after the other.

    What stands behind the last member (padding) means nothing.
    """

    def __init__(self) -> None:
        """Begin before the first byte."""
        self.members = 1
        """Members that were begun."""
        self._member = zlib.decompressobj(wbits=31)
        self._over = False

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self._over or self._member.eof

    def pieces(self, raw: bytes) -> Iterator[bytes]:
        """Yield what the next raw bytes stand for, each piece of at most PIECE bytes.

        Raises DamagedGzip.
        """
        while raw and not self._over:
            if self._member.eof:
                self._begin_member(raw)
                continue
            try:
                yield self._member.decompress(raw, PIECE)
            except zlib.error as error:
                raise DamagedGzip(str(error)) from error
            raw = self._member.unconsumed_tail or self._member.unused_data

    def _begin_member(self, raw: bytes) -> None:
        self._over = not MAGIC.startswith(raw[:2])
        self.members += not self._over
        self._member = zlib.decompressobj(wbits=31)
