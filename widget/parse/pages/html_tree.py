"""Turns the bytes of a page into a tree that is cheap to walk, whatever came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml.etree import ElementDefaultClassLookup, HTMLParser, ParserError
from lxml.html import HtmlElement, document_fromstring

from widget.domain.errors import Unreadable
from widget.domain.limits import PAGE_BYTES, PAGE_TAGS
from widget.parse.charsets import codec_of, labels_in, marked
from widget.parse.hidden import without_hidden
from widget.parse.pages.flatten import flattened
from widget.parse.pages.streamed import fill_gaps, with_gaps


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its tree without scripts, and its JSON-LD as it was written."""

    url: str
    tree: HtmlElement
    json_ld: tuple[str, ...]
    written: str = ""
    """Its HTML as it was written, with scripts."""


def page_of(body: bytes, url: str, content_type: str) -> Page:
    """Return the page of these bytes. Raises Unreadable for what is none."""
    if len(body) > PAGE_BYTES:
        raise Unreadable(f"The page has {len(body):,} bytes; at most {PAGE_BYTES:,} are read.")
    kind = content_type.partition(";")[0].strip().lower()
    if body.startswith(b"%PDF") or not re.fullmatch(r"|text/(html|plain)|application/x.*", kind):
        raise Unreadable(f"This is {kind or 'a PDF'}, not an HTML page.")
    written = _SHADOW.sub("<div>", decoded(body, content_type).replace("\x00", ""))
    html, json_ld = without_hidden(with_gaps(written))
    tags = html.count("<")
    if tags > PAGE_TAGS:
        raise Unreadable(f"The page has {tags:,} tags; at most {PAGE_TAGS:,} are read.")
    if tags < 2:
        raise Unreadable("This is no HTML: there are no tags in it.")
    html = _PARTED.sub("<p>", _LONG_TAG.sub(_shortened, html))
    tree = tree_of(html)
    fill_gaps(tree)
    return Page(url, tree, json_ld, written)


# A shadow root that is written in the page is shown in the place of its template.
_SHADOW: Final = re.compile(
    r"""<template(?=\s)[^<>]{0,200}\sshadowroot(?:mode)?\s*+=\s*+["']?(?:open|closed)[^<>]{0,200}>""",
    re.I,
)

# Two line breaks in a row are how some pages part their paragraphs.
_PARTED: Final = re.compile(r"<br\s*+/?>\s*+(?:<br\s*+/?>\s*+)++", re.I)


def tree_of(html: str) -> HtmlElement:
    """Return the tree. What is nested deeper than the parser reads would be lost: flatten it."""
    tree, deep = _parsed(html)
    if deep:
        tree, deep = _parsed(flattened(html))
    if deep:
        raise Unreadable("The elements of the page are nested too deeply to be parsed.")
    return tree


# A class of its own for each element, as lxml.html would choose, is asked for in Python each time.
_ELEMENTS: Final = ElementDefaultClassLookup(element=HtmlElement)


def _parsed(html: str) -> tuple[HtmlElement, bool]:
    parser = HTMLParser(
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
    )
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        raise Unreadable("This is no HTML: there is nothing in it.") from None
    return tree, any("depth" in entry.message for entry in parser.error_log)


# --- characters ----------------------------------------------------------------------------------

_HEAD_BYTES: Final = 4_096


def decoded(body: bytes, content_type: str) -> str:
    """Return a page's text: what is UTF-8 is read so; then as the page says; then by a guess.

    Bytes beyond ASCII are valid UTF-8 by chance so seldom that this is better evidence than a
    label, which is often a server's default.
    """
    if mark := marked(body):
        return body[mark[1] :].decode(mark[0], "replace")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and not any(escape in body for escape in _ESCAPES):
        return text
    head = body[:_HEAD_BYTES].decode("latin-1")
    for declared in (*labels_in(content_type), *labels_in(head), "utf-8"):
        read = _read_as(declared, body)
        if read is not None:
            return read
    return _guessed(body)


_ESCAPES: Final = (b"\x1b$", b"\x1b(", b"~{")  # the encodings of seven bits
_MOST_ODD: Final = 0.1
"""The part of the signs beyond ASCII that may be broken in an encoding that is believed."""


def _read_as(label: str, body: bytes) -> str | None:
    """Return the text in this encoding, unless there is no such or too much does not fit it."""
    codec = codec_of(label, body)
    if codec is None:
        return None
    text = body.decode(codec, "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") <= _MOST_ODD * beyond else None


def _guessed(body: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - seldom needed

    best = from_bytes(body[:50_000], cp_isolation=_LIKELY).best()
    return body.decode(best.encoding if best else "cp1252", "replace")


_LIKELY: Final = [
    *("utf_8", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("koi8_r", "cp874", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
]

# --- tags with too many attributes ---------------------------------------------------------------
#
# The parser is quadratic in the attributes of one tag: 100,000 of them take it 90 seconds.

_LONG_TAG: Final = re.compile(
    r"""<([a-z][a-z0-9:-]{0,30}+)(?=[\s/])
        ((?:"[^"]{0,500000}+"(?=[\s/>])|'[^']{0,500000}+'(?=[\s/>])|"[^"<>]*+"|'[^'<>]*+'|[^<>]){400,}+)>?""",
    re.I | re.X,
)
_ATTRIBUTE: Final = re.compile(
    r"""(?<![\w:-])(class|id|href|content|rel|property|name|itemprop|itemtype|datetime|lang|role
        |type|hreflang|aria-label)\s*+=\s*+(?:"([^"]{0,4000}+)"|'([^']{0,4000}+)')""",
    re.I | re.X,
)


def _shortened(tag: re.Match[str]) -> str:
    found: dict[str, str] = {}
    for name, double, single in _ATTRIBUTE.findall(tag[2]):
        found.setdefault(name.lower(), double or single.replace('"', "&quot;"))
    return f"<{tag[1]}" + "".join(f' {name}="{value}"' for name, value in found.items()) + ">"
