"""How a view reaches the services that the application was made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from widget.bootstrap import Services
    from widget.web.under_way import UnderWay


def services() -> Services:
    """Return the services of the application that answers this request."""
    return cast("Services", current_app.extensions["services"])


def under_way() -> UnderWay:
    """Return the pages that this process has lately had prepared."""
    return cast("UnderWay", current_app.extensions["under_way"])
