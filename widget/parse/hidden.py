"""Removes what is no text from HTML: comments, scripts, pictures, forms, marks of notes."""

from __future__ import annotations

import html as entities
import re
from typing import Final

from widget.rules.not_shown import NOTE_CHARACTERS, is_note

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
            return without_notes("".join(kept)), tuple(json_ld)
        if _JSON_LD.search(start["attributes"]):
            json_ld.append(html[start.end() : end.start()].lstrip(">"))
        position = end.end()
    kept.append(html[position:])
    short = tuple(block for block in json_ld if len(block) <= JSON_LD_CHARACTERS)
    return without_notes("".join(kept)), short


# --- marks of notes --------------------------------------------------------------------------

_ELEMENT: Final = r"""<(?P<name>{})(?P<attributes>(?:\s[^<>]{{0,1000}})?)>
    (?P<raised>(?:[^<]{{1,600}}+|<(?!/?(?P=name)\b)){{1,200}}+)</(?P=name)\s{{0,20}}>"""
_RAISED: Final = re.compile(_ELEMENT.format("sup"), re.I | re.X)
_RAISED_OR_LINKED: Final = re.compile(
    _ELEMENT.format("sup|a(?=[^<>]{1,500}doc-noteref)"), re.I | re.X
)
_TAG: Final = re.compile(r"<[^<>]{0,1000}>")
_LEADS_TO_NOTE: Final = re.compile(r"href\s*=\s*[\"']?[^\"'\s>]{0,1000}\#|noteref|footnote", re.I)
_BEFORE: Final = 200


def without_notes(html: str) -> str:
    """Return the HTML without the marks of notes, such as ``<sup>1</sup>`` behind a word."""
    if not any(sign in html for sign in ("<sup", "<SUP", "doc-noteref")):
        return html
    kept: list[str] = []
    position = 0
    marks = _RAISED_OR_LINKED if "doc-noteref" in html else _RAISED
    for element in marks.finditer(html):
        start = element.start()
        while start > position and html[start - 1].isspace():
            start -= 1
        kept += [html[position:start], _unless_note(element, start)]
        position = element.end()
    return "".join([*kept, html[position:]])


def _unless_note(element: re.Match[str], start: int) -> str:
    """Return what stands in the place of an element and of the white space from ``start`` on."""
    html = element.string
    raised = _words(element["raised"])
    before = _words(html[max(start - _BEFORE, 0) : start])
    linked = _LEADS_TO_NOTE.search(f"{element['attributes']}{element['raised']}") is not None
    if len(raised) > NOTE_CHARACTERS or not is_note(raised, before, linked=linked):
        return html[start : element.end()]
    behind = html[element.end() : element.end() + 1]
    return " " if start < element.start() and behind.isalnum() else ""


def _words(html: str) -> str:
    return entities.unescape(_TAG.sub("", html)).strip()
