"""Finds shared test data, which is read where it lies and never copied."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def shared(*parts: str) -> Path:
    """Return the path of shared data: below ``$SUMMARY_SHARED``, or ``../shared`` beside us."""
    path = Path(os.environ.get("SUMMARY_SHARED") or ROOT.parent / "shared").joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: set SUMMARY_SHARED to the folder that has it")
    return path


@cache
def records(*parts: str) -> tuple[dict[str, Any], ...]:
    """Return the records of a shared file with one JSON object a line."""
    lines = shared(*parts).read_text(encoding="utf-8").split("\n")  # payloads hold U+2028
    return tuple(json.loads(line) for line in lines if line)
