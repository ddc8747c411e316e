"""Saves and withdraws an article, together with its outcome and its other addresses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widget.domain.draft import Origin
from widget.domain.errors import SummarizerFailed
from widget.domain.summary import Summary, SummaryState
from widget.rules import urls
from widget.usecases.articles.lookup import known_site
from widget.usecases.articles.policies import Pushed
from widget.usecases.articles.validate import validate
from widget.usecases.summaries.summarize import (
    keep_outcome,
    newsroom_summary,
    outcome_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Article, Change, Headline, Manuscript
    from widget.domain.ports import (
        Outcomes,
        Store,
        Transaction,
        WritableArticles,
        WritableTrackedPages,
    )
    from widget.domain.site import Site
    from widget.domain.summary import KeptOutcome, Outcome
    from widget.usecases.articles.policies import Policy
    from widget.usecases.articles.validate import ValidArticle
    from widget.usecases.summaries.summarize import SummaryRules


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did: the article as stored, the change, and the outcome if there is one."""

    article: Article
    change: Change
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """What is to be written of a manuscript: the valid article, and its outcome if it is new."""

    valid: ValidArticle
    outcome: Outcome | None
    listed_at: datetime | None = None
    """Its place among articles of the same publish time, if a listing says it."""


def prepare(
    store: Store, rules: SummaryRules, site: Site, manuscript: Manuscript, policy: Policy
) -> PreparedArticle:
    """Validate a manuscript, and make the outcome that is to be written with it.

    No view stays open while the summary is made. Raises ForeignUrl, InvalidField, LimitExceeded
    and StoreUnavailable.
    """
    with store.view() as view:
        valid = validate(view, site, manuscript, policy)
        known = known_outcome(view, valid.article)
    outcome = new_outcome(rules.of_site(site), valid, known, policy.now)
    return PreparedArticle(valid, outcome)


def prepare_pushed(
    store: Store, rules: SummaryRules, site_key: str, manuscript: Manuscript, now: datetime
) -> PreparedArticle:
    """Prepare what a publisher pushed to this site; see ``prepare``. Raises UnknownSite as well."""
    with store.view() as view:
        site = known_site(view, site_key)
    return prepare(store, rules, site, manuscript, Pushed(now))


def new_outcome(
    rules: SummaryRules, valid: ValidArticle, known: KeptOutcome | None, now: datetime
) -> Outcome | None:
    """Return the outcome to be written with this article: none when what is known still stands.

    This is where a summary is made, under the rules of its site. When an article has an earlier
    text again, the summary that it had then is written again, as it was, if the summarizer, the
    shape and the roles of the paragraphs are still the same; else it is made anew. Raises
    LimitExceeded and InvalidField, naming ``summary``.
    """
    if valid.written:
        outcome: Outcome = newsroom_summary(valid.article, valid.written, now)
    elif known is not None and _is_by(rules, known, valid.article):
        outcome = known.outcome
    else:
        try:
            outcome = outcome_of(valid.article, rules, now)
        except SummarizerFailed:
            # The article is kept all the same; a reader's press asks again for its summary.
            return None
    # A refusal is made anew, because the operator's minimum may have changed.
    stands = known is not None and _stands(known, outcome, valid.article)
    return None if stands else outcome


def save(transaction: Transaction, prepared: PreparedArticle, now: datetime) -> Published:
    """Keep the article and the outcome that was made for it.

    What was ingested under one of its other addresses is the same article: it gives way. Raises
    StoreUnavailable.
    """
    article, aliases = prepared.valid.article, prepared.valid.aliases
    headline = article.headline
    key = (headline.site_key, headline.url)
    change = transaction.put_article(article, now, prepared.listed_at)
    if not prepared.valid.written and not headline.ingested:
        transaction.drop_summary(*key, Origin.NEWSROOM)
    if prepared.outcome is not None:
        keep_outcome(transaction, *key, prepared.outcome)
    transaction.put_aliases(*key, aliases)
    others = aliases if headline.ingested else (*aliases, *_twin(headline.url))
    _give_way(transaction, headline.site_key, others, now)
    if not headline.ingested:
        for alias in aliases:  # the publisher's now, and no more found by a press
            transaction.drop_pressed(headline.site_key, alias)
    reading = transaction.reading(*key)
    return Published(article, change, reading.outcome if reading else None)


def outdate_fetch(
    transaction: WritableTrackedPages, site_key: str, url: str, now: datetime
) -> None:
    """Outdate a fetch of this page that is under way, so that its result is dropped.

    Another fetch is due now. For a page that its publisher withdraws before it became an article.
    Raises StoreUnavailable.
    """
    known = transaction.tracked_page(site_key, url)
    if known is not None and known.attempts:
        transaction.put_tracked_page(replace(known, attempted_at=None, due_at=now))


def end(transaction: WritableArticles, headline: Headline, now: datetime) -> bool:
    """Withdraw this article, as its publisher says; False when it was withdrawn before.

    Raises StoreUnavailable.
    """
    _give_way(transaction, headline.site_key, _twin(headline.url), now)
    return transaction.withdraw(headline.site_key, headline.url, now)


def known_outcome(view: Outcomes, article: Article) -> KeptOutcome | None:
    """Return what is known of this very edition so far, if anything. Raises StoreUnavailable."""
    headline = article.headline
    return view.outcome(headline.site_key, headline.url, headline.fingerprint)


def _is_by(rules: SummaryRules, known: KeptOutcome, article: Article) -> bool:
    """Tell whether it is a summary by these rules, from paragraphs with the roles of these.

    What an editor decided of a text holds whatever the roles are. A refusal is made anew each time.
    """
    outcome = known.outcome
    if not isinstance(outcome, Summary) or outcome.summarizer != rules.author:
        return False
    return known.roles == article.roles or outcome.state is not SummaryState.SHOWN


def _stands(known: KeptOutcome, outcome: Outcome, article: Article) -> bool:
    """Tell whether the outcome is what readers have already, whenever it was made."""
    is_current = known.superseded_at is None and known.roles == article.roles
    return is_current and replace(outcome, made_at=known.outcome.made_at) == known.outcome


def _give_way(
    transaction: WritableArticles, site_key: str, urls: tuple[str, ...], now: datetime
) -> None:
    """Withdraw what was ingested at these other addresses of an article that counts more."""
    for url in urls:
        transaction.withdraw_ingested(site_key, url, now)


def _twin(url: str) -> tuple[str, ...]:
    other = urls.twin(url)
    return (other,) if other else ()
