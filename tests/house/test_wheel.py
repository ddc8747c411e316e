"""The wheel carries everything: installed elsewhere, it serves."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.house.source import PACKAGE, ROOT, name_of
from tests.processes import free_port, running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel that the tree builds."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of an environment that has the wheel and no source tree.

    The dependencies come from this environment, so that the test needs no network.
    """
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=False)
    packages = next((folder / "lib").glob("python*")) / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    ours = next(path for path in sys.path if path.endswith("site-packages"))
    # Appended behind the wheel's own folder; a .pth is not read, so our tree is not seen.
    (packages / "dependencies.pth").write_text(ours + "\n", encoding="utf-8")
    return folder / "bin"


def test_the_wheel_carries_templates_static_files_word_lists_and_migrations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "widget/templates/page.html",
        "widget/templates/panel/_ready.html",
        "widget/static/embed.js",
        "widget/static/LICENSE-htmx.txt",
        "widget/gunicorn.conf.py",
        *(name_of(path) for path in PACKAGE.rglob("*.txt")),
        *(name_of(path) for path in PACKAGE.rglob("*.mo")),
        "widget/translations/keys.json",
        "wsgi.py",
    ):
        assert needed in names
    assert any(re.match(r"widget/store/migrations/versions/.*\.py", name) for name in names)


def test_the_wheel_serves_from_another_folder(elsewhere: Path, tmp_path: Path) -> None:
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "WIDGET_DATABASE_URL": f"sqlite:///{tmp_path}/widget.db",
        "WIDGET_BIND": f"127.0.0.1:{port}",
    }
    command = [str(elsewhere / "python"), "-m", "widget.cli", "serve"]
    where = [str(elsewhere / "python"), "-c", "import widget; print(widget.__file__)"]
    imported = subprocess.run(where, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert imported.stdout.startswith(str(elsewhere.parent))
    with running(command, environment, tmp_path, f"http://127.0.0.1:{port}/readyz"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/embed.js") as answer:
            assert b"summary-widget" in answer.read()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert b"It runs" in answer.read()
