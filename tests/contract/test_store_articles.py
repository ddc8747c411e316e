"""What every store promises about articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from tests.contract.material import (
    DAILY,
    NOON,
    WEEKLY,
    article,
    keep,
    later,
    publish,
    read,
    summary_of,
    url_of,
    withdraw,
)
from widget.domain.article import Article, Change, Neighbour, Neighbours, Precision
from widget.domain.block import Role
from widget.domain.errors import InvalidField, UnknownSite

if TYPE_CHECKING:
    from widget.domain.ports import Store

FULL = article(
    section="City",
    author="A. Writer",
    image="https://daily.example/i.jpg",
    modified_at=later(5),
    language="en-GB",
    declared=Neighbours(Neighbour("Before", "https://daily.example/b"), Neighbour("After")),
    published_precision=Precision.DAY,
    vouched=False,
)


def kept(store: Store, slug: str = "bridge") -> Article | None:
    with store.view() as view:
        return view.article(DAILY.key, url_of(slug))


def test_an_article_comes_back_as_it_was_put(store: Store) -> None:
    assert publish(store, FULL, article("plain")) == (Change.CREATED, Change.CREATED)
    assert kept(store) == FULL
    assert kept(store, "plain") == article("plain")


def test_an_unknown_article_is_none(store: Store) -> None:
    publish(store, FULL)
    with store.view() as view:
        assert view.article(DAILY.key, url_of("other")) is None
        assert view.article(WEEKLY.key, url_of("bridge")) is None
        assert view.reading(DAILY.key, url_of("other")) is None


def test_two_sites_may_have_an_article_at_the_same_url(store: Store) -> None:
    other = article(site_key=WEEKLY.key, title="Other")
    publish(store, article(), other)
    with store.view() as view:
        assert view.article(WEEKLY.key, url_of("bridge")) == other
    assert kept(store) == article()


def test_an_article_of_an_unknown_site_is_refused(store: Store) -> None:
    with pytest.raises(UnknownSite):
        publish(store, article(site_key="monthly"))


def test_the_same_article_twice_is_unchanged(store: Store) -> None:
    assert publish(store, FULL, FULL) == (Change.CREATED, Change.UNCHANGED)


@pytest.mark.parametrize(
    "fields",
    [
        {"section": None},
        {"author": "Another"},
        {"image": None},
        {"modified_at": None},
        {"language": "en"},
        {"published_at": NOON + timedelta(microseconds=1)},
        {"declared": Neighbours(previous=Neighbour("Before"), next=Neighbour("After"))},
        {"declared": Neighbours()},
        {"published_precision": Precision.GUESSED},
        {"vouched": True},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_an_article_with_one_other_field_is_changed(store: Store, fields: dict[str, Any]) -> None:
    other = replace(FULL, headline=replace(FULL.headline, **fields))
    assert publish(store, FULL, other) == (Change.CREATED, Change.CHANGED)
    assert kept(store) == other


def test_a_changed_headline_keeps_the_summary_of_the_same_fingerprint(store: Store) -> None:
    publish(store, FULL)
    keep(store, FULL, summary_of(FULL))
    publish(store, replace(FULL, headline=replace(FULL.headline, section="Sport")))
    assert read(store).outcome == summary_of(FULL)


def test_a_changed_article_is_not_answered_with_its_old_summary(store: Store) -> None:
    publish(store, article())
    keep(store, article(), summary_of(article()))
    publish(store, article(text="The bridge will be torn down."))
    assert read(store).outcome is None


def test_a_summary_of_an_older_edition_does_not_come_back_with_its_text(store: Store) -> None:
    publish(store, article())
    keep(store, article(), summary_of(article()))
    publish(store, article(text="Other"), article())
    assert read(store).outcome is None


def test_a_withdrawn_article_is_marked_and_stays_readable_for_its_publisher(store: Store) -> None:
    publish(store, article())
    assert withdraw(store) is True
    assert read(store).headline.withdrawn_at == NOON
    found = kept(store)
    assert found is not None
    assert found.text == article().text


def test_withdrawing_twice_or_what_was_never_there_says_so(store: Store) -> None:
    publish(store, article())
    assert [withdraw(store), withdraw(store), withdraw(store, "nothing")] == [True, False, False]


def test_a_withdrawn_article_that_is_put_again_is_back_with_its_summary(store: Store) -> None:
    publish(store, article())
    keep(store, article(), summary_of(article()))
    withdraw(store)
    assert publish(store, article()) == (Change.CHANGED,)
    assert kept(store) == article()
    assert read(store).outcome == summary_of(article())


def test_times_come_back_in_utc_to_the_microsecond(store: Store) -> None:
    east = timezone(timedelta(hours=13, minutes=45))
    old = datetime(1893, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
    publish(store, article(published_at=NOON.astimezone(east), modified_at=old))
    headline = read(store).headline
    assert (headline.published_at, headline.modified_at) == (NOON, old)
    assert headline.published_at.tzinfo is UTC


def test_a_time_without_a_zone_is_refused_by_name(store: Store) -> None:
    with pytest.raises(InvalidField, match="published_at: has no time zone"):
        publish(store, article(published_at=NOON.replace(tzinfo=None)))


@pytest.mark.parametrize(
    "time",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-2))),
    ],
    ids=["first", "last"],
)
def test_a_time_that_is_outside_of_utcs_years_is_refused_and_not_kept_unreadable(
    store: Store, time: datetime
) -> None:
    with pytest.raises(InvalidField, match="published_at: is out of range"):
        publish(store, article(published_at=time))


def test_a_url_is_found_by_exactly_its_title(store: Store) -> None:
    publish(store, article("a", title="One"), article("b", title="one"))
    with store.view() as view:
        assert view.url_of_title(DAILY.key, "One", NOON) == url_of("a")
        assert view.url_of_title(DAILY.key, "On", NOON) is None
        assert view.url_of_title(WEEKLY.key, "One", NOON) is None


def test_of_several_articles_with_a_title_the_latest_not_withdrawn_is_found(store: Store) -> None:
    slugs = ("first", "second", "gone")
    publish(store, *(article(s, title="T", published_at=later(i)) for i, s in enumerate(slugs)))
    withdraw(store, "gone")
    with store.view() as view:
        assert view.url_of_title(DAILY.key, "T", NOON) == url_of("second")


def test_an_article_that_is_released_is_ingested_and_stays_as_it_is(store: Store) -> None:
    publish(store, article())
    withdraw(store)
    with store.transaction() as transaction:
        assert transaction.release(DAILY.key, url_of("bridge"))
        assert not transaction.release(DAILY.key, url_of("bridge"))
        assert not transaction.release(DAILY.key, url_of("other"))
    headline = read(store).headline
    assert headline.ingested
    assert headline.withdrawn_at == NOON


def test_who_vouches_for_an_article_leaves_all_others(store: Store) -> None:
    other = article("other", vouched=False)
    publish(store, article(vouched=False), other)
    with store.transaction() as transaction:
        transaction.vouch(DAILY.key, url_of("bridge"), NOON)
        transaction.vouch(DAILY.key, url_of("nowhere"), NOON)
    assert kept(store) == article()
    assert kept(store, "other") == other


ROLES = (Role.STANDFIRST, *(Role.PARAGRAPH,) * 12, *Role)
IN_ROLES = replace(article(text="\n\n".join("One." for _ in ROLES)), roles=ROLES)


def test_the_roles_of_paragraphs_come_back_as_they_were_put(store: Store) -> None:
    publish(store, IN_ROLES)
    assert kept(store) == IN_ROLES


def test_the_same_text_with_other_roles_is_a_change(store: Store) -> None:
    other = replace(IN_ROLES, roles=ROLES[::-1])
    changes = publish(store, IN_ROLES, IN_ROLES, other, replace(other, roles=()))
    assert changes == (Change.CREATED, Change.UNCHANGED, Change.CHANGED, Change.CHANGED)
    kept_now = kept(store)
    assert kept_now is not None
    assert kept_now.roles == ()


def test_only_what_is_the_story_is_counted_where_roles_are_known(store: Store) -> None:
    blocks = {Role.STANDFIRST: "One.", Role.SUBHEAD: "What now", Role.QUOTATION: "Two three."}
    beside = {Role.CAPTION: "A b c.", Role.ASIDE: "D e.", Role.NOTE: "F."}
    text = "\n\n".join((blocks | beside).values())
    publish(store, replace(article(text=text), roles=tuple(blocks | beside)))
    assert words(store) == 3
    publish(store, article(text=text))
    assert words(store) == 11


def words(store: Store) -> int:
    """Return how many words readers are told of."""
    with store.view() as view:
        reading = view.reading(DAILY.key, url_of("bridge"))
    assert reading is not None
    return reading.words
