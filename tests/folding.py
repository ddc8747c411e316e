"""The cases that Python and the browser read: how an article is kept, and how a page has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """Two spellings; ``same`` tells by what they are one: letters, without notes, or no."""

    kind: str
    kept: str
    page: str
    same: str


CASES = tuple(
    Case(**row)
    for row in json.loads(Path(__file__).with_name("folding_cases.json").read_text("utf-8"))
)
