"""What the master of web workers does for the consumer: it starts its supervisor, and ends it.

Only the hooks that gunicorn documents; fast mode calls what they call. The master forks its
workers, so it gets no thread for this: a supervisor in a process of its own does the waiting.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from widget.config import load
from widget.jobs import clean_up_alone
from widget.jobs.supervisor import STOP_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

_COMMAND: Final = (sys.executable, "-m", "widget.jobs.supervisor")
_PATIENCE_SECONDS: Final = STOP_SECONDS + 5

_supervisors: dict[int, subprocess.Popen[bytes]] = {}
"""The supervisor of each master, by the master's process: after a fork it is not ours."""

_masters: set[int] = set()
"""The processes whose signals reach their supervisors."""


def when_ready(server: Any) -> None:
    """Start the supervisor, unless the settings say that the consumer runs elsewhere.

    Workers are forked after this. What is loaded now they share with the master for good.
    """
    share_memory()
    start_supervisor(**_user(server))


def start_supervisor(**user: Any) -> None:
    """Start the supervisor of the consumer as this user of ``Popen``, if the settings want it."""
    if load(os.environ).consumer == "off":
        return
    _supervisors[os.getpid()] = subprocess.Popen(  # noqa: S603 - our own command
        _COMMAND,
        stdin=subprocess.PIPE,
        env=_environment(),
        # Ctrl-C in a terminal is for the master, which then asks us to stop.
        start_new_session=True,
        **user,
    )
    _end_consumer_with_workers()


def _end_consumer_with_workers() -> None:
    """Let what asks the master to end ask the supervisor as well, at the same time.

    Gunicorn calls ``on_exit`` when its workers have ended: a consumer that then ends its work as
    well makes a stop last twice as long.
    """
    if os.getpid() in _masters:
        return
    _masters.add(os.getpid())
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        handler = signal.getsignal(number)
        if callable(handler):
            signal.signal(number, partial(_ask_both, handler))


def _ask_both(handler: Callable[[int, Any], object], number: int, frame: Any) -> None:
    supervisor = _supervisors.get(os.getpid())
    if supervisor is not None and supervisor.stdin is not None:
        supervisor.stdin.close()
    handler(number, frame)


def share_memory() -> None:
    """Leave what is loaded out of every later search for garbage.

    A search writes into each object's head, and with that gives each worker a copy of its own: half
    of what a worker under load has for itself alone.
    """
    gc.collect()
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:  # noqa: ARG001 - gunicorn's signature
    """Let go of the supervisor in a worker."""
    leave_supervisor()


def leave_supervisor() -> None:
    """Let go of the pipe in a worker: the supervisor waits for the end of the master alone."""
    supervisor = _supervisors.pop(os.getppid(), None)
    if supervisor is not None and supervisor.stdin is not None:
        supervisor.stdin.close()
        supervisor.returncode = 0  # not ours to wait for


def post_worker_init(worker: Any) -> None:  # noqa: ARG001 - gunicorn's signature
    """Let the worker see to the nightly clean-up where no consumer does."""
    clean_up_alone.start()


def on_reload(server: Any) -> None:
    """Start the consumer anew, as the workers are."""
    restart_consumer(**_user(server))


def restart_consumer(**user: Any) -> None:
    """Have the supervisor start the consumer anew; start the supervisor where there is none."""
    supervisor = _supervisors.get(os.getpid())
    if supervisor is not None and supervisor.poll() is None:
        supervisor.send_signal(signal.SIGHUP)
    else:
        start_supervisor(**user)


def on_exit(server: Any) -> None:  # noqa: ARG001 - gunicorn's signature
    """Stop the supervisor."""
    end_supervisor()


def end_supervisor() -> None:
    """Stop the supervisor, which waits for the work in hand."""
    supervisor = _supervisors.pop(os.getpid(), None)
    if supervisor is None or supervisor.stdin is None:
        return
    supervisor.stdin.close()
    try:
        supervisor.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        supervisor.kill()


def _environment() -> dict[str, str]:
    """Return the environment, with the way to our own code: the folder may be of any name."""
    here = str(Path(__file__).resolve().parents[2])
    others = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, others)))}


def _user(server: Any) -> dict[str, Any]:
    """Return as whom the consumer runs: as the workers do, where gunicorn gives up being root."""
    if os.geteuid() != 0 or server.cfg.uid == 0:
        return {}
    return {"user": server.cfg.uid, "group": server.cfg.gid, "extra_groups": []}
