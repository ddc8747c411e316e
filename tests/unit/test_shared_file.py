"""Files beside the database are for those who may use the database, whoever made them."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from widget.background import presence
from widget.background.shared_file import open_shared
from widget.background.wake import Alarm
from widget.bootstrap import now
from widget.domain.errors import SettingsError
from widget.fetch.http.deadline import Deadline
from widget.fetch.http.host_slots import HostSlots
from widget.jobs.consumer import open_queue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODE = 0o664


def take_place(path: Path) -> None:
    """Take the consumer's place, and leave it."""
    presence.take(path, MODE, now()).close()


def listen(path: Path) -> None:
    """Make the pipe."""
    Alarm(path, MODE).close()


def queue(path: Path) -> None:
    """Open the queue."""
    open_queue(path, MODE).storage.close()


def count_hosts(path: Path) -> None:
    """Take a place at a host, and give it back."""
    HostSlots(path, 2).take("news.example", Deadline(1)).give_back()


MAKERS = [take_place, listen, queue, count_hosts]


@pytest.mark.parametrize("make", MAKERS)
def test_what_root_makes_belongs_to_the_owner_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    given: list[tuple[int, int, int]] = []

    def fchown(file: int, user: int, group: int) -> None:
        given.append((os.fstat(file).st_ino, user, group))

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "fchown", fchown)
    folder, path = tmp_path.stat(), tmp_path / "file"
    make(path)
    make(path)
    assert given == [(path.stat().st_ino, folder.st_uid, folder.st_gid)], "once: a new file alone"


@pytest.mark.parametrize("make", [take_place, listen, queue])
def test_who_may_use_the_database_may_use_what_is_made_beside_it(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    umask = os.umask(0o077)
    try:
        make(tmp_path / "file")
    finally:
        os.umask(umask)
    assert (tmp_path / "file").stat().st_mode & 0o777 == MODE


@pytest.mark.parametrize("make", MAKERS)
def test_a_link_leads_nobody_to_the_file_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    taken: list[int] = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "fchown", lambda file, _user, _group: taken.append(file))
    secret, path = tmp_path / "secret", tmp_path / "file"
    secret.touch(0o600)
    path.symlink_to(secret)
    with suppress(SettingsError):
        make(path)
    assert taken == []
    assert secret.stat().st_mode & 0o777 == 0o600
    assert secret.read_bytes() == b""


def test_a_file_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch(0o600)
    os.close(open_shared(path, MODE))
    assert path.stat().st_mode & 0o777 == 0o600
