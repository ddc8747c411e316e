"""Installed elsewhere with one line, the ``widget`` command does its whole work."""

from __future__ import annotations

import re
import subprocess
import urllib.request
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.servers import NewsSite, serve
from tests.conftest import STORY
from tests.house.source import ROOT
from tests.processes import free_port, running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.package.conftest import Installed

pytestmark = pytest.mark.slow

URL = "https://news.example/city/bridge"
DAILY = ("sites", "add", "daily", "--name", "Die Zeitung", "--page-host", "news.example")
PUBLISH = ("articles", "publish", str(ROOT / "examples" / "story.txt"), "--site", "daily")


def test_the_command_says_what_it_can_do(installed: Installed, tmp_path: Path) -> None:
    assert installed.command.is_file()
    shown = installed.run("--help", folder=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "widget summarize article.txt" in shown.stdout


def test_no_source_tree_is_needed(installed: Installed, tmp_path: Path) -> None:
    python = installed.command.resolve().with_name("python")
    where = [str(python), "-c", "import widget; print(widget.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert not found.startswith(str(ROOT))
    assert "site-packages" in found


def test_a_new_installation_serves_by_the_files_that_init_writes(
    installed: Installed, tmp_path: Path
) -> None:
    address = f"127.0.0.1:{free_port()}"
    words = ("--bind", address, "--public-url", "https://sums.example", "--proxy", "nginx")
    done = installed.run("init", "--yes", *words, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    unit = (tmp_path / "widget.service").read_text(encoding="utf-8")
    assert re.search(r"^ExecStart=\S+/bin/widget serve$", unit, re.M)
    assert "server_name sums.example;" in (tmp_path / "widget.nginx.conf").read_text("utf-8")
    environment = {"PATH": "/usr/bin:/bin"}
    command = [str(installed.command), "serve"]
    with running(command, environment, tmp_path, f"http://{address}/readyz"):
        assert "https://sums.example/" in read(f"http://{address}/embed.js")
        assert (tmp_path / "var" / "widget.db").is_file()


def test_a_press_is_answered_over_http(installed: Installed, tmp_path: Path) -> None:
    address = f"127.0.0.1:{free_port()}"
    settings = {"WIDGET_BIND": address, "WIDGET_PUBLIC_URL": f"http://{address}"}
    added = installed.run(*DAILY, "--language", "de", folder=tmp_path, settings=settings)
    assert added.returncode == 0, added.stderr
    published = installed.run(*PUBLISH, "--url", URL, folder=tmp_path, settings=settings)
    assert published.returncode == 0, published.stderr
    # A program of that name in the folder is not ours, and is not served.
    (tmp_path / "wsgi.py").write_text("raise SystemExit('the wrong program')", encoding="utf-8")
    environment = {"PATH": "/usr/bin:/bin", **settings}
    command = [str(installed.command), "serve"]
    with running(command, environment, tmp_path, f"http://{address}/readyz"):
        panel = read(f"http://{address}/v1/sites/daily/summary?url={quote(URL, safe='')}")
        assert 'data-state="ready"' in panel
        assert "Sätze aus diesem Artikel" in panel
        assert f'"http://{address}/"' in read(f"http://{address}/embed.js")
        assert "summary-panel" in read(f"http://{address}/widget.css")
        assert "It runs" in read(f"http://{address}/")


def test_a_page_is_read_in_the_sandbox(installed: Installed, tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in STORY.split("\n\n"))
    page = f"<html lang='en'><title>Bridge</title><article><h1>Bridge</h1>{paragraphs}</article>"
    site = NewsSite(pages={"/bridge": (page, {})})
    news = serve(site, "127.0.0.1")
    host = news.origin.removeprefix("http://")
    settings = {"WIDGET_FETCH_NETWORKS": "127.0.0.0/8"}
    add = ("sites", "add", "daily", "--name", "The Daily", "--page-host", host)
    assert installed.run(*add, folder=tmp_path, settings=settings).returncode == 0
    test = ("sources", "test", f"{news.origin}/bridge", "--site", "daily")
    shown = installed.run(*test, folder=tmp_path, settings=settings)
    news.stop()
    assert shown.returncode == 0, shown.stderr
    assert STORY.split(".")[0] in shown.stdout


def read(url: str) -> str:
    """Return what the address answers."""
    with urllib.request.urlopen(url, timeout=20) as answer:
        return str(answer.read().decode())
