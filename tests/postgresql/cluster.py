"""A PostgreSQL server of the tests' own: in a temporary folder, as a user without rights."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psycopg

from tests.house.source import ROOT
from widget.store.all_tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

USER: Final = "widget"

_PATIENCE_SECONDS: Final = 60
_SETTINGS: Final = {
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    "max_connections": "80",
    "shared_buffers": "32MB",
    "lc_messages": "C",
}
_ANEW: Final = tuple(
    f"ALTER SEQUENCE {sequence} RESTART"
    for sequence in ("articles_id_seq", "tracked_pages_id_seq", "changes_number_seq")
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server."""

    folder: Path
    """Where its socket is."""
    process: subprocess.Popen[bytes]
    port: int | None = None
    """Where it listens beside its socket."""
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    def url(self, name: str) -> str:
        """Return the URL of the database of this name."""
        port = f"&port={self.port}" if self.port else ""
        return f"postgresql://{USER}@/{name}?host={self.folder}{port}"

    def run(self, statement: str, name: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement behind the program's back and return its rows."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            done = connection.execute(statement)
            return list(done.fetchall()) if done.description else []

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Make a database, a copy of the template, and return its URL; drop it at the end."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def empty(self, name: str) -> None:
        """End all sessions of the database and delete all rows, which is cheaper than a new one."""
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}", name)
        deletes = [f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)]
        self.run("; ".join([*deletes, *_ANEW]), name)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the server and to each of its processes."""
        for pid in (self.process.pid, *_children(self.process.pid)):
            os.kill(pid, number)


@contextmanager
def cluster(addresses: str = "", port: int | None = None) -> Iterator[Cluster]:
    """Run a new server until the block ends; it listens on a socket, and on these addresses."""
    folder = Path(tempfile.mkdtemp(prefix="widget-postgresql-", dir="/tmp"))
    try:
        _make(folder)
        if addresses:
            with (folder / "data" / "pg_hba.conf").open("a") as file:
                file.write("host all all all trust\n")
        process = start(folder, addresses, port)
        try:
            running = Cluster(folder, process, port)
            _wait(running)
            yield running
        finally:
            stop(process)
    finally:
        shutil.rmtree(folder)


def start(folder: Path, addresses: str = "", port: int | None = None) -> subprocess.Popen[bytes]:
    """Start the server whose data are in the folder."""
    settings = {"listen_addresses": addresses, "unix_socket_directories": str(folder)}
    if port is not None:
        settings["port"] = str(port)
    options = [f"-c{name}={value}" for name, value in (_SETTINGS | settings).items()]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [_program(folder, "postgres"), "-D", str(folder / "data"), *options],
            stdout=log,
            stderr=log,
            **_as_user(),
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a server, without waiting for its clients."""
    process.send_signal(signal.SIGCONT)
    process.send_signal(signal.SIGINT)
    process.wait(_PATIENCE_SECONDS)


def _make(folder: Path) -> None:
    """Make a cluster whose texts are in the order of a language, as operators have them."""
    if user := _as_user():
        os.chown(folder, user["user"], user["group"])
    language = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en", "-EUTF8"]
    command = [
        _program(folder, "initdb"),
        "-D",
        str(folder / "data"),
        "-U",
        USER,
        "-Atrust",
        "--no-sync",
    ]
    subprocess.run([*command, *language], check=True, capture_output=True, **_as_user())


def _as_user() -> dict[str, Any]:
    """Return as whom the server runs: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}


def _program(folder: Path, name: str) -> str:
    """Return a program of PostgreSQL: an installed one, or one that ``./dev test`` unpacked.

    Where the server's user may not enter the folder of our own, it gets a copy.
    """
    unpacked = ROOT / "var/programs/usr"
    places = [folder / "usr", Path("/usr"), unpacked]
    found = [path for place in places for path in place.glob(f"lib/postgresql/*/bin/{name}")]
    assert found, f"{name} is not there; ./dev test unpacks it"
    if all(_may_be_entered(parent) for parent in found[0].parents) or found[0].is_relative_to(
        folder
    ):
        return str(found[0])
    for part in ("lib/postgresql", "share/postgresql"):
        shutil.copytree(unpacked / part, folder / "usr" / part, symlinks=True)
    return _program(folder, name)


def _may_be_entered(folder: Path) -> bool:
    return os.geteuid() != 0 or bool(folder.stat().st_mode & stat.S_IXOTH)


def _wait(running: Cluster) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            running.run("SELECT 1")
        except psycopg.OperationalError:
            said = (running.folder / "log").read_text(encoding="utf-8")
            assert running.process.poll() is None, said
            assert time.monotonic() < end, said
            time.sleep(0.05)
        else:
            return


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
