"""The real Apache, with the file that operators copy."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.house.source import ROOT
from tests.processes import free_port, running
from tests.proxies.nginx import Proxy, certificate
from tests.proxies.programs import program

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = ROOT / "docs" / "howto" / "apache.conf"

# What Debian has outside of the file; the modules that its head names are loaded beside these.
_ALWAYS: Final = ("authz_core", "authz_host", "alias", "mime", "socache_shmcb")
_AROUND: Final = """
ServerRoot "{folder}"
ServerName widget.example
PidFile "{folder}/apache.pid"
ErrorLog "{folder}/error.log"
LogLevel info
DefaultRuntimeDir "{folder}"
TypesConfig /dev/null
{loaded}
Listen 127.0.0.1:{ready}
Listen 127.0.0.1:{port}
Listen 127.0.0.1:{plain}
<VirtualHost *:{ready}>
    DocumentRoot "{folder}/www"
    <Directory "{folder}/www">
        Require all granted
    </Directory>
</VirtualHost>
{shipped}
"""


@contextmanager
def in_front_of(upstream_port: int, folder: Path) -> Iterator[Proxy]:
    """Run Apache by the shipped file; only ports, paths and the certificate are changed."""
    ready, proxy = free_port(), Proxy(free_port(), free_port())
    text = _placed(FILE.read_text(encoding="utf-8"), upstream_port, proxy, folder)
    (folder / "www").mkdir()
    (folder / "www" / "ready").write_text("ready", encoding="utf-8")
    file = folder / "apache.conf"
    file.write_text(
        _AROUND.format(
            folder=folder,
            loaded=_loaded(text),
            ready=ready,
            port=proxy.port,
            plain=proxy.plain_port,
            shipped=text,
        ),
        encoding="utf-8",
    )
    command = [program("apache2"), "-f", str(file), "-DFOREGROUND"]
    environment = {**os.environ, "APACHE_LOG_DIR": str(folder)}
    with running(command, environment, folder, f"http://127.0.0.1:{ready}/ready"):
        yield proxy


def _placed(text: str, upstream: int, proxy: Proxy, folder: Path) -> str:
    made, key = certificate(folder)
    for old, new in (
        (r"http://127\.0\.0\.1:8000/", f"http://127.0.0.1:{upstream}/"),
        (r"<VirtualHost \*:443>", f"<VirtualHost *:{proxy.port}>"),
        (r"<VirtualHost \*:80>", f"<VirtualHost *:{proxy.plain_port}>"),
        (r"/etc/ssl/widget/fullchain\.pem", str(made)),
        (r"/etc/ssl/widget/privkey\.pem", str(key)),
        (r"/var/www/letsencrypt", str(folder / "letsencrypt")),
    ):
        text, count = re.subn(old, new, text)
        assert count, old
    return text


def _loaded(text: str) -> str:
    """Return the lines that load what the head of the file says to enable."""
    found = re.search(r"a2enmod ([a-z0-9_ ]+) && a2dismod mpm_prefork && a2enmod ([a-z_]+)", text)
    assert found, "the file says what it needs"
    names = [*_ALWAYS, *found[1].split(), found[2]]
    return "\n".join(f'LoadModule {name}_module "{_module(name)}"' for name in names)


def _module(name: str) -> Path:
    for root in (ROOT / "var" / "programs", Path("/")):
        file = root / "usr" / "lib" / "apache2" / "modules" / f"mod_{name}.so"
        if file.is_file():
            return file
    raise AssertionError(f"Apache has no module {name}")
