"""Removes what readers do not see as text from HTML: comments, scripts, pictures, forms."""

from __future__ import annotations

import re
from typing import Final

JSON_LD_CHARACTERS: Final = 1_000_000
"""Characters of a block of JSON-LD; longer ones are left out."""

_NOT_SHOWN: Final = ("script", "style", "template", "noscript", "noembed", "noframes")
_SHOWN: Final = (
    *("svg", "math", "iframe", "object", "video", "audio", "canvas", "textarea", "select"),
    *("xmp", "plaintext", "frameset"),
)
"""What a browser shows in their place parts two words."""
_RAW: Final = frozenset(
    {"!--", "?", "script", "style", "textarea", "noembed", "noframes", "xmp", "plaintext"}
)
"""Where no end follows, browsers take the rest of the page for what is in these."""
_START: Final = re.compile(
    rf"<(?P<name>!--|\?|(?:{'|'.join((*_NOT_SHOWN, *_SHOWN))})(?![a-z0-9-]))"
    r"(?P<attributes>[^>]{0,2000}+)",
    re.I,
)
_ENDS: Final = {
    "!--": re.compile("--!?>"),
    "?": re.compile(">"),
    **{
        name: re.compile(rf"</{name}(?![a-z0-9-])[^>]*+>?", re.I) for name in (*_NOT_SHOWN, *_SHOWN)
    },
}
_JSON_LD: Final = re.compile(r"application/ld\+json", re.I)


def without_hidden(html: str) -> tuple[str, tuple[str, ...]]:
    """Return the HTML without what is no text of the page, and the JSON-LD among that.

    An element without an end stays, unless browsers hide the rest of the page with it.
    """
    kept: list[str] = []
    json_ld: list[str] = []
    position = 0
    endless: set[str] = set()
    for start in _START.finditer(html):
        name = start["name"].lower()
        if start.start() < position or name in endless:
            continue
        inside = start.end("name")
        end = _ENDS[name].search(html, inside if name in ("!--", "?") else start.end())
        if not end and name not in _RAW:
            endless.add(name)
            continue
        kept += [html[position : start.start()], " " if name in _SHOWN else ""]
        if not end:
            return "".join(kept), tuple(json_ld)
        if _JSON_LD.search(start["attributes"]):
            json_ld.append(html[start.end() : end.start()].lstrip(">"))
        position = end.end()
    kept.append(html[position:])
    return "".join(kept), tuple(block for block in json_ld if len(block) <= JSON_LD_CHARACTERS)
