"""In which encoding an XML document is written, by its own rules beside those of all documents."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import Final

from widget.parse.charsets import codec_of, labels_in, marked

_BEGINNINGS: Final = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
"""What a document without a mark begins with that gives its encoding away (XML 1.0, appendix F)."""

_DECLARED: Final = re.compile(
    rb"<\?xml\b[^<>]{0,500}?encoding\s*+=\s*+[\"']?(?P<label>[\w.:-]{1,40}+)?", re.I
)
_UTF8: Final = frozenset({b"utf-8", b"utf8", b"us-ascii"})
_CHUNK: Final = 1_048_576
_DECLARATION: Final = re.compile(r"<\?xml\b[^<>]{0,500}\?>\s*")
_NO_XML: Final = bytes({*range(32)} - {*b"\t\n\r"})
_NO_CHARACTERS: Final = {0xFFFE: None, 0xFFFF: None}


def text_of_xml(body: bytes, content_type: str = "") -> str:
    """Return the document as text, without XML declaration and characters that XML forbids.

    A byte order mark or zero bytes decide; then UTF-8 when all of it is UTF-8, whatever the labels
    say; then the XML declaration, the HTTP charset and windows-1252, each only when it fits.
    Any bytes have a text: what fits nowhere is read as UTF-8 with U+FFFD for the rest.
    """
    utf8 = _decoded(body, content_type).encode("utf-8", "ignore").translate(None, _NO_XML)
    text = utf8.decode("utf-8").translate(_NO_CHARACTERS).lstrip("\ufeff \t\r\n")
    return text[found.end() :] if (found := _DECLARATION.match(text)) else text


def is_utf8(body: bytes) -> bool:
    """Tell whether a parser may have the bytes as they are: UTF-8, and no other name for it."""
    if b"\x00" in body[:200]:
        return False
    declared = _DECLARED.match(body[:1_000].lstrip())
    if declared and (declared["label"] or b"").lower() not in _UTF8:
        return False
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(body), _CHUNK):
            decoder.decode(body[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(body: bytes, content_type: str) -> str:
    for name in _candidates(body, content_type):
        try:
            return body.decode(name)
        except (UnicodeError, LookupError):
            continue
    return body.decode("utf-8", "replace")


def _candidates(body: bytes, content_type: str) -> list[str]:
    mark = marked(body)
    begun = [name for beginning, name in _BEGINNINGS if body.startswith(beginning)]
    declared = _DECLARED.search(body[:1_000])
    named = [declared["label"].decode("ascii")] if declared and declared["label"] else []
    named += islice(labels_in(content_type[:500]), 1)
    known = filter(None, (codec_of(label, body) for label in named))
    # Bytes of ASCII alone fit into everything; with them only the label of a stateful
    # encoding (ISO-2022-JP) makes a difference.
    first = [] if body.isascii() else ["utf-8"]
    return [*([mark[0]] if mark else begun), *first, *known, "utf-8", "windows-1252"]
