"""Which version this is. A module of its own: looking it up costs more than many imports."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def _installed() -> str:
    try:
        return version("summary-widget")
    except PackageNotFoundError:  # a source tree that nobody installed
        return "0+source"


VERSION = _installed()
"""The version of the installed package."""
