"""The sandbox: confined processes that parse hostile input, started when needed."""

from __future__ import annotations

import logging
import os
from functools import cache
from queue import Empty, LifoQueue
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast
from weakref import WeakSet, finalize

from widget.domain.errors import Unreadable, WidgetError
from widget.domain.limits import CHILD_BYTES, CHILD_SECONDS
from widget.fetch.sandbox.process import SandboxProcess
from widget.fetch.sandbox.protocol import (
    ERROR,
    FAILURE,
    VALUE,
    OddAnswer,
    decode,
    decode_error,
    decode_line,
    encode_call,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.fetch.sandbox.process import Answer

_log = logging.getLogger("widget.sandbox")

P = ParamSpec("P")
T = TypeVar("T")

CALLS = 500
"""Calls after which a process is replaced: parsers leak."""

PEAK_BYTES = 209_715_200
"""Resident memory after which a process is replaced: it is seldom given back."""


class Sandbox:
    """Calls functions in a confined process of its own, started when needed and used again.

    Such a process has no network, cannot write files, reads only Python's own files, gets
    none of our environment, and is ended when one call needs more than ``cpu_seconds`` of
    processor time (or 3 seconds more by the clock) or when it needs more than
    ``memory_bytes``. Safe to be used by several threads: up to ``processes`` of them at the
    same time, others wait. After a fork each process has sandboxes of its own.
    """

    def __init__(
        self,
        cpu_seconds: int = CHILD_SECONDS,
        memory_bytes: int = CHILD_BYTES,
        processes: int = 1,
    ) -> None:
        self.peak_bytes = 0
        """The most resident memory that any of its processes ever reported."""
        self._limits = (cpu_seconds, memory_bytes)
        self._slots = processes
        self._begin()
        _ALL.add(self)

    def call(self, function: Callable[P, T], *arguments: P.args, **no_keywords: P.kwargs) -> T:
        """Return the function's result for the arguments, computed in the sandbox.

        ``function`` is at the top level of an importable module, and what it is annotated with
        is imported there at run time: its arguments and its answer are read by their types
        (bytes, text, numbers, times, enums, and tuples and dataclasses of these). Raises
        Unreadable, saying why, when it needed too much or broke, and what the function raised of
        Unreadable, InvalidField and LimitExceeded as itself.
        """
        if no_keywords or "." in function.__qualname__:
            raise TypeError("a sandbox calls top-level functions with positional arguments")
        said = self._said(function, arguments)
        if isinstance(said, WidgetError):
            raise said
        return cast("T", said)

    def close(self) -> None:
        """End all processes; calls under way raise Unreadable, the next call starts a new one."""
        _end(self._running)

    def _begin(self) -> None:
        self._free = BoundedSemaphore(self._slots)
        self._idle: LifoQueue[SandboxProcess] = LifoQueue()
        self._running: set[SandboxProcess] = set()
        self._end = finalize(self, _end, self._running)

    def _forget(self) -> None:
        """Leave to the process that we were forked from what is its own."""
        self._end.detach()
        for process in self._running:
            process.disown()
        self._begin()

    def _said(self, function: Callable[..., object], arguments: tuple[object, ...]) -> object:
        """Return the value or the error that a process answered with; one that fails is ended."""
        with self._free:
            process = self._process()
            try:
                answer = process.ask(encode_call(function, arguments))
                said = _understood(answer, function)
            except OddAnswer as odd:
                self._discard(process)
                return Unreadable(f"The sandbox failed to parse it: it answered with {odd}.")
            except BaseException:
                self._discard(process)
                raise
            _log_confinement(process.confinement)
            self.peak_bytes = max(self.peak_bytes, answer.peak_bytes)
            if process.calls >= CALLS or answer.peak_bytes >= PEAK_BYTES:
                self._discard(process)
            else:
                self._idle.put(process)
        return said

    def _process(self) -> SandboxProcess:
        """Return an idle process that is alive, or a new one."""
        while True:
            try:
                process = self._idle.get_nowait()
            except Empty:
                process = SandboxProcess(*self._limits)
                self._running.add(process)
                return process
            if process.alive():
                return process
            self._discard(process)

    def _discard(self, process: SandboxProcess) -> None:
        process.end()
        self._running.discard(process)


def _understood(answer: Answer, function: Callable[..., object]) -> object:
    if answer.kind == VALUE:
        return decode(answer.content, function)
    if answer.kind == ERROR:
        return decode_error(answer.content)
    if answer.kind == FAILURE:
        return Unreadable(f"The sandbox failed to parse it: {decode_line(answer.content)}.")
    raise OddAnswer("no kind of answer")


@cache
def _log_confinement(confinement: str) -> None:
    """Log once in each process what the kernel confines its sandboxes by."""
    _log.info("sandbox_confined", extra={"confinement": confinement})


_ALL: WeakSet[Sandbox] = WeakSet()


def _end(processes: set[SandboxProcess]) -> None:
    while processes:
        processes.pop().end()


def _after_fork() -> None:
    for child in tuple(_ALL):
        child._forget()


os.register_at_fork(after_in_child=_after_fork)
