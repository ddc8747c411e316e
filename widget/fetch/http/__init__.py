"""Fetching from publishers: the only way to their servers, with all its guards."""

from __future__ import annotations

from widget.fetch.http.fetcher import Errand, Fetched, Fetcher
from widget.fetch.http.robots import Robots

__all__ = ["Errand", "Fetched", "Fetcher", "Robots"]
