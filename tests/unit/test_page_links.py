"""The neighbours that a page shows are believed, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from tests.page_links import Case, cases
from widget.sources.page_links import neighbours


@pytest.mark.parametrize("case", cases("seen"), ids=lambda case: case.name)
def test_the_neighbours_are_those_that_the_page_shows(case: Case) -> None:
    assert neighbours(case.html, case.url) == case.expected
