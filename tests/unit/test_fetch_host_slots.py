"""All processes of a machine together keep few connections to a host, and none waits for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import publishers
from tests.publishers import NETWORKS, PAGE, Publisher, Visit, eventually, publishing
from widget.domain.errors import FetchFailed
from widget.domain.limits import FETCH_AT_ONCE
from widget.fetch.http import fetcher as fetching
from widget.fetch.http.deadline import Deadline
from widget.fetch.http.fetcher import Fetcher, FetchRequest
from widget.fetch.http.host_slots import HostSlots, byte_of, wished
from widget.fetch.http.host_turns import Busy

if TYPE_CHECKING:
    from collections.abc import Iterator

AGENT = "summary-widget/1 (+https://widget.example)"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file over which places are counted."""
    return tmp_path / "widget.db-hosts"


@pytest.fixture
def fetchers(path: Path) -> Iterator[list[Fetcher]]:
    """Return three fetchers that know nothing of each other, as those of three processes."""
    with ExitStack() as opened:
        yield [
            opened.enter_context(closing(Fetcher(AGENT, NETWORKS, seconds=20, slots=path)))
            for _ in range(3)
        ]


def body(fetcher: Fetcher, publisher: Publisher, page: str = "/story") -> bytes | None:
    """Return the body of a page of the publisher."""
    return fetcher.get(FetchRequest(publisher.url(page), (publisher.host,), 100_000)).body


def slow(visit: Visit) -> None:
    """Take a moment for each answer."""
    visit.publisher.closing.wait(0.01)
    visit.answer(visit.path.encode())


def soon() -> Deadline:
    """Return a patience that passes within the test."""
    return Deadline.after(0.05)


# --- places ----------------------------------------------------------------------------------


def test_a_host_has_so_many_places_and_each_comes_back(path: Path) -> None:
    one, other = HostSlots(path, 2), HostSlots(path, 2)
    held = [one.take("news.example", soon()), other.take("news.example", soon())]
    for slots in (one, other):
        with pytest.raises(Busy):
            slots.take("news.example", soon())
    held[0].give_back()
    held[0].give_back()
    held[0] = other.take("news.example", soon())
    with pytest.raises(Busy):
        one.take("news.example", soon())
    for place in held:
        place.give_back()


def test_one_host_takes_no_place_of_another(path: Path) -> None:
    slots = HostSlots(path, 1)
    held = [slots.take(f"n{number}.example", soon()) for number in range(100)]
    assert path.stat().st_size == 0
    for place in held:
        place.give_back()


def test_who_has_a_place_knows_of_those_that_wait(path: Path) -> None:
    slots = HostSlots(path, 1)
    place = slots.take("news.example", soon())
    assert not place.is_wanted()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(slots.take, "news.example", Deadline.after(20))
        assert eventually(place.is_wanted)
        place.give_back()
        waiting.result(20).give_back()
    assert not slots.take("news.example", soon()).is_wanted()


def test_who_comes_later_does_not_push_in(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slots = HostSlots(path, 2)
    held = slots.take("news.example", soon())
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    slots.take("news.example", soon()).give_back()
    assert waits == []
    with wished(path, byte_of("news.example", 2)):
        assert held.is_wanted()
        slots.take("news.example", soon()).give_back()
    assert len(waits) == 1
    held.give_back()


def test_a_file_that_cannot_be_used_stops_no_fetch(tmp_path: Path) -> None:
    slots = HostSlots(tmp_path / "no" / "folder", 1)
    assert not slots.take("news.example", soon()).is_wanted()
    assert not slots.take("news.example", soon()).is_wanted()


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_child_does_not_hold_the_places_of_its_parent(path: Path) -> None:
    slots = HostSlots(path, 1)
    place = slots.take("news.example", soon())
    child = os.fork()
    if child == 0:
        time.sleep(60)
        os._exit(0)
    try:
        place.give_back()
        slots.take("news.example", Deadline.after(20)).give_back()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


# --- fetchers --------------------------------------------------------------------------------


def test_all_fetchers_together_keep_few_connections_and_all_are_served(
    fetchers: list[Fetcher],
) -> None:
    with publishing(slow) as publisher, ThreadPoolExecutor(6) as pool:
        asked = [(fetchers[number % 3], f"/{number}") for number in range(60)]
        found = list(pool.map(lambda one: body(one[0], publisher, one[1]), asked))
        assert found == [path.encode() for _, path in asked]
        assert publisher.most_open == FETCH_AT_ONCE


def test_an_idle_connection_gives_way_to_another_process(fetchers: list[Fetcher]) -> None:
    with publishing(publishers.ordinary) as publisher:
        for fetcher in [*fetchers, *fetchers]:
            assert body(fetcher, publisher) == PAGE
        assert publisher.most_open == FETCH_AT_ONCE


def test_a_connection_that_nobody_wants_is_kept(fetchers: list[Fetcher]) -> None:
    with publishing(publishers.ordinary) as publisher:
        for _ in range(10):
            assert [body(one, publisher) for one in fetchers[:2]] == [PAGE] * 2
        assert publisher.connections == 2


def test_idle_connections_are_closed_although_nothing_is_fetched(
    fetchers: list[Fetcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widget.fetch.http.connections.IDLE_SECONDS", 0.2)
    with publishing(publishers.ordinary) as publisher:
        assert body(fetchers[0], publisher) == PAGE
        assert publisher.open == 1
        assert eventually(lambda: publisher.open == 0)


def test_the_wait_for_a_turn_is_no_fault_of_the_publisher(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def script(visit: Visit) -> None:
        visit.publisher.closing.wait(0.15)
        visit.answer()

    with (
        publishing(script) as publisher,
        ThreadPoolExecutor(8) as pool,
        closing(Fetcher(AGENT, NETWORKS, seconds=0.4, slots=path)) as fetcher,
    ):
        waits = [pool.submit(body, fetcher, publisher) for _ in range(8)]
        assert [one.result() for one in waits] == [PAGE] * 8
        monkeypatch.setattr(fetching, "FETCH_TURN_SECONDS", 0.05)
        waits = [pool.submit(body, fetcher, publisher) for _ in range(4)]
        failed = [one.exception() for one in waits if one.exception()]
    assert len(failed) == 2
    for error in failed:
        assert isinstance(error, FetchFailed)
        assert "busy with other fetches of this server" in error.message
        assert not error.permanent


# --- processes -------------------------------------------------------------------------------

WORKER = """
import sys
from pathlib import Path
from widget.fetch.http import FetchRequest, Fetcher
path, host, pages = sys.argv[1:]
fetcher = Fetcher("summary-widget/1", ("127.0.0.0/8",), slots=Path(path))
print("up", flush=True)
for page in range(int(pages)):
    fetcher.get(FetchRequest(f"http://{host}/{page}", (host,), 1000))
print("done", flush=True)
sys.stdin.read()
"""


def worker(path: Path, publisher: Publisher, pages: int) -> subprocess.Popen[str]:
    """Start a process that fetches pages and then stays, its connections idle."""
    command = [sys.executable, "-c", WORKER, str(path), publisher.host, str(pages)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, text=True, **pipes)  # type: ignore[call-overload,no-any-return]


def said(process: subprocess.Popen[str]) -> str:
    """Return the next word of the process."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.slow
def test_processes_share_a_host_and_those_that_are_killed_leave_it(path: Path) -> None:
    def script(visit: Visit) -> None:
        slow(visit) if len(visit.publisher.visits) > 2 else visit.wire.recv(1)

    with publishing(script) as publisher, ExitStack() as ended:
        hanging = [ended.enter_context(worker(path, publisher, 1)) for _ in range(2)]
        assert eventually(lambda: len(publisher.visits) == 2)
        others = [ended.enter_context(worker(path, publisher, 50)) for _ in range(4)]
        assert [said(process) for process in others] == ["up"] * 4
        for process in hanging:
            process.kill()
        assert [said(process) for process in others] == ["done"] * 4
        for process in others:
            process.kill()
        assert publisher.most_open == FETCH_AT_ONCE
        assert len(publisher.visits) == 2 + 4 * 50
