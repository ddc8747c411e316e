"""The story of what was read of a page: where it is kept, and who has a say before it.

What is kept under an address always came from there. The publisher's word comes first, then
what a source said last, then what the page says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from widget.domain.errors import FetchFailed, OutsideWorldError
from widget.domain.source import Sighting, Validators
from widget.rules import retry, urls
from widget.usecases.articles.save import known_outcome, weigh, write
from widget.usecases.articles.validate import checked, filled, trimmed
from widget.usecases.ingest.context import Gathering, Look, Looked, owner_of, problem_of

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Headline, Manuscript
    from widget.domain.errors import WidgetError
    from widget.domain.ports import Transaction, View
    from widget.domain.site import Site
    from widget.domain.source import Page
    from widget.domain.summary import Outcome
    from widget.usecases.articles.validate import Edition

_GONE: Final = frozenset({404, 410})


def keep_page(work: Gathering, look: Look, page: Page) -> Looked:
    """Keep a page under the address where its fetch ended, with its summary, in one commit.

    The other addresses that were visited become its aliases. Raises InvalidField, LimitExceeded,
    ForeignUrl and StoreUnavailable.
    """
    told = filled(page.manuscript, look.sighting.told)
    aliases = (*sorted(look.visited), *told.aliases)
    manuscript = replace(told, url=urls.canonical(page.url), aliases=aliases)
    edition, outcome = _weighed(work, look, manuscript)
    with work.store.transaction() as transaction:
        if not _has_a_say(transaction, look.sighting):
            return Looked.LEFT
        url = edition.article.headline.url
        if _is_pushed(transaction, look.site.key, url) or _was_said(transaction, look, url):
            owner = owner_of(transaction, look.site.key, url)
            if owner is not None:
                _lead_to(transaction, look, owner.url)
            return Looked.LEFT
        _put_seen(transaction, look, page, edition.article.headline)
        return _write(transaction, look, edition, outcome)


def keep_manuscript(
    work: Gathering, site: Site, sighting: Sighting, manuscript: Manuscript, now: datetime
) -> Looked:
    """Keep an article that its source listed whole, without a look at its page.

    Raises InvalidField, LimitExceeded, ForeignUrl and StoreUnavailable.
    """
    look = Look(site, sighting, now)
    edition, outcome = _weighed(work, look, replace(manuscript, url=sighting.url))
    with work.store.transaction() as transaction:
        if comes_late(transaction, sighting):
            return Looked.LEFT
        transaction.put_sighting(retry.at_rest(sighting))
        if _is_pushed(transaction, site.key, edition.article.headline.url):
            return Looked.LEFT
        return _write(transaction, look, edition, outcome)


def comes_late(view: View, sighting: Sighting) -> bool:
    """Tell whether the same source has said something of the page in a later poll.

    Raises StoreUnavailable.
    """
    known = view.sighting(sighting.site_key, sighting.url)
    same_source = known is not None and known.source_url == sighting.source_url
    return known is not None and same_source and known.seen_at > sighting.seen_at


def join(work: Gathering, look: Look, url: str) -> Looked:
    """Make the addresses that were visited aliases of the article at ``url``, which is known.

    Raises StoreUnavailable.
    """
    sighting = look.sighting
    with work.store.transaction() as transaction:
        if not _has_a_say(transaction, sighting):
            return Looked.LEFT
        _lead_to(transaction, look, url)
    return Looked.UNCHANGED


def settle(work: Gathering, sighting: Sighting, looked: Looked) -> Looked:
    """Keep what is known of the page by now, and nothing else. Raises StoreUnavailable."""
    with work.store.transaction() as transaction:
        if _has_a_say(transaction, sighting):
            transaction.put_sighting(sighting)
    return looked


def fail(work: Gathering, sighting: Sighting, error: WidgetError, now: datetime) -> Looked:
    """Remember why a look was in vain; withdraw the article that is not there any more.

    So it is with an answer 404 or 410, and with a page that was fetched and is no article (any
    more). An alias that is gone says nothing of its article: that one is looked at itself.
    Raises StoreUnavailable.
    """
    key = (sighting.site_key, sighting.url)
    no_article = _tells_no_article(error)
    with work.store.transaction() as transaction:
        if not _has_a_say(transaction, sighting):
            return Looked.LEFT
        owner = owner_of(transaction, *key)
        withdrawn = no_article and transaction.withdraw_gathered(*key, now)
        known = owner is not None and owner.url == sighting.url
        if no_article and owner is not None and not known:
            look_again(transaction, owner, now)
        in_vain = retry.in_vain(sighting, error, now, known=known)
        transaction.put_sighting(replace(in_vain, problem=problem_of(error)))
    return Looked.WITHDRAWN if withdrawn else Looked.FAILED


def look_again(transaction: Transaction, owner: Headline, now: datetime) -> None:
    """Make the page of an article due now, whatever was planned for it, if it was gathered.

    Raises StoreUnavailable.
    """
    if owner.gathered:
        key = (owner.site_key, owner.url)
        known = transaction.sighting(*key) or Sighting(*key, address=owner.url, seen_at=now)
        transaction.put_sighting(replace(known, due_at=now, looked_at=None))


def _tells_no_article(error: WidgetError) -> bool:
    """Tell whether the site itself said that there is no article; other failures say nothing."""
    if isinstance(error, FetchFailed):
        return error.status in _GONE
    return not isinstance(error, OutsideWorldError) or error.permanent


def _weighed(work: Gathering, look: Look, manuscript: Manuscript) -> tuple[Edition, Outcome | None]:
    """Return what is to be kept of a gathered manuscript, and the outcome to be written with it."""
    rules = work.rules.of_site(look.site)
    manuscript = trimmed(look.site, manuscript)
    if manuscript.published_at is not None and manuscript.published_at > look.now:
        manuscript = replace(manuscript, published_at=None)  # it is there, so the date is wrong
    with work.store.view() as view:
        edition = _gathered(checked(view, look.site, manuscript, look.now))
        known = known_outcome(view, edition.article)
    return edition, weigh(rules, edition, known, look.now)


def _may_have(view: View, look: Look, url: str, alias: str) -> bool:
    """Tell whether this address may become an alias of the article at ``url``.

    Where the article was reached by it, unless it is the publisher's. Where its page only says
    so, a source must vouch for the page, and the address must be nobody else's.
    """
    if alias in look.visited:
        return not _is_pushed(view, look.site.key, alias)
    owner = owner_of(view, look.site.key, alias)
    free = owner is None or owner.url == url
    return free and look.sighting.source_url is not None


def _write(
    transaction: Transaction, look: Look, edition: Edition, outcome: Outcome | None
) -> Looked:
    url = edition.article.headline.url
    aliases = tuple(one for one in edition.aliases if _may_have(transaction, look, url, one))
    written = write(transaction, replace(edition, aliases=aliases), outcome, look.now)
    return Looked(written.change.value)


def _lead_to(transaction: Transaction, look: Look, url: str) -> None:
    """Make the addresses that were visited aliases of the article at ``url``; its page rests."""
    others = sorted(look.visited - {url})
    free = [each for each in others if not _is_pushed(transaction, look.site.key, each)]
    transaction.put_aliases(look.site.key, url, tuple(free))
    for each in free:
        transaction.withdraw_gathered(look.site.key, each, look.now)
    transaction.put_sighting(retry.at_rest(look.sighting))


def _gathered(edition: Edition) -> Edition:
    headline = replace(edition.article.headline, gathered=True)
    return replace(edition, article=replace(edition.article, headline=headline))


def _put_seen(transaction: Transaction, look: Look, page: Page, headline: Headline) -> None:
    """Keep what is known of the page; of an alias, what is known of its article's own page."""
    own = sighting = look.sighting
    if headline.url != sighting.url:
        transaction.put_sighting(replace(retry.at_rest(sighting), validators=Validators()))
        known = transaction.sighting(sighting.site_key, headline.url)
        if known is not None and known.due_at is not None:
            return
        own = known or replace(sighting, url=headline.url, address=page.url, stamp="")
    seen = retry.looked_well(own, headline.published_at, look.now)
    transaction.put_sighting(replace(seen, validators=page.validators))


def _has_a_say(transaction: Transaction, sighting: Sighting) -> bool:
    """Tell whether nothing was said of the page since this look began."""
    known = transaction.sighting(sighting.site_key, sighting.url)
    begun = (sighting.stamp, sighting.looked_at)
    return known is None or (known.stamp, known.looked_at) == begun


def _was_said(transaction: Transaction, look: Look, url: str) -> bool:
    """Tell whether something was said of the page at ``url``, where this look ended, meanwhile."""
    if url == look.sighting.url:
        return False
    known, begun = transaction.sighting(look.site.key, url), look.sighting.looked_at or look.now
    return known is not None and max(known.seen_at, known.looked_at or known.seen_at) > begun


def _is_pushed(view: View, site_key: str, url: str) -> bool:
    owner = owner_of(view, site_key, url)
    return owner is not None and not owner.gathered
