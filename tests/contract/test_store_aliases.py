"""What every store promises about the further addresses of an article, and what was ingested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON, article, later, publish, read, url_of, withdraw
from widget.domain.errors import InvalidField

if TYPE_CHECKING:
    from widget.domain.ports import Store


def put(store: Store, slug: str, *aliases: str, site_key: str = DAILY.key) -> None:
    """Make these slugs further addresses of the article."""
    with store.transaction() as transaction:
        transaction.put_aliases(site_key, url_of(slug), tuple(map(url_of, aliases)))


def owner(store: Store, alias: str, site_key: str = DAILY.key) -> str | None:
    """Return the slug of the article that this slug is an alias of."""
    with store.view() as view:
        leads = view.leads(site_key, (url_of(alias),))
    found = [lead.url for lead in leads if lead.url != lead.address]
    return found[0].removeprefix("https://daily.example/") if found else None


def test_an_alias_leads_to_its_article(store: Store) -> None:
    publish(store, article("bridge"))
    put(store, "bridge", "b", "amp/bridge")
    assert owner(store, "b") == owner(store, "amp/bridge") == "bridge"
    assert owner(store, "bridge") is None


def test_an_alias_belongs_to_one_site(store: Store) -> None:
    publish(store, article("bridge"))
    put(store, "bridge", "b")
    assert owner(store, "b", "weekly") is None


def test_aliases_of_an_article_that_is_not_there_are_not_kept(store: Store) -> None:
    put(store, "bridge", "b")
    publish(store, article("bridge"))
    assert owner(store, "b") is None


def test_aliases_that_are_put_again_join_the_others(store: Store) -> None:
    publish(store, article("bridge"))
    put(store, "bridge", "a")
    put(store, "bridge", "b")
    put(store, "bridge")
    assert owner(store, "a") == owner(store, "b") == "bridge"


def test_an_alias_leaves_the_article_that_had_it(store: Store) -> None:
    publish(store, article("bridge"), article("ferry"))
    put(store, "bridge", "a", "b")
    put(store, "ferry", "b")
    assert (owner(store, "a"), owner(store, "b")) == ("bridge", "ferry")


def test_the_same_alias_twice_is_one(store: Store) -> None:
    publish(store, article("bridge"))
    put(store, "bridge", "a", "a")
    assert owner(store, "a") == "bridge"


def test_aliases_that_are_there_already_are_not_written_again(
    store: Store, writes: list[str]
) -> None:
    publish(store, article("bridge"))
    put(store, "bridge", "a", "b")
    del writes[:]
    put(store, "bridge", "b", "a")
    assert writes == []
    put(store, "bridge", "b", "c")
    assert len([one for one in writes if "aliases" in one]) == 1


def test_a_withdrawn_article_can_have_aliases_too(store: Store) -> None:
    publish(store, article("bridge"))
    withdraw(store)
    put(store, "bridge", "a")
    assert owner(store, "a") == "bridge"


def test_an_alias_that_no_database_can_keep_is_refused(store: Store) -> None:
    publish(store, article("bridge"))
    with pytest.raises(InvalidField, match="alias"):
        put(store, "bridge", "a\x00")
    assert owner(store, "bridge") is None


def test_an_article_that_the_publisher_withdrew_is_not_ingested_any_more(store: Store) -> None:
    publish(store, article("bridge", ingested=True))
    assert withdraw(store)
    assert not read(store).headline.ingested
    assert not withdraw(store)


def test_an_ingested_article_that_is_gone_is_the_publishers_once_it_withdraws_it(
    store: Store,
) -> None:
    publish(store, article("bridge", ingested=True))
    with store.transaction() as transaction:
        assert transaction.withdraw_ingested(DAILY.key, url_of("bridge"), later(-5))
    assert read(store).headline.ingested
    assert not withdraw(store)
    headline = read(store).headline
    assert (headline.ingested, headline.withdrawn_at) == (False, later(-5))


def test_a_pushed_article_is_not_withdrawn_as_if_it_were_ingested(store: Store) -> None:
    publish(store, article("bridge"))
    with store.transaction() as transaction:
        assert not transaction.withdraw_ingested(DAILY.key, url_of("bridge"), NOON)
        assert not transaction.withdraw_ingested(DAILY.key, url_of("ferry"), NOON)
    assert read(store).headline.withdrawn_at is None
