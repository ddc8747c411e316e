"""The home of the question in which encoding an XML document is written."""

from __future__ import annotations

import codecs
import re
from typing import Final

_MARKED: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
"""What a document begins with that gives its encoding away (XML 1.0, appendix F)."""

_NEVER: Final = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
"""Python's codecs that no document is written in; some take quadratic time."""

_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
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


def _decoded(body: bytes, content_type: str) -> str:
    for name in _candidates(body, content_type):
        try:
            return body.decode(name)
        except (UnicodeError, LookupError):
            continue
    return body.decode("utf-8", "replace")


def _candidates(body: bytes, content_type: str) -> list[str]:
    marked = [name for mark, name in _MARKED if body.startswith(mark)]
    declared = _DECLARED.search(body[:1_000])
    charset = _CHARSET.search(content_type[:500])
    named = [declared[1].decode("ascii", "replace")] if declared else []
    named += [charset[1]] if charset else []
    # Bytes of ASCII alone fit into everything; with them only the label of a stateful
    # encoding (ISO-2022-JP) makes a difference.
    first = [] if body.isascii() else ["utf-8"]
    return [*marked, *first, *filter(None, map(_known, named)), "utf-8", "windows-1252"]


def _known(label: str) -> str | None:
    """Return the codec of a label; a wider one where pages use more than the label allows."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "windows-1252", "ascii": "utf-8"}
    return None if name in _NEVER else wider.get(name, name)
