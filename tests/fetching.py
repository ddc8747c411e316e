"""Fetching from a scripted publisher on loopback, for tests of what comes of it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.publishers import NETWORKS, publishing
from widget.domain.errors import FetchFailed
from widget.domain.limits import PAGE_BYTES
from widget.fetch.http.fetcher import Fetcher, FetchRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.publishers import Publisher, Visit
    from widget.fetch.http.fetcher import Fetched

AGENT = "summary-widget/1 (+https://widget.example)"
SOON = 0.3
"""Seconds of a fetch whose deadline is to pass."""
AMPLE = 20.0
"""Seconds of a fetch that is to end for another reason."""
IN_FLIGHT = 8_000_000
"""Bytes that the kernel can take from a server beyond what was read."""


def get(
    publisher: Publisher, *, seconds: float = AMPLE, most: int = PAGE_BYTES, path: str = "/story"
) -> Fetched:
    """Fetch a page of the publisher."""
    with closing(Fetcher(AGENT, NETWORKS, seconds=seconds)) as fetcher:
        return fetcher.get(FetchRequest(publisher.url(path), (publisher.host,), most))


def failure(
    script: Callable[[Visit], bool | None], *, seconds: float = AMPLE, most: int = PAGE_BYTES
) -> tuple[FetchFailed, Publisher]:
    """Return how fetching from the publisher fails, and the publisher."""
    with publishing(script) as publisher:
        with pytest.raises(FetchFailed) as caught:
            get(publisher, seconds=seconds, most=most)
        return caught.value, publisher


def raw(answer: bytes) -> Callable[[Visit], bool]:
    """Return a script that sends these bytes and closes."""

    def script(visit: Visit) -> bool:
        visit.send(answer)
        return True

    return script
