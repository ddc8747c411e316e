"""Landlock: restricts which files this process may read, by the kernel.

It is used by system calls, whose numbers are the same on all machines: the packages that wrap them
are young, and several times as long as what is needed here.
"""

from __future__ import annotations

import ctypes
import os
import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_RULESET: Final = struct.Struct("=QQQ")  # rights over files, over the network, over processes
_RULE: Final = struct.Struct("=Qi")  # rights, and a file descriptor of the path

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS: Final = ((1, 13), (2, 14), (3, 15), (5, 16))
"""From which version on the kernel knows how many rights over files."""
_TCP: Final = (4, 0b11)  # to bind, to connect
_OTHERS: Final = (6, 0b11)  # abstract sockets, and signals, of processes outside


def enclose(readable: Iterable[Path], listed: Iterable[Path]) -> int:
    """Refuse this process all files for good, but reading those below ``readable``.

    Of the folders ``listed`` the names below may be read. Where the kernel can, TCP is refused as
    well, and signals to others. Needs ``no_new_privs``. Returns the version of Landlock that
    holds all this; 0 where this kernel has none, and then nothing is refused.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    version = max(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION), 0)
    if not version:
        return 0
    ruleset = libc.syscall(_CREATE_RULESET, _handled(version), ctypes.c_size_t(_RULESET.size), 0)
    if ruleset < 0:
        return 0
    rights = dict.fromkeys(listed, _READ_DIR) | {path: _reading(path) for path in readable}
    for path, right in rights.items():
        _allow(libc, ruleset, path, right)
    stands = libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return version if stands else 0


def _handled(version: int) -> bytes:
    """Return all rights that this version can refuse."""
    files = max(count for since, count in _FILE_RIGHTS if since <= version)
    tcp, others = (rights if since <= version else 0 for since, rights in (_TCP, _OTHERS))
    return _RULESET.pack((1 << files) - 1, tcp, others)


def _reading(path: Path) -> int:
    return _READ_FILE | _READ_DIR if os.path.isdir(path) else _READ_FILE  # pathlib's may raise


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not on this machine
        return
    libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, _RULE.pack(rights, place), 0)
    os.close(place)
