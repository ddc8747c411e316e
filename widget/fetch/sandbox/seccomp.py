"""seccomp: restricts the system calls that a sandbox may make to a list, by the kernel.

The list has what is needed to read, to compute, to import and to answer. Nothing in it opens a
socket, starts a program, or touches another process, and no file is opened for writing.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class _Machine(NamedTuple):
    audit: int
    """What the kernel calls it (AUDIT_ARCH_*)."""
    column: int
    """The column of its system calls' numbers below."""


_MACHINES: Final[Mapping[str, _Machine]] = {
    "x86_64": _Machine(0xC000003E, 0),
    "aarch64": _Machine(0xC00000B7, 1),
    "riscv64": _Machine(0xC00000F3, 1),
}

_CALLS: Final[Mapping[str, tuple[int | None, int | None]]] = {
    # files that are open, and names of files
    "read": (0, 63),
    "readv": (19, 65),
    "pread64": (17, 67),
    "lseek": (8, 62),
    "write": (1, 64),
    "writev": (20, 66),
    "close": (3, 57),
    "getdents64": (217, 61),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "statx": (332, 291),
    "getcwd": (79, 17),
    "stat": (4, None),
    "lstat": (6, None),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "access": (21, None),
    "faccessat": (269, 48),
    # memory
    "mmap": (9, 222),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "mprotect": (10, 226),
    "madvise": (28, 233),
    "brk": (12, 214),
    # time, and waiting
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "gettimeofday": (96, 169),
    "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101),
    "time": (201, None),
    "futex": (202, 98),
    "sched_yield": (24, 124),
    "restart_syscall": (219, 128),
    # this process itself
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "getrusage": (98, 165),
    "getrlimit": (97, 163),
    "getrandom": (318, 278),
    "sched_getaffinity": (204, 123),
    "uname": (63, 160),
    "sysinfo": (99, 179),
    "sigaltstack": (131, 132),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "exit": (60, 93),
    "exit_group": (231, 94),
}

_OPEN, _OPENAT, _FCNTL, _PRLIMIT, _TGKILL = (2, None), (257, 56), (72, 25), (302, 261), (234, 131)
_WRITING: Final = os.O_ACCMODE | os.O_CREAT | os.O_TRUNC | (os.O_TMPFILE & ~os.O_DIRECTORY)
_FIRST_OF_THE_NEW: Final = 424
"""From this number on all machines count alike; libraries try such calls and know older ones."""

_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT = 0, 4, 16
_NO_LIMIT_OF_BITS: Final = 0xFFFFFFFF
_PR_SET_SECCOMP, _FILTER = 22, 2


def restrict() -> bool:
    """Allow this process the listed system calls only, for good; tell whether that holds.

    Needs ``no_new_privs``. It does not hold where the kernel has no seccomp, or on a machine
    whose numbers are not listed. Other calls fail with EPERM, new ones with ENOSYS.
    """
    machine = _MACHINES.get(os.uname().machine)
    if machine is None or sys.maxsize < 1 << 32:
        return False
    steps = b"".join(_program(machine))
    held = ctypes.create_string_buffer(steps, len(steps))
    program = struct.pack("HP", len(steps) // 8, ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_FILTER), program, 0, 0) == 0)


def _program(machine: _Machine) -> Iterable[bytes]:
    """Return the steps that the kernel takes at each system call."""
    yield _step(_LOAD, _MACHINE_AT)
    yield _step(_EQUAL, machine.audit, otherwise=0, then=1)
    yield _step(_RETURN, _REFUSE | errno.EPERM)
    yield _step(_LOAD, _NUMBER_AT)
    for numbers in _CALLS.values():
        if (number := numbers[machine.column]) is not None:
            yield _step(_EQUAL, number, otherwise=1)
            yield _step(_RETURN, _ALLOW)
    yield from _where(machine, _OPEN, 1, _WRITING, 0)
    yield from _where(machine, _OPENAT, 2, _WRITING, 0)
    yield from _where(machine, _FCNTL, 1, ~0b11, 0)  # its first four: to copy, and to read flags
    yield from _where(machine, _PRLIMIT, 0, _NO_LIMIT_OF_BITS, 0)  # its own limits
    yield from _where(machine, _TGKILL, 0, _NO_LIMIT_OF_BITS, os.getpid())  # to abort
    yield _step(_AT_LEAST, _FIRST_OF_THE_NEW, otherwise=1)
    yield _step(_RETURN, _REFUSE | errno.ENOSYS)
    yield _step(_RETURN, _REFUSE | errno.EPERM)


def _where(
    machine: _Machine, numbers: tuple[int | None, int | None], place: int, mask: int, value: int
) -> Iterable[bytes]:
    """Allow a call where the bits ``mask`` of an argument are ``value``, and else refuse it.

    Of an argument the low half counts, which is all that the kernel reads of these.
    """
    number = numbers[machine.column]
    if number is None:
        return
    yield _step(_EQUAL, number, otherwise=5)
    yield _step(_LOAD, _ARGUMENTS_AT + 8 * place)
    yield _step(_AND, mask & _NO_LIMIT_OF_BITS)
    yield _step(_EQUAL, value, otherwise=1)
    yield _step(_RETURN, _ALLOW)
    yield _step(_RETURN, _REFUSE | errno.EPERM)


def _step(code: int, operand: int, then: int = 0, otherwise: int = 0) -> bytes:
    """Return one step; ``then`` and ``otherwise`` are how many steps a comparison skips."""
    return struct.pack("=HBBI", code, then, otherwise, operand)
