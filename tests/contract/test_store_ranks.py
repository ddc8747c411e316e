"""Which of several outcomes or titles readers see: by ranks, whatever came first."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import (
    DAILY,
    NOON,
    article,
    keep,
    publish,
    read,
    refusal_of,
    summary_of,
    url_of,
    withdraw,
)
from widget.domain.draft import Origin
from widget.domain.summary import (
    ORIGIN_RANK,
    REFUSAL_RANK,
    STATE_RANK,
    Outcome,
    Summary,
    SummaryState,
)
from widget.store import queries
from widget.store.tables import outcomes

if TYPE_CHECKING:
    from widget.domain.article import Article
    from widget.domain.ports import Store

BRIDGE, FERRY = article(title="The bridge"), article("ferry", title="The ferry")
WAYS = (queries.AT_URL, queries.BY_ALIAS)


def rank_of(outcome: Outcome) -> tuple[int, int]:
    """Return the place of an outcome among those of its fingerprint."""
    if isinstance(outcome, Summary):
        return STATE_RANK[outcome.state], ORIGIN_RANK[outcome.origin]
    return REFUSAL_RANK, 0


def test_every_origin_and_every_state_has_a_rank_of_its_own() -> None:
    assert set(ORIGIN_RANK) == set(Origin)
    assert set(STATE_RANK) == set(SummaryState)
    assert len(set(ORIGIN_RANK.values())) == len(Origin)
    assert len({*STATE_RANK.values(), REFUSAL_RANK}) == len(SummaryState) + 1


def test_a_newsrooms_words_come_first_and_an_extract_last() -> None:
    assert sorted(Origin, key=lambda origin: ORIGIN_RANK[origin]) == [
        Origin.NEWSROOM,
        Origin.AI_CHECKED,
        Origin.AI_UNCHECKED,
        Origin.EXTRACT,
    ]


def test_the_order_in_which_ranks_are_written_down_says_nothing() -> None:
    column = outcomes.c.origin
    orders = permutations((origin, ORIGIN_RANK[origin]) for origin in Origin)
    assert len({str(queries.by_rank(column, order)) for order in orders}) == 1


@pytest.mark.parametrize("first", Origin)
@pytest.mark.parametrize("state", SummaryState)
def test_the_outcome_of_the_least_rank_is_read_whatever_came_first(
    store: Store, first: Origin, state: SummaryState
) -> None:
    others = [
        summary_of(BRIDGE, origin, other)
        for origin, other in zip(Origin, [*SummaryState, SummaryState.SHOWN], strict=True)
        if origin is not first
    ]
    kept: list[Outcome] = [summary_of(BRIDGE, first, state), *others, refusal_of(BRIDGE)]
    publish(store, BRIDGE)
    for order in (kept, kept[::-1], kept[2:] + kept[:2]):
        keep(store, BRIDGE, *order)
        found = read(store)
        assert found.outcome == min(kept, key=rank_of)
        with store.view() as view:
            asked = (BRIDGE.headline.url, url_of("nothing"))
            assert view.readings(DAILY.key, asked) == {asked[0]: found}


def make(store: Store, own: Article, step: int) -> None:
    """Keep the article and another one whose alias its URL is: in this order, or with -1 not."""
    publish(store, *(own, FERRY)[::step])
    with store.transaction() as transaction:
        transaction.put_aliases(DAILY.key, FERRY.headline.url, (own.headline.url,))


def title(store: Store) -> str | None:
    """Return the title of what the URL of the bridge leads to."""
    with store.view() as view:
        lead = view.leads(DAILY.key, (url_of("bridge"),))[0]
    return lead.title if lead.is_public(NOON) else None


@pytest.fixture(params=[WAYS, WAYS[::-1]], ids=["url before alias", "alias before url"])
def shuffled(
    store: Store, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Store:
    """Return a store that asks by URL and by alias in either order."""
    monkeypatch.setattr(queries, "LEADS", queries.leads(*request.param))
    return store


@pytest.mark.parametrize("step", [1, -1])
def test_the_article_at_a_url_comes_before_the_one_whose_alias_it_is(
    shuffled: Store, step: int
) -> None:
    make(shuffled, BRIDGE, step)
    assert title(shuffled) == "The bridge"
    withdraw(shuffled)
    assert title(shuffled) is None


@pytest.mark.parametrize("step", [1, -1])
def test_an_ingested_article_that_is_withdrawn_gives_way_to_the_one_whose_alias_it_is(
    shuffled: Store, step: int
) -> None:
    ingested = article(title="The bridge", ingested=True)
    make(shuffled, ingested, step)
    assert title(shuffled) == "The bridge"
    with shuffled.transaction() as transaction:
        assert transaction.withdraw_ingested(DAILY.key, url_of("bridge"), NOON)
    assert title(shuffled) == "The ferry"
