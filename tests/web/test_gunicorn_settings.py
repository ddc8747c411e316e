"""What gunicorn is told: how long a stop takes, and what workers share."""

from __future__ import annotations

import gc
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from widget.jobs import consumer, gunicorn_hooks, supervisor
from widget.store.failures import BUSY_SECONDS

if TYPE_CHECKING:
    import pytest

CONFIGURATION = Path(__file__).parents[2] / "gunicorn.conf.py"


def test_a_stop_waits_for_the_longest_write_and_little_longer_for_half_a_request() -> None:
    told = runpy.run_path(str(CONFIGURATION))
    assert 2 * BUSY_SECONDS < told["graceful_timeout"] <= 2 * BUSY_SECONDS + 5


def test_who_waits_for_a_process_waits_longer_than_that_one_does_for_its_own() -> None:
    stops = (consumer._STOP_SECONDS, supervisor.STOP_SECONDS, gunicorn_hooks._PATIENCE_SECONDS)
    assert list(stops) == sorted(set(stops))


def test_workers_share_what_is_loaded_before_they_are_forked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    monkeypatch.setenv("WIDGET_CONSUMER", "off")
    monkeypatch.setattr(gc, "collect", lambda: done.append("collected"))
    monkeypatch.setattr(gc, "freeze", lambda: done.append("frozen"))
    gunicorn_hooks.when_ready(SimpleNamespace(cfg=SimpleNamespace(uid=0)))
    assert done == ["collected", "frozen"]
