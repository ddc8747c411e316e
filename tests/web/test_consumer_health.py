"""What ``/readyz`` says of the consumer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from widget.background import presence
from widget.bootstrap import now
from widget.bootstrap.ingest import consumer_files
from widget.config import load

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize(("silences", "alive"), [(0, True), (2, False)])
def test_a_consumer_that_hangs_is_not_alive(
    client: FlaskClient, environment: dict[str, str], silences: int, *, alive: bool
) -> None:
    files = consumer_files(load(environment))
    began = now() - silences * presence.SILENT_AFTER
    place = presence.take(files.place, files.mode, began)
    answer = client.get("/readyz")
    place.close()
    told = json.loads(answer.data)["consumer"]
    assert (answer.status_code, told["alive"]) == (200, alive)
    assert told["last_seen"] == began.isoformat()
