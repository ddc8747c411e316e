"""What the guide to webhooks gives to copy works as it stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server

from tests.docs.pages import blocks
from tests.house.source import ROOT
from widget.bootstrap import now
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from tests.conftest import Newsroom
    from widget.bootstrap import Services

GUIDE = blocks(ROOT / "docs" / "howto" / "webhooks.md")
MESSAGE = next(b.content for b in GUIDE if b.language == "json")
SHELL = next(b.content for b in GUIDE if "openssl" in b.content and b.language == "sh")
PYTHON = next(b.content for b in GUIDE if b.language == "python")


@pytest.fixture
def surroundings(
    app: Flask, newsroom: Newsroom, services: Services, tmp_path: Path
) -> Iterator[dict[str, str]]:
    """Return the environment of somebody with a message, a secret and a server."""
    (tmp_path / "message.json").write_text(MESSAGE, encoding="utf-8")
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield {
        "PATH": os.environ["PATH"],
        "SUMMARIES_URL": f"http://127.0.0.1:{server.server_port}",
        "SUMMARIES_SECRET": manage.rotate_hook_secret(services.store, newsroom.site_key, now()),
    }
    server.shutdown()
    thread.join()
    server.server_close()


def run(command: list[str], surroundings: dict[str, str], folder: Path) -> str:
    """Return what the command prints."""
    done = subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_shell_lines_publish_and_the_python_withdraws(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    answer = json.loads(run(["bash", "-euo", "pipefail", "-c", SHELL], surroundings, tmp_path))
    assert (answer["done"], answer["change"]) == ("kept", "created")
    assert answer["summary"]["state"] == "ready"
    assert run([sys.executable, "-c", PYTHON], surroundings, tmp_path) == "withdrawn\n"


def test_without_the_secret_the_shell_lines_are_refused(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    guessed = surroundings | {"SUMMARIES_SECRET": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"}
    done = subprocess.run(
        ["bash", "-c", SHELL],
        cwd=tmp_path,
        env=guessed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert json.loads(done.stdout)["error"]["code"] == "bad_signature"
