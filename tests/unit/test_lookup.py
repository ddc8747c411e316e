"""The article behind an address is looked for in a few steps, whatever leads to what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from tests.unit.publisher_site import at, later
from widget.domain.article import Lead
from widget.usecases.articles import lookup


@dataclass
class Chain:
    """A view in which every address is an alias of another one, and none is an article's."""

    circle: int
    """Addresses after which the first comes again."""
    asked: list[str] = field(default_factory=list)

    def reading(self, _site_key: str, url: str) -> None:
        """Answer that no article is here."""

    def leads(self, _site_key: str, addresses: tuple[str, ...]) -> tuple[Lead, ...]:
        """Note the addresses, and say that each leads to the next one, which gives way."""
        self.asked.extend(addresses)
        return tuple(self._next(address) for address in addresses)

    def _next(self, address: str) -> Lead:
        url = at(str((int(address.rpartition("/")[2]) + 1) % self.circle))
        return Lead(address, url, "", ingested=True, withdrawn_at=later(0), embargoed_until=None)


@pytest.mark.parametrize(("circle", "steps"), [(1, 2), (3, 6), (1_000, 10)])
def test_a_circle_is_walked_once_and_a_long_chain_not_to_its_end(circle: int, steps: int) -> None:
    chain = Chain(circle)
    assert lookup.reading_at(cast("Any", chain), "daily", at("0")) is None
    assert len(chain.asked) == len(set(chain.asked)) == steps
