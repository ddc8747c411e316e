"""Fetching from publishers: the only way to their servers, with all its guards."""

from __future__ import annotations

from widget.sources.fetch.fetcher import Errand, Fetched, Fetcher
from widget.sources.fetch.robots import Robots

__all__ = ["Errand", "Fetched", "Fetcher", "Robots"]
