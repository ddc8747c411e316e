"""What every store promises about text that means harm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import (
    DAILY,
    NOON,
    article,
    keep,
    publish,
    read,
    summary_of,
    url_of,
)
from widget.domain.article import Change
from widget.domain.draft import Passage
from widget.domain.errors import InvalidField
from widget.domain.limits import TEXT_CHARACTERS

if TYPE_CHECKING:
    from widget.domain.ports import Store

HOSTILE = [
    "'; DROP TABLE articles; --",
    '" OR 1=1 --',
    "%s %(url)s :url ? $1 {0} \\",
    "%_",
    "null",
    "\u202eright to left\u202c \ufeff\u2028",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿 \U0010ffff e\u0301 é",
    "\x01\x1b[31m\x7f",
    "",
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_comes_back_as_it_was_put_and_nothing_else_happens(
    store: Store, value: str
) -> None:
    publish(store, article("bystander"))
    hostile = article(value, text=value, title=value, section=value, author=value, language=value)
    site = replace(DAILY, key="evil", name=value, origins=(value,), page_hosts=(value, value))
    with store.transaction() as transaction:
        transaction.put_site(site, NOON)
    publish(store, hostile)
    with store.view() as view:
        assert view.site("evil") == site
        assert view.article(DAILY.key, url_of(value)) == hostile
        assert view.url_of_title(DAILY.key, value, NOON) == url_of(value)
        assert view.article(DAILY.key, url_of("bystander")) == article("bystander")


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_keys_find_nothing(store: Store, value: str) -> None:
    publish(store, article())
    with store.view() as view:
        assert view.site(value) is None
        assert view.site_of_api_key(value) is None
        assert view.reading(value, value) is None
        assert view.article(DAILY.key, value) is None
        assert view.url_of_title(DAILY.key, value, NOON) is None


def test_the_longest_text_comes_back_whole(store: Store) -> None:
    long = article(text="ß🚢" * (TEXT_CHARACTERS // 2))
    publish(store, long)
    with store.view() as view:
        assert view.article(DAILY.key, url_of("bridge")) == long
    assert publish(store, long) == (Change.UNCHANGED,)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("a\x00b", "has a NUL character"),
        ("a\ud800b", r"has half a character \(a lone surrogate, U\+D800\) at position 1"),
    ],
    ids=["nul", "surrogate"],
)
@pytest.mark.parametrize("name", ["title", "section", "author", "language"])
def test_text_that_cannot_be_kept_is_refused_by_the_name_of_its_field(
    store: Store, name: str, value: str, message: str
) -> None:
    with pytest.raises(InvalidField, match=f"^{name}: {message}"):
        publish(store, article(fingerprint="0" * 32, **{name: value}))
    with store.view() as view:
        assert view.article(DAILY.key, url_of("bridge")) is None


def test_a_lone_surrogate_within_a_summary_is_refused(store: Store) -> None:
    publish(store, article())
    good = summary_of(article())
    point = replace(good.points[0], source=Passage(0, 1, "\udfff"))
    with pytest.raises(InvalidField, match=r"^points: has half a character"):
        keep(store, article(), replace(good, points=(point,)))
    assert read(store).outcome is None


def test_a_question_that_cannot_be_asked_is_refused_as_well(store: Store) -> None:
    with store.view() as view, pytest.raises(InvalidField, match=r"^url: "):
        view.reading(DAILY.key, "\ud800")
