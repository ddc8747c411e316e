"""Turns an article's HTML into a tree that is cheap to parse and has what readers see.

The parser is quadratic in nested elements and in the attributes of one tag (100,000 nested
"<ul><li>" take it minutes). So the number of tags is limited, and each tag is written anew with the
attributes that are read here and no others. Marks in the text say where a paragraph (or another
block) begins and ends, and where a line breaks: no walk over the tree is needed.
"""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from widget.domain.block import Role
from widget.domain.errors import LimitExceeded
from widget.domain.limits import HTML_CHARACTERS, HTML_TAGS
from widget.parse.hidden import without_hidden
from widget.parse.roles import LEFT_OUT, role_of
from widget.rules.not_shown import is_shown
from widget.rules.text import folded

BLOCK, PARAGRAPH, BREAK = "\ue000", "\ue001", "\ue002"
BOLD, LINK, END = "\ue003", "\ue004", "\ue005"
"""Where a bold text or a link begins, and where it or an element with a role ends."""
ROLES: Final = {
    chr(0xE010 + number): role for number, role in enumerate(Role) if role not in LEFT_OUT
}
"""Where an element with this role begins."""
MARKS: Final = re.compile("[\ue000-\ue01f]")
_PARTING: Final = re.compile(f"[{BLOCK}{PARAGRAPH}{BREAK}]")
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")

_TAG: Final = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-z][a-z0-9]*+)(?![a-z0-9:-])
        (?P<attributes>(?:[^<>"']{1,200}+|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,100}+)>
        |<(?P<long_close>/?)(?P<long_name>[a-z][a-z0-9]*+)(?![a-z0-9:-])[^>]*+>?
        |<[a-z/!][^>]*+>?
        |<""",
    re.I | re.X,
)
_ATTRIBUTE: Final = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?""", re.X
)
_WRITTEN: Final = frozenset({"lang", "property", "name", "content", "rel", "href", "datetime"})
_READ: Final = frozenset({"html", "meta", "link", "time"})
_PARAGRAPHS: Final = frozenset({"p", "li", "blockquote", "pre", "dd"})
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "body", "button", "details", "dialog", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hr", "main"}
    | {"nav", "ol", "section", "summary", "table", "tbody", "td", "th", "thead", "title", "tr"}
    | {"ul", *_PARAGRAPHS, *HEADINGS}
)
_WITHOUT_CONTENT: Final = frozenset(
    {"area", "base", "basefont", "bgsound", "col", "embed", "frame", "hr", "img", "input"}
    | {"keygen", "link", "meta", "param", "source", "track", "wbr"}
)
_HIDDEN: Final = "hidden"
_ASIDE: Final = "aside"
_MARKED: Final = "marked"
_LOOKS: Final = {"b": BOLD, "strong": BOLD, "a": LINK}
_SIGNS: Final = {role: sign for sign, role in ROLES.items()}
_WEIGHED: Final = 100
"""Elements that are named for an aside or a caption and are compared with the whole text."""


def tree_of(html: str) -> LexborHTMLParser:
    """Return the tree of a document or fragment, without what is not shown.

    Raises LimitExceeded, naming ``html``.
    """
    tree = LexborHTMLParser(simple(html))
    for node in reversed(tree.css(f"[{_HIDDEN}]")):  # what is in others goes before them
        node.decompose()
    _drop_asides(tree)
    for node in tree.css(f"[{_MARKED}]"):
        node.insert_child(END)
    return tree


def _drop_asides(tree: LexborHTMLParser) -> None:
    """Take out what is named for an aside or a caption, unless it holds most of the text."""
    named = tree.css(f"[{_ASIDE}]")
    half = len(tree.text()) / 2 if named else 0
    for number, node in enumerate(reversed(named)):
        if number >= _WEIGHED or len(node.text()) <= half:
            node.decompose()


def line_of(marked: str) -> str:
    """Return a text of the tree on one line, without marks."""
    return folded(MARKS.sub("", _PARTING.sub(" ", marked)))


def simple(html: str) -> str:
    """Return the HTML with what is read here and no more: cheap to parse whatever came in.

    Raises LimitExceeded, naming ``html``.
    """
    if len(html) > HTML_CHARACTERS:
        raise LimitExceeded("html", HTML_CHARACTERS, len(html), "characters")
    shown, _ = without_hidden(MARKS.sub("", html).replace("\x00", ""))
    tags = shown.count("<")
    if tags > HTML_TAGS:
        raise LimitExceeded("html", HTML_TAGS, tags, 'tags (each "<" is one)')
    return _TAG.sub(_rewritten, shown)


def _rewritten(tag: re.Match[str]) -> str:
    name = (tag["name"] or tag["long_name"] or "").lower()
    close = tag["close"] or tag["long_close"] or ""
    if not name:
        return "&lt;" if tag[0] == "<" else ""
    if name == "br":
        return BREAK
    attributes, sign = ("", "") if close else _attributes(name, tag["attributes"] or "")
    if name in _READ:
        return f"<{close}{name}{attributes}>"
    if name in _BLOCKS:
        mark = PARAGRAPH if name in _PARAGRAPHS and not close else BLOCK
        opens = not close and name != "hr"
        itself = f"<{close}{name}{attributes}>"
        return f"{itself}{mark}{sign}" if opens else f"{mark}{itself}{mark}"
    return "" if name in _WITHOUT_CONTENT else f"<{close}span{attributes}>{sign}"


def _attributes(name: str, written: str) -> tuple[str, str]:
    """Return the attributes that are read or our own, and the sign of what begins here."""
    found: dict[str, str] = {}
    for attribute, *values in _ATTRIBUTE.findall(written) if written else ():
        found.setdefault(attribute.lower(), "".join(values))
    kept = ((each, found[each]) for each in found if name in _READ and each in _WRITTEN)
    safe = ((each, value.replace('"', "&quot;").replace("<", "&lt;")) for each, value in kept)
    role = role_of(name, found)
    sign = _SIGNS.get(role, "") if role else _LOOKS.get(name, "")
    own = {_HIDDEN: not is_shown(name, found), _ASIDE: role in LEFT_OUT, _MARKED: bool(sign)}
    kept_as_read = "".join(f' {each}="{value}"' for each, value in safe)
    return kept_as_read + "".join(f" {each}" for each, is_so in own.items() if is_so), sign
