"""The real Caddy, with the file that operators copy."""

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

FILE: Final = ROOT / "docs" / "howto" / "Caddyfile"


@contextmanager
def in_front_of(upstream_port: int, folder: Path) -> Iterator[int]:
    """Run Caddy by the shipped file, of which only name and ports are changed; yield its port."""
    port = free_port()
    text = FILE.read_text(encoding="utf-8")
    for old, new in (
        ("widget.example {", f"http://127.0.0.1:{port} {{"),
        ("127.0.0.1:8000", f"127.0.0.1:{upstream_port}"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = folder / "Caddyfile"
    file.write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
    environment = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = [program("caddy"), "run", "--config", str(file), "--adapter", "caddyfile"]
    with running(command, environment, folder, f"http://127.0.0.1:{port}/healthz"):
        yield port
