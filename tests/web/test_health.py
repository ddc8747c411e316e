"""Whether the server lives is one question, whether it can do its work another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import PAGE
from tests.disks import damage, no_room
from widget.version import VERSION

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Newsroom
    from widget.bootstrap import Services


def file_of(services: Services) -> Path:
    """Return the file of the database."""
    return Path(services.settings.database_url.removeprefix("sqlite:///"))


def test_a_server_whose_database_answers_lives_and_is_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "version": VERSION}
    ready = client.get("/readyz").json
    assert ready
    assert (ready["status"], ready["version"]) == ("ready", VERSION)


def test_a_server_without_its_database_lives_and_is_not_ready(
    client: FlaskClient, services: Services
) -> None:
    services.store.close()
    file_of(services).unlink()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json
    assert answer.json["error"]["code"] == "store_unavailable"
    assert answer.headers["Retry-After"] == "5"
    assert client.get("/healthz").status_code == 200


def test_a_server_whose_disk_is_full_shows_panels_and_is_not_ready(
    newsroom: Newsroom, services: Services
) -> None:
    newsroom.put()
    with no_room():
        answer = newsroom.client.get("/readyz")
        panel = newsroom.client.get("/v1/sites/daily/summary", query_string={"url": PAGE})
    assert answer.status_code == 503
    assert "RLIMIT_FSIZE" in answer.get_json()["error"]["message"]
    assert 'data-state="ready"' in panel.text


def test_a_server_whose_database_is_damaged_is_not_ready(
    newsroom: Newsroom, services: Services
) -> None:
    newsroom.put()
    damage(file_of(services))
    answer = newsroom.client.get("/readyz")
    assert answer.status_code == 503
    assert "damaged" in answer.get_json()["error"]["message"]


def test_an_article_for_a_database_that_was_deleted_is_refused_with_the_reason(
    newsroom: Newsroom, services: Services
) -> None:
    assert newsroom.put().status_code == 201
    file_of(services).unlink()
    answer = newsroom.put(url=f"{PAGE}-2")
    assert answer.status_code == 503
    assert "was deleted" in answer.get_json()["error"]["message"]
