"""A child does what it is asked and nothing else, and whatever becomes of it, the parent lives."""

from __future__ import annotations

import os
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit import sandbox_calls as calls
from widget.domain.errors import LimitExceeded, Unreadable
from widget.domain.limits import CHILD_ANSWER_BYTES
from widget.fetch.sandbox import pool as home
from widget.fetch.sandbox.pool import Sandbox
from widget.fetch.sandbox.protocol import CALL, ERROR, FAILURE, HEADER, PEAK, VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Return a child with one second of processor time."""
    started = Sandbox(cpu_seconds=1)
    yield started
    started.close()


# --- what comes back ---------------------------------------------------------------------------


def test_a_value_comes_back_as_it_was(sandbox: Sandbox) -> None:
    assert sandbox.call(calls.manuscript) == calls.FULL
    assert sandbox.call(calls.listing) == calls.listing()


@pytest.mark.parametrize("text", ["", "é\x00\u2028", "\ufffd", "x" * 3_000_000])
def test_any_text_travels_there_and_back(sandbox: Sandbox, text: str) -> None:
    assert sandbox.call(calls.echo, text) == text


def test_an_error_of_ours_comes_back_as_itself(sandbox: Sandbox) -> None:
    with pytest.raises(LimitExceeded) as exceeded:
        sandbox.call(calls.exceed)
    assert (exceeded.value.field, exceeded.value.actual) == ("html", 1_001)
    with pytest.raises(Unreadable, match=r"FetchFailed at sandbox_calls.py:.*The site rests"):
        sandbox.call(calls.fail_to_fetch)


def test_an_error_of_a_parser_is_named_and_the_process_goes_on(sandbox: Sandbox) -> None:
    before = sandbox.call(calls.process_id)
    with pytest.raises(Unreadable, match=r"ZeroDivisionError at sandbox_calls.py:.*the parser is"):
        sandbox.call(calls.break_off)
    assert sandbox.call(calls.process_id) == before


@pytest.mark.parametrize("function", [calls.lie, calls.answer_with_code])
def test_an_answer_of_another_type_is_refused(
    sandbox: Sandbox, function: Callable[[], Any]
) -> None:
    with pytest.raises(Unreadable):
        sandbox.call(function)


def frame(kind: bytes, content: bytes, length: int | None = None) -> bytes:
    announced = len(content) if length is None else length
    return HEADER.pack(kind, announced) + PEAK.pack(1) + content


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "ended with 0"),
        (frame(VALUE, b"")[:5], "ended with 0"),
        (frame(VALUE, b"")[:12], "ended with 0"),
        (frame(VALUE, b"1", 2), "ended with 0"),
        (frame(VALUE, b"1", CHILD_ANSWER_BYTES), "ended with 0"),
        (frame(VALUE, b"", CHILD_ANSWER_BYTES + 1), "104,857,600"),
        (frame(VALUE, b"", 2**64 - 1), "104,857,600"),
        (frame(VALUE, b"{"), "answered with no <class 'int'>"),
        (frame(VALUE, b"true"), "answered with no <class 'int'>"),
        (frame(ERROR, b'{"error": "NotAuthorised", "message": "x"}'), "answered with no error"),
        (frame(CALL, b"1"), "answered with no kind of answer"),
        (frame(b"\xff", b"1"), "answered with no kind of answer"),
    ],
)
def test_a_sandbox_that_was_taken_over_is_not_believed(sent: bytes, said: str) -> None:
    lost = Sandbox(cpu_seconds=30)
    with pytest.raises(Unreadable, match=said):
        lost.call(calls.say, sent)
    assert lost.call(calls.echo, "the next one") == "the next one"
    lost.close()


def test_what_it_says_of_a_failure_is_one_short_printable_line() -> None:
    lost = Sandbox(cpu_seconds=30)
    with pytest.raises(Unreadable, match=r"^The sandbox failed to parse it:  \[2Jx{396}\.$"):
        lost.call(calls.say, frame(FAILURE, b"\x1b[2J" + b"x" * 5_000))
    lost.close()


def test_a_sandbox_that_answers_oddly_is_ended() -> None:
    lost = Sandbox(cpu_seconds=30)
    with pytest.raises(Unreadable, match="answered with"):
        lost.call(calls.say_and_stay, frame(VALUE, b"[]"))
    assert not lost._running


def test_only_functions_that_can_be_imported_are_called(sandbox: Sandbox) -> None:
    with pytest.raises(TypeError):
        sandbox.call(lambda: 5)


# --- limits ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "seconds", "said"),
    [
        (calls.spin, 1, "more than 1 seconds of processor time"),
        (calls.hoard, 30, "too much memory"),
        (calls.crash, 30, "SIGABRT"),
        (calls.much, 30, "104,857,600"),
    ],
)
def test_a_call_that_takes_too_much_says_so_and_the_next_one_works(
    function: Callable[[], Any], seconds: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widget.fetch.sandbox.process.GRACE_SECONDS", 60)
    sandbox = Sandbox(cpu_seconds=seconds)
    with pytest.raises(Unreadable, match=said):
        sandbox.call(function)
    assert sandbox.call(calls.echo, "still here") == "still here"
    sandbox.close()


def test_processor_time_is_granted_for_each_call_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widget.fetch.sandbox.process.GRACE_SECONDS", 60)
    thrifty = Sandbox(cpu_seconds=1)
    ids = {thrifty.call(calls.process_id)}
    assert thrifty.call(calls.spend, 0.7)
    assert thrifty.call(calls.spend, 0.7)
    assert {thrifty.call(calls.process_id)} == ids
    thrifty.close()


def test_a_process_that_sleeps_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widget.fetch.sandbox.process.GRACE_SECONDS", -0.5)
    sleepy = Sandbox(cpu_seconds=1)
    with pytest.raises(Unreadable, match=r"longer than 0\.5 seconds"):
        sleepy.call(calls.sleep, 60.0)
    assert not sleepy._running


def test_a_process_is_replaced_after_many_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "CALLS", 2)
    short_lived = Sandbox()
    ids = [short_lived.call(calls.process_id) for _ in range(4)]
    short_lived.close()
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_the_memory_of_its_parent_is_not_counted_as_its_own() -> None:
    ballast = b"x" * (home.PEAK_BYTES + 50_000_000)
    lean = Sandbox()
    ids = {lean.call(calls.process_id) for _ in range(2)}
    lean.close()
    assert len(ids) == 1
    del ballast


def test_a_process_that_grew_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "PEAK_BYTES", 1)
    grown = Sandbox()
    assert grown.call(calls.process_id) != grown.call(calls.process_id)
    assert not grown._running


# --- confinement --------------------------------------------------------------------------------


def test_a_sandbox_knows_nothing_of_our_environment(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIDGET_DATABASE_URL", "postgresql://secret")
    assert not [name for name in sandbox.call(calls.environment) if name.startswith("WIDGET")]


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", "/dev/null", "secret.txt"])
def test_a_sandbox_reads_no_file(sandbox: Sandbox, path: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(Unreadable, match=r"PermissionError.*must not read"):
        sandbox.call(calls.read_file, str(tmp_path / path))


def test_a_sandbox_writes_and_removes_no_file(sandbox: Sandbox, tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept")
    for function in (calls.write_file, calls.remove):
        with pytest.raises(Unreadable, match="PermissionError"):
            sandbox.call(function, str(kept))
    assert kept.read_text() == "kept"


def test_a_sandbox_opens_no_connection(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        with pytest.raises(Unreadable, match="PermissionError"):
            sandbox.call(calls.connect, *server.getsockname())
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("function", [calls.resolve, calls.run_program, calls.fork])
def test_a_sandbox_resolves_no_name_and_starts_nothing(
    sandbox: Sandbox, function: Callable[[], Any]
) -> None:
    with pytest.raises(Unreadable, match=r"PermissionError.*must not use"):
        sandbox.call(function)


# --- life --------------------------------------------------------------------------------------


def test_a_process_that_was_killed_while_idle_is_replaced() -> None:
    killed = Sandbox()
    os.kill(killed.call(calls.process_id), signal.SIGKILL)
    next(iter(killed._running))._process.wait()
    assert killed.call(calls.echo, "again") == "again"
    killed.close()


def test_a_sandbox_can_be_used_after_it_was_closed() -> None:
    closed = Sandbox()
    first = closed.call(calls.process_id)
    closed.close()
    assert not closed._running
    assert closed.call(calls.process_id) != first
    closed.close()


def test_closing_ends_a_call_under_way() -> None:
    busy = Sandbox(cpu_seconds=30)
    busy.call(calls.process_id)
    threading.Timer(0.2, busy.close).start()
    with pytest.raises(Unreadable):
        busy.call(calls.spin)


def test_several_processes_work_for_several_threads() -> None:
    several = Sandbox(processes=2)
    with ThreadPoolExecutor(4) as threads:
        texts = list(threads.map(lambda n: several.call(calls.echo, f"{n}"), range(40)))
    assert texts == [f"{n}" for n in range(40)]
    assert len(several._running) == 2
    several.close()


def test_after_a_fork_each_process_has_a_sandbox_of_its_own() -> None:
    inherited = Sandbox()
    ours = inherited.call(calls.process_id)
    reader, writer = os.pipe()
    forked = os.fork()
    if not forked:
        os.write(writer, str(inherited.call(calls.process_id)).encode())
        inherited.close()
        os._exit(0)
    os.waitpid(forked, 0)
    assert int(os.read(reader, 20)) != ours
    assert inherited.call(calls.process_id) == ours
    inherited.close()


def test_a_sandbox_that_is_forgotten_ends_its_process() -> None:
    forgotten = Sandbox()
    process = forgotten.call(calls.process_id)
    del forgotten
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
