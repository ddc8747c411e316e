"""Connections are kept, shared fairly, and never inherited by a child process."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests import publishers
from tests.publishers import NETWORKS, PAGE, Publisher, Visit, eventually, publishing
from widget.domain.errors import FetchFailed
from widget.domain.limits import FETCH_AT_ONCE
from widget.fetch.http import connections
from widget.fetch.http.deadline import Deadline
from widget.fetch.http.fetcher import Fetcher, FetchRequest
from widget.fetch.http.host_turns import HostTurns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AGENT = "summary-widget/1 (+https://widget.example)"


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    """Return a fetcher that may reach loopback."""
    with closing(Fetcher(AGENT, NETWORKS, seconds=20)) as found:
        yield found


def request(publisher: Publisher, path: str = "/story") -> FetchRequest:
    """Return the request to a page of the publisher."""
    return FetchRequest(publisher.url(path), (publisher.host,), 100_000)


def body(fetcher: Fetcher, publisher: Publisher, path: str = "/story") -> bytes | None:
    """Return the body of a page of the publisher."""
    return fetcher.get(request(publisher, path)).body


def test_one_connection_serves_many_fetches(fetcher: Fetcher) -> None:
    with publishing(publishers.ordinary) as publisher:
        assert [body(fetcher, publisher, f"/{n}") for n in range(20)] == [PAGE] * 20
        assert (publisher.connections, len(publisher.visits)) == (1, 20)


def test_chunked_pages_keep_their_connection(fetcher: Fetcher) -> None:
    def script(visit: Visit) -> None:
        visit.send(publishers.HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        visit.send(b"%x;ext=1\r\n%s\r\n0\r\nTrailer: x\r\n\r\n" % (len(PAGE), PAGE))

    with publishing(script) as publisher:
        assert [body(fetcher, publisher) for _ in range(5)] == [PAGE] * 5
        assert publisher.connections == 1


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "200 OK"])
def test_an_answer_that_was_not_read_to_its_end_ends_its_connection(
    fetcher: Fetcher, status: str
) -> None:
    with publishing(lambda visit: visit.answer(b"x" * 100_001, status)) as publisher:
        for _ in range(2):
            with pytest.raises(FetchFailed):
                body(fetcher, publisher)
        assert publisher.connections == 2


def test_a_page_that_ends_with_its_connection_is_whole(fetcher: Fetcher) -> None:
    def script(visit: Visit) -> bool:
        visit.send(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE)
        return True

    with publishing(script) as publisher:
        assert [body(fetcher, publisher) for _ in range(2)] == [PAGE] * 2
        assert publisher.connections == 2


def test_a_connection_that_the_server_closed_is_replaced(fetcher: Fetcher) -> None:
    def script(visit: Visit) -> bool:
        visit.answer()
        return True

    with publishing(script) as publisher:
        assert [body(fetcher, publisher) for _ in range(5)] == [PAGE] * 5
        assert publisher.connections == 5


def test_a_connection_that_the_server_gives_up_when_it_is_asked_is_replaced_once(
    fetcher: Fetcher,
) -> None:
    def script(visit: Visit) -> bool:
        if visit.path == "/first":
            visit.answer()
            return False
        if visit.publisher.connections == 2:
            visit.answer()
        return True

    with publishing(script) as publisher:
        assert body(fetcher, publisher, "/first") == PAGE
        assert body(fetcher, publisher, "/second") == PAGE
        assert publisher.paths == ["/first", "/second", "/second"]
        with pytest.raises(FetchFailed, match="broke off"):
            body(fetcher, publisher, "/third")
        assert publisher.paths[3:] == ["/third"]


def test_an_answer_that_nobody_asked_for_is_not_taken_for_the_next(fetcher: Fetcher) -> None:
    def script(visit: Visit) -> None:
        visit.answer(visit.path.encode())
        visit.publisher.closing.wait(0.05)
        visit.answer(b"not asked for")

    with publishing(script) as publisher:
        for path in ("/first", "/second"):
            assert body(fetcher, publisher, path) == path.encode()
            twice = 2 * len(publisher.visits)
            assert eventually(lambda twice=twice: publisher.answers == twice)  # type: ignore[misc]
        assert publisher.connections == 2


def test_a_connection_is_not_used_after_it_was_idle_too_long(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    with publishing(publishers.ordinary) as publisher:
        body(fetcher, publisher)
        monkeypatch.setattr(connections, "IDLE_SECONDS", 0.0)
        body(fetcher, publisher)
        assert publisher.connections == 2


def test_only_so_many_connections_are_kept(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "IDLE_CONNECTIONS", 1)
    with publishing(publishers.ordinary) as one, publishing(publishers.ordinary) as other:
        for publisher in (one, other, one, other):
            assert body(fetcher, publisher) == PAGE
        assert (one.connections, other.connections) == (2, 2)


def test_a_closed_fetcher_opens_new_connections(fetcher: Fetcher) -> None:
    with publishing(publishers.ordinary) as publisher:
        body(fetcher, publisher)
        fetcher.close()
        assert body(fetcher, publisher) == PAGE
        assert publisher.connections == 2


# --- many at once ----------------------------------------------------------------------------


def test_a_host_is_asked_by_few_threads_at_a_time_and_all_are_served(fetcher: Fetcher) -> None:
    lock, inside, most = threading.Lock(), [0], [0]

    def script(visit: Visit) -> None:
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        visit.publisher.closing.wait(0.01)
        with lock:
            inside[0] -= 1
        visit.answer(visit.path.encode())

    with publishing(script) as publisher, ThreadPoolExecutor(12) as pool:
        paths = [f"/{number}" for number in range(60)]
        found = list(pool.map(lambda path: body(fetcher, publisher, path), paths))
        assert found == [path.encode() for path in paths]
        assert (most[0], publisher.connections) == (FETCH_AT_ONCE, FETCH_AT_ONCE)


def test_who_waits_for_a_turn_in_vain_gives_up_at_the_deadline() -> None:
    turns, soon = HostTurns(1), Deadline.after(0.05)
    with turns.taken("news.example", Deadline.after(5), Deadline.after(9)):
        with pytest.raises(TimeoutError), turns.taken("news.example", soon, Deadline.after(9)):
            pytest.fail("two at once")
        with turns.taken("other.example", Deadline.after(5), Deadline.after(9)):
            assert turns.hosts == 2


def _here(_: str, port: int, *__: object) -> list[Any]:
    """Answer the look-up of any name with this machine."""
    return [(2, 1, 6, "", ("127.0.0.1", port))]


def test_a_hanging_host_holds_up_no_other() -> None:
    with (
        publishing(publishers.hangs) as hanging,
        publishing(publishers.ordinary) as publisher,
        ThreadPoolExecutor(4) as pool,
        closing(Fetcher(AGENT, NETWORKS, _here, seconds=20)) as fetcher,
    ):
        slow, quick = f"slow.example:{hanging.port}", f"quick.example:{publisher.port}"
        requests = [FetchRequest(f"http://{host}/", (host,), 1_000) for host in (slow, quick)]
        held = [pool.submit(fetcher.get, requests[0]) for _ in range(2 * FETCH_AT_ONCE)]
        assert eventually(lambda: len(hanging.visits) == FETCH_AT_ONCE)
        assert fetcher.get(requests[1]).body == PAGE
        assert len(hanging.visits) == FETCH_AT_ONCE
        hanging.close()
        assert all(isinstance(future.exception(), FetchFailed) for future in held)


def test_the_table_of_turns_forgets_hosts_that_nobody_visits() -> None:
    turns = HostTurns(2)
    for number in range(1_000):
        with turns.taken(f"n{number}.example", Deadline.after(5), Deadline.after(9)):
            assert turns.hosts == 1
    assert turns.hosts == 0


# --- processes -------------------------------------------------------------------------------


def in_a_child(check: Callable[[], bool]) -> bool:
    """Return what the check says in a forked child process."""
    child = os.fork()
    if child == 0:
        passed = False
        try:
            passed = check()
        finally:
            os._exit(0 if passed else 1)
    return os.waitpid(child, 0)[1] == 0


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_child_process_opens_connections_of_its_own(fetcher: Fetcher) -> None:
    with publishing(publishers.ordinary) as publisher:
        body(fetcher, publisher)
        assert in_a_child(lambda: body(fetcher, publisher) == PAGE)
        assert body(fetcher, publisher) == PAGE
        assert publisher.connections == 2


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_child_process_waits_for_no_turn_of_its_parent(fetcher: Fetcher) -> None:
    def script(visit: Visit) -> None:
        visit.hang() if visit.path == "/hang" else visit.answer()

    with publishing(script) as publisher, ThreadPoolExecutor(2) as pool:
        held = [pool.submit(body, fetcher, publisher, "/hang") for _ in range(FETCH_AT_ONCE)]
        assert eventually(lambda: len(publisher.visits) == FETCH_AT_ONCE)
        assert in_a_child(lambda: body(fetcher, publisher) == PAGE)
        publisher.close()
        assert all(isinstance(future.exception(), FetchFailed) for future in held)
