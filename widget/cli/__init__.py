"""The command line: ``widget``."""

from __future__ import annotations

from widget.cli.command import widget

__all__ = ["main"]


def main() -> None:
    """Run the command line; the process ends with the exit code."""
    widget(prog_name="widget")
