"""The real nginx, with the file that operators copy."""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.house.source import ROOT
from tests.processes import free_port, running
from tests.proxies.programs import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE: Final = ROOT / "docs" / "howto" / "nginx.conf"
SUBPATH: Final = ROOT / "docs" / "howto" / "nginx-subpath.conf"
LOCATIONS: Final = ROOT / "docs" / "howto" / "nginx-subpath-locations.conf"

_AROUND: Final = """
error_log stderr notice;
pid nginx.pid;
{user}
events {{ worker_connections 4096; }}
http {{
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi; access_log off;
  server {{ listen 127.0.0.1:{ready}; return 200; }}
  {shipped}
}}
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx."""

    port: int
    """Where it answers by TLS."""
    plain_port: int
    """Where it answers without."""


@contextmanager
def in_front_of(upstream_port: int, folder: Path) -> Iterator[Proxy]:
    """Run nginx by the shipped file, of which only ports, paths and the certificate are changed."""
    proxy = Proxy(free_port(), free_port())
    own = certificate(folder)
    shipped = _placed(FILE.read_text(encoding="utf-8"), upstream_port, proxy, folder, own)
    with _running(shipped, folder):
        yield proxy


@contextmanager
def below_a_site(upstream_port: int, folder: Path, port: int, site: str = "") -> Iterator[None]:
    """Run nginx on this port with a site's own server block that has the widget under a path.

    ``site`` are the site's own directives.
    """
    text = SUBPATH.read_text(encoding="utf-8") + LOCATIONS.read_text(encoding="utf-8")
    for old, new in (
        ("server 127.0.0.1:8000;", f"server 127.0.0.1:{upstream_port};"),
        ("/var/lib/nginx/widget", str(folder / "cache")),
        ("/var/log/nginx/widget.log", str(folder / "access.log")),
    ):
        assert old in text, old
        text = text.replace(old, new)
    around, below = text.split("location = /summary", 1)
    own = f"server {{ listen 127.0.0.1:{port}; {site} location = /summary{below} }}"
    with _running(f"{around}\n{own}", folder):
        yield


@contextmanager
def static(folder: Path, port: int, headers: dict[str, str]) -> Iterator[None]:
    """Run nginx on this port with TLS: it serves the files of the folder with these headers."""
    own, key = certificate(folder)
    tls = f"ssl_certificate {own}; ssl_certificate_key {key};"
    more = "".join(f'add_header {name} "{value}"; ' for name, value in headers.items())
    text = f"server {{ listen 127.0.0.1:{port} ssl http2; {tls} {more} root {folder}; }}"
    with _running(text, folder):
        yield


@contextmanager
def _running(shipped: str, folder: Path) -> Iterator[None]:
    ready = free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        _AROUND.format(user=user, ready=ready, shipped=shipped), encoding="utf-8"
    )
    command = [
        program("nginx"),
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        "stderr",
    ]
    command += ["-g", "daemon off;"]
    with running(command, os.environ, folder, f"http://127.0.0.1:{ready}/"):
        yield


def _placed(text: str, upstream: int, proxy: Proxy, folder: Path, own: tuple[Path, Path]) -> str:
    certificate, key = own
    for old, new in (
        (r"server 127\.0\.0\.1:8000;", f"server 127.0.0.1:{upstream};"),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{proxy.port} ssl http2;"),
        (r"listen \[::\]:443 ssl http2;", f"listen [::1]:{proxy.port} ssl http2;"),
        (r"listen 80;", f"listen 127.0.0.1:{proxy.plain_port};"),
        (r"listen \[::\]:80;", f"listen [::1]:{proxy.plain_port};"),
        (r"/var/lib/nginx/widget", str(folder / "cache")),
        (r"/var/log/nginx/widget\.log", str(folder / "access.log")),
        (r"/etc/ssl/widget/fullchain\.pem", str(certificate)),
        (r"/etc/ssl/widget/privkey\.pem", str(key)),
        (r"root /var/www/letsencrypt;", f"root {folder / 'letsencrypt'};"),
    ):
        text, count = re.subn(old, new, text)
        assert count, old
    return text


def certificate(folder: Path) -> tuple[Path, Path]:
    """Return a certificate for the name of the file, and its key."""
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    wanted = ["-subj", "/CN=widget.example", "-days", "2", "-nodes", "-newkey", "rsa:2048"]
    made = ["-keyout", str(key), "-out", str(certificate)]
    command = ["openssl", "req", "-x509", *wanted, *made]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key
