"""Which articles lack an outcome by the summarizer of today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.contract.material import (
    DAILY,
    article,
    keep,
    publish,
    refusal_of,
    summary_of,
    url_of,
    withdraw,
)
from widget.domain.summary import Form

if TYPE_CHECKING:
    from widget.domain.ports import Store

TODAYS = ("today 1", "newsroom")


def outdated(store: Store) -> list[str]:
    """Return the outdated articles of the daily."""
    with store.view() as view:
        return list(view.outdated(DAILY.key, TODAYS, "", 100))


def test_an_article_without_an_outcome_or_with_an_older_one_is_outdated(store: Store) -> None:
    plain, older, refused = article("plain"), article("older"), article("refused")
    publish(store, plain, older, refused)
    keep(store, older, summary_of(older))
    keep(store, refused, refusal_of(refused))
    assert outdated(store) == [url_of("plain"), url_of("older"), url_of("refused")]


def test_an_article_with_an_outcome_of_today_is_not(store: Store) -> None:
    ours, theirs, refused = article("ours"), article("theirs"), article("refused")
    publish(store, ours, theirs, refused)
    keep(store, ours, replace(summary_of(ours), summarizer="today 1"))
    keep(store, theirs, replace(summary_of(theirs), summarizer="newsroom"))
    keep(store, refused, replace(refusal_of(refused), summarizer="today 1"))
    assert outdated(store) == []


def test_an_outcome_of_another_edition_does_not_count(store: Store) -> None:
    publish(store, article())
    keep(store, article(), replace(summary_of(article()), summarizer="today 1"))
    publish(store, article(text="It has another text now."))
    assert outdated(store) == [url_of("bridge")]


def test_a_withdrawn_article_needs_nothing(store: Store) -> None:
    publish(store, article())
    withdraw(store)
    assert outdated(store) == []


def test_the_length_and_form_of_a_site_come_back(store: Store) -> None:
    site = replace(DAILY, points=2, words=50, form=Form.PARAGRAPH)
    with store.transaction() as transaction:
        transaction.put_site(site, article().headline.published_at)
        assert transaction.site(DAILY.key) == site


def test_outdated_articles_are_read_a_few_at_a_time_and_counted(store: Store) -> None:
    names = ["c", "a", "d", "b"]
    publish(store, *(article(name) for name in names))
    with store.view() as view:
        first = view.outdated(DAILY.key, TODAYS, "", 3)
        rest = view.outdated(DAILY.key, TODAYS, first[-1], 3)
        assert (first, rest) == (tuple(map(url_of, names[:3])), (url_of("b"),))
        assert view.outdated(DAILY.key, TODAYS, rest[-1], 3) == ()
        assert view.count_outdated(DAILY.key, TODAYS) == 4
        assert view.count_outdated("weekly", TODAYS) == 0
