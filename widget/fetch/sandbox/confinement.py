"""Confines a process that parses hostile input: no network, no writing.

The kernel limits processor time, memory and open files. Where it supports Landlock, seccomp and
network namespaces, these also confine a parser that was taken over. The interpreter's audit hook
confines Python code on every kernel, and its message names what was refused.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import widget
from widget.fetch.sandbox import landlock, seccomp

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN_FILES: Final = 16
"""Open files of a sandbox: enough to import a module."""

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
_LIBRARIES: Final = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store")
"""Where the libraries lie that modules written in C need."""
_LIBRARY_INDEX: Final = "/etc/ld.so.cache"

_standing: tuple[str, ...] = ()


def confine(memory_bytes: int) -> None:
    """Confine this process for good, as far as the kernel supports it.

    ``memory_bytes`` is its whole address space.
    """
    global _standing  # noqa: PLW0603 - set once
    apart = _leave_the_network()
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    version = landlock.enclose(_readable(), map(Path, _IMPORTED))
    filtered = seccomp.restrict()
    sys.addaudithook(_audit)
    stand = {"network": apart, f"landlock {version}": version, "seccomp": filtered}
    _standing = tuple(name for name, stands in stand.items() if stands)


def confinement() -> tuple[str, ...]:
    """Return what the kernel confines this process by, beside the limits.

    "network" is a network of its own without devices, "landlock" (with its version) restricts
    files, "seccomp" system calls. Limits and the audit hook are active in every confined process.
    """
    return _standing


def grant(cpu_seconds: int) -> None:
    """Let this process use so much more processor time; then the kernel ends it."""
    spent = int(time.process_time()) + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_seconds, most))


def _leave_the_network() -> bool:
    """Move into a network of our own that has no devices; not every kernel lets us."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0)))
    if not hasattr(libc, "unshare"):
        return False
    ways = (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    return any(libc.unshare(way) == 0 for way in ways)


def _readable() -> Iterator[Path]:
    """Return what native code may read: the programs, and the libraries that they need."""
    libraries = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    for path in (*_INSTALLED, *_LIBRARIES, _LIBRARY_INDEX, *filter(None, libraries)):
        yield Path(path)
    for folder in _IMPORTED:
        if not folder.startswith(_INSTALLED):
            yield from filter(_is_importable, _listed(Path(folder)))


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # no folder, or not for us
        return []


def _is_importable(path: Path) -> bool:
    """Whether it is a module or a package: a project's folder may hold secrets beside them."""
    return path.suffix in _CODE or os.path.isfile(path / "__init__.py")  # pathlib's may raise


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        _judge_open(*arguments[:3])
    elif event.startswith(_REFUSED) and event not in _ALLOWED:
        raise PermissionError(f"the sandbox must not use {event}")


def _judge_open(path: object, mode: object, flags: object) -> None:
    writing = bool(flags & _WRITING) if isinstance(flags, int) else False
    if writing or (isinstance(mode, str) and set(mode) & set("wax+")):
        raise PermissionError("the sandbox must not write files")
    if isinstance(path, int) or not _is_code(os.fsdecode(path)):  # type: ignore[arg-type]
        raise PermissionError(f"the sandbox must not read {path!r}")


def _is_code(path: str) -> bool:
    """Whether the path is part of the programs: below Python itself, or a module on its path."""
    real = os.path.realpath(path)
    if real.startswith(_INSTALLED):
        return True
    return real.endswith(_CODE) and real.startswith(_IMPORTED)


def _folders(paths: list[str]) -> tuple[str, ...]:
    return tuple(str(Path(path).resolve()) + os.sep for path in paths if path)


_INSTALLED: Final = _folders([sys.prefix, sys.base_prefix, *widget.__path__])
_IMPORTED: Final = _folders(sys.path)
