"""Parses RSS and Atom with feedparser, from text in memory and within limits.

``feedparser.parse`` is never called: it takes a string for a URL or a file name and opens it. Its
parsers are called directly instead, so that their work can be counted.
"""

from __future__ import annotations

import io
import re
import xml.sax
import xml.sax.handler
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.xmlreader import InputSource

from feedparser.api import LooseFeedParser, StrictFeedParser

from widget.domain.errors import Unreadable
from widget.domain.limits import FEED_ATTRIBUTES, FEED_DEPTH, FEED_ELEMENTS, URL_CHARACTERS
from widget.parse.feeds.entries import short_of
from widget.rules.url_joining import joined

NAMESPACES: Final = 100
"""Namespaces of one feed: feedparser looks through all of them at each element."""

MENDED_CHARACTERS: Final = 4_000_000
"""Characters of a feed that is not well-formed and is read nevertheless."""

MENDED_PIECES: Final = 250_000
"""Tags and entities of such a feed: its parser stops at every ``<`` and ``&``."""

REFERENCES: Final = 500_000
"""Entity references of a feed: expat calls back for each."""

_AUTHOR_CHARACTERS: Final = 100
"""feedparser looks for an e-mail address in an author, in quadratic time."""

_GUESSED_CHARACTERS: Final = 10_000
"""What feedparser looks at to guess whether a text is HTML."""

_MANY_ATTRIBUTES: Final = re.compile(
    r"""<[^\s<>/!?"']++(?:\s++[^\s=<>"']++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))"""
    rf"{{{FEED_ATTRIBUTES + 1}}}"
)
"""Looked for before feedparser, which goes through attributes in quadratic time."""

_BASES: Final = frozenset({"xml:base", "base"})
_INHERITED: Final = _BASES | {"xml:lang", "lang"}
"""Attributes that hold for all elements below: feedparser goes through them at each."""

_CRASHES: Final = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError),
    *(RecursionError, TypeError, ValueError),
)
"""What feedparser raises on feeds that nobody has thought of."""


@dataclass(frozen=True, slots=True)
class Read:
    """What feedparser made of a feed: its own words, every value of which may be of any type."""

    version: str
    feed: dict[str, Any]
    entries: list[dict[str, Any]]
    cut: str | None = None
    """Why the feed was not read to its end."""


class _TooMuch(Exception):
    """The feed holds more than a feed may; what was read until now is kept."""


class _Counted:
    """What both parsers do more carefully than feedparser."""

    elements = 0
    url = ""
    baseuri: str
    depth: int
    namespaces_in_use: dict[str, str]

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        """Count the element before it is dealt with."""
        self.elements += 1
        if self.elements > FEED_ELEMENTS:
            raise _TooMuch(f"more than {FEED_ELEMENTS:,} elements")
        if self.depth >= FEED_DEPTH:
            raise _TooMuch(f"more than {FEED_DEPTH} levels of elements")
        if len(attrs) > FEED_ATTRIBUTES:
            raise _TooMuch(f"more than {FEED_ATTRIBUTES} attributes of one element")
        if len(self.namespaces_in_use) > NAMESPACES:
            raise _TooMuch(f"more than {NAMESPACES} namespaces")
        if any(len(value) > URL_CHARACTERS and name in _INHERITED for name, value in attrs):
            raise _TooMuch(f"an xml:base of more than {URL_CHARACTERS:,} characters")
        based = [(name, self._based(value) if name in _BASES else value) for name, value in attrs]
        super().unknown_starttag(tag, based)  # type: ignore[misc]

    def _based(self, value: str) -> str:
        """Return an xml:base made absolute: feedparser forgets one that is relative to another."""
        return joined(self.baseuri or self.url, value) or value

    def _sync_author_detail(self, key: str = "author") -> None:
        context = self._get_context()  # type: ignore[attr-defined]
        named = context.get(key)
        if isinstance(named, str) and ("@" not in named or len(named) > _AUTHOR_CHARACTERS):
            (context.get(f"{key}s") or [{}])[-1].setdefault("name", named)
        else:
            super()._sync_author_detail(key)  # type: ignore[misc]

    @staticmethod
    def looks_like_html(text: str) -> bool:
        """Guess from the beginning, not from megabytes."""
        return bool(StrictFeedParser.looks_like_html(text[:_GUESSED_CHARACTERS]))


class _Strict(_Counted, StrictFeedParser):  # type: ignore[misc]
    """For well-formed XML."""


class _Loose(_Counted, LooseFeedParser):  # type: ignore[misc]
    """For what is nearly XML."""


def read(text: str, url: str = "") -> Read:
    """Return what a document (without XML declaration) says, read as RSS or Atom.

    Relative links are resolved against xml:base where there is one, and that against ``url``,
    where the document came from; others stay relative.

    Opens nothing. Raises Unreadable for entities that feeds have no use for, for a feed that is
    not well-formed and large, for very many attributes or references, and for what cannot be
    read at all.
    """
    document, entities = _plain_doctype(text)
    if _MANY_ATTRIBUTES.search(document):
        raise Unreadable(
            f"An element of it has more than {FEED_ATTRIBUTES} attributes; leave some out."
        )
    if document.count("&") > REFERENCES:
        raise Unreadable(f"It has more than {REFERENCES:,} entity references; offer less.")
    strict = _reader(_Strict("", None, "utf-8"), url)
    try:
        return _read(strict, lambda: _parse_strictly(strict, document, entities))
    except xml.sax.SAXException as error:
        _check_mendable(document, error)
        loose = _reader(_Loose("", None, "utf-8", entities), url)
        return _read(loose, lambda: loose.feed(document))


def _check_mendable(document: str, error: xml.sax.SAXException) -> None:
    pieces = document.count("<") + document.count("&")
    if len(document) > MENDED_CHARACTERS or pieces > MENDED_PIECES:
        raise Unreadable(
            f"It is not well-formed XML ({short_of(error)}), and too large to be read in spite of "
            "that; correct it, or offer fewer articles."
        ) from error


def _reader(parser: Any, url: str) -> Any:
    parser.url = url
    parser.resolve_relative_uris = False
    parser.sanitize_html = False
    return parser


def _read(parser: Any, parse: Any) -> Read:
    try:
        parse()
        cut = None
    except _TooMuch as error:
        cut = str(error)
        del parser.entries[-1:]  # the one that it was in the middle of
    except xml.sax.SAXException:
        raise
    except _CRASHES as error:
        name = type(error).__name__
        raise Unreadable(f"It is no feed that can be read ({name}); validate it.") from error
    return Read(parser.version, parser.feeddata, parser.entries, cut)


def _parse_strictly(parser: Any, document: str, entities: dict[str, str]) -> None:
    declared = "".join(f'<!ENTITY {name} "{value}">' for name, value in entities.items())
    doctype = f"<!DOCTYPE feed [{declared}]>" if entities else ""
    # Safe without defusedxml: no entity is declared but those above, which are short.
    sax = xml.sax.make_parser()  # noqa: S317
    sax.setFeature(xml.sax.handler.feature_namespaces, True)  # noqa: FBT003
    sax.setFeature(xml.sax.handler.feature_external_ges, False)  # noqa: FBT003
    sax.setFeature(xml.sax.handler.feature_external_pes, False)  # noqa: FBT003
    sax.setContentHandler(parser)
    sax.setErrorHandler(parser)
    source = InputSource()
    source.setEncoding("utf-8")
    source.setByteStream(io.BytesIO((doctype + document).encode("utf-8", "replace")))
    sax.parse(source)


# --- the DOCTYPE ---------------------------------------------------------------------------------
#
# It is taken off. Of what it declares only entities that stand for a few characters are used
# (&nbsp; and its like); parameter entities, which name the DTDs of old feeds, are passed over.

_DOCTYPE: Final = re.compile(
    r"""<!DOCTYPE\b(?:[^\[\]<>"']++|"[^"]*+"|'[^']*+')*+(?:\[(?P<subset>.*?)\]\s*)?>""", re.S | re.I
)
_PROLOG: Final = 20_000
_ENTITY: Final = re.compile(
    r"""<!ENTITY\s+(?P<parameter>%\s+)?(?P<name>[\w.:-]{1,40})\s+
        (?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<external>SYSTEM|PUBLIC)\b)""",
    re.X,
)
_SAFE_VALUE: Final = re.compile(r"(?:&\#x?[0-9a-fA-F]{1,6};|[^&%<\"]){0,20}")
_ENTITIES: Final = 300


def _plain_doctype(text: str) -> tuple[str, dict[str, str]]:
    """Return the document without its DOCTYPE, and the entities that it may use."""
    found = _DOCTYPE.search(text, 0, _PROLOG)
    if not found:
        if "<!ENTITY" in text:
            raise Unreadable("It declares entities where none can be; leave its DOCTYPE out.")
        return text, {}
    document = text[: found.start()] + text[found.end() :]
    if "<!ENTITY" in document:
        raise Unreadable("It declares entities in more than one place; leave its DOCTYPE out.")
    return document, _entities(found["subset"] or "")


def _entities(subset: str) -> dict[str, str]:
    declared = [found for found in _ENTITY.finditer(subset) if not found["parameter"]]
    safe = {}
    for found in declared:
        value = found["double"] if found["external"] is None else None
        value = found["single"] if value is None else value
        if value is None or not _SAFE_VALUE.fullmatch(value):
            raise Unreadable(
                f"Its entity &{found['name']}; stands for more than a few characters, or for "
                "another document; leave its DOCTYPE out."
            )
        safe[found["name"]] = value
    if len(safe) > _ENTITIES:
        raise Unreadable(f"It declares more than {_ENTITIES} entities; leave its DOCTYPE out.")
    return safe
