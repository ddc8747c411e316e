"""From a manuscript to an article: what is refused, filled, cut and left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PAGE, SITE, STORY
from tests.unit.publisher_site import NOW, at, later
from widget.domain.article import Manuscript, Marks, Neighbour, Neighbours
from widget.domain.block import Block, Role
from widget.domain.errors import ForeignUrl, InvalidField, LimitExceeded
from widget.domain.limits import ALIASES, SHORT_TEXT_CHARACTERS, TITLE_CHARACTERS, URL_CHARACTERS
from widget.store import open_sqlite
from widget.usecases.articles.policies import Ingested, Pushed
from widget.usecases.articles.validate import details, filled, validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.store import SqlStore
    from widget.usecases.articles.validate import ValidArticle

NAIVE = datetime(2026, 5, 1, 8)  # noqa: DTZ001 - that is the point
OUT_OF_RANGE = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))


@pytest.fixture(scope="module")
def store() -> Iterator[SqlStore]:
    """Return a store without any article."""
    opened = open_sqlite("sqlite://")
    yield opened
    opened.close()


def manuscript(**fields: Any) -> Manuscript:
    """Return a manuscript; what is not given is a good default."""
    return Manuscript(**({"url": PAGE, "title": "A", "text": STORY} | fields))


def pushed(store: SqlStore, **fields: Any) -> ValidArticle:
    """Return what a publisher pushed, validated."""
    with store.view() as view:
        return validate(view, SITE, manuscript(**fields), Pushed(NOW))


def ingested(store: SqlStore, **fields: Any) -> ValidArticle:
    """Return what was read from the site, validated."""
    with store.view() as view:
        return validate(view, SITE, manuscript(**fields), Ingested(NOW))


@pytest.mark.parametrize("name", ["url", "title", "text"])
@pytest.mark.parametrize("value", [None, "", "  \n ", "\x00"])
def test_an_article_has_an_address_a_title_and_a_text(
    store: SqlStore, name: str, value: str | None
) -> None:
    with pytest.raises(InvalidField, match=f"^{name}: "):
        pushed(store, **{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("published_at", NAIVE),
        ("modified_at", OUT_OF_RANGE),
        ("marks", Marks(embargoed_until=NAIVE)),
        ("marks", Marks(embargoed_until=OUT_OF_RANGE)),
        ("language", "english, I think"),
        ("image", "javascript:alert(1)"),
        ("aliases", ("/x",)),
        ("neighbours", Neighbours(previous=Neighbour(" "))),
        ("neighbours", Neighbours(next=Neighbour("x", "ftp://x"))),
    ],
)
def test_a_pushed_value_that_is_wrong_is_refused(store: SqlStore, name: str, value: Any) -> None:
    with pytest.raises(InvalidField):
        pushed(store, **{name: value})


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("title", TITLE_CHARACTERS),
        ("section", SHORT_TEXT_CHARACTERS),
        ("author", SHORT_TEXT_CHARACTERS),
    ],
)
def test_a_pushed_line_has_a_limit_and_an_ingested_one_is_cut(
    store: SqlStore, name: str, limit: int
) -> None:
    pushed(store, **{name: "x" * limit})
    with pytest.raises(LimitExceeded, match=name):
        pushed(store, **{name: "x" * (limit + 1)})
    words = "word " * limit
    cut = getattr(ingested(store, **{name: words}).article.headline, name)
    assert len(cut) <= limit
    assert cut.endswith("word…")
    longest = ingested(store, **{name: "x" * 10_000_000}).article.headline
    assert len(getattr(longest, name)) == limit


def test_an_embargo_is_kept_in_utc(store: SqlStore) -> None:
    local = datetime(2026, 5, 1, 10, 0, tzinfo=timezone(timedelta(hours=2)))
    kept = pushed(store, marks=Marks(embargoed_until=local)).article.headline.marks
    assert kept.embargoed_until == NOW
    assert kept.embargoed_until.tzinfo is UTC


def test_aliases_are_canonical_own_and_each_once(store: SqlStore) -> None:
    sent = (
        at("b") + "?utm_source=x",
        at("b") + "#top",
        PAGE + "?fbclid=1",
        "HTTPS://NEWS.example/c",
    )
    assert pushed(store, aliases=sent).aliases == (at("b"), "https://news.example/c")


def test_pushed_aliases_have_a_limit_and_stay_on_the_sites_hosts(store: SqlStore) -> None:
    pushed(store, aliases=tuple(at(str(n)) for n in range(ALIASES)))
    with pytest.raises(LimitExceeded, match="aliases: at most 10 URLs"):
        pushed(store, aliases=tuple(at(str(n)) for n in range(ALIASES + 1)))
    with pytest.raises(ForeignUrl):
        pushed(store, aliases=("https://other.example/x",))


def test_ingested_values_that_are_wrong_are_left_out(store: SqlStore) -> None:
    hostile = {
        "language": "english, I think",
        "published_at": NAIVE,
        "modified_at": OUT_OF_RANGE,
        "image": "javascript:alert(1)",
        "neighbours": Neighbours(Neighbour("", None), Neighbour("x", "data:text/html,x")),
        "marks": Marks(embargoed_until=NAIVE),
        "aliases": ("https://other.example/x", "x", "x" * 9_999, at("b") + "?gclid=1"),
    }
    assert ingested(store, **hostile) == ingested(store, aliases=(at("b"),))


def test_a_page_may_link_to_a_neighbour_without_its_title_a_publisher_names_it(
    store: SqlStore,
) -> None:
    untitled = Neighbours(previous=Neighbour("", at("a")))
    assert ingested(store, neighbours=untitled).article.headline.declared == untitled
    with pytest.raises(InvalidField, match=r"previous\.title"):
        pushed(store, neighbours=untitled)


def test_a_page_that_is_there_was_not_published_tomorrow_a_pushed_article_may_be(
    store: SqlStore,
) -> None:
    tomorrow = NOW + timedelta(days=1)
    assert ingested(store, published_at=tomorrow).article.headline.published_at == NOW
    assert pushed(store, published_at=tomorrow).article.headline.published_at == tomorrow


def test_the_article_says_whether_it_was_pushed_or_read_from_the_site(store: SqlStore) -> None:
    assert ingested(store).article.headline.ingested
    assert not pushed(store).article.headline.ingested


def test_of_too_many_ingested_aliases_the_first_are_kept(store: SqlStore) -> None:
    sent = ("x", *(at(str(n)) for n in range(50)))
    assert ingested(store, aliases=sent).aliases == sent[1 : ALIASES + 1]


def test_what_a_listing_says_is_validated_without_address_title_and_text() -> None:
    listed = Manuscript(section="  City \n", language="english, I think")
    assert details(SITE, listed, Ingested(NOW)) == Manuscript(section="City")


LINE = st.text(max_size=30) | st.just("x" * 500) | st.just("\ud800\x00")
TIME = st.none() | st.just(NAIVE) | st.just(OUT_OF_RANGE) | st.datetimes(timezones=st.just(UTC))
LINK = LINE | st.sampled_from([PAGE, "https://other.example", "x" * (URL_CHARACTERS + 1)])


@given(
    st.builds(
        Manuscript,
        url=st.just(PAGE),
        title=st.just("A"),
        text=st.just(STORY),
        published_at=TIME,
        modified_at=TIME,
        section=LINE,
        author=LINE,
        language=LINE,
        image=LINK,
        neighbours=st.builds(
            Neighbours,
            st.builds(Neighbour, LINE, LINK),
            st.builds(Neighbour, LINE, LINK | st.none()),
        ),
        aliases=st.lists(LINK, max_size=12).map(tuple),
        marks=st.builds(Marks, opinion=st.booleans()),
    )
)
def test_of_what_was_ingested_only_address_title_and_text_can_be_refused(
    store: SqlStore, sent: Manuscript
) -> None:
    with store.view() as view:
        assert validate(view, SITE, sent, Ingested(NOW)).article.text


def test_what_a_listing_says_fills_gaps_and_replaces_nothing() -> None:
    page = Manuscript(title="By the page", section="City")
    told = Manuscript(
        url=at("x"),
        title="By the feed",
        text="Feed",
        author="Ann",
        published_at=NOW,
        summary=("x",),
    )
    assert filled(page, told) == Manuscript(
        title="By the page", section="City", author="Ann", published_at=NOW
    )


def test_a_mark_that_either_of_the_two_has_counts() -> None:
    page = Manuscript(marks=Marks(opinion=True, embargoed_until=later(5)))
    told = Manuscript(marks=Marks(paywalled=True, noindex=True, live=True))
    assert filled(page, told).marks == Marks(
        opinion=True, live=True, paywalled=True, noindex=True, embargoed_until=later(5)
    )


def test_an_article_of_blocks_has_their_roles_and_the_fingerprint_of_their_text(
    store: SqlStore,
) -> None:
    plain = pushed(store, text="One is one.\n\nTwo is two.").article
    blocks = (Block(Role.STANDFIRST, "One is one."), Block(Role.ITEM, "Two is two."))
    for way in (pushed, ingested):
        made = way(store, text=None, blocks=blocks).article
        assert made.text == plain.text
        assert made.roles == (Role.STANDFIRST, Role.ITEM)
        assert made.headline.fingerprint == plain.headline.fingerprint
    assert plain.roles == ()
