"""The proxy's files that ``widget init`` writes are ones that the real programs take."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.proxies.programs import program
from widget.cli.command import widget

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
NGINX = (
    "pid nginx.pid;\nevents {{}}\nhttp {{ "
    + "".join(f"{place}_temp_path {place}; " for place in PLACES)
    + "include {file}; }}\n"
)


def init(folder: Path, proxy: str) -> None:
    """Let the command write its files into this folder."""
    words = ["init", "--yes", "--folder", str(folder), "--public-url", "https://sums.example"]
    done = CliRunner().invoke(widget, [*words, "--proxy", proxy, "--bind", "127.0.0.1:8123"])
    assert done.exit_code == 0, done.output


def said(command: list[str], folder: Path) -> str:
    """Return what the program says to the file."""
    environment = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_nginx_takes_the_file(tmp_path: Path) -> None:
    init(tmp_path, "nginx")
    file = tmp_path / "widget.nginx.conf"
    text = file.read_text(encoding="utf-8")
    assert "server 127.0.0.1:8123;" in text
    live = "/etc/letsencrypt/live/sums.example"
    names = ["-subj", "/CN=sums.example", "-nodes", "-keyout", "privkey.pem"]
    command = ["openssl", "req", "-x509", *names, "-out", "fullchain.pem"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    for here, there in (
        (live, tmp_path),
        ("/var/lib/nginx", tmp_path),
        ("/var/log/nginx", tmp_path),
    ):
        assert here in text
        text = text.replace(here, str(there))
    file.write_text(text, encoding="utf-8")
    (tmp_path / "whole.conf").write_text(NGINX.format(file=file), encoding="utf-8")
    test = [program("nginx"), "-t", "-e", "stderr", "-p", str(tmp_path), "-c", "whole.conf"]
    assert "syntax is ok" in said(test, tmp_path)


def test_caddy_takes_the_file(tmp_path: Path) -> None:
    init(tmp_path, "caddy")
    validate = [program("caddy"), "validate", "--adapter", "caddyfile", "--config", "Caddyfile"]
    assert "Valid configuration" in said(validate, tmp_path)
    adapted = said([program("caddy"), "adapt", "--config", "Caddyfile"], tmp_path)
    assert '"host":["sums.example"]' in adapted
    assert '"dial":"127.0.0.1:8123"' in adapted
