"""The only module that knows htmx-flask, which carries no types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from htmx_flask import Htmx

if TYPE_CHECKING:
    from flask import Flask


def install(app: Flask) -> None:
    """Make ``asked_by_htmx`` work in this application."""
    Htmx(app)


def asked_by_htmx() -> bool:
    """Return whether a page's own htmx asks, rather than our embed or a plain link.

    For records only: a public fragment is the same for everyone and never varies on it.
    """
    return bool(getattr(request, "htmx", False))
