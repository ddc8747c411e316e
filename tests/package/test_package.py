"""What goes to PyPI is whole, newer than the last release, and described."""

from __future__ import annotations

import re
import subprocess
import tarfile
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest
from packaging.version import Version

from tests.house.source import PACKAGE, ROOT, name_of
from tests.package.conftest import BIN

if TYPE_CHECKING:
    from tests.package.conftest import Built

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def releases(*, dated: bool) -> list[Version]:
    """Return the versions of the changelog, the latest first: released ones, or what is to come."""
    found = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\S+)$", CHANGELOG, re.M)
    return [Version(version) for version, date in found if (date != "unreleased") is dated]


def test_an_upgrade_installs_something_because_the_version_is_not_the_last_releases() -> None:
    version = Version(PROJECT["version"])
    coming = releases(dated=False)
    if coming:
        assert releases(dated=True)[0] < version < coming[0]
        assert version.release == coming[0].release
    else:
        assert version == releases(dated=True)[0]


@pytest.mark.slow
def test_the_wheel_carries_everything_that_a_server_reads(built: Built) -> None:
    names = set(zipfile.ZipFile(built.wheel).namelist())
    data = [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    beside = [path for name in ("templates", "static") for path in (ROOT / name).rglob("*.*")]
    assert {name_of(path) for path in data} <= names
    assert {f"widget/{name_of(path)}" for path in beside} <= names
    assert "widget/gunicorn.conf.py" in names
    assert len(data) + len(beside) > 500


@pytest.mark.slow
def test_the_wheel_takes_no_name_beside_its_own(built: Built) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(built.wheel).namelist()}
    assert tops == {"widget", f"summary_widget-{PROJECT['version']}.dist-info"}


@pytest.mark.slow
def test_the_source_archive_has_no_tests_and_no_pictures(built: Built) -> None:
    with tarfile.open(built.archive) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert "widget/cli/command.py" in names
    assert [name for name in names if name.startswith("tests/") or name.endswith(".png")] == []


@pytest.mark.slow
def test_pypi_would_take_both_files(built: Built) -> None:
    check = [str(BIN / "twine"), "check", "--strict", str(built.archive), str(built.wheel)]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("PASSED") == 2
