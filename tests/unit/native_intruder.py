"""What a parser that was taken over would try, in native code that no audit hook sees.

``python -m tests.unit.native_intruder KINDS FOLDER`` confines itself, tries everything and prints
one JSON object: what the kernel is said to confine it by, the name of each attempt that was
refused, and what Python met that wanted to read a file. KINDS says what the kernel has: all,
landlock, seccomp, or none; the audit hook is always active. It is a program of its own, because
confinement cannot be undone.
"""

from __future__ import annotations

import ctypes
import json
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from widget.domain.limits import CHILD_BYTES
from widget.fetch.sandbox import confinement, landlock, seccomp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PTRACE_SEIZE, _RLIMIT_NOFILE, _F_SETOWN = 0x4206, 7, 8
_IO_URING_SETUP = 425

LIBC = ctypes.CDLL(None)
# Each function is looked up before it is confined: afterwards the audit hook refuses to look.
NAMES = (
    *("open", "creat", "unlink", "mkdir", "rename", "truncate", "symlink"),
    *("socket", "bind", "execve", "fork", "kill", "ptrace"),
    *("prlimit", "fcntl", "memfd_create", "syscall"),
)
C = {name: getattr(LIBC, name) for name in NAMES}
WORDS = ctypes.c_char_p * 2
TRUE = (WORDS(b"/bin/true", None), WORDS(None, None))
LIMIT = (ctypes.c_ulong * 2)()
ADDRESS = socket.AF_INET.to_bytes(2, sys.byteorder) + b"\x00\x09\x7f\x00\x00\x01" + bytes(8)
Attempt = tuple[str, "Callable[[], int]"]


def attempts(folder: bytes, parent: int, inherited: int) -> Iterable[Attempt]:
    """Return each attempt; below 0 is a failure, as C has it."""
    kept = folder + b"/kept"
    yield "read a module", lambda: C["open"](os.fsencode(json.__file__), os.O_RDONLY)
    yield "read a file", lambda: C["open"](kept, os.O_RDONLY)
    yield "read a secret", lambda: C["open"](b"/etc/passwd", os.O_RDONLY)
    yield "read our environment", lambda: C["open"](b"/proc/self/environ", os.O_RDONLY)
    yield "list a folder", lambda: C["open"](folder, os.O_RDONLY | os.O_DIRECTORY)
    yield "write", lambda: C["open"](kept, os.O_WRONLY)
    yield "append", lambda: C["open"](kept, os.O_RDWR | os.O_APPEND)
    yield "make a file", lambda: C["open"](folder + b"/new", os.O_WRONLY | os.O_CREAT, 0o600)
    yield "creat", lambda: C["creat"](folder + b"/creat", 0o600)
    yield "make a folder", lambda: C["mkdir"](folder + b"/folder", 0o700)
    yield "link", lambda: C["symlink"](b"/etc/passwd", folder + b"/link")
    yield "truncate", lambda: C["truncate"](kept, 0)
    yield "rename", lambda: C["rename"](kept, folder + b"/renamed")
    yield "remove", lambda: C["unlink"](folder + b"/renamed")
    yield "socket", lambda: C["socket"](socket.AF_INET, socket.SOCK_STREAM, 0)
    yield "unix socket", lambda: C["socket"](socket.AF_UNIX, socket.SOCK_DGRAM, 0)
    yield "bind an inherited socket", lambda: C["bind"](inherited, ADDRESS, len(ADDRESS))
    yield "signal the parent", lambda: C["kill"](parent, 0)
    yield "trace the parent", lambda: C["ptrace"](_PTRACE_SEIZE, parent, None, None)
    yield "limits of the parent", lambda: C["prlimit"](parent, _RLIMIT_NOFILE, None, LIMIT)
    yield "own a descriptor", lambda: C["fcntl"](inherited, _F_SETOWN, parent)
    yield "memory as a file", lambda: C["memfd_create"](b"x", 0)
    yield "io_uring", lambda: C["syscall"](_IO_URING_SETUP, 1, bytes(120))
    yield "fork", lambda: forked(C["fork"])
    yield "start a program", lambda: C["execve"](b"/bin/true", *TRUE)


def forked(fork: Callable[[], int]) -> int:
    """Fork, and end the new process at once."""
    process = fork()
    if process == 0:
        os._exit(0)
    return process


def without(name: str) -> None:
    """Make the kernel one without this call."""
    if name == "landlock":
        landlock.enclose = lambda *_: 0
    if name == "seccomp":
        seccomp.restrict = lambda: False


def python_met(path: Path) -> str:
    """Return the name of what stops Python code from reading a file."""
    try:
        path.read_text(encoding="utf-8")
    except OSError as error:
        return type(error).__name__
    return ""


def main() -> None:
    """Try everything and print; then become another program, or print that it was refused."""
    has, folder = sys.argv[1], Path(sys.argv[2])
    kept = folder / "kept"
    kept.write_text("kept", encoding="utf-8")
    *tried, last = attempts(os.fsencode(folder), os.getppid(), socket.socket().detach())
    for name in {"landlock", "seccomp"} - {has} if has != "all" else ():
        without(name)
    confinement.confine(CHILD_BYTES)
    read = python_met(kept)
    refused = [name for name, attempt in tried if attempt() < 0]
    entry = {"confinement": confinement.confinement(), "python": read, "refused": refused}
    os.write(1, json.dumps(entry).encode() + b"\n")
    last[1]()
    os.write(1, b"refused\n")


if __name__ == "__main__":
    main()
