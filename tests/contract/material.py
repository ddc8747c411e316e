"""Sites, articles and summaries for the contract suite to keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from widget.domain.article import Article, Change, Headline, fingerprint_of
from widget.domain.draft import Origin, Passage
from widget.domain.site import Site
from widget.domain.summary import Outcome, Point, Reading, Reason, Refusal, Summary, SummaryState
from widget.rules.sanitize import POLICY, escape

if TYPE_CHECKING:
    from widget.domain.ports import Store

NOON = datetime(2026, 5, 4, 12, 0, 0, 123456, tzinfo=UTC)
DAILY = Site("daily", "The Daily", ("https://daily.example",), ("daily.example",), "en")
WEEKLY = Site("weekly", "The Weekly", (), ("weekly.example", "www.weekly.example"), "de")


def url_of(slug: str) -> str:
    """Return the URL of an article of the daily."""
    return f"https://daily.example/{slug}"


def article(
    slug: str = "bridge", text: str = "The bridge will be rebuilt.", **fields: Any
) -> Article:
    """Return an article of the daily; what is not given is a good default."""
    title = fields.pop("title", f"The story of the {slug}")
    fingerprint = fields.pop("fingerprint", None) or fingerprint_of(title, text)
    headline = Headline(
        site_key=DAILY.key,
        url=url_of(slug),
        title=title,
        language="en",
        published_at=NOON,
        fingerprint=fingerprint,
    )
    return Article(replace(headline, **fields), text)


def later(minutes: int) -> datetime:
    """Return noon and so many minutes."""
    return NOON + timedelta(minutes=minutes)


def summary_of(
    of: Article,
    origin: Origin = Origin.EXTRACT,
    state: SummaryState = SummaryState.SHOWN,
    point: str = "A point",
) -> Summary:
    """Return a summary of this edition of the article, with one point."""
    return Summary(
        fingerprint=of.headline.fingerprint,
        origin=origin,
        points=(Point(escape(point), Passage(4, 10, of.text[4:10])),),
        state=state,
        summarizer="test 1",
        policy=POLICY,
        made_at=NOON,
    )


def refusal_of(of: Article) -> Refusal:
    """Return the refusal of this edition of the article."""
    return Refusal(of.headline.fingerprint, Reason.TOO_SHORT, "test 1", NOON)


def publish(store: Store, *articles: Article) -> tuple[Change, ...]:
    """Put the articles into the store, each in a transaction of its own."""
    return tuple(_put(store, one) for one in articles)


def keep(store: Store, of: Article, *outcomes: Outcome) -> tuple[bool, ...]:
    """Put outcomes of the article into the store, in one transaction."""
    with store.transaction() as transaction:
        headline = of.headline
        return tuple(
            transaction.put_outcome(headline.site_key, headline.url, one) for one in outcomes
        )


def read(store: Store, slug: str = "bridge") -> Reading:
    """Return the reading of an article of the daily that must be there."""
    with store.view() as view:
        reading = view.reading(DAILY.key, url_of(slug))
    assert reading is not None
    return reading


def withdraw(store: Store, slug: str = "bridge") -> bool:
    """Withdraw an article of the daily."""
    with store.transaction() as transaction:
        return transaction.withdraw(DAILY.key, url_of(slug), NOON)


def _put(store: Store, one: Article) -> Change:
    with store.transaction() as transaction:
        return transaction.put_article(one, NOON)
