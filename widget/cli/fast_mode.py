"""Fast mode: the same application on granian, whose sockets are read and written by Rust.

Granian is an extra. It is told what gunicorn is told: one application made before the fork, the
same threads, the consumer beside it, and an end that waits for the requests in hand.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from widget.domain.errors import SettingsError
from widget.jobs import clean_up_alone, gunicorn_hooks
from widget.logs import configuration
from widget.web import application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from widget.config import Settings

    Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

GRACEFUL_SECONDS: Final = 12
"""As gunicorn's: a write waits at most twice 5 seconds for its turn."""

_CONNECTIONS: Final = 4096
"""Most connections of a worker; an idle one holds no thread."""
_OWN_FILES: Final = 128
"""Descriptors that a worker needs beside those of its connections."""
_HEADER_MILLISECONDS: Final = 15_000
_HEAD_BYTES: Final = 65_536
"""Of a request's head; granian would take six times as much, and knows no limit of lines."""
_END_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""
_OF_REQUESTS: Final = ("HTTP_", "CONTENT_")


def serve(settings: Settings) -> None:
    """Serve until a signal ends it. Raises SettingsError where granian or its address is wrong."""
    granian, http = _installed()
    made = application()
    gunicorn_hooks.share_memory()
    server = granian(
        "widget",
        **_place(settings.bind),
        interface="wsgi",
        http=http.http1,
        workers=settings.workers,
        blocking_threads=settings.threads,
        backpressure=_connections(),
        respawn_failed_workers=True,
        workers_kill_timeout=GRACEFUL_SECONDS,
        http1_settings=_http1_settings(),
        log_level=settings.log_level,
        log_dictconfig=_logging(settings),
    )
    server.on_startup(gunicorn_hooks.start_supervisor)
    server.on_startup(_say_ready)
    server.on_reload(gunicorn_hooks.restart_consumer)
    server.on_shutdown(gunicorn_hooks.end_supervisor)
    master = os.getpid()
    server.serve(target_loader=lambda: _in_worker(made.wsgi_app, master), wrap_loader=False)


def as_lists(made: Application) -> Application:
    """Return the application with answers of one part as lists.

    Granian sends a list at once, and asks anything else for its parts one by one.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        parts = made(environ, start_response)
        return list(parts) if isinstance(parts, tuple) else parts

    return answer


def _in_worker(made: Application, master: int) -> Application:
    """Return what a worker serves, when it has let go of what is its master's."""
    _end_with(master)
    gunicorn_hooks.leave_supervisor()
    # Granian puts the environment under each request: a variable would be a header of all.
    for name in [name for name in os.environ if name.startswith(_OF_REQUESTS)]:
        del os.environ[name]
    clean_up_alone.start()
    return as_lists(made)


def _end_with(master: int) -> None:
    """Let this process end when its master has, however that was: it would keep the port."""
    # Until granian sets its own, a worker has its master's handlers, which would end nothing here.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGTERM)
    if os.getppid() != master:
        os.kill(os.getpid(), signal.SIGTERM)


def _installed() -> tuple[Any, Any]:
    try:
        from granian import Granian  # noqa: PLC0415 - an extra
        from granian.constants import HTTPModes  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(
            "Fast mode needs granian, which is not installed: pip install 'summary-widget[fast]'. "
            "Without --fast gunicorn serves."
        ) from error
    return Granian, HTTPModes


def _http1_settings() -> Any:
    from granian.http import HTTP1Settings  # noqa: PLC0415 - an extra

    return HTTP1Settings(header_read_timeout=_HEADER_MILLISECONDS, max_buffer_size=_HEAD_BYTES)


def _place(bind: str) -> dict[str, Any]:
    if bind.startswith("unix:"):
        return {"uds": Path(bind.removeprefix("unix:"))}
    host, colon, port = bind.rpartition(":")
    if "," in bind or not colon or not port.isdigit():
        raise SettingsError(
            f"WIDGET_BIND is {bind!r}; fast mode takes one address and port, such as "
            "127.0.0.1:8000, or unix: and a path."
        )
    return {"address": host.strip("[]"), "port": int(port)}


def _connections() -> int:
    """Return how many connections a worker holds: not more than it may have open files."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(1, min(_CONNECTIONS, files - _OWN_FILES))


def _logging(settings: Settings) -> dict[str, Any]:
    told = configuration(settings.log_level, settings.log_format)
    # Of each thread of Rust it would tell; and that threads outnumber cores, which they are for.
    told["loggers"] = {**told["loggers"], "_granian": {"filters": ["granian"]}}
    told["filters"] = {"granian": {"()": lambda: _is_worth_telling}}
    return told


def _is_worth_telling(record: Any) -> bool:
    return not record.getMessage().startswith("Configuration allows spawning up to")


def _say_ready() -> None:
    """Tell systemd that the service is ready, where it wants to know."""
    place = os.environ.get("NOTIFY_SOCKET")
    if not place:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as told:
        told.connect(place.replace("@", "\0", 1) if place.startswith("@") else place)
        told.sendall(b"READY=1\nSTATUS=granian serves")
