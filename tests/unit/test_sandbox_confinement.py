"""The kernel confines native code, and what a sandbox says of its confinement is true."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.shared import ROOT
from tests.unit import sandbox_calls as calls
from widget.fetch.sandbox import confinement as confinement_module
from widget.fetch.sandbox import landlock, pool, seccomp
from widget.fetch.sandbox.pool import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

EITHER, LANDLOCK, SECCOMP = {"landlock", "seccomp"}, {"landlock"}, {"seccomp"}
HOLDS: dict[str, set[str]] = {
    "read a module": set(),
    **dict.fromkeys(("read a file", "read a secret", "read our environment"), LANDLOCK),
    "list a folder": LANDLOCK,
    **dict.fromkeys(("write", "append", "make a file", "creat", "make a folder"), EITHER),
    **dict.fromkeys(("link", "truncate", "rename", "remove", "start a program"), EITHER),
    **dict.fromkeys(("socket", "unix socket", "fork", "own a descriptor"), SECCOMP),
    **dict.fromkeys(("limits of the parent", "memory as a file"), SECCOMP),
}
"""Which part of the confinement refuses what, where it is active; one of them is enough."""
NOT_ON_EACH_KERNEL = {
    *("bind an inherited socket", "signal the parent"),  # Landlock's from version 4 and 6 on
    *("trace the parent", "io_uring"),  # many systems allow them to nobody
}


class Met(NamedTuple):
    """What an intruder met."""

    confinement: frozenset[str]
    python: str
    refused: set[str]


@pytest.fixture(scope="module", params=["all", "landlock", "seccomp", "none"])
def met(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Met:
    """Return what an intruder met on a kernel with this confinement."""
    folder = str(tmp_path_factory.mktemp("intruded"))
    command = [sys.executable, "-m", "tests.unit.native_intruder", request.param, folder]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    printed, *last = run.stdout.splitlines()
    entry = json.loads(printed)
    refused = {*entry["refused"], *(["start a program"] if last == ["refused"] else [])}
    standing = frozenset(part.split()[0] for part in entry["confinement"])
    assert request.param == "all" or standing <= {"network", request.param}
    return Met(standing, entry["python"], refused)


def test_native_code_is_refused_what_the_confinement_claims_and_nothing_else(met: Met) -> None:
    expected = {attempt for attempt, holders in HOLDS.items() if holders & met.confinement}
    assert met.refused - NOT_ON_EACH_KERNEL == expected


def test_no_other_process_is_within_reach_where_system_calls_are_held(met: Met) -> None:
    assert met.refused >= NOT_ON_EACH_KERNEL or "seccomp" not in met.confinement


def test_python_code_meets_the_audit_hook_on_each_kernel(met: Met) -> None:
    assert met.python == "PermissionError"


# --- what is said of them ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    started = Sandbox()
    yield started
    started.close()


def test_what_a_sandbox_says_of_its_confinement_is_what_the_kernel_says(sandbox: Sandbox) -> None:
    standing = sandbox.call(confinement_module.confinement)
    process = Path("/proc", str(sandbox.call(calls.process_id)))
    status = dict(line.split(":\t", 1) for line in (process / "status").read_text().splitlines())
    assert status["NoNewPrivs"] == "1"
    assert ("seccomp" in standing) == (status["Seccomp"] == "2")
    ours = os.readlink("/proc/self/ns/net")
    assert ("network" in standing) == (os.readlink(process / "ns" / "net") != ours)
    assert confinement_module.confinement() == ()


def test_the_log_says_once_what_confines_the_sandbox(caplog: pytest.LogCaptureFixture) -> None:
    pool._log_confinement.cache_clear()
    caplog.set_level("INFO", "widget.sandbox")
    for _ in range(2):
        fresh = Sandbox()
        standing = fresh.call(confinement_module.confinement)
        fresh.close()
    [record] = caplog.records
    assert record.message == "sandbox_confined"
    assert vars(record)["confinement"] == ", ".join(standing)


class OldKernel:
    """A kernel that knows no such call."""

    def syscall(self, *_: object) -> int:
        return -1

    prctl = syscall


def test_no_confinement_is_claimed_that_the_kernel_does_not_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (landlock, seccomp):
        monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: OldKernel())
    assert landlock.enclose([Path("/usr")], []) == 0
    assert seccomp.restrict() is False


def test_on_a_machine_whose_numbers_are_not_known_no_call_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seccomp, "_MACHINES", {})
    assert seccomp.restrict() is False
    assert os.open(__file__, os.O_RDWR) > 0


@pytest.mark.parametrize(("version", "files"), [(1, 13), (2, 14), (3, 15), (4, 15), (7, 16)])
def test_landlock_is_asked_for_all_that_it_can_refuse(version: int, files: int) -> None:
    asked = landlock._RULESET.unpack(landlock._handled(version))
    assert asked == ((1 << files) - 1, 3 if version >= 4 else 0, 3 if version >= 6 else 0)


# --- what stays possible -----------------------------------------------------------------------


@pytest.mark.parametrize("module", ["lxml.etree", "sqlite3", "ssl", "wsgiref.handlers"])
def test_modules_are_still_imported_libraries_included(sandbox: Sandbox, module: str) -> None:
    assert sandbox.call(calls.import_module, module) == module


def test_secrets_beside_the_packages_of_a_project_are_not_readable(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("secret")
    (tmp_path / "var").mkdir()
    (tmp_path / "module.py").touch()
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").touch()
    found = {
        path.name
        for path in confinement_module._listed(tmp_path)
        if confinement_module._is_importable(path)
    }
    assert found == {"module.py", "package"}


def test_what_cannot_be_read_beside_them_is_left_out() -> None:
    beyond = Path("/", "x" * 300)  # raises for its name what a folder of others does for its mode
    assert not confinement_module._is_importable(beyond)
    assert confinement_module._listed(beyond) == []
    assert landlock._reading(beyond) == landlock._READ_FILE
