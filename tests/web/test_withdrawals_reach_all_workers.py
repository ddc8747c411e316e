"""What is withdrawn is gone from every worker within two seconds, whatever else is written."""

from __future__ import annotations

import itertools
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.web.test_gunicorn import page, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.test_gunicorn import Server

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """Return a server over each kind of database."""
    url = f"sqlite:///{tmp_path}/widget.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_database")
    with serving(url, tmp_path) as started:
        yield started


WITHDRAWALS, POLLERS, GONE_SECONDS = 200, 4, 2.0


@dataclass
class Readers:
    """Ask for all articles again and again, and keep what was shown too late."""

    server: Server
    withdrawn: dict[int, float] = field(default_factory=dict)
    late: list[tuple[int, float]] = field(default_factory=list)
    answers: itertools.count[int] = field(default_factory=itertools.count)
    gone: set[int] = field(default_factory=set)
    stop: threading.Event = field(default_factory=threading.Event)

    def poll(self, first: int) -> None:
        """Ask until told to stop, each reader from another article on."""
        for number in itertools.cycle([*range(first, WITHDRAWALS), *range(first)]):
            if self.stop.is_set():
                return
            asked = time.monotonic()
            since = asked - self.withdrawn.get(number, asked)
            status = self._status(number)
            next(self.answers)
            if status == 410:
                self.gone.add(number)
            elif since > GONE_SECONDS:
                self.late.append((number, since))

    def _status(self, number: int) -> int:
        url = f"{self.server.address}/v1/sites/daily/summary?url={quote(page(number), safe='')}"
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code


def withdraw(server: Server, number: int) -> None:
    url = f"{server.address}/v1/sites/daily/articles?url={quote(page(number), safe='')}"
    headers = {"Authorization": f"Bearer {server.api_key}"}
    request = urllib.request.Request(url, headers=headers, method="DELETE")
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("server", ["gunicorn", "granian"], indirect=True)
def test_no_reader_sees_a_summary_two_seconds_after_its_withdrawal(server: Server) -> None:
    for number in range(WITHDRAWALS):
        assert server.publish(number)
    readers, numbers = Readers(server), itertools.count(WITHDRAWALS)

    def import_articles() -> None:
        while not readers.stop.is_set():
            server.publish(next(numbers))

    with ThreadPoolExecutor(POLLERS + 1) as pool:
        tasks = [pool.submit(readers.poll, each * 50) for each in range(POLLERS)]
        tasks.append(pool.submit(import_articles))
        try:
            for number in range(WITHDRAWALS):
                withdraw(server, number)
                readers.withdrawn[number] = time.monotonic()
            time.sleep(GONE_SECONDS)
            before = next(readers.answers)
            while next(readers.answers) - before < 3 * POLLERS * WITHDRAWALS:
                time.sleep(0.01)
                assert not any(task.done() for task in tasks)
        finally:
            readers.stop.set()
    assert [task.exception() for task in tasks] == [None] * len(tasks)
    assert readers.late == []
    assert readers.gone == set(range(WITHDRAWALS))
    assert next(numbers) > WITHDRAWALS + 50, "nothing was imported meanwhile"
