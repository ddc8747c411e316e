"""Which pictures of neighbours a site's readers see: only from hosts that its pages use anyway."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widget.domain.errors import InvalidField
from widget.rules import urls

if TYPE_CHECKING:
    from widget.domain.article import Neighbour
    from widget.domain.site import Site


def hosts_of(site: Site) -> tuple[str, ...]:
    """Return the hosts that pictures may come from; none where the site shows no pictures."""
    if not site.neighbour_pictures:
        return ()
    return tuple(dict.fromkeys((*site.page_hosts, *site.picture_hosts)))


def pictured(site: Site, neighbour: Neighbour | None) -> Neighbour | None:
    """Return the neighbour as the site's readers see it: without a picture that may not be shown.

    A picture by http is only shown where the neighbour's own page is read by http.
    """
    if neighbour is None or neighbour.image is None:
        return neighbour
    secure = neighbour.image.startswith("https:") or (neighbour.url or "").startswith("http:")
    shown = secure and _is_from(site, neighbour.image)
    return neighbour if shown else replace(neighbour, image=None)


def _is_from(site: Site, image: str) -> bool:
    try:
        return urls.belongs(image, hosts_of(site))
    except InvalidField:  # one that was stored by another version
        return False
