"""The file for Apache, with the real Apache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.processes import PATIENCE_SECONDS
from tests.proxies.apache import in_front_of
from tests.proxies.asking import Asking
from tests.publishers import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.proxies.nginx import Proxy
    from tests.proxies.server import Server

pytestmark = pytest.mark.slow


@pytest.fixture
def proxy(server: Server, tmp_path: Path) -> Iterator[Proxy]:
    """Return a running Apache."""
    with in_front_of(server.server_port, tmp_path) as opened:
        yield opened


def test_who_asks_is_said_by_apache_and_not_by_the_client(server: Server, proxy: Proxy) -> None:
    asked = Asking(proxy.port, has_tls=True)
    asked.say("/", {"X-Forwarded-For": "203.0.113.9, 127.0.0.1"})
    assert server.forwarded == [["127.0.0.1"]]


def test_a_plain_request_is_sent_to_tls_and_a_proof_of_the_name_is_not(
    proxy: Proxy, tmp_path: Path
) -> None:
    proof = tmp_path / "letsencrypt" / ".well-known" / "acme-challenge" / "token"
    proof.parent.mkdir(parents=True)
    proof.write_text("proof", encoding="utf-8")
    plain = Asking(proxy.plain_port)
    answer = plain.ask("/read/daily?url=x")
    assert answer.status == 301
    assert answer.headers["Location"] == "https://widget.example/read/daily?url=x"
    assert plain.ask("/.well-known/acme-challenge/token").status == 200


def test_the_log_names_no_reader_and_no_page(proxy: Proxy, tmp_path: Path) -> None:
    path = "/v1/sites/daily/summary?url=https%3A%2F%2Fnews.example%2Fa"
    Asking(proxy.port, has_tls=True).ask(path)
    log = tmp_path / "widget.log"
    assert eventually(lambda: " 200 GET " in log.read_text(encoding="utf-8"), PATIENCE_SECONDS)
    written = log.read_text(encoding="utf-8")
    assert "127.0.0.1" not in written
    assert "news.example" not in written
