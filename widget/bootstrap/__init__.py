"""The only place that chooses adapters: settings in, services out.

Adapters are loaded when services are first asked for: a command's help needs none of them.
"""

# ruff: noqa: PLC0415 (each import is in the function that needs it)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from widget.background.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from widget.bootstrap.ingest import IngestServices
    from widget.bootstrap.services import (
        Administration,
        LocalServices,
        Services,
        WebhookReaders,
    )
    from widget.config import Settings
    from widget.usecases.sites.clean_up import Retention

__all__ = [
    "Administration",
    "IngestServices",
    "LocalServices",
    "Services",
    "WebhookReaders",
    "administration",
    "build",
    "build_existing",
    "build_existing_ingest",
    "build_ingest",
    "copy_database",
    "local_services",
    "now",
    "retention_of",
]


def build(settings: Settings) -> Services:
    """Return the services over a database, which is made if there is none; see ``services``."""
    from widget.bootstrap import services

    return services.build(settings)


def build_existing(settings: Settings) -> Services:
    """Return the services over a database that is there; see ``services``."""
    from widget.bootstrap import services

    return services.build_existing(settings)


def build_ingest(settings: Settings) -> IngestServices:
    """Return what fetching works with as well, over a database that may be new; see ``ingest``."""
    from widget.bootstrap import ingest

    return ingest.build_ingest(settings)


def build_existing_ingest(settings: Settings) -> IngestServices:
    """Return the same over a database that is there; see ``ingest``."""
    from widget.bootstrap import ingest

    return ingest.build_existing_ingest(settings)


def local_services(settings: Settings) -> LocalServices:
    """Return what works without any database."""
    from widget.bootstrap import services

    return services.local_services(settings)


def administration(settings: Settings) -> Administration:
    """Return what can be done to the database that the settings name."""
    from widget.bootstrap import services

    return services.administration(settings)


def copy_database(
    source: str, target: str, progress: Callable[[int, int], None]
) -> Mapping[str, int]:
    """Copy a database to another one, also of the other engine; see ``services``."""
    from widget.bootstrap import services

    return services.copy_database(source, target, progress)


def retention_of(settings: Settings) -> Retention:
    """Return for how long the settings let things be kept."""
    from widget.bootstrap import services

    return services.retention_of(settings)


def __getattr__(name: str) -> Any:
    """Return a type of the services by its name."""
    if name not in __all__:
        raise AttributeError(name)
    from widget.bootstrap import ingest, services

    return getattr(ingest if name == "IngestServices" else services, name)
