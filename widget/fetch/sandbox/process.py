"""One confined process as its parent sees it: started, asked, ended."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from signal import SIGXCPU, Signals
from socket import socketpair
from typing import Final

from widget.domain.errors import Unreadable
from widget.domain.limits import CHILD_ANSWER_BYTES
from widget.fetch.sandbox.protocol import CALL, HEADER, PEAK, decode_line

GRACE_SECONDS: Final = 3
"""Seconds by the clock on top of the processor time, for a busy machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: its kind, the most memory the process ever held, and the content."""

    kind: bytes
    peak_bytes: int
    content: bytes


class SandboxProcess:
    """A process that serves one call at a time over a socket pair."""

    def __init__(self, cpu_seconds: int, memory_bytes: int) -> None:
        self.calls = 0
        self.confinement = ""
        """What the kernel confines it by; known after the first call."""
        self._cpu_seconds = cpu_seconds
        self._seconds = cpu_seconds + GRACE_SECONDS
        self._socket, theirs = socketpair()
        with theirs:
            limits = [str(cpu_seconds), str(memory_bytes)]
            self._process = subprocess.Popen(  # noqa: S603 - our own module and two numbers
                [sys.executable, "-BP", "-m", "widget.fetch.sandbox.child_main", *limits],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )

    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def ask(self, message: bytes) -> Answer:
        """Send a call and return its answer. Raises Unreadable, and is of no more use then."""
        self.calls += 1
        deadline = time.monotonic() + self._seconds
        try:
            self._socket.settimeout(self._seconds)
            self._socket.sendall(HEADER.pack(CALL, len(message)) + message)
            if self.calls == 1:  # what it says before it has read anything
                self.confinement = decode_line(self._answer(deadline).content)
            return self._answer(deadline)
        except TimeoutError:
            reason = f"Parsing it took longer than {self._seconds} seconds."
            raise Unreadable(reason, permanent=False) from None
        except OSError:
            reason = f"The sandbox failed to parse it: {self._how_it_ended()}."
            raise Unreadable(reason, permanent=False) from None

    def end(self) -> None:
        """End the process, whatever it does, and give everything back."""
        self._process.kill()
        self._process.wait()
        self._socket.close()

    def disown(self) -> None:
        """Close our copy of what belongs to the process that we were forked from."""
        self._process.returncode = 0  # not ours to wait for
        self._socket.close()

    def _answer(self, deadline: float) -> Answer:
        kind, length = HEADER.unpack(self._receive(HEADER.size, deadline))
        if length > CHILD_ANSWER_BYTES:
            raise Unreadable(
                f"What was parsed has more than the {CHILD_ANSWER_BYTES:,} bytes accepted; offer "
                "it in smaller parts."
            )
        peak = PEAK.unpack(self._receive(PEAK.size, deadline))[0]
        return Answer(kind, peak, self._receive(length, deadline))

    def _receive(self, length: int, deadline: float) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            self._socket.settimeout(max(deadline - time.monotonic(), 0.001))
            part = self._socket.recv(min(length - len(parts), 1 << 20))
            if not part:
                raise ConnectionError("the process ended")
            parts += part
        return bytes(parts)

    def _how_it_ended(self) -> str:
        try:
            code = self._process.wait(1)
        except subprocess.TimeoutExpired:
            return "its process closed the connection"
        if code == -SIGXCPU:
            return f"it needed more than {self._cpu_seconds} seconds of processor time"
        return f"its process ended with {Signals(-code).name if code < 0 else code}"


def _environment() -> dict[str, str]:
    """Return the environment of a sandbox: the path of the code, and none of our secrets."""
    found = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    path = os.pathsep.join(str(Path(folder).resolve()) for folder in sys.path if folder)
    fixed = {"PYTHONUTF8": "1", "TZ": "UTC", "MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8"}
    return {**found, **fixed, "PYTHONPATH": path}
