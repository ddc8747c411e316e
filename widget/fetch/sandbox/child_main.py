"""The confined process itself: reads calls from its parent, makes them, answers."""

from __future__ import annotations

import importlib
import os
import re
import resource
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

from widget.fetch.sandbox.confinement import confine, confinement, grant
from widget.fetch.sandbox.protocol import (
    ERROR,
    FAILURE,
    HEADER,
    PEAK,
    READY,
    REFUSALS,
    VALUE,
    arguments_of,
    decode_call,
    encode,
    encode_error,
    encode_line,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.fetch.sandbox.protocol import Call

_PARENT: Final = 0  # the file descriptor of the parent's socket
_STATUS: int | None = None


def main() -> None:
    """Serve calls until the parent hangs up. Arguments: CPU seconds of a call, bytes of memory."""
    global _STATUS  # noqa: PLW0603 - set once, before anything is read
    cpu_seconds, memory_bytes = map(int, sys.argv[1:3])
    _STATUS = _opened("/proc/self/status")
    confine(memory_bytes)
    _send(READY, encode_line(", ".join(confinement())))
    while (message := _receive()) is not None:
        grant(cpu_seconds)
        _send(*_answer(decode_call(message)))


def _answer(call: Call) -> tuple[bytes, bytes]:
    try:
        function = _named(call.function)
        return VALUE, encode(function(*arguments_of(call, function)), function)
    except REFUSALS as error:
        return ERROR, encode_error(error)
    except MemoryError:
        return FAILURE, encode_line("it needed too much memory")
    except Exception as error:  # noqa: BLE001 - whatever a parser does is an answer
        return FAILURE, encode_line(_described(error))


def _described(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}: {str(error)[:200]}"


def _named(function: str) -> Callable[..., object]:
    module, _, name = function.partition(":")
    found: Callable[..., object] = getattr(importlib.import_module(module), name)
    return found


def _peak_bytes() -> int:
    """Return the most resident memory that this process has had.

    The value of getrusage includes the size of the parent, so Linux's own value is preferred.
    """
    if _STATUS is not None:
        found = re.search(rb"VmHWM:\s+(\d+) kB", os.pread(_STATUS, 4096, 0))
        if found:
            return int(found[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _opened(path: str) -> int | None:
    """Open a file before the process is confined; None where there is no such file."""
    try:
        return os.open(path, os.O_RDONLY)
    except OSError:
        return None


def _receive() -> bytes | None:
    header = _read(HEADER.size)
    return _read(HEADER.unpack(header)[1]) if header else None


def _read(length: int) -> bytes | None:
    parts, missing = [], length
    while missing:
        part = os.read(_PARENT, min(missing, 1 << 20))
        if not part:
            return None
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _send(kind: bytes, content: bytes) -> None:
    rest = memoryview(HEADER.pack(kind, len(content)) + PEAK.pack(_peak_bytes()) + content)
    while rest:
        rest = rest[os.write(_PARENT, rest) :]


if __name__ == "__main__":
    main()
