"""The only place that chooses adapters: settings in, services out."""

from __future__ import annotations

from widget.background.clock import now
from widget.bootstrap.services import (
    Administration,
    LocalServices,
    Services,
    WebhookReaders,
    administration,
    build,
    build_existing,
    copy_database,
    local_services,
    retention_of,
)

__all__ = [
    "Administration",
    "LocalServices",
    "Services",
    "WebhookReaders",
    "administration",
    "build",
    "build_existing",
    "copy_database",
    "local_services",
    "now",
    "retention_of",
]
