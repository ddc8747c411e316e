"""The article behind an address is looked for in a few steps, whatever leads to what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from tests.unit.publisher_site import at
from widget.usecases.articles import lookup


@dataclass
class Chain:
    """A view in which every address is an alias of another one, and none is an article's."""

    circle: int
    """Addresses after which the first comes again."""
    asked: list[str] = field(default_factory=list)

    def reading(self, _site_key: str, url: str) -> None:
        """Note the address that is asked for."""
        self.asked.append(url)

    def article_of_alias(self, _site_key: str, alias: str) -> str:
        """Return the next address."""
        return at(str((int(alias.rpartition("/")[2]) + 1) % self.circle))


@pytest.mark.parametrize(("circle", "steps"), [(1, 2), (3, 6), (1_000, 8)])
def test_a_circle_is_walked_once_and_a_long_chain_not_to_its_end(circle: int, steps: int) -> None:
    chain = Chain(circle)
    assert lookup.reading_at(cast("Any", chain), "daily", at("0")) is None
    assert len(chain.asked) == len(set(chain.asked)) == steps
