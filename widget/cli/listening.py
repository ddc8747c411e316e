"""Whether the server may listen where the settings say; gunicorn would try it five times."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import closing
from typing import TYPE_CHECKING, Final, cast

from widget.domain.errors import SettingsError

if TYPE_CHECKING:
    from widget.config import Settings

_CURES: Final = {
    errno.EADDRINUSE: "another program listens there. Stop it (`ss -ltnp` names it)",
    errno.EADDRNOTAVAIL: "this machine has no such address. Use one of its own (`ip address`)",
    errno.EACCES: "the server's user may not. Use a port above 1023 and a proxy in front",
}


_ALL: Final = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - to open them
"""Where a browser on this machine finds what listens at all addresses."""


def told(settings: Settings, *, holds_connections: bool) -> str:
    """Return what a person who starts the server at a terminal should know.

    ``holds_connections``: an idle connection takes no thread, so there is no need to warn.
    """
    places = [_parsed(one.strip()) for one in settings.bind.split(",")]
    opened = [_address(*place[:2]) for place in places if isinstance(place, tuple)]
    lines = [f"Open {' or '.join(opened)} in a browser. Ctrl-C ends the server."] if opened else []
    if not holds_connections:
        idle = settings.workers * settings.threads
        lines.append(
            f"No proxy in front? {idle} clients that each send half a request take all threads, "
            "and readers wait. Before readers come, put nginx or another proxy in front "
            "(docs/howto/run-in-production.md), or use --fast."
        )
    return "\n".join(lines)


def _address(host: str, port: int) -> str:
    host = _ALL.get(host, host)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def require_free(bind: str) -> None:
    """Return when nothing else listens at these addresses, which commas separate.

    Sockets that systemd hands over and those in the file system are left to gunicorn. Raises
    SettingsError.
    """
    if "LISTEN_FDS" in os.environ or "GUNICORN_FD" in os.environ:
        return
    for address in bind.split(","):
        _require_free(address.strip())


def _require_free(address: str) -> None:
    place = _parsed(address)
    if not isinstance(place, tuple):
        return
    family = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
    try:
        with closing(socket.socket(family)) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(place)
    except OSError as error:
        cure = _CURES.get(error.errno or 0, f"{error.strerror}. Look at the address")
        raise SettingsError(
            f"WIDGET_BIND: the server cannot listen at {address}: {cure}, or set another address."
        ) from error


def _parsed(address: str) -> object:
    """Return host and port, or something else for a socket that has none."""
    # Here, not at the start of every command; gunicorn has no types.
    from gunicorn.util import parse_address  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        return cast("object", parse_address(address))
    except (RuntimeError, ValueError) as error:
        raise SettingsError(
            f"WIDGET_BIND is {address!r} ({error}); it takes an address and a port, such as "
            "127.0.0.1:8000."
        ) from error
