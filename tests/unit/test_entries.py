"""What a listing says is validated once, on its way to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.publisher_site import World, at, entry, whole
from widget.usecases.articles import validate
from widget.usecases.ingest import entries

if TYPE_CHECKING:
    from widget.domain.article import Manuscript
    from widget.domain.site import Site
    from widget.domain.source import Entry
    from widget.store import SqlStore
    from widget.usecases.articles.policies import Policy


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world with an empty store."""
    return World(memory_store)


@pytest.mark.parametrize("listed", [whole(), entry()])
def test_what_a_listing_says_is_validated_once(
    world: World, monkeypatch: pytest.MonkeyPatch, listed: Entry
) -> None:
    checked: list[str | None] = []

    def counting(site: Site, manuscript: Manuscript, policy: Policy) -> Manuscript:
        checked.append(manuscript.url)
        return validated(site, manuscript, policy)

    validated = validate.details
    monkeypatch.setattr(validate, "details", counting)
    monkeypatch.setattr(entries, "details", counting)
    world.list_pages(listed)
    assert checked == [at("bridge")]
