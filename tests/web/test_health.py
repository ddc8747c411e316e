"""Whether the server lives is one question, whether it can do its work another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from widget.version import VERSION

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from widget.bootstrap import Services


def test_a_server_whose_database_answers_lives_and_is_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "version": VERSION}
    ready = client.get("/readyz").json
    assert ready
    assert (ready["status"], ready["version"]) == ("ready", VERSION)


def test_a_server_without_its_database_lives_and_is_not_ready(
    client: FlaskClient, services: Services
) -> None:
    services.store.close()
    Path(services.settings.database_url.removeprefix("sqlite:///")).unlink()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json
    assert answer.json["error"]["code"] == "store_unavailable"
    assert answer.headers["Retry-After"] == "5"
    assert client.get("/healthz").status_code == 200
