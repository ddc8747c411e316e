"""Addresses of sitemaps that are not well-formed: as they are written, never as they are mended.

A parser that mends XML drops what it does not understand. Of an address that leaves another one:
``a?id=1&p=2`` becomes ``a?id=1=2``, a page that the publisher never had.
"""

from __future__ import annotations

import html
import re
from functools import cached_property
from html.entities import html5
from typing import Final

_XML: Final = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_AMPERSAND: Final = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?P<number>#(?:\d{1,7}|x[0-9a-fA-F]{1,6});)?"
    rb"(?:(?P<name>[A-Za-z][A-Za-z0-9]{0,31});)?",
    re.S,
)
_IN_CDATA: Final = rb"<!\[CDATA\[[^<\]]*+(?:\](?!\]>)[^<\]]*+)*+\]\]>"
_LOC: Final = re.compile(
    rb"<(?:[\w.-]{1,40}:)?loc\b[^<>]{0,500}>(?P<written>[^<]*+(?:" + _IN_CDATA + rb"[^<]*+)*+)"
    rb"</(?:[\w.-]{1,40}:)?loc\s*>",
)
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)


def with_escaped_ampersands(document: bytes) -> bytes:
    """Return the document with ``&amp;`` for each ``&`` that begins no reference of XML.

    Names that HTML knows and XML does not (``&eacute;``) become the characters that they mean. What
    is in CDATA stays.
    """
    return _AMPERSAND.sub(_escaped, document) if b"&" in document else document


def _escaped(found: re.Match[bytes]) -> bytes:
    name = found["name"]
    if not found[0].startswith(b"&") or found["number"] or name in _XML:
        return found[0]
    meant = html5.get(f"{name.decode()};", "") if name else ""
    return html.escape(meant).encode() if meant else b"&amp;" + found[0][1:]


class WrittenAddresses:
    """The texts of all ``loc`` elements of a document, read without a parser that mends."""

    def __init__(self, document: bytes) -> None:
        self._document = document

    def has(self, address: str) -> bool:
        """Return whether a ``loc`` says this address, and nothing else."""
        return address in self._texts

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(_text_of(found["written"]) for found in _LOC.finditer(self._document))


def _text_of(written: bytes) -> str:
    parts = _CDATA.split(written.decode("utf-8", "replace"))
    # Every second part stood in CDATA, where an ampersand is one.
    plain = (part if number % 2 else html.unescape(part) for number, part in enumerate(parts))
    return "".join(plain).strip()
