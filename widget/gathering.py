"""The story of one page: a source listed it or a reader pressed on it, so it is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from widget import addresses, patience
from widget.editions import checked, filled, trimmed
from widget.errors import FetchFailed, OutsideWorldError, StoreUnavailable, WidgetError
from widget.listings import Asker, Sighting, Validators
from widget.ownership import known_site
from widget.publishing import known_outcome, weigh, write
from widget.summarizing import outcome_of, summarize_missing

if TYPE_CHECKING:
    from datetime import datetime

    from widget.editions import Edition
    from widget.listings import Page
    from widget.model import Article, Manuscript, Outcome, Site
    from widget.ports import Press, Store, Transaction, View
    from widget.summarizing import SummaryRules

_GONE = frozenset({404, 410})
_MINUTE = timedelta(minutes=1)
_PROBLEM_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Gathering:
    """What gathering works with, and what readers' presses may cost a publisher."""

    store: Store
    press: Press
    rules: SummaryRules
    fetches_per_minute: int = 30
    """Pages of one site that readers' presses have fetched in a minute, at most."""


class Looked(StrEnum):
    """What came of looking at a page."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"
    LEFT = "left"
    """The publisher pushed or withdrew the article: its page has no say."""


def attend(work: Gathering, site_key: str, url: str, now: datetime) -> None:
    """Do what a pending panel waits for: summarise the article, or have a look at the page.

    ``url`` is canonical and its host one of the site's. Raises SummarizerFailed and
    StoreUnavailable.
    """
    with work.store.view() as view:
        known = view.reading(site_key, url)
    if known is None:
        on_press(work, site_key, url, now)
    else:
        summarize_missing(work.store, work.rules, site_key, url, now)


def on_press(work: Gathering, site_key: str, url: str, now: datetime) -> Looked | None:
    """Look at the page on which a reader pressed; None when that is not to be done now.

    ``url`` is canonical and its host one of the site's. Of all who ask, in any thread, process
    or machine over this store, one looks. Nothing is fetched while a look is under way, while
    the page rests after a look in vain, or when the site's budget for this minute is spent.
    Raises StoreUnavailable.
    """
    with work.store.view() as view:
        site, sighting = view.site(site_key), view.sighting(site_key, url)
    if site is None or not _may_press(site, sighting, now):
        return None
    with work.store.transaction() as transaction:
        sighting = transaction.sighting(site_key, url)
        if not _may_press(site, sighting, now) or _spent(transaction, work, sighting, site, now):
            return None
        begun = sighting or Sighting(site_key, url, address=url, seen_at=now)
        begun = _begin(transaction, begun, now)
    return look(work, begun, now)


def claim(work: Gathering, site_key: str | None, now: datetime, limit: int) -> tuple[Sighting, ...]:
    """Take at most ``limit`` pages that are due, of one site or of all; nobody else gets them.

    For LEASE each: then whoever took them is taken for dead. Raises StoreUnavailable.
    """
    with work.store.view() as view:
        if not view.due(site_key, now, 1):
            return ()
    with work.store.transaction() as transaction:
        due = transaction.due(site_key, now, limit)
        lease = len(due) * patience.LEASE
        return tuple(_begin(transaction, sighting, now, lease) for sighting in due)


def look(work: Gathering, sighting: Sighting, now: datetime) -> Looked:
    """Fetch the page of a sighting and keep what it says, with its summary, in one commit.

    A page that answers 404 or 410 withdraws its article; any other failure is remembered with
    its reason. Raises UnknownSite and StoreUnavailable.
    """
    with work.store.view() as view:
        site = known_site(view, sighting.site_key)
        known = view.article(sighting.site_key, sighting.url)
    if known is not None and not known.headline.gathered:
        return _settle(work, _at_rest(sighting), Looked.LEFT)
    try:
        page = work.press.page(
            sighting.address, site.page_hosts, _asker(sighting), sighting.validators
        )
        if page is None:
            seen_again = _again(sighting, known.headline.published_at if known else now, now)
            return _settle(work, seen_again, Looked.UNCHANGED)
        return _keep(work, site, sighting, page, now)
    except StoreUnavailable:
        raise
    except WidgetError as error:
        return _failed(work, sighting, error, now)


def keep_manuscript(
    work: Gathering, site: Site, sighting: Sighting, manuscript: Manuscript, now: datetime
) -> Looked:
    """Keep an article that its source listed whole, without a look at its page.

    Raises InvalidField, LimitExceeded, ForeignUrl and StoreUnavailable.
    """
    manuscript = trimmed(site, replace(manuscript, url=sighting.url))
    return _publish(work, site, _at_rest(sighting), manuscript, now)


def preview(work: Gathering, site: Site, page: Page, now: datetime) -> tuple[Article, Outcome]:
    """Return the article that would be kept of this page, and its outcome; nothing is kept.

    Raises ForeignUrl, InvalidField, LimitExceeded, SummarizerFailed and StoreUnavailable.
    """
    address = _named(site, page, addresses.canonical(page.url))
    manuscript = trimmed(site, replace(page.manuscript, url=address))
    with work.store.view() as view:
        article = checked(view, site, manuscript, now).article
    return article, outcome_of(article, work.rules.of_site(site), now)


def _asker(sighting: Sighting) -> Asker:
    return Asker.PUBLISHER if sighting.source_url else Asker.READER


def _may_press(site: Site, sighting: Sighting | None, now: datetime) -> bool:
    if sighting is None:
        return site.on_demand
    listed = sighting.source_url is not None and sighting.due_at is not None
    return (site.on_demand or listed) and patience.may_look(sighting, now)


def _spent(
    view: View, work: Gathering, sighting: Sighting | None, site: Site, now: datetime
) -> bool:
    if sighting is not None and sighting.source_url is not None:
        return False
    return view.presses(site.key, now - _MINUTE) >= work.fetches_per_minute


def _begin(
    transaction: Transaction, sighting: Sighting, now: datetime, lease: timedelta = patience.LEASE
) -> Sighting:
    begun = replace(sighting, looked_at=now, due_at=now + lease, problem=None)
    transaction.put_sighting(begun)
    return begun


def _keep(work: Gathering, site: Site, sighting: Sighting, page: Page, now: datetime) -> Looked:
    """Keep the page under the address that is the article's own.

    A page's word that it is another page's copy is only believed of that other page: what is
    kept under an address always came from there.
    """
    ended = addresses.canonical(page.url)
    named = _named(site, page, ended)
    if named != ended:
        with work.store.view() as view:
            reading = view.reading(site.key, named)
        if reading is not None:
            return _join(work, sighting, named, ended)
        original = _original(work, site, named, _asker(sighting))
        page, ended = original or page, named if original else ended
    told = filled(page.manuscript, sighting.told)
    aliases = (sighting.url, addresses.canonical(page.url), *told.aliases)
    manuscript = trimmed(site, replace(told, url=ended, aliases=aliases))
    seen = _again(sighting, manuscript.published_at or now, now)
    return _publish(work, site, replace(seen, validators=page.validators), manuscript, now)


def _named(site: Site, page: Page, ended: str) -> str:
    """Return the address that the page calls its own, if it is one of the site's."""
    try:
        named = addresses.canonical(page.manuscript.url or ended)
    except WidgetError:
        return ended
    return named if addresses.belongs(named, site.page_hosts) else ended


def _original(work: Gathering, site: Site, named: str, asker: Asker) -> Page | None:
    """Return the page that another one calls its original, if it is really there."""
    try:
        page = work.press.page(named, site.page_hosts, asker, Validators())
    except OutsideWorldError:
        return None
    there = page is not None and addresses.canonical(page.url) == named
    return page if there else None


def _join(work: Gathering, sighting: Sighting, named: str, ended: str) -> Looked:
    """Make the page another address of an article that is known."""
    with work.store.transaction() as transaction:
        others = tuple({sighting.url, ended} - {named})
        transaction.put_aliases(sighting.site_key, named, others)
        _put(transaction, _at_rest(sighting))
    return Looked.UNCHANGED


def _publish(
    work: Gathering, site: Site, sighting: Sighting, manuscript: Manuscript, now: datetime
) -> Looked:
    with work.store.view() as view:
        edition = _gathered(checked(view, site, manuscript, now))
        known = known_outcome(view, edition.article)
    outcome = weigh(work.rules.of_site(site), edition, known, now)
    with work.store.transaction() as transaction:
        _put(transaction, sighting)
        reading = transaction.reading(site.key, edition.article.headline.url)
        if reading is not None and not reading.headline.gathered:
            return Looked.LEFT
        return Looked(write(transaction, edition, outcome, now).change.value)


def _gathered(edition: Edition) -> Edition:
    headline = replace(edition.article.headline, gathered=True)
    return replace(edition, article=replace(edition.article, headline=headline))


def _failed(work: Gathering, sighting: Sighting, error: WidgetError, now: datetime) -> Looked:
    problem = error.message[:_PROBLEM_CHARACTERS]
    in_vain = replace(_at_rest(sighting), failures=sighting.failures + 1, problem=problem)
    gone = isinstance(error, FetchFailed) and error.status in _GONE
    with work.store.transaction() as transaction:
        if gone and _withdraw(transaction, sighting, now):
            _put(transaction, replace(in_vain, rest_until=now + patience.GONE_REST))
            return Looked.WITHDRAWN
        known = transaction.reading(sighting.site_key, sighting.url) is not None
        _put(transaction, _rested(in_vain, error, known, now))
    return Looked.FAILED


def _withdraw(transaction: Transaction, sighting: Sighting, now: datetime) -> bool:
    alias = transaction.article_of_alias(sighting.site_key, sighting.url)
    return transaction.withdraw_gathered(sighting.site_key, alias or sighting.url, now)


def _rested(in_vain: Sighting, error: WidgetError, known: bool, now: datetime) -> Sighting:  # noqa: FBT001
    """Return the sighting with the time of the next look, if there is to be one."""
    if not isinstance(error, OutsideWorldError) or error.permanent:
        return replace(in_vain, rest_until=now + patience.GONE_REST)
    asked_for = error.retry_after if isinstance(error, FetchFailed) else None
    again = patience.after_failure(in_vain.failures, asked_for, in_vain.url, now)
    wanted = known or in_vain.source_url is not None
    due = again if wanted and in_vain.failures < patience.MOST_FAILURES else None
    return replace(in_vain, rest_until=again, due_at=due)


def _again(sighting: Sighting, published_at: datetime, now: datetime) -> Sighting:
    return replace(_at_rest(sighting), due_at=patience.second_look(published_at, now))


def _at_rest(sighting: Sighting) -> Sighting:
    return replace(sighting, due_at=None, rest_until=None, failures=0, problem=None)


def _settle(work: Gathering, sighting: Sighting, looked: Looked) -> Looked:
    with work.store.transaction() as transaction:
        _put(transaction, sighting)
    return looked


def _put(transaction: Transaction, sighting: Sighting) -> None:
    """Keep what came of a look, unless its source has said something new meanwhile."""
    current = transaction.sighting(sighting.site_key, sighting.url)
    if current is not None and current.stamp != sighting.stamp:
        return
    transaction.put_sighting(sighting)
