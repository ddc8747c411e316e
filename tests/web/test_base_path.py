"""The server under a path of another site, and under several names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from tests.conftest import PAGE, SITE, STORY
from widget.bootstrap import build, now
from widget.config import load
from widget.domain.article import Manuscript
from widget.usecases.publishing import publish
from widget.usecases.sites import manage
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

LOADED = re.compile(r'(?:<link rel="stylesheet" href|<script [^>]*src|<a href)="([^"]+)"')


@pytest.fixture
def under(environment: dict[str, str]) -> Callable[[str], FlaskClient]:
    """Return a function that serves one article under a public address."""

    def serve(public_url: str) -> FlaskClient:
        services = build(load(environment | {"WIDGET_PUBLIC_URL": public_url}))
        manage.add_site(services.store, SITE, now())
        article = Manuscript(url=PAGE, title="Bridge", text=STORY)
        publish.publish(services.store, services.rules, SITE.key, article, now())
        return create_app(services).test_client()

    return serve


@pytest.mark.parametrize("base", ["/summaries", "/a/b"])
def test_a_path_that_the_proxy_leaves_on_is_answered_as_one_that_it_takes_off(
    under: Callable[[str], FlaskClient], base: str
) -> None:
    client = under(f"https://news.example{base}")
    for path in (
        f"/v1/sites/daily/summary?url={PAGE}",
        f"/read/daily?url={PAGE}",
        "/embed.js",
        "/",
    ):
        with_base, without = client.get(base + path), client.get(path)
        assert (with_base.status_code, without.status_code) == (200, 200)
        assert with_base.data == without.data
    assert client.get(f"{base}x/embed.js").status_code == 404
    assert client.get(base).status_code == 404


@pytest.mark.parametrize("base", ["/read", "/v1/x", "/help"])
def test_a_base_path_that_begins_like_a_route_hides_no_route(
    under: Callable[[str], FlaskClient], base: str
) -> None:
    client = under(f"https://news.example{base}")
    assert client.get(f"/read/daily?url={PAGE}").status_code == 200


@pytest.mark.parametrize(
    "seen_at",
    [
        "https://widget.example",
        "https://other.example",
        "https://news.example/summaries",
        "http://127.0.0.1:8000",
    ],
)
@pytest.mark.parametrize(
    "path",
    ["/", "/help/embed", f"/read/daily?url={PAGE}", f"/read/daily?url={PAGE}&bare=1", "/x/y/z"],
)
def test_a_page_loads_its_files_from_where_it_was_opened(
    under: Callable[[str], FlaskClient], seen_at: str, path: str
) -> None:
    page = under("https://widget.example").get(path).text
    loaded = [urljoin(seen_at + path, found) for found in LOADED.findall(page)]
    files = [one for one in loaded if one.endswith((".css", ".js", "readyz"))]
    assert files
    assert [one for one in files if not re.fullmatch(re.escape(seen_at) + r"/[\w.]+", one)] == []
