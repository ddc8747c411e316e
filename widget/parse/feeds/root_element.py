"""Names the outermost element of an XML document."""

from __future__ import annotations

import re
from typing import Final

HEAD: Final = 65_536
"""Characters at the beginning of a document that are read."""

_ROOT: Final = re.compile(
    r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*+(?:\[.*?\]\s*)?>)*+<(?:[\w.-]+:)?([\w.-]+)",
    re.S | re.I,
)


def root_of(text: str) -> str:
    """Return the local name of the first element in lower case; empty when there is none."""
    found = _ROOT.match(text[:HEAD])
    return found[1].lower() if found else ""
