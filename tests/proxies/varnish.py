"""The real Varnish, with the file that operators copy."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from tests.house.source import ROOT
from tests.processes import free_port, running
from tests.proxies.programs import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE: Final = ROOT / "docs" / "howto" / "varnish.vcl"
_EXTENSIONS: Final = "usr/lib/x86_64-linux-gnu/varnish/vmods"


@contextmanager
def in_front_of(upstream_port: int, folder: Path) -> Iterator[int]:
    """Run Varnish by the shipped file, of which only the server's port is changed; yield its port.

    It takes plain HTTP here, not the PROXY protocol.
    """
    port = free_port()
    text = FILE.read_text(encoding="utf-8")
    assert text.count('.port = "8000"') == 1
    file = folder / "widget.vcl"
    file.write_text(text.replace('.port = "8000"', f'.port = "{upstream_port}"'), encoding="utf-8")
    unpacked = ROOT / "var" / "programs" / _EXTENSIONS
    command = [program("varnishd"), "-F", "-j", "none", "-n", str(folder / "varnish")]
    command += ["-a", f"127.0.0.1:{port}", "-f", str(file), "-s", "malloc,20m"]
    command += ["-p", f"vmod_path={unpacked}:/{_EXTENSIONS}"]
    with running(command, os.environ, folder, f"http://127.0.0.1:{port}/readyz"):
        yield port
