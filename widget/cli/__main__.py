"""``python -m widget.cli``: the same as ``widget``."""

from __future__ import annotations

from widget.cli import main

main()
