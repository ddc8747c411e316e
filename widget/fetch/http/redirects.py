"""Decides whether a response is a redirect, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widget.domain.errors import FetchFailed
from widget.rules.url_joining import joined

if TYPE_CHECKING:
    from http.client import HTTPResponse

SAME_METHOD: Final = frozenset({307, 308})
"""Redirects that keep the method of the request."""

_REDIRECTS: Final = SAME_METHOD | {301, 302, 303}


@dataclass(frozen=True, slots=True)
class Onward:
    """A redirect: where to, in the server's own words."""

    status: int
    location: str


def onward_of(response: HTTPResponse) -> Onward | None:
    """Return where the answer leads, if it is a redirect."""
    location = response.headers.get("Location")
    if response.status not in _REDIRECTS or not location:
        return None
    return Onward(response.status, location)


def landing(url: str, location: str) -> str:
    """Return the URL that a ``Location`` field leads to from this one, unchecked.

    Raises FetchFailed when it cannot be made out.
    """
    onward = joined(url, _read(location))
    if onward is None:
        raise FetchFailed("The address cannot be read.", permanent=True)
    return onward


def _read(location: str) -> str:
    """Return the field as browsers read it: many servers send UTF-8 there."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
