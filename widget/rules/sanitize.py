"""Sanitises HTML: the only importer of bleach and nh3, the only builder of CleanHtml."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from widget.domain import limits
from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.summary import CleanHtml

if TYPE_CHECKING:
    import nh3
    from bleach.sanitizer import Cleaner

POLICY: Final = 1
"""Number of the rules below, kept with every clean text; raise it when the rules change."""

TAGS: Final = frozenset(
    {"a", "b", "blockquote", "br", "code", "em", "i", "li", "ol", "p", "q", "strong", "sub"}
    | {"sup", "ul"}
)
"""The elements that survive; the only attribute that does is the ``href`` of ``a``."""

LINK_REL: Final = "nofollow noopener"

ROUNDS: Final = 3
"""How often markup is cleaned until it no longer changes.

A parser takes a link that was not closed apart over 8 levels of lists at a time, so the two of
a round over 16. All ``MARKUP_DEPTH`` levels take two rounds; the third sees that nothing changed.
"""


def clean(markup: str, field: str = "summary") -> CleanHtml:
    """Return hostile markup as markup that is safe to print inside an element.

    Only ``TAGS`` and absolute http(s) links survive; cleaning the result again gives the same.
    The limits of size, tags and depth are checked before any parser sees the markup, and for
    the result too. Raises LimitExceeded, or InvalidField for text that is no Unicode and for
    markup that does not settle; both name ``field``.
    """
    settled = _printable(markup, field)
    first, second = _first(), _second()
    for _ in range(ROUNDS):
        _check_limits(settled, field)
        cleaned = _printable(second.clean(first.clean(settled)), field)
        if cleaned == settled:
            return CleanHtml(cleaned)
        settled = cleaned
    raise InvalidField(
        field, "this markup is too complex to be cleaned; send simpler HTML or text."
    )


def escape(text: str, field: str = "summary") -> CleanHtml:
    """Return plain text as markup that shows exactly this text, without control characters.

    Raises LimitExceeded and InvalidField, both naming ``field``.
    """
    escaped = html.escape(_printable(text, field))
    _check_size(escaped, field)
    return CleanHtml(escaped)


def stored(markup: str, policy: int) -> CleanHtml:
    """Return clean markup from the store; what another policy cleaned is cleaned again.

    Raises what ``clean`` raises when the policy is another one.
    """
    return CleanHtml(markup) if policy == POLICY else clean(markup)


# --- the two parsers -------------------------------------------------------------------------

_LINK = re.compile(
    r"https?://[^\s\x00-\x20\x7f<>\"'`\\/?#@]+(?:[/?#][^\s\x00-\x20\x7f<>\"`\\]*)?", re.I
)


def _first() -> Cleaner:
    """Return a new cleaner: bleach's keeps state while it parses, so threads cannot share one."""
    from bleach.sanitizer import Cleaner  # noqa: PLC0415 - as below

    return Cleaner(tags=TAGS, attributes=_keeps_attribute, strip=True)


@cache
def _second() -> nh3.Cleaner:
    """Return the cleaner of what the first one left."""
    import nh3  # noqa: PLC0415 - who reads summaries, or a command's help, cleans nothing

    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={"a": {"href"}},
        attribute_filter=lambda _tag, name, value: (
            None if name == "href" and not _is_absolute_link(value) else value
        ),
        url_schemes={"http", "https"},
        link_rel=LINK_REL,
    )


def _keeps_attribute(tag: str, name: str, value: str) -> bool:
    # bleach hands the value over with its entities as they were written.
    return tag == "a" and name == "href" and _is_absolute_link(html.unescape(value))


def _is_absolute_link(value: str) -> bool:
    """Tell whether a decoded href is an absolute http(s) link without credentials."""
    if len(value) > limits.URL_CHARACTERS or not _LINK.fullmatch(value):
        return False
    try:
        return bool(urlsplit(value).hostname)
    except ValueError:
        return False


# --- the limits, before any parser -----------------------------------------------------------

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def _printable(text: str, field: str) -> str:
    """Return the text with line feeds only and without control characters."""
    if _SURROGATE.search(text):
        raise InvalidField(field, "holds half a character (a lone surrogate); send valid Unicode.")
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _check_limits(markup: str, field: str) -> None:
    _check_size(markup, field)
    _check('tags (each "<" is one)', field, limits.MARKUP_TAGS, markup.count("<"))
    longest = max(map(len, _TAG.findall(markup)), default=0)
    _check("characters in one tag", field, limits.MARKUP_TAG_CHARACTERS, longest)
    _check("levels of nested or unclosed elements", field, limits.MARKUP_DEPTH, _depth(markup))


def _check_size(markup: str, field: str) -> None:
    unit = "bytes of markup (before and after cleaning)"
    _check(unit, field, limits.MARKUP_BYTES, len(markup.encode()))


def _check(unit: str, field: str, limit: int, actual: int) -> None:
    if actual > limit:
        raise LimitExceeded(field, limit, actual, unit)


_TAG = re.compile(r"<[a-z/!?][^>]*+", re.I)
_ANGLE = re.compile(r"<(?=[a-z/!?])", re.I)
_WELL_FORMED = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-z][a-z0-9]*+)
        (?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>=`]++))?+)*+
        \s*+/?>""",
    re.I | re.X,
)
_COMMENT = re.compile(r"<!--[^<>]*-->")

_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr", re.I)
_OTHER_RULES = re.compile(
    "frameset|iframe|math|noembed|noframes|noscript|plaintext|script|select|style|svg|table"
    "|template|textarea|title|xmp",
    re.I,
)
"""Elements whose content is read by other rules: what looks like an end tag there may be none."""
_IMPLIED = {"li": {"p"}, "ul": {"p", "li"}, "ol": {"p", "li"}, "blockquote": {"p", "li"}}
"""Elements that the end tag of another closes with it."""


def _depth(markup: str) -> int:
    """Return the levels of markup by one linear scan that never finds less than a parser would.

    End tags count only while all markup so far is well formed; from the first oddity on,
    every start tag is taken for one more level.
    """
    unclosed = deepest = 0
    open_elements: list[str] = []
    trusted = True
    for angle in _ANGLE.finditer(markup):
        if _COMMENT.match(markup, angle.start()):
            continue
        tag = _WELL_FORMED.match(markup, angle.start())
        trusted = trusted and tag is not None and not _OTHER_RULES.fullmatch(tag["name"])
        if tag and trusted:
            _follow(open_elements, tag["name"].lower(), closes=bool(tag["close"]))
        else:
            unclosed += markup[angle.end() : angle.end() + 1] != "/"
        deepest = max(deepest, len(open_elements) + unclosed)
    return deepest


def _follow(open_elements: list[str], name: str, *, closes: bool) -> None:
    """Update the stack of open elements by one well-formed tag."""
    if not closes:
        if name in ("p", "li") and open_elements[-1:] == [name]:
            open_elements.pop()
        if not _VOID.fullmatch(name):
            open_elements.append(name)
        return
    top = len(open_elements)
    while top and open_elements[top - 1] in _IMPLIED.get(name, ()):
        top -= 1
    if top and open_elements[top - 1] == name:
        del open_elements[top - 1 :]
