"""A web worker carries what answering needs, and nothing that fetches or reads what was fetched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.house.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

HEAVY = {"trafilatura", "lxml", "feedparser", "htmldate", "huey", "ssrfguard", "protego", "alembic"}
HEAVY |= {"babel", "prometheus_client", "psycopg", "psycopg_binary"}
"""Libraries that fetch, that read hostile pages and listings, that run the queue or know CLDR."""

BELOW = (
    "widget.fetch",
    "widget.parse.pages",
    "widget.parse.feeds",
    "widget.jobs.consumer",
    "widget.store.postgresql",
    "sqlalchemy.dialects.postgresql",
)
ANSWERS = {"publish": 201, "hub": 202, "unsigned": 401, "nothing": 404}
"""Where it is not 200."""


@pytest.fixture
def told(tmp_path: Path) -> dict[str, Any]:
    """Return what a worker answered, and which modules it has loaded."""
    url = f"sqlite:///{tmp_path}/widget.db"
    environment = {"PATH": os.environ["PATH"], "WIDGET_DATABASE_URL": url}
    migrate = [sys.executable, "-m", "widget.cli", "database", "migrate"]
    subprocess.run(migrate, cwd=ROOT, env=environment, check=True, capture_output=True)
    ask = [sys.executable, "-m", "tests.web.asking_child"]
    done = subprocess.run(ask, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_a_web_worker_loads_nothing_that_fetches_or_reads_pages(told: dict[str, Any]) -> None:
    assert told["answers"] == dict.fromkeys(told["answers"], 200) | ANSWERS
    assert len(told["answers"]) == 15
    tops = {name.partition(".")[0] for name in told["modules"]}
    assert sorted(tops & HEAVY) == []
    assert [name for name in told["modules"] if name.startswith(BELOW)] == []
