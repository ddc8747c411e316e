"""A server over a database on a small disk of its own, which is filled; prints what it did then.

It mounts the disk, so it runs where that is seen by nobody else: see test_full_disk.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.conftest import PAGE, SITE, Newsroom
from widget.bootstrap import build, now
from widget.config import load
from widget.usecases.sites import manage
from widget.web import create_app

DISK = "size=16m"
ADDRESSES = [f"{PAGE}-{number}" for number in range(40)]


@dataclass
class SmallDisk:
    """A disk with a database on it, and who publishes."""

    folder: Path

    @cached_property
    def newsroom(self) -> Newsroom:
        """Return a newsroom that has published forty articles."""
        os.environ["WIDGET_DATABASE_URL"] = f"sqlite:///{self.folder / 'widget.db'}"
        self.services = build(load(os.environ))
        key = manage.add_site(self.services.store, SITE, now())
        made = Newsroom(create_app(self.services).test_client(), key)
        assert {made.put(url=url).status_code for url in ADDRESSES} == {201}
        return made

    @property
    def reserve(self) -> int:
        """Return how long the file of the reserve is."""
        return (self.folder / "widget.db-reserve").stat().st_size

    def fill(self) -> None:
        """Write until no byte more goes onto the disk."""
        with (self.folder / "filler").open("ab", buffering=0) as file:
            size = 2**20
            while size:
                try:
                    file.write(b"x" * size)
                except OSError:
                    size //= 2

    def withdraw(self) -> list[int]:
        """Withdraw half of the articles; return the statuses."""
        return [self.newsroom.delete(url).status_code for url in ADDRESSES[:20]]

    def shown(self) -> list[int]:
        """Return the statuses of two panels, of which the first is to be gone."""
        path = "/v1/sites/daily/summary"
        answers = (
            self.newsroom.client.get(path, query_string={"url": url})
            for url in (ADDRESSES[0], ADDRESSES[-1])
        )
        return [answer.status_code for answer in answers]

    def refused(self) -> str:
        """Return why another article is not taken."""
        answer = self.newsroom.put(url=f"{PAGE}-new")
        assert answer.status_code == 503
        return str(answer.get_json()["error"]["message"])

    def unready(self) -> str:
        """Return why the server is not ready."""
        answer = self.newsroom.client.get("/readyz")
        assert answer.status_code == 503
        return str(answer.get_json()["error"]["message"])

    def command(self, *words: str) -> tuple[int, str]:
        """Run a command in a process of its own; return its exit code and its errors."""
        command = [sys.executable, "-m", "widget.cli", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr


def under_a_server(disk: SmallDisk) -> dict[str, Any]:
    """Fill the disk while a server runs, withdraw, and free it again."""
    disk.newsroom.client.get("/readyz")
    before = disk.reserve
    disk.fill()
    seen: dict[str, Any] = {"full": disk.refused(), "withdrawn": disk.withdraw()}
    seen["shown"] = disk.shown()
    seen["given up"] = disk.refused(), disk.unready()
    seen["hidden"] = disk.command("sites", "change", "daily", "--exclude-section", "city")
    (disk.folder / "filler").unlink()
    disk.services.store.close()
    again = create_app(build(load(os.environ))).test_client()
    disk.newsroom = Newsroom(again, disk.newsroom.api_key)
    seen["room"] = disk.newsroom.put(url=f"{PAGE}-new").status_code
    return seen | {"reserve": (before, disk.reserve)}


def at_a_start(disk: SmallDisk) -> dict[str, Any]:
    """Fill the disk while no server runs, and let a command open the database."""
    url = ADDRESSES[0]
    disk.newsroom  # noqa: B018 - it publishes
    disk.services.store.close()
    disk.fill()
    seen: dict[str, Any] = {"before": disk.reserve}
    seen["withdrawn"] = disk.command("articles", "withdraw", url, "--site", "daily")
    return seen | {"after": disk.reserve, "shown": disk.shown()}


def main(folder: Path, part: str) -> None:
    """Mount the disk and print what was seen."""
    disk = ["mount", "-t", "tmpfs", "-o", DISK, "tmpfs", str(folder)]
    subprocess.run(disk, check=True)
    seen = {"server": under_a_server, "start": at_a_start}[part](SmallDisk(folder))
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
