"""What the tree builds, and the commands of environments that it was installed into."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.house.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

BIN = Path(sys.executable).parent
LOCKED = (ROOT / "requirements" / "server.txt").read_text(encoding="utf-8")
NETWORK = ("PIP_", "UV_", "SSL_CERT", "http", "no_proxy", "HTTP", "NO_PROXY", "HOME")


@dataclass(frozen=True, slots=True)
class Built:
    """The two files that go to PyPI."""

    archive: Path
    wheel: Path


@dataclass(frozen=True, slots=True)
class Installed:
    """The ``widget`` command of an environment that knows no source tree."""

    command: Path

    def run(
        self, *words: str, folder: Path, settings: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Call ``widget`` in this folder, with these settings and nothing else."""
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **(settings or {})}
        return subprocess.run(
            [self.command, *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the source archive of the tree, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "-q", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    [archive], [wheel] = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return Built(archive, wheel)


@pytest.fixture(scope="session", params=["pip", "uv tool"])
def installed(
    request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Installed:
    """Return the command as pip, or uv, installs it from the wheel into an empty environment."""
    folder = tmp_path_factory.mktemp("installed")
    constraints = folder / "constraints"
    # Without the hashes, with which pip would want one of the wheel that was built just now.
    constraints.write_text("\n".join(re.findall(r"^\w\S+==\S+", LOCKED, re.M)), encoding="utf-8")
    install = with_pip if request.param == "pip" else with_uv_tool
    return Installed(install(built.wheel, constraints, folder))


def with_pip(wheel: Path, constraints: Path, folder: Path) -> Path:
    """Install the wheel with pip; return the command."""
    call([sys.executable, "-m", "venv", "--without-pip", str(folder)], {})
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install"]
    call([*pip, "-q", "-c", str(constraints), str(wheel)], {})
    return folder / "bin" / "widget"


def with_uv_tool(wheel: Path, constraints: Path, folder: Path) -> Path:
    """Install the wheel with ``uv tool install``; return the command.

    pip brings what it needs: it knows the index and the authorities of this machine's network.
    """
    house = str(folder / "house")
    pip = [sys.executable, "-m", "pip", "download", "-q", "--only-binary", ":all:", "-d", house]
    call([*pip, "-c", str(constraints), str(wheel)], {})
    folders = {"UV_TOOL_DIR": str(folder / "tools"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    uv = [str(BIN / "uv"), "tool", "install", "-q", "--python", sys.executable]
    offline = ["--offline", "--no-index", "--find-links", house]
    call([*uv, *offline, "--constraints", str(constraints), str(wheel)], folders)
    return folder / "bin" / "widget"


def call(command: list[str], more: Mapping[str, str]) -> None:
    """Run a program that may ask the package index; show what it says when it fails."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(NETWORK)}
    environment = {"PATH": os.environ["PATH"], **kept, **more}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
