"""Makes the outcome of an article: a summary, or the refusal that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from widget.domain.draft import Draft, DraftPoint, Origin, SummaryShape
from widget.domain.errors import LimitExceeded, SummarizerFailed
from widget.domain.limits import SUMMARY_POINTS
from widget.domain.site import Eligibility
from widget.domain.summary import Point, Reason, Refusal, Summary, SummaryState
from widget.rules import eligibility, sanitize
from widget.rules.verify import verify
from widget.rules.words import article_words

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Article, Headline
    from widget.domain.ports import Store, Summarizer, View, WritableOutcomes
    from widget.domain.site import Site
    from widget.domain.summary import CleanHtml, Outcome

NEWSROOM = "newsroom"


@dataclass(frozen=True, slots=True)
class SummaryRules:
    """What the operator decided about summaries: who writes them, how long, from how much text."""

    summarizer: Summarizer
    shape: SummaryShape
    minimum_words: int
    eligibility: Eligibility = field(default_factory=Eligibility)

    @property
    def author(self) -> str:
        """What is kept with each outcome: the summarizer and the shape that it was asked for."""
        points, most = self.shape.points, self.shape.limit
        count = f"{points} to {most}" if most > points else f"{points}"
        return f"{self.summarizer.name}, {count} points, {self.shape.words} words"

    def of_site(self, site: Site) -> SummaryRules:
        """Return the rules for this site: its own shape where it asked for one.

        A site that asked for a number of points gets no more.
        """
        points, words = site.points or self.shape.points, site.words or self.shape.words
        most = None if site.points else self.shape.most
        return replace(self, shape=SummaryShape(points, words, most), eligibility=site.eligibility)


def outcome_of(article: Article, rules: SummaryRules, now: datetime) -> Outcome:
    """Return the summary of the article, or the refusal that says why there is none.

    Raises SummarizerFailed when trying again may help; a permanent failure is an outcome.
    """
    reason = eligibility.reason_against(rules.eligibility, article.headline, now)
    if reason is not None:
        return _refusal(article, reason, rules.author, now)
    if article_words(article) < rules.minimum_words:
        return _refusal(article, Reason.TOO_SHORT, rules.author, now)
    try:
        draft = rules.summarizer.summarize(article, rules.shape)
        if not draft.points:
            return _refusal(article, Reason.NOTHING_TO_EXTRACT, rules.author, now)
        verify(draft, article)
    except SummarizerFailed as error:
        if not error.permanent:
            raise
        return _refusal(article, Reason.SUMMARIZER_FAILED, rules.author, now)
    return _summary(article, draft, rules.author, now)


def newsroom_summary(article: Article, points: tuple[str, ...], now: datetime) -> Summary:
    """Return the summary that the newsroom wrote, sanitised.

    Raises LimitExceeded and InvalidField, naming ``summary``.
    """
    if len(points) > SUMMARY_POINTS:
        raise LimitExceeded("summary", SUMMARY_POINTS, len(points), "points")
    draft = Draft(
        points=tuple(DraftPoint(content, None) for content in points),
        origin=Origin.NEWSROOM,
        summarizer=NEWSROOM,
    )
    return _summary(article, draft, NEWSROOM, now)


def summarize_missing(
    store: Store, rules: SummaryRules, site_key: str, url: str, now: datetime
) -> bool:
    """Make the outcome of the article at this canonical URL if it has none of these rules.

    A newsroom's own summary stays. True when an outcome was written. Raises SummarizerFailed
    and StoreUnavailable.
    """
    with store.view() as view:
        own = missing(view, rules, site_key, url, now)
        article = view.article(site_key, url)
    if own is None or article is None:
        return False
    outcome = outcome_of(article, own, now)
    with store.transaction() as transaction:
        meanwhile = transaction.article(site_key, url)
        if meanwhile is None or meanwhile.roles != article.roles:
            return False
        return keep_outcome(transaction, site_key, url, outcome)


def missing(
    view: View, rules: SummaryRules, site_key: str, url: str, now: datetime
) -> SummaryRules | None:
    """Return the site's own rules when the article at this canonical URL has no outcome of them.

    None when there is nothing to do, or no such article. Raises StoreUnavailable.
    """
    site, reading = view.site(site_key), view.reading(site_key, url)
    if site is None or reading is None:
        return None
    own, outcome = rules.of_site(site), reading.outcome
    is_there = outcome is not None and _is_right(own, reading.headline, outcome, now)
    return None if is_there else own


def lacks_outcome(view: View, site_key: str, url: str, now: datetime) -> bool:
    """Tell whether readers of the article at this canonical URL wait for what becomes of it.

    Nobody waits where there is no such article, or a withdrawn one. Raises StoreUnavailable.
    """
    site, reading = view.site(site_key), view.reading(site_key, url)
    if site is None or reading is None or reading.headline.withdrawn_at is not None:
        return False
    rules, headline, outcome = site.eligibility, reading.headline, reading.outcome
    if eligibility.hidden_now(rules, headline, outcome, now) is not None:
        return False
    return outcome is None or not eligibility.still_holds(rules, headline, outcome, now)


def give_up(
    transaction: WritableOutcomes, headline: Headline, rules: SummaryRules, now: datetime
) -> None:
    """Refuse the article for good, as far as its text and these rules stay as they are.

    Raises StoreUnavailable.
    """
    refusal = Refusal(headline.fingerprint, Reason.SUMMARIZER_FAILED, rules.author, now)
    keep_outcome(transaction, headline.site_key, headline.url, refusal)


def keep_outcome(transaction: WritableOutcomes, site_key: str, url: str, outcome: Outcome) -> bool:
    """Keep what came of an article; a refusal ends the extract that other rules had made.

    False, and nothing is written, when the article is gone or has another fingerprint by now.
    Raises StoreUnavailable.
    """
    kept = transaction.put_outcome(site_key, url, outcome)
    if kept and isinstance(outcome, Refusal):
        transaction.drop_summary(site_key, url, Origin.EXTRACT)
    return kept


def _is_right(rules: SummaryRules, headline: Headline, outcome: Outcome, now: datetime) -> bool:
    by_these_rules = outcome.summarizer in {rules.author, NEWSROOM}
    return by_these_rules and eligibility.still_holds(rules.eligibility, headline, outcome, now)


def _summary(article: Article, draft: Draft, author: str, now: datetime) -> Summary:
    return Summary(
        fingerprint=article.headline.fingerprint,
        origin=draft.origin,
        points=tuple(Point(_clean(point, draft), point.source) for point in draft.points),
        state=SummaryState.SHOWN,
        summarizer=author,
        policy=sanitize.POLICY,
        made_at=now,
    )


def _clean(point: DraftPoint, draft: Draft) -> CleanHtml:
    if draft.origin is Origin.EXTRACT:
        return sanitize.escape(point.content)
    return sanitize.clean(point.content, "summary")


def _refusal(article: Article, reason: Reason, summarizer: str, now: datetime) -> Refusal:
    return Refusal(article.headline.fingerprint, reason, summarizer, now)
