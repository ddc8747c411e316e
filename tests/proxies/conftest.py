"""The server that each proxy stands in front of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.proxies.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.proxies.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server to stand behind a proxy."""
    with serving() as running:
        yield running
