"""Handles events of a CMS: each delivery once; the article is saved or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from widget.domain.errors import BadSignature, ForeignUrl, InvalidField, TooManyDeliveries
from widget.domain.event import EventKind
from widget.domain.limits import HOOK_DELIVERIES, HOOK_SECONDS
from widget.rules import urls
from widget.rules.retry import CLOCK_SKEW
from widget.usecases.articles.lookup import known_site, reading_at, reading_meant
from widget.usecases.articles.save import end, outdate_fetch, prepare_pushed, save

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from widget.domain.article import Headline
    from widget.domain.event import ArticleEvent, Delivery
    from widget.domain.ports import AddressedArticles, Store, Transaction, WritableArticles
    from widget.domain.site import Site
    from widget.domain.summary import Reading
    from widget.usecases.articles.save import PreparedArticle, Published
    from widget.usecases.summaries.summarize import SummaryRules

MEMORY: Final = timedelta(seconds=2 * HOOK_SECONDS)
"""How long a delivery is remembered: longer than its signature is valid."""


class Done(StrEnum):
    """The result of a message."""

    KEPT = "kept"
    """The article is stored as the message has it."""
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    """The message says that an article is gone, and the server never had it."""
    STALE = "stale"
    """The server knows a newer edition of the article."""
    REPEATED = "repeated"
    """The same delivery was handled before."""
    IGNORED = "ignored"
    """The message is not about an article."""


@dataclass(frozen=True, slots=True)
class WebhookContext:
    """What handling a message needs: the store, the rules, the site, the time."""

    store: Store
    rules: SummaryRules
    site_key: str
    now: datetime


@dataclass(frozen=True, slots=True)
class WebhookResult:
    """The result of a message, and the article that it was about."""

    done: Done
    url: str | None = None
    published: Published | None = None


def secret_of(store: Store, site_key: str) -> str:
    """Return the secret that the site's CMS signs with.

    Raises BadSignature when there is none, or no such site, and StoreUnavailable.
    """
    with store.view() as view:
        secret = view.hook_secret(site_key)
    if secret is None:
        raise BadSignature(
            "This site has no secret for webhooks. Make one with `widget sites hook-secret`."
        )
    return secret


def handle(
    context: WebhookContext, delivery: Delivery, event: ArticleEvent | None
) -> WebhookResult:
    """Handle a signed message; ``event`` is None when it is not about an article.

    Each delivery is handled once. Its event and the delivery itself are stored in one commit; a
    delivery that failed may be sent again. Raises UnknownSite, ForeignUrl, InvalidField,
    LimitExceeded, TooManyDeliveries and StoreUnavailable.
    """
    if event is None:
        return WebhookResult(Done.IGNORED)
    site_key, since = context.site_key, context.now - MEMORY
    with context.store.view() as view:
        if view.has_delivery(site_key, delivery.id):
            return WebhookResult(Done.REPEATED)
        if view.count_deliveries(site_key, since, context.now + CLOCK_SKEW) >= HOOK_DELIVERIES:
            raise TooManyDeliveries(HOOK_DELIVERIES, int(MEMORY.total_seconds()) // 60)
    prepared = _prepared(context, event)
    with _opened(context.store, prepared) as transaction:
        if transaction.has_delivery(site_key, delivery.id):
            return WebhookResult(Done.REPEATED)
        result = _done(transaction, context, event, prepared)
        transaction.put_delivery(site_key, delivery.id, context.now, since)
    return result


def _opened(store: Store, prepared: PreparedArticle | None) -> AbstractContextManager[Transaction]:
    """Open a transaction for this article; without one something is withdrawn."""
    return store.urgent_transaction() if prepared is None else store.transaction()


def _prepared(context: WebhookContext, event: ArticleEvent) -> PreparedArticle | None:
    """Return what is to be saved; when it is refused, withdraw the edition before it."""
    if event.manuscript is None:
        return None
    try:
        return prepare_pushed(
            context.store, context.rules, context.site_key, event.manuscript, context.now
        )
    except (ForeignUrl, InvalidField):
        with context.store.urgent_transaction() as transaction:
            known = _known(transaction, context.site_key, event.urls)
            if not _is_stale(known, event):
                _withdraw(transaction, context, known)
        raise


def _done(
    transaction: Transaction,
    context: WebhookContext,
    event: ArticleEvent,
    prepared: PreparedArticle | None,
) -> WebhookResult:
    """Apply the event, in the transaction that sees whether something newer is known."""
    site = known_site(transaction, context.site_key)
    known = _known(transaction, context.site_key, event.urls)
    if prepared is None and not known:
        known = _meant(transaction, site, event.urls)
    if _is_stale(known, event):
        return WebhookResult(Done.STALE, known[0].url)
    if prepared is not None:
        former = _known(transaction, context.site_key, event.former)
        return _kept(transaction, context, prepared, (*known, *former))
    if not known:
        for url in event.urls:
            canonical = urls.canonical(url)
            outdate_fetch(transaction, context.site_key, canonical, context.now)
        return WebhookResult(Done.UNKNOWN, event.urls[0])
    _withdraw(transaction, context, known)
    return WebhookResult(Done.WITHDRAWN, known[0].url)


def _kept(
    transaction: Transaction,
    context: WebhookContext,
    prepared: PreparedArticle,
    others: tuple[Headline, ...],
) -> WebhookResult:
    published = save(transaction, prepared, context.now)
    url = published.article.headline.url
    # It has moved: what is kept under another address is the same article.
    _withdraw(transaction, context, [one for one in others if one.url != url])
    return WebhookResult(Done.KEPT, url, published)


def _withdraw(transaction: WritableArticles, context: WebhookContext, gone: list[Headline]) -> None:
    for headline in gone:
        end(transaction, headline, context.now)


def _known(view: AddressedArticles, site_key: str, addresses: tuple[str, ...]) -> list[Headline]:
    """Return the articles at these addresses, withdrawn or not, each once."""
    return _each_once(reading_at(view, site_key, urls.canonical(url)) for url in addresses)


def _meant(view: AddressedArticles, site: Site, addresses: tuple[str, ...]) -> list[Headline]:
    """Return the articles that readers get at these addresses: what is gone is gone for them."""
    return _each_once(reading_meant(view, site, urls.canonical(url)) for url in addresses)


def _each_once(readings: Iterable[Reading | None]) -> list[Headline]:
    return list({one.headline.url: one.headline for one in readings if one is not None}.values())


def _is_stale(known: list[Headline], event: ArticleEvent) -> bool:
    """Tell whether something newer is known: messages may arrive out of order.

    An update from before the article was withdrawn does not bring it back; a message that it is
    published does, unless it is of an older edition.
    """
    if not known or event.modified_at is None:
        return False
    latest = known[0].modified_at
    if known[0].withdrawn_at is not None and event.event is EventKind.UPDATED:
        latest = known[0].withdrawn_at
    return latest is not None and event.modified_at < latest
