"""The other addresses that web servers give one page, by rule.

They are guesses: an address is only ever asked for by them when it is nobody's itself, and they are
only followed to the one article that they lead to (see ``usecases.articles.lookup``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from widget.domain.limits import SPELLINGS, URL_CHARACTERS
from widget.rules.urls import twin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_INDEX_FILES: Final = ("index.html", "index.htm", "index.php", "default.aspx", "Default.aspx")
"""Files that a server answers for their folder, and that links name."""
_IS_INDEX: Final = re.compile(
    r"(?<=/)(?:index|default)\.(?:x?html?|shtml|php\d?|aspx?|jsp|cfm|cgi|do)$", re.I
)
_SESSION: Final = re.compile(r";jsessionid=[^/;]*", re.I)
_AMP_AT_END: Final = re.compile(r"(?:/amp/?(?:index\.html)?|\.amp)$", re.I)
_AMP_FILE: Final = re.compile(r"\.amp(?=\.html?$)", re.I)
_AMP_AT_START: Final = re.compile(r"^/amp(?=/.)", re.I)
_AMP_HOST: Final = "amp."


def spellings(canonical_url: str, page_hosts: Iterable[str]) -> tuple[str, ...]:
    """Return the other canonical URLs of the same page, by rule, at most SPELLINGS.

    With and without a slash at the end, the folder of an index file and the index files of a
    folder, without doubled slashes and visits (``;jsessionid=``), without the path or the host of
    an AMP page, and each by the other scheme. The query is kept. Only ``page_hosts`` are named.
    """
    own = {canonical_url, twin(canonical_url)}
    plain = tuple(_plain(canonical_url, frozenset(page_hosts)))
    places = [one for each in plain for one in _places(each)]
    places += [one for each in plain for one in _index_files(each)]
    found = dict.fromkeys(
        each
        for one in places
        for each in (one, twin(one))
        if each and each not in own and len(each) <= URL_CHARACTERS
    )
    return tuple(found)[:SPELLINGS]


def _plain(url: str, hosts: frozenset[str]) -> Iterator[str]:
    """Yield the address as it would be written plainly, and those of the page of an AMP page."""
    scheme, host, path, query, _ = urlsplit(url)
    tidy = re.sub("/{2,}", "/", _SESSION.sub("", path))
    bare = host.removeprefix(_AMP_HOST)
    for name in dict.fromkeys((host, bare, f"www.{bare}")) if bare != host else (host,):
        if name == host or name in hosts:
            for each in dict.fromkeys((tidy, *_without_amp(tidy))):
                yield urlunsplit((scheme, name, each or "/", query, ""))


def _without_amp(path: str) -> Iterator[str]:
    yield _AMP_AT_END.sub("", path)
    yield _AMP_FILE.sub("", path)
    yield _AMP_FILE.sub("", path).rpartition(".")[0] if _AMP_FILE.search(path) else path
    yield _AMP_AT_START.sub("", path)


def _places(url: str) -> tuple[str, ...]:
    """Return the address itself, and its folder with a slash at the end and without."""
    folder = _folder(urlsplit(url).path)
    return (url, _at(url, folder or "/"), _at(url, f"{folder}/"))


def _index_files(url: str) -> tuple[str, ...]:
    """Return the addresses of the index files of a folder; none of what is a file itself."""
    folder = _folder(urlsplit(url).path)
    if "." in folder.rpartition("/")[2]:
        return ()
    return tuple(_at(url, f"{folder}/{name}") for name in _INDEX_FILES)


def _folder(path: str) -> str:
    return _IS_INDEX.sub("", path).rstrip("/")


def _at(url: str, path: str) -> str:
    scheme, host, _, query, _ = urlsplit(url)
    return urlunsplit((scheme, host, path, query, ""))
