"""What every store promises about summaries and refusals."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import (
    DAILY,
    article,
    keep,
    later,
    publish,
    read,
    refusal_of,
    summary_of,
    url_of,
    withdraw,
)
from widget.domain.draft import Origin, Passage
from widget.domain.summary import Outcome, Point, Summary, SummaryState
from widget.rules import point_facts
from widget.rules.point_facts import reckoned
from widget.rules.sanitize import clean

if TYPE_CHECKING:
    from widget.domain.ports import Store

BRIDGE = article()
HELD, SHOWN, HIDDEN = SummaryState.HELD, SummaryState.SHOWN, SummaryState.HIDDEN


def points_read(store: Store) -> tuple[Point, ...]:
    outcome = read(store).outcome
    assert isinstance(outcome, Summary)
    return outcome.points


def test_without_an_outcome_the_summary_is_still_to_be_made(store: Store) -> None:
    publish(store, BRIDGE)
    reading = read(store)
    assert (reading.headline, reading.outcome) == (BRIDGE.headline, None)


def test_a_summary_comes_back_as_it_was_put(store: Store) -> None:
    points = (
        Point(clean('<b>Bold</b> & <a href="https://a.example/?a=1&amp;b=2">link</a>'), None),
        Point(clean("Ünïcode 🚢"), Passage(0, 3, "The")),
    )
    summary = replace(summary_of(BRIDGE, Origin.NEWSROOM), points=points, made_at=later(3))
    publish(store, BRIDGE)
    assert keep(store, BRIDGE, summary) == (True,)
    assert read(store).outcome == summary


def test_what_follows_from_a_point_is_kept_with_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store, BRIDGE)
    point = Point(clean("The <b>bridge</b>."), Passage(0, 11, "The bridge."))
    keep(store, BRIDGE, replace(summary_of(BRIDGE), points=(point,)))
    facts = [point.facts for point in points_read(store)]
    monkeypatch.setattr(point_facts, "EDITION", point_facts.EDITION + 1)
    assert facts == [reckoned(point)]
    assert [point.facts for point in points_read(store)] == [None]


def test_a_summary_without_points_comes_back(store: Store) -> None:
    publish(store, BRIDGE)
    summary = replace(summary_of(BRIDGE), points=())
    keep(store, BRIDGE, summary)
    assert read(store).outcome == summary


def test_a_refusal_comes_back_as_it_was_put(store: Store) -> None:
    publish(store, BRIDGE)
    assert keep(store, BRIDGE, refusal_of(BRIDGE)) == (True,)
    assert read(store).outcome == refusal_of(BRIDGE)


def test_markup_of_an_older_policy_is_cleaned_again(store: Store) -> None:
    publish(store, BRIDGE)
    dirty = summary_of(BRIDGE).points[0]
    object.__setattr__(dirty.content, "markup", "<b>ok</b><script>alert(1)</script>")
    keep(store, BRIDGE, replace(summary_of(BRIDGE), points=(dirty,), policy=0))
    outcome = read(store).outcome
    assert isinstance(outcome, Summary)
    assert outcome.points[0].facts is None
    assert "<script" not in outcome.points[0].content.markup
    assert "<b>ok</b>" in outcome.points[0].content.markup


def test_a_second_summary_of_the_same_origin_replaces_the_first(store: Store) -> None:
    publish(store, BRIDGE)
    keep(store, BRIDGE, summary_of(BRIDGE, point="First"))
    keep(store, BRIDGE, summary_of(BRIDGE, point="Second"))
    assert read(store).outcome == summary_of(BRIDGE, point="Second")


RANKED: tuple[Outcome, ...] = (
    summary_of(BRIDGE, Origin.NEWSROOM),
    summary_of(BRIDGE, Origin.AI_CHECKED),
    summary_of(BRIDGE, Origin.AI_UNCHECKED),
    summary_of(BRIDGE, Origin.EXTRACT),
    refusal_of(BRIDGE),
)


@pytest.mark.parametrize("best", range(len(RANKED)), ids=lambda best: f"rank{best}")
def test_the_best_origin_wins_in_whatever_order_they_came(store: Store, best: int) -> None:
    publish(store, BRIDGE)
    keep(store, BRIDGE, *reversed(RANKED[best:]))
    assert read(store).outcome == RANKED[best]
    keep(store, BRIDGE, *RANKED[best:])
    assert read(store).outcome == RANKED[best]


def test_shown_wins_over_held_over_a_refusal_over_hidden(store: Store) -> None:
    shown = summary_of(BRIDGE, Origin.EXTRACT, SHOWN)
    held = summary_of(BRIDGE, Origin.AI_UNCHECKED, HELD)
    hidden = summary_of(BRIDGE, Origin.NEWSROOM, HIDDEN)
    ranked = (shown, held, refusal_of(BRIDGE), hidden)
    publish(store, BRIDGE)
    for count, order in enumerate(permutations(ranked)):
        edition = article(text=f"Edition {count}")
        publish(store, edition)
        editions = [replace(one, fingerprint=edition.headline.fingerprint) for one in ranked]
        keep(store, edition, *(editions[ranked.index(one)] for one in order))
        assert read(store).outcome == editions[0]


def test_a_held_summary_is_found_when_none_is_shown(store: Store) -> None:
    publish(store, BRIDGE)
    held = summary_of(BRIDGE, Origin.AI_UNCHECKED, HELD)
    keep(store, BRIDGE, refusal_of(BRIDGE), held, summary_of(BRIDGE, Origin.NEWSROOM, HIDDEN))
    assert read(store).outcome == held


def test_a_hidden_summary_says_that_it_is_hidden(store: Store) -> None:
    publish(store, BRIDGE)
    keep(store, BRIDGE, summary_of(BRIDGE, state=HIDDEN))
    outcome = read(store).outcome
    assert isinstance(outcome, Summary)
    assert outcome.state is HIDDEN


def test_a_summary_of_another_edition_is_not_kept(store: Store) -> None:
    publish(store, BRIDGE, article(text="Newer"))
    assert keep(store, BRIDGE, summary_of(BRIDGE), refusal_of(BRIDGE)) == (False, False)
    assert read(store).outcome is None


def test_a_summary_of_an_unknown_or_withdrawn_article_is_not_kept(store: Store) -> None:
    assert keep(store, BRIDGE, summary_of(BRIDGE)) == (False,)
    publish(store, BRIDGE)
    withdraw(store)
    assert keep(store, BRIDGE, summary_of(BRIDGE)) == (False,)
    publish(store, BRIDGE)
    assert read(store).outcome is None


def test_only_the_summary_of_that_origin_and_article_is_dropped(store: Store) -> None:
    other = article("other")
    publish(store, BRIDGE, other)
    keep(store, BRIDGE, summary_of(BRIDGE), summary_of(BRIDGE, Origin.NEWSROOM))
    keep(store, other, summary_of(other, Origin.NEWSROOM))
    with store.transaction() as transaction:
        transaction.drop_summary(DAILY.key, url_of("bridge"), Origin.NEWSROOM)
        transaction.drop_summary(DAILY.key, url_of("never-published"), Origin.NEWSROOM)
    assert read(store).outcome == summary_of(BRIDGE)
    assert read(store, "other").outcome == summary_of(other, Origin.NEWSROOM)
