"""In which encoding a document is written: what marks and labels say, for pages and for XML.

Labels mean what browsers take them for (https://encoding.spec.whatwg.org): ``latin1`` and
``ascii`` are windows-1252, and an encoding in which no page is written (UTF-7) is none.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

import webencodings

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NONE: Final = frozenset({"replacement", "x-user-defined"})
_WIDE: Final = frozenset({"utf-16le", "utf-16be"})
_LARGER: Final = {"gbk": "gb18030"}
"""Of which Python's own codec knows less than browsers."""

_LABEL: Final = re.compile(r"""charset\s*+=\s*+["']?\s*+([\w.:-]{1,40})""", re.I)


def marked(body: bytes) -> tuple[str, int] | None:
    """Return the codec of the byte order mark that the body begins with, and the mark's length."""
    return next(((codec, len(mark)) for mark, codec in _MARKS if body.startswith(mark)), None)


def labels_in(text: str) -> Iterator[str]:
    """Yield what stands behind each ``charset=``: of a Content-Type, or of a page's head."""
    return (found[1] for found in _LABEL.finditer(text))


def codec_of(label: str, body: bytes) -> str | None:
    """Return Python's codec for a label; None for no label, and for one that cannot be true.

    It cannot be true that a body without a zero byte among the first is UTF-16.
    """
    known = webencodings.lookup(label)
    if known is None or known.name in _NONE or (known.name in _WIDE and b"\0" not in body[:1_000]):
        return None
    codec: str = known.codec_info.name
    return _LARGER.get(codec, codec)
