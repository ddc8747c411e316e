"""Forms are sent with the same guards as pages are fetched, and never twice."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from tests.publishers import NETWORKS, Publisher, Visit, publishing
from widget.domain.errors import FetchFailed
from widget.fetch.http.fetcher import Fetcher, FetchRequest

if TYPE_CHECKING:
    from collections.abc import Iterator

AGENT = "summary-widget/1 (+https://widget.example)"


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    """Return a fetcher that may reach loopback."""
    with closing(Fetcher(AGENT, NETWORKS, seconds=20)) as found:
        yield found


def posted(fetcher: Fetcher, publisher: Publisher, path: str = "/hub") -> int:
    """Send a form to the publisher."""
    return fetcher.post(
        publisher.url(path), {"hub.mode": "subscribe", "a": "ü&="}, (publisher.host,)
    )


def hub(visit: Visit) -> None:
    """Redirect as the path says, or take the form."""
    length = int(visit.field("Content-Length") or 0)
    form = visit.head.partition(b"\r\n\r\n")[2]
    while len(form) < length:
        form += visit.wire.recv(length)
    status = visit.path[1:4]
    visit.head = visit.head.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + form
    if status in {"302", "307", "308"}:
        visit.answer(b"", f"{status} x", Location="/202")
    else:
        visit.answer(b"", f"{status} x")


@pytest.mark.parametrize("status", [202, 204, 302, 400, 404, 429, 500])
def test_a_form_is_sent_and_the_status_returned(fetcher: Fetcher, status: int) -> None:
    with publishing(hub) as publisher:
        assert posted(fetcher, publisher, f"/{status}") == status
        (visit,) = publisher.visits
    assert visit.head.startswith(b"POST ")
    sent = parse_qs(visit.head.partition(b"\r\n\r\n")[2].decode())
    assert sent == {"hub.mode": ["subscribe"], "a": ["ü&="]}
    assert visit.field("Content-Type") == "application/x-www-form-urlencoded"


@pytest.mark.parametrize("status", ["307", "308"])
def test_a_form_follows_a_redirect_that_keeps_the_method(fetcher: Fetcher, status: str) -> None:
    with publishing(hub) as publisher:
        assert posted(fetcher, publisher, f"/{status}") == 202
        assert [visit.head[:4] for visit in publisher.visits] == [b"POST", b"POST"]


def test_a_form_is_never_sent_twice_by_itself(fetcher: Fetcher) -> None:
    def script(visit: Visit) -> bool:
        if visit.head.startswith(b"POST"):
            return True
        visit.answer()
        return False

    with publishing(script) as publisher:
        fetcher.get(FetchRequest(publisher.url(), (publisher.host,), 1_000))
        with pytest.raises(FetchFailed, match="broke off"):
            posted(fetcher, publisher)
        assert [visit.head[:4] for visit in publisher.visits] == [b"GET ", b"POST"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://10.0.0.1/", "http://news.example:22/"]
)
def test_a_form_is_not_sent_inside(url: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        Fetcher(AGENT).post(url, {"a": "b"}, None)
    assert caught.value.permanent
