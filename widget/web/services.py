"""How a view reaches the services that the application was made with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from flask import current_app, request

if TYPE_CHECKING:
    from widget.bootstrap import Services
    from widget.usecases.articles.fetch_quota import FetchQuota
    from widget.usecases.ingest.press import PressContext
    from widget.web.client_network import ClientNetworks
    from widget.web.under_way import UnderWay


def services() -> Services:
    """Return the services of the application that answers this request."""
    return cast("Services", current_app.extensions["services"])


def under_way() -> UnderWay:
    """Return the pages that this process has lately had prepared."""
    return cast("UnderWay", current_app.extensions["under_way"])


def quota_of_client() -> FetchQuota:
    """Return the fetch quota as it stands for the network of who asks."""
    networks = cast("ClientNetworks", current_app.extensions["client_networks"])
    return replace(services().presses.quota, network=networks.network_of(request.environ))


def presses_of_client() -> PressContext:
    """Return what a press of who asks works with."""
    return replace(services().presses, quota=quota_of_client())
