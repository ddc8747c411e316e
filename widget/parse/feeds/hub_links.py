"""The Link header of a listing: its hub and its topic (WebSub)."""

from __future__ import annotations

import re
from typing import Final

from widget.parse.feeds.entries import absolute

_TARGET: Final = re.compile(r"<([^<>]*+)>((?:[^,<>\"]|\"[^\"]*+\")*+)")
_REL: Final = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))', re.I)
_HEADER: Final = 8_192


def websub_links(link_header: str, url: str = "") -> tuple[str | None, str | None]:
    """Return the first hub and the first topic (rel="self") of a Link header (RFC 8288).

    Relative targets need ``url``, the address that answered; only http(s) counts.
    """
    found: dict[str, str] = {}
    for target, parameters in _TARGET.findall(link_header[:_HEADER]):
        rel = _REL.search(parameters)
        address = absolute(target, url) if rel else None
        for name in "".join(rel.groups("")).lower().split() if rel and address else ():
            found.setdefault(name, address or "")
    return found.get("hub"), found.get("self")
