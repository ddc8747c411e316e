"""Tells for how long a stranger who presses on made-up addresses keeps other readers waiting.

    ./dev bench strangers

Goes through the application with a clock that is set, on a site that fetches on demand. The made-up
pages are found missing a second after their press. Then a reader of another network presses on a
new page each ten seconds. Printed is for how many of these presses the answer was 429.

- a burst: 60 addresses at once; the reader presses for two minutes;
- a day: 5,000 addresses, 4 a minute; the reader presses for an hour after it.

Each from one network, and from 30; and where nobody knows networks, because no proxy is trusted.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.conftest import SITE
from widget.bootstrap import build
from widget.config import load
from widget.usecases.sites import manage
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from widget.bootstrap import Services

MORNING = datetime(2026, 5, 5, 0, 1, tzinfo=UTC)
STEP = timedelta(seconds=10)


@dataclass(slots=True)
class World:
    """A server, and the time that it has."""

    services: Services
    client: FlaskClient
    now: datetime = MORNING
    pressed: int = 0

    def press(self, address: str) -> bool:
        """Press on a new page; return whether it is fetched."""
        self.pressed += 1
        url = f"https://news.example/{self.pressed}"
        with patch("widget.web.fragments.now", lambda: self.now):
            answer = self.client.get(
                "/v1/sites/daily/summary",
                query_string={"url": url},
                headers={"X-Forwarded-For": address},
            )
        return answer.status_code == 200

    def fetched(self, *, is_article: bool) -> None:
        """Let a second pass in which the page of the last press is fetched."""
        self.now += timedelta(seconds=1)
        url = f"https://news.example/{self.pressed}"
        with self.services.store.transaction() as transaction:
            page = transaction.tracked_page("daily", url)
            if page is not None:
                problem = None if is_article else "404"
                done = replace(page, due_at=None, problem=problem, found_article=is_article)
                transaction.put_tracked_page(done)


@contextmanager
def world(proxies: str) -> Iterator[World]:
    """Open a new server."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'widget.db'}"
        settings = {"WIDGET_DATABASE_URL": url, "WIDGET_TRUSTED_PROXIES": proxies}
        services = build(load(settings))
        manage.add_site(services.store, replace(SITE, on_demand=True), MORNING)
        yield World(services, create_app(services).test_client())
        services.close()


def burst(at: World, networks: int) -> tuple[int, int]:
    """Press on 60 made-up addresses at once; then let the reader press for two minutes."""
    for number in range(60):
        if at.press(f"198.51.{number % networks}.7"):
            at.fetched(is_article=False)
            at.now -= timedelta(seconds=1)
    return reader(at, 12)


def day(at: World, networks: int) -> tuple[int, int]:
    """Press on 5,000 made-up addresses in a day; then let the reader press for an hour."""
    for number in range(5_000):
        at.now += timedelta(seconds=14)
        if at.press(f"198.51.{number % networks}.7"):
            at.fetched(is_article=False)
    return reader(at, 360)


def reader(at: World, presses: int) -> tuple[int, int]:
    """Press each ten seconds on a new page that is there; return how many were refused, of all."""
    refused = 0
    for _ in range(presses):
        at.now += STEP
        if at.press("203.0.113.9"):
            at.fetched(is_article=True)
        else:
            refused += 1
    return refused, presses


def main() -> int:
    """Print a line for each attack."""
    for name, attack in (("burst of 60", burst), ("5,000 in a day", day)):
        for networks in (1, 30):
            for known in ("127.0.0.1", ""):
                with world(known) as at:
                    refused, presses = attack(at, networks)
                where = "known" if known else "not known"
                print(
                    f"{name:15} from {networks:2} network(s), {where:9}: "
                    f"{refused:3} of {presses} presses of a reader refused"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
