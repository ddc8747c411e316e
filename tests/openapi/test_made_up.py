"""Whatever is made up from the document, no answer is a server error or not described."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.openapi.made_up import CHECKS, ask, operations
from tests.openapi.signing import partner

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CASES = 60


def test_no_made_up_request_gets_an_answer_that_is_not_described(tmp_path: Path) -> None:
    chosen = random.randrange(1_000_000)  # of pytest's own seed: others each time
    tally = ask(partner(tmp_path), CASES, chosen)
    assert tally.problems == [], f"seed {chosen}"
    assert sum(tally.cases.values()) > 8 * CASES
    assert {200, 201, 400, 401, 403, 404} <= set(tally.statuses)


def test_an_answer_that_is_not_described_is_noticed(tmp_path: Path) -> None:
    known = partner(tmp_path)
    known.app.view_functions["health.alive"] = lambda: ({"status": "bad"}, 200)
    [alive] = [one for one in operations(known) if one.path == "/healthz"]
    case = alive.Case()
    with pytest.raises(BaseException, match="Response violates schema"):
        case.validate_response(case.call(), checks=CHECKS)
