"""Which parameters of an address choose an article, by the names in ``article_parameters.txt``."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

from widget.rules.word_lists import file_beside, phrases

LISTS: Final = file_beside(__file__)


def plain_of(canonical_url: str) -> str:
    """Return the address with those parameters alone that are known to choose an article.

    The others may mean nothing, or be what a reader searched for. An address without others is
    returned as it is.
    """
    scheme, host, path, query, _ = urlsplit(canonical_url)
    known = frozenset(phrases(LISTS))
    kept = [pair for pair in query.split("&") if _name(pair) in known or _is_number(pair)]
    return urlunsplit((scheme, host, path, "&".join(kept), "")) if query else canonical_url


def _name(pair: str) -> str:
    return unquote(pair.partition("=")[0]).lower()


def _is_number(pair: str) -> bool:
    """Tell whether a query is a bare number, as in ``/story.php?12345``."""
    return pair.isascii() and pair.isdecimal()
