"""Source trees of the server that a benchmark compares: this one, and the peer of ``--peer``."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Tree:
    """A source tree."""

    name: str
    path: Path

    @property
    def python(self) -> str:
        """Return its own Python, or ours where it has none."""
        own = self.path / ".venv" / "bin" / "python"
        return str(own) if own.exists() else sys.executable

    @property
    def version(self) -> str:
        """Return its revision, and whether it was changed since."""
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty"],
            cwd=self.path,
            capture_output=True,
            text=True,
            check=False,
        )
        return f"revision {done.stdout.strip() or 'unknown'}"


def compared(peer: Path | None) -> list[Tree]:
    """Return this tree, and the peer if there is one; say on standard output which they are."""
    trees = [Tree("here", ROOT), *([Tree("peer", peer.resolve())] if peer else [])]
    for tree in trees:
        print(f"{tree.name}: {tree.version} at {tree.path}")
    return trees
