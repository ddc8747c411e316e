"""The server behind the real nginx: a burst of made-up addresses leaves others their press."""

from __future__ import annotations

import http.client
import os
import ssl
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.conftest import SITE
from tests.house.source import ROOT
from tests.processes import free_port, running
from tests.proxies.nginx import Proxy, in_front_of
from widget.bootstrap import build, now
from widget.config import load
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

STRANGER, READER = "127.0.1.1", "127.0.2.1"
"""Two networks that reach nginx on this machine."""


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    """Return nginx in front of a server that believes it, with a site that fetches on demand."""
    port = free_port()
    settings = {
        "WIDGET_DATABASE_URL": f"sqlite:///{tmp_path}/widget.db",
        "WIDGET_CONSUMER": "off",
        "WIDGET_TRUSTED_PROXIES": "127.0.0.1",
    }
    opened = build(load(settings))
    manage.add_site(opened.store, replace(SITE, on_demand=True), now())
    opened.close()
    command = [str(Path(sys.executable).with_name("gunicorn")), "--chdir", str(ROOT)]
    command += ["-c", str(ROOT / "gunicorn.conf.py"), "-b", f"127.0.0.1:{port}", "wsgi:app"]
    environment = {"PATH": os.environ["PATH"], **settings}
    address = f"http://127.0.0.1:{port}/readyz"
    with (
        running(command, environment, tmp_path, address),
        in_front_of(port, tmp_path) as opened_proxy,
    ):
        yield opened_proxy


def press(proxy: Proxy, address: str, slugs: list[str]) -> list[int]:
    """Press on these pages from this address over one connection; return the statuses."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = http.client.HTTPSConnection(
        "127.0.0.1", proxy.port, context=context, source_address=(address, 0)
    )
    statuses: list[int] = []
    for slug in slugs:
        url = quote(f"https://news.example/{slug}", safe="")
        invented = {"Host": "widget.example", "X-Forwarded-For": f"10.{len(statuses)}.0.1"}
        connection.request("GET", f"/v1/sites/daily/summary?url={url}", headers=invented)
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    connection.close()
    return statuses


def test_a_burst_from_one_network_is_bounded_whatever_its_headers_say(proxy: Proxy) -> None:
    burst = press(proxy, STRANGER, [f"made-up/{number}" for number in range(60)])
    assert (burst.count(200), burst.count(429)) == (10, 50)
    assert press(proxy, READER, ["one", "two"]) == [200, 200]
