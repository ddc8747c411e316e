"""Where the files are that stand beside the package in the tree, and in it once installed."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def path(name: str) -> Path:
    """Return the file or folder of this name: of the installed package, else of the source tree.

    ``name`` is relative, such as ``templates``; pyproject.toml puts each into the wheel.
    """
    inside = PACKAGE / name
    return inside if inside.exists() else PACKAGE.parent / name
