"""Somebody who follows a page to the letter, in a folder of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.processes import free_port, running

if TYPE_CHECKING:
    from tests.docs.pages import Block

ANYTHING = "…"
"""Stands in a shown output for what differs each time."""

NEWSPAPER = "https://news.example"
"""The newspaper of the pages."""


@dataclass(slots=True)
class Terminal:
    """Runs what a page says; ``output`` is what the last block printed."""

    folder: Path
    output: str | None = None
    settings: dict[str, str] = field(default_factory=dict)
    newspaper: str = NEWSPAPER
    """Where the newspaper of the pages really is."""

    def follow(self, blocks: list[Block]) -> None:
        """Save the files, run the ``widget`` blocks, and compare the outputs that are shown."""
        for block in blocks:
            if block.file:
                (self.folder / block.file).write_text(block.content, encoding="utf-8")
            elif block.language == "sh" and block.content.startswith("widget serve"):
                self.serve()
            elif is_for_us(block):
                self.run(block.content)
            elif block.language == "text" and self.output is not None:
                assert shows(block.content, self.output), f"the page shows another\n{self.output}"
                self.output = None

    def run(self, lines: str) -> None:
        """Run the lines as a shell does; each must end with 0."""
        done = subprocess.run(
            ["bash", "-euc", self._there(lines)],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{lines}\n{done.stdout}"
        self.output = self._as_shown(done.stdout)

    def serve(self) -> None:
        """Start the server on a free port, wait until it is ready, and stop it."""
        bind = f"127.0.0.1:{free_port()}"
        # With one worker, "ready" means that no other is still about to start when it is stopped.
        environment = self.environment() | {"WIDGET_BIND": bind, "WIDGET_WORKERS": "1"}
        command = [str(_programs() / "widget"), "serve"]
        with running(command, environment, self.folder, f"http://{bind}/readyz") as server:
            pass
        assert server.returncode == 0

    def environment(self) -> dict[str, str]:
        """Return an environment without settings, in which ``widget`` is this tree's."""
        path = f"{_programs()}:{os.environ['PATH']}"
        return {"PATH": path, "LANG": "C.UTF-8"} | self.settings

    def _there(self, lines: str) -> str:
        """Return the lines with the addresses at which the newspaper is."""
        host = urlsplit(self.newspaper).netloc
        return lines.replace(NEWSPAPER, self.newspaper).replace("news.example", host)

    def _as_shown(self, output: str) -> str:
        """Return the output with the addresses that the page shows."""
        parts = urlsplit(self.newspaper)
        for name in (parts.netloc, parts.hostname or ""):
            output = output.replace(self.newspaper, NEWSPAPER).replace(name, "news.example")
        return output


def is_for_us(block: Block) -> bool:
    """Tell whether the block calls ``widget`` and shall be run."""
    return block.language == "sh" and bool(commands_of(block))


def commands_of(block: Block) -> list[str]:
    """Return the lines of the block that call ``widget``, long ones joined."""
    lines = block.content.replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith("widget ")]


def shows(shown: str, output: str) -> bool:
    """Tell whether the output is the one that the page shows, but for what differs each time."""
    pattern = ".*".join(re.escape(part) for part in shown.strip().split(ANYTHING))
    return re.fullmatch(pattern, output.strip()) is not None


def _programs() -> Path:
    return Path(sys.executable).parent
