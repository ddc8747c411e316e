"""The whole attack corpus from publish to fragment, without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attacks import outside, payloads, publish_attacks

if TYPE_CHECKING:
    from tests.conftest import Newsroom
    from widget.bootstrap import Services

pytestmark = pytest.mark.slow

NEWS = "https://news.example"
PARTS = 4
"""Parts of the corpus that tests on several cores share."""


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_of_the_corpus_gets_through_to_a_fragment(
    newsroom: Newsroom, services: Services, part: int
) -> None:
    attacks = payloads()[part::PARTS]
    tally = publish_attacks(services, NEWS, attacks)
    assert len(attacks) > 12_000 // PARTS
    assert tally.refused < len(attacks) / 100
    for url in tally.urls:
        response = newsroom.client.get("/v1/sites/daily/summary", query_string={"url": url})
        assert response.status_code == 200, url
        assert outside(response.text) == [], url
