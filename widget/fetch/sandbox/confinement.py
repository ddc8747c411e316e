"""The home of the walls around a child that parses hostile input: no network, no writing, no more.

The kernel holds processor time, memory, open files and, where it allows it, the network; the
interpreter's audit hook holds what Python code asks for.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
import time
from pathlib import Path
from typing import Final

OPEN_FILES: Final = 16
"""Open files of a child: enough to import a module."""

_CLONE_NEWUSER, _CLONE_NEWNET, _PR_SET_NO_NEW_PRIVS = 0x10000000, 0x40000000, 38

_REFUSED: Final = (
    "socket.",
    "subprocess.",
    "ctypes.",
    "shutil.",
    "tempfile.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "pty.",
    "os.",
    "signal.",
    "syslog.",
    "webbrowser.",
    "sqlite3.",
    "mmap.",
    "fcntl.",
)
_ALLOWED: Final = {"os.listdir", "os.scandir", "os.putenv", "os.unsetenv", "ctypes.dlopen"}
_ALLOWED_PREFIXES: Final = ("socket.gethostname",)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CODE: Final = (".py", ".pyc", ".so")


def confine(memory_bytes: int) -> None:
    """Put up the walls around this process, for good.

    ``memory_bytes`` is the address space that it may have in all.
    """
    _leave_the_network()
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_audit)


def grant(cpu_seconds: int) -> None:
    """Let this process use so much more processor time; then the kernel ends it."""
    spent = int(time.process_time()) + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_seconds, most))


def _leave_the_network() -> None:
    """Move into a network of our own that has no devices; not every kernel lets us."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if hasattr(libc, "unshare") and libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        _judge_open(*arguments[:3])
    elif event.startswith(_REFUSED) and event not in _ALLOWED:
        raise PermissionError(f"a confined child must not use {event}")


def _judge_open(path: object, mode: object, flags: object) -> None:
    writing = bool(flags & _WRITING) if isinstance(flags, int) else False
    if writing or (isinstance(mode, str) and set(mode) & set("wax+")):
        raise PermissionError("a confined child must not write files")
    if isinstance(path, int) or not _is_code(os.fsdecode(path)):  # type: ignore[arg-type]
        raise PermissionError(f"a confined child must not read {path!r}")


def _is_code(path: str) -> bool:
    """Whether the path is part of the programs: below Python itself, or a module on its path."""
    real = os.path.realpath(path)
    if real.startswith(_INSTALLED):
        return True
    return real.endswith(_CODE) and real.startswith(_IMPORTED)


def _folders(paths: list[str]) -> tuple[str, ...]:
    return tuple(str(Path(path).resolve()) + os.sep for path in paths if path)


_PACKAGE: Final = Path(__file__).parents[2]
_INSTALLED: Final = _folders([sys.prefix, sys.base_prefix, str(_PACKAGE)])
_IMPORTED: Final = _folders(sys.path)
