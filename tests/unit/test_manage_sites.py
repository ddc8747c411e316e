"""The operator's story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import SITE
from widget.bootstrap import now
from widget.domain.errors import (
    InvalidField,
    LimitExceeded,
    NotAuthorised,
    SiteExists,
    UnknownSite,
)
from widget.domain.limits import SITE_SOURCES
from widget.domain.site import Eligibility
from widget.domain.source import Source, SourceKind
from widget.usecases.publishing import publish
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from widget.bootstrap import Services

FEED = "https://news.example/feed"


def test_the_key_of_a_site_opens_it(services: Services) -> None:
    api_key = manage.add_site(services.store, SITE, now())
    publish.authorise(services.store, "daily", api_key)


@pytest.mark.parametrize("guess", [None, "", "swk_", "x", "\ud800"])
def test_any_other_key_does_not(services: Services, guess: str | None) -> None:
    manage.add_site(services.store, SITE, now())
    with pytest.raises(NotAuthorised):
        publish.authorise(services.store, "daily", guess)


def test_two_sites_never_share_a_key(services: Services) -> None:
    first = manage.add_site(services.store, SITE, now())
    second = manage.add_site(services.store, replace(SITE, key="weekly"), now())
    assert first != second
    with pytest.raises(NotAuthorised):
        publish.authorise(services.store, "daily", second)


def test_a_site_is_added_once(services: Services) -> None:
    manage.add_site(services.store, SITE, now())
    with pytest.raises(SiteExists):
        manage.add_site(services.store, SITE, now())


def test_an_unknown_site_has_no_key_to_rotate(services: Services) -> None:
    with pytest.raises(UnknownSite):
        manage.rotate_key(services.store, "nobody", now())


def test_hosts_and_origins_are_kept_in_their_one_form(services: Services) -> None:
    sent = replace(
        SITE, page_hosts=("News.Example", "news.example"), origins=("HTTPS://A.example",)
    )
    manage.add_site(services.store, sent, now())
    kept = read_panel.site_of(services.store, "daily")
    assert kept.page_hosts == ("news.example",)
    assert kept.origins == ("https://a.example",)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"key": ""}, "key"),
        ({"key": "-a"}, "key"),
        ({"key": "a/b"}, "key"),
        ({"key": "a" * 65}, "key"),
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"language": "english"}, "language"),
        ({"points": 1}, "points"),
        ({"points": 6}, "points"),
        ({"words": 19}, "words"),
        ({"words": 301}, "words"),
        ({"page_hosts": ()}, "page-host"),
        ({"page_hosts": ("https://a.example",)}, "page-host"),
        ({"page_hosts": ("*",)}, "page-host"),
        ({"page_hosts": tuple(f"h{n}.example" for n in range(51))}, "page-host"),
        ({"eligibility": Eligibility(excluded_paths=("sport/*",))}, "exclude-path"),
        ({"eligibility": Eligibility(excluded_paths=("/" + "x" * 200,))}, "exclude-path"),
        ({"eligibility": Eligibility(excluded_sections=("x" * 201,))}, "exclude-section"),
        ({"origins": ("*",)}, "origin"),
        ({"origins": ("https://a.example/path",)}, "origin"),
        ({"origins": ("https://a.example; script-src *",)}, "origin"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(
    services: Services, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises((InvalidField, LimitExceeded)) as refused:
        manage.add_site(services.store, replace(SITE, **fields), now())
    assert refused.value.field == field
    assert manage.sites(services.store) == ()


def test_a_source_is_added_once_and_again_when_it_is_of_another_kind(services: Services) -> None:
    manage.add_site(services.store, SITE, now())
    feed = Source(SITE.key, "https://news.example/feed", SourceKind.FEED)
    assert manage.add_source(services.store, feed)
    assert not manage.add_source(services.store, feed)
    assert manage.add_source(services.store, replace(feed, kind=SourceKind.SITEMAP))
    with services.store.view() as view:
        assert [one.kind for one in view.sources()] == [SourceKind.SITEMAP]


def test_sources_of_others_and_parts_of_an_index_take_no_room(services: Services) -> None:
    for key in ("daily", "weekly"):
        manage.add_site(services.store, replace(SITE, key=key), now())
    with services.store.transaction() as transaction:
        for number in range(SITE_SOURCES):
            url = f"https://news.example/{number}"
            transaction.put_source(Source("weekly", url, SourceKind.FEED))
            transaction.put_source(Source("daily", url, SourceKind.SITEMAP, parent=f"{url}/all"))
    assert manage.add_source(services.store, Source("daily", FEED, SourceKind.FEED))
    with pytest.raises(LimitExceeded, match="source: at most 50"):
        manage.add_source(services.store, Source("weekly", FEED, SourceKind.FEED))
