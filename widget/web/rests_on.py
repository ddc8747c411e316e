"""What a public answer rests on: told by its view, so that it is known how long it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import request

from widget.domain.panel import Pending

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from widget.domain.site import Site
    from widget.usecases.reading.read_panel import SitePanel

SETTLED_SECONDS: Final = 60.0
"""Seconds for which an answer stands at most, though nothing changes that it rests on."""
BRIEF_SECONDS: Final = 1.0
"""Seconds for which an answer stands that may change with what the change log does not name."""
METHOD: Final = "widget.method"
"""Where a request says by which method a reader asked, if not by its own."""
_KEY: Final = "widget.rests_on"


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What an answer is made of. Without any of it the answer belongs to one request alone."""

    site_key: str
    site: Site | None
    """None where there is no such site: then no page is its own."""
    urls: frozenset[str] | None
    """The canonical URLs of the articles in it; None where any change of the site may count."""
    seconds: float = SETTLED_SECONDS
    """How long it stands when nothing changes."""
    as_asked: bool = False
    """Whether it repeats the address in the spelling in which it was asked."""


def of_panel(found: SitePanel, now: datetime, *, lasting: bool) -> RestsOn:
    """Return what a panel rests on; one that no cache may keep stands for a moment here too."""
    site, basis = found.site, found.basis
    if basis is None or not lasting:
        asked = isinstance(found.panel, Pending)
        return RestsOn(site.key, site, None, BRIEF_SECONDS, as_asked=asked)
    seconds = SETTLED_SECONDS
    if basis.until is not None:
        seconds = min(seconds, (basis.until - now).total_seconds())
    return RestsOn(site.key, site, basis.urls, seconds)


def of_site(site: Site, *, lasting: bool) -> RestsOn:
    """Return what an answer rests on that any article of the site may change."""
    seconds = SETTLED_SECONDS if lasting else BRIEF_SECONDS
    return RestsOn(site.key, site, None, seconds, as_asked=True)


def of_error(site_key: str, site: Site | None) -> RestsOn:
    """Return what an error rests on: it belongs to one request, and to a site if there is one."""
    return RestsOn(site_key, site, None, seconds=0, as_asked=True)


def tell(rests_on: RestsOn) -> None:
    """Say what the answer to this request rests on, so that it may answer others too."""
    request.environ[_KEY] = rests_on


def told(environ: Mapping[str, Any]) -> RestsOn | None:
    """Return what the answer to this request rests on; None where nobody said it."""
    found: RestsOn | None = environ.get(_KEY)
    return found
