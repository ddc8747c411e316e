"""The process between gunicorn's master and the consumer: starts and restarts the consumer.

A process of its own, because the master may neither have threads (it forks) nor wait for a child
(it reaps all of them). Its standard input is a pipe whose other end the master holds: when that
closes, however the master ended, the consumer is asked to end, and so does this process.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from logging.config import dictConfig
from typing import Final

from widget.config import load
from widget.logs import configuration

_log = logging.getLogger("widget.supervisor")

COMMAND: Final = (sys.executable, "-m", "widget.cli", "work", "--supervised")
LONGEST_PAUSE_SECONDS: Final = 30.0
STOP_SECONDS: Final = 17.0
"""How long the consumer may take to end its current work, before it is killed."""


@dataclass(slots=True)
class Supervisor:
    """Keeps one child process running until it is asked to stop."""

    command: tuple[str, ...] = COMMAND
    stopping: bool = False
    restarting: bool = False
    _pause: float = field(default=0.0, init=False)
    _signals: int = field(default=-1, init=False)
    """The end of a pipe to which each signal writes a byte."""

    def run(self) -> None:
        """Start the child whenever there is none, until standard input ends or SIGTERM comes."""
        self._listen()
        while not self.stopping:
            began, self.restarting = time.monotonic(), False
            child = subprocess.Popen(self.command)  # noqa: S603 - our own command
            _log.info("consumer_process_started", extra={"pid": child.pid})
            self._watch(child)
            reason = self._end(child)
            self._rest(child.pid, reason, time.monotonic() - began)

    def _listen(self) -> None:
        """Let signals interrupt every wait, and set the wish of each."""
        self._signals, ours = os.pipe()
        os.set_blocking(ours, False)
        os.set_blocking(self._signals, False)
        signal.set_wakeup_fd(ours, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: self._stop())
        signal.signal(signal.SIGHUP, lambda *_: self._restart())

    def _stop(self) -> None:
        self.stopping = True

    def _restart(self) -> None:
        self.restarting = True

    def _watch(self, child: subprocess.Popen[bytes]) -> None:
        """Return when the child has ended, or is to be ended."""
        while child.poll() is None and not self.stopping and not self.restarting:
            self._wait(None)

    def _wait(self, seconds: float | None) -> None:
        """Wait for a signal or the end of standard input, at most so long."""
        ready, _, _ = select.select([sys.stdin.fileno(), self._signals], [], [], seconds)
        if self._signals in ready:
            os.read(self._signals, 4096)
        if sys.stdin.fileno() in ready and not os.read(sys.stdin.fileno(), 1):
            self.stopping = True

    def _end(self, child: subprocess.Popen[bytes]) -> str:
        """See to it that the child is ended, and return how it ended."""
        wanted = child.poll() is None
        if wanted:
            child.terminate()
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        how = _how(child.returncode)
        return f"asked to stop, {how}" if wanted else how

    def _rest(self, pid: int, reason: str, lived: float) -> None:
        """Log the end and wait before the next start, longer after each short run."""
        if self.stopping or self.restarting:
            _log.info("consumer_process_ended", extra={"pid": pid, "reason": reason})
            self._pause = 0.0
            return
        self._pause = next_pause(self._pause, lived)
        ended = {"pid": pid, "reason": reason, "again_in_seconds": self._pause}
        _log.error("consumer_process_ended", extra=ended)
        until = time.monotonic() + self._pause
        while not self.stopping and (left := until - time.monotonic()) > 0:
            self._wait(left)


def next_pause(before: float, lived: float) -> float:
    """Return the pause in seconds after a child that lived so long: twice the one before."""
    if lived > LONGEST_PAUSE_SECONDS:
        return 1.0
    return min(max(2 * before, 1.0), LONGEST_PAUSE_SECONDS)


def _how(code: int) -> str:
    """Return how a process ended, from its return code."""
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def main() -> None:
    """Keep the consumer running for the process that holds the other end of standard input."""
    settings = load(os.environ)
    dictConfig(configuration(settings.log_level, settings.log_format))
    Supervisor().run()


if __name__ == "__main__":
    main()
