"""Fetching from publishers: the only way to their servers, with all its guards."""

from __future__ import annotations

from widget.fetch.http.fetcher import Fetched, Fetcher, FetchRequest
from widget.fetch.http.robots import Robots

__all__ = ["FetchRequest", "Fetched", "Fetcher", "Robots"]
