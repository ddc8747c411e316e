"""Builds the services of ingest: for the consumer and the commands that fetch and parse pages."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from widget.background.membership import Alone
from widget.bootstrap.services import Services, beside_database, build, build_existing
from widget.domain.errors import SettingsError
from widget.fetch.publisher_site import open_publisher_site
from widget.parse.webhooks import websub
from widget.store.address import is_postgresql
from widget.usecases.ingest.context import IngestContext

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from widget.background.membership import Member
    from widget.config import Settings
    from widget.domain.event import Subscription
    from widget.domain.ports import PublisherSite


@dataclass(frozen=True, slots=True)
class HubQuestions:
    """What a hub is asked, and how a subscription stands after that."""

    form: Callable[[str, str, str], dict[str, str]]
    """Returns the form that asks for a subscription, from topic, our address and secret."""
    asked: Callable[[Subscription, datetime], Subscription]
    refused: Callable[[Subscription, datetime], Subscription]


@dataclass(frozen=True, slots=True)
class IngestServices(Services):
    """The services of every entry point, and what brings articles in."""

    publisher_site: PublisherSite
    ingest: IngestContext
    """What ingest works with."""
    hubs: HubQuestions
    member: Member
    """Our place among the consumers of the database."""

    def close(self) -> None:
        """End the processes that read pages, and give connections back."""
        self.member.close()
        self.publisher_site.close()
        self.store.close()


@dataclass(frozen=True, slots=True)
class ConsumerFiles:
    """The files over which the one consumer of a database is found and woken."""

    queue: Path
    place: Path
    wake: Path
    mode: int
    """The permissions of the database's file: who may write to it may wake the consumer."""


def build_ingest(settings: Settings, children: int = 1) -> IngestServices:
    """Return the services with all that fetches; see ``build``, and raises SettingsError.

    ``children`` pages are read at the same time.
    """
    return _with_ingest(build(settings), children)


def build_existing_ingest(settings: Settings) -> IngestServices:
    """Return the same over a database that is there; see ``build_existing``."""
    return _with_ingest(build_existing(settings), children=1)


def _with_ingest(services: Services, children: int) -> IngestServices:
    settings = services.settings
    everywhere: dict[str, Any] = {one.name: getattr(services, one.name) for one in fields(services)}
    publisher_site = open_publisher_site(
        settings.agent, settings.networks, children, beside_database(settings, "hosts")
    )
    return IngestServices(
        **everywhere,
        publisher_site=publisher_site,
        ingest=IngestContext(services.store, publisher_site, services.rules),
        hubs=HubQuestions(websub.subscription_form, websub.asked, websub.refused),
        member=_member(settings),
    )


def _member(settings: Settings) -> Member:
    if not is_postgresql(settings.database_url):
        return Alone()
    from widget.store.postgresql.connecting import connect  # noqa: PLC0415
    from widget.store.postgresql.members import PostgresqlMember  # noqa: PLC0415

    folder = str(Path(settings.local_folder).absolute())
    return PostgresqlMember(partial(connect, settings.database_url), folder)


def consumer_files(settings: Settings) -> ConsumerFiles:
    """Return the consumer's files; the database must be there.

    Raises SettingsError for a database in memory, which no other process could see, and where
    the queue would be the database itself.
    """
    place = beside_database(settings, "consumer")
    if place is None:
        raise SettingsError(
            "WIDGET_DATABASE_URL: a database in memory ends with its process, so no consumer can "
            "use it. Name a file, such as sqlite:///var/widget.db."
        )
    return ConsumerFiles(
        queue=_queue(settings, place),
        place=place,
        wake=place.with_name(place.name.removesuffix("consumer") + "wake"),
        mode=_mode(settings, place),
    )


def _queue(settings: Settings, place: Path) -> Path:
    beside = place.name.removesuffix("consumer")
    queue = Path(settings.queue_path or place.with_name(f"{beside}queue"))
    if queue.resolve() == place.with_name(beside.removesuffix("-")).resolve():
        raise SettingsError(
            f"WIDGET_QUEUE_PATH: {str(queue)!r} is the database. Name another file; without the "
            f"setting it is {beside}queue beside the database."
        )
    return queue


def _mode(settings: Settings, place: Path) -> int:
    if not is_postgresql(settings.database_url):
        database = place.with_name(place.name.removesuffix("-consumer"))
        return database.stat().st_mode & 0o666
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"WIDGET_LOCAL_FOLDER: {str(place.parent)!r} cannot be made ({error.strerror}). Name a "
            "folder that the server's user may write to."
        ) from error
    return 0o600
