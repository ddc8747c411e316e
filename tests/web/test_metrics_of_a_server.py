"""What the consumer counts is told by the web workers: metrics of one command's processes."""

from __future__ import annotations

import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.consumers import PATIENCE_SECONDS
from tests.publishers import eventually
from tests.web.test_one_command import SERVE, publisher, served

if TYPE_CHECKING:
    from tests.web.test_one_command import Publisher

__all__ = ["publisher"]  # a fixture of these tests, too

pytestmark = pytest.mark.slow


def test_a_web_worker_tells_what_the_consumer_has_counted(publisher: Publisher) -> None:
    url = publisher.offer("bridge")
    asking = urllib.request.Request(f"{publisher.address}/metrics")
    asking.add_header("Authorization", "Bearer a-token")

    def tells() -> bool:
        with urllib.request.urlopen(asking, timeout=20) as answer:
            told = answer.read().decode()
        wanted = (
            'outcome="created"} 1.0',
            "widget_press_wait_seconds_count 1.0",
            'task="fetch_pages"',
        )
        return all(each in told for each in wanted)

    with served(publisher, SERVE, publisher.folder, WIDGET_METRICS_TOKEN="a-token"):
        publisher.press(url)
        assert eventually(lambda: publisher.is_ready(url), PATIENCE_SECONDS)
        assert eventually(tells, PATIENCE_SECONDS)
