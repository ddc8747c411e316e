"""What every store promises about the previous and the next article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.material import NOON, WEEKLY, article, later, publish, url_of, withdraw

if TYPE_CHECKING:
    from widget.domain.article import Article
    from widget.domain.ports import Store


def beside(store: Store, one: Article) -> tuple[str | None, str | None]:
    """Return the slugs of the previous and the next article."""
    with store.view() as view:
        found = view.neighbours(one.headline, NOON)
    return (
        found.previous.title.removeprefix("The story of the ") if found.previous else None,
        found.next.title.removeprefix("The story of the ") if found.next else None,
    )


def test_neighbours_follow_publish_order_whatever_order_they_came_in(store: Store) -> None:
    one, two, three = (article(str(n), published_at=later(n)) for n in (1, 2, 3))
    publish(store, two, three, one)
    assert [beside(store, each) for each in (one, two, three)] == [
        (None, "2"),
        ("1", "3"),
        ("2", None),
    ]


def test_a_neighbour_has_the_title_and_the_url(store: Store) -> None:
    publish(store, article("a"), article("b"))
    with store.view() as view:
        found = view.neighbours(article("b").headline, NOON)
    assert found.previous is not None
    assert (found.previous.title, found.previous.url) == ("The story of the a", url_of("a"))


def test_the_only_article_has_no_neighbours(store: Store) -> None:
    publish(store, article())
    assert beside(store, article()) == (None, None)


def test_articles_of_the_same_moment_stand_in_the_order_they_came(store: Store) -> None:
    same = [article(slug) for slug in ("c", "a", "b")]
    publish(store, *same)
    assert [beside(store, each) for each in same] == [(None, "a"), ("c", "b"), ("a", None)]


def test_walking_to_the_next_visits_each_article_once(store: Store) -> None:
    articles = [article(str(n), published_at=later(n // 3)) for n in range(12)]
    publish(store, *articles)
    walked, slug = ["0"], beside(store, articles[0])[1]
    while slug is not None:
        walked.append(slug)
        slug = beside(store, articles[int(slug)])[1]
    assert walked == [str(n) for n in range(12)]


@pytest.mark.parametrize("fields", [{"language": "de"}, {"site_key": WEEKLY.key}], ids=str)
def test_articles_of_another_language_or_site_are_passed_over(
    store: Store, fields: dict[str, str]
) -> None:
    before, here, after = (article(str(n), published_at=later(n * 2)) for n in range(3))
    strangers = [article(f"x{n}", published_at=later(n * 2 + 1), **fields) for n in range(2)]
    publish(store, before, here, after, *strangers)
    assert beside(store, here) == ("0", "2")


def test_withdrawn_articles_are_passed_over_and_return(store: Store) -> None:
    one, two, three = (article(str(n), published_at=later(n)) for n in (1, 2, 3))
    publish(store, one, two, three)
    withdraw(store, "2")
    assert beside(store, one) == (None, "3")
    publish(store, two)
    assert beside(store, one) == (None, "2")


def test_a_withdrawn_article_still_knows_its_neighbours(store: Store) -> None:
    one, two, three = (article(str(n), published_at=later(n)) for n in (1, 2, 3))
    publish(store, one, two, three)
    withdraw(store, "2")
    assert beside(store, two) == ("1", "3")


def test_an_article_that_moved_in_time_moved_among_its_neighbours(store: Store) -> None:
    one, two = (article(str(n), published_at=later(n)) for n in (1, 2))
    moved = article("1", published_at=later(9))
    publish(store, one, two, moved)
    assert beside(store, moved) == ("2", None)
    assert beside(store, two) == (None, "1")


def test_articles_of_the_same_moment_stand_in_the_order_of_their_listing(store: Store) -> None:
    same = [article(slug) for slug in ("c", "a", "b")]
    with store.transaction() as transaction:
        for one, minute in zip(same, (3, 1, 2), strict=True):
            transaction.put_article(one, NOON, later(minute))
    assert [beside(store, each) for each in same] == [("b", None), (None, "b"), ("a", "c")]


def test_an_article_that_comes_again_stays_where_it_stood_until_a_listing_says_otherwise(
    store: Store,
) -> None:
    one, two = article("1"), article("2")
    with store.transaction() as transaction:
        for each, minute in ((one, 1), (two, 2)):
            transaction.put_article(each, NOON, later(minute))
        transaction.put_article(article("1", text="Edited"), later(9))
    assert beside(store, two) == ("1", None)
    with store.transaction() as transaction:
        assert transaction.put_article(article("1", text="Edited"), later(9), later(3))
    assert beside(store, two) == (None, "1")


def test_what_nobody_vouches_for_is_passed_over_and_has_neighbours_of_its_own(
    store: Store,
) -> None:
    one, three = (article(str(n), published_at=later(n)) for n in (1, 3))
    two = article("2", published_at=later(2), vouched=False)
    publish(store, one, two, three)
    assert [beside(store, each) for each in (one, two, three)] == [
        (None, "3"),
        ("1", "3"),
        ("1", None),
    ]
    with store.view() as view:
        assert view.url_of_title("daily", two.headline.title, NOON) is None
        leads = view.leads("daily", (url_of("1"), url_of("2")))
        assert {lead.url: lead.vouched for lead in leads} == {url_of("1"): True, url_of("2"): False}
    with store.transaction() as transaction:
        transaction.vouch("daily", url_of("2"), NOON)
    assert beside(store, one) == (None, "2")
