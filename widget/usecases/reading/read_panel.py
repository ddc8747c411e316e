"""Reads the panel of one page for a reader."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from widget.domain.article import Neighbour, Neighbours
from widget.domain.errors import (
    BudgetSpent,
    ForeignUrl,
    InvalidField,
    LimitExceeded,
    WidgetError,
)
from widget.domain.limits import PRESSED_PAGES
from widget.domain.panel import Panel, Pending, Ready, Unavailable
from widget.domain.summary import Reason, Refusal, SummaryState
from widget.rules import eligibility, urls
from widget.rules.pictures import pictured
from widget.rules.retry import may_fetch
from widget.usecases.articles.fetch_quota import USUAL, FetchQuota
from widget.usecases.articles.lookup import (
    gives_way,
    known_site,
    leads_meant,
    reading_meant,
    require_own,
)
from widget.usecases.reading.panel_basis import address_of, basis_of, basis_with

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from widget.domain.article import Headline, Lead
    from widget.domain.ports import AddressedArticles, Aliases, Articles, Store, TrackedPages
    from widget.domain.site import Site
    from widget.domain.source import TrackedPage
    from widget.domain.summary import Reading, Summary
    from widget.usecases.reading.panel_basis import PanelBasis


def site_of(store: Store, site_key: str) -> Site:
    """Return the site; raises UnknownSite and StoreUnavailable."""
    with store.view() as view:
        return known_site(view, site_key)


def page_of(store: Store, site_key: str, url: str) -> tuple[Site, Headline | None]:
    """Return the site, and what is public of its article at this URL, if there is one.

    Raises UnknownSite and StoreUnavailable.
    """
    with store.view() as view:
        site = known_site(view, site_key)
        try:
            canonical = urls.canonical(url)
            require_own(site, canonical)
        except (InvalidField, LimitExceeded, ForeignUrl):
            return site, None
        reading = reading_meant(view, site, canonical)
    return site, reading.headline if reading else None


class SitePanel(NamedTuple):
    """A panel, and the site whose page it belongs to."""

    site: Site
    panel: Panel
    basis: PanelBasis | None = None
    """None for a page that is no article: presses and fetches change what is known of it."""


def read(
    store: Store, site_key: str, url: str | None, now: datetime, quota: FetchQuota = USUAL
) -> SitePanel:
    """Return the site, and the panel of the page at this URL as its reader may see it now.

    A reader is only let wait for what is or can be under way. Raises UnknownSite, InvalidField
    (no URL, or a malformed one), ForeignUrl, BudgetSpent and StoreUnavailable. Four queries for
    a known article.
    """
    if not url:
        raise InvalidField("url", "is missing; add ?url= with the address of the article's page.")
    canonical = urls.canonical(url)
    with store.view() as view:
        site = known_site(view, site_key)
        require_own(site, canonical)
        reading = reading_meant(view, site, canonical)
        if reading is None:
            return SitePanel(site, _unseen(view, site, canonical, quota, now))
        around = partial(neighbours, view, site, reading.headline, now)
        panel = _panel(site, reading, now, around)
        return SitePanel(site, panel, basis_of(view, site, canonical, panel, now))


def read_at_a_glance(store: Store, site_key: str, url: str, now: datetime) -> SitePanel | None:
    """Return what ``read`` returns, in one query; None where more has to be asked than that.

    ``url`` is canonical. It answers for an article at this very URL that leads nowhere else, whose
    page declares no neighbours. Raises ForeignUrl and StoreUnavailable.
    """
    glance = store.glance(site_key, url, now)
    if glance is None or gives_way(glance.reading):
        return None
    site, reading = glance.site, glance.reading
    if reading.headline.declared != Neighbours():
        return None
    require_own(site, url)
    beside = glance.neighbours
    around = Neighbours(pictured(site, beside.previous), pictured(site, beside.next))
    panel = _panel(site, reading, now, lambda: around)
    return SitePanel(site, panel, basis_with(site, url, panel, glance.embargo_ends))


def neighbours(
    view: AddressedArticles, site: Site, headline: Headline, now: datetime
) -> Neighbours:
    """Return the declared neighbours as they are now, each gap filled by publish order."""
    declared = _present(view, site, headline, now)
    complete = declared.previous and declared.next
    ordered = Neighbours() if complete else _ordered(view, site, headline, now)
    return Neighbours(
        previous=pictured(
            site, _linked(view, headline, declared.previous, now) or ordered.previous
        ),
        next=pictured(site, _linked(view, headline, declared.next, now) or ordered.next),
    )


def _allowed(site: Site, headline: Headline) -> Neighbours:
    """Return the declared neighbours without those that lead to hosts that the site never named.

    What a publisher pushed is his word; a page that was read may hold what strangers wrote.
    """
    declared = headline.declared
    if not headline.ingested:
        return declared
    return Neighbours(
        previous=declared.previous if _may_lead(site, declared.previous) else None,
        next=declared.next if _may_lead(site, declared.next) else None,
    )


def _may_lead(site: Site, neighbour: Neighbour | None) -> bool:
    if neighbour is None or neighbour.url is None:
        return True
    try:
        return urls.belongs(neighbour.url, (*site.page_hosts, *site.neighbour_hosts))
    except WidgetError:
        return False


def _present(view: Aliases, site: Site, headline: Headline, now: datetime) -> Neighbours:
    """Return them without those that are withdrawn or embargoed, the known by their own titles.

    A page that nobody vouches for says nothing here: it is named as the page that leads there
    names it.
    """
    declared = _allowed(site, headline)
    keys = [address_of(site, one) for one in (declared.previous, declared.next)]
    asked = [key for key in keys if key is not None]
    leads = leads_meant(view, site, asked) if asked else {}
    if headline.ingested:
        leads = {
            key: lead for key, lead in leads.items() if lead.vouched or not lead.is_public(now)
        }
    return Neighbours(
        previous=_as_titled(declared.previous, leads.get(keys[0] or ""), now),
        next=_as_titled(declared.next, leads.get(keys[1] or ""), now),
    )


def _as_titled(neighbour: Neighbour | None, lead: Lead | None, now: datetime) -> Neighbour | None:
    if neighbour is None or lead is None:
        return neighbour if neighbour and neighbour.title else None
    known = replace(neighbour, title=lead.title, image=lead.image)
    return known if lead.is_public(now) else None


def _ordered(view: Articles, site: Site, headline: Headline, now: datetime) -> Neighbours:
    if site.same_section:
        return view.neighbours_in_section(headline, now)
    return view.neighbours(headline, now)


def _linked(
    view: Articles, headline: Headline, neighbour: Neighbour | None, now: datetime
) -> Neighbour | None:
    """Find the URL of a neighbour of which the publisher only gave the title."""
    if neighbour is None or neighbour.url is not None:
        return neighbour
    return replace(neighbour, url=view.url_of_title(headline.site_key, neighbour.title, now))


def what_stands(site: Site, reading: Reading, now: datetime) -> Summary | Reason | None:
    """Return what a reader of the article may have now: its summary, or why there is none.

    None where it is still being made.
    """
    headline, outcome = reading.headline, reading.outcome
    if headline.withdrawn_at is not None:
        return Reason.WITHDRAWN
    reason = eligibility.hidden_now(site.eligibility, headline, outcome, now)
    if reason is not None:
        return reason
    if outcome is None or not eligibility.still_holds(site.eligibility, headline, outcome, now):
        return None
    if isinstance(outcome, Refusal):
        return outcome.reason
    return outcome if outcome.state is SummaryState.SHOWN else Reason.HELD


def is_due(tracked: TrackedPage | None) -> bool:
    """Return whether the page will be fetched, whoever asks for it."""
    return tracked is not None and tracked.due_at is not None and tracked.problem is None


def may_be_pressed(site: Site, tracked: TrackedPage | None, now: datetime) -> bool:
    """Return whether a press has this page fetched, if the site's quota allows it."""
    rests = tracked is not None and tracked.problem is not None and not may_fetch(tracked, now)
    return site.on_demand and not rests


def _panel(
    site: Site, reading: Reading, now: datetime, neighbours_of_it: Callable[[], Neighbours]
) -> Panel:
    found, headline = what_stands(site, reading, now), reading.headline
    if found is Reason.WITHDRAWN or found is Reason.EMBARGOED:
        gone = found is Reason.WITHDRAWN and headline.ingested
        return Unavailable(found, page_is_there=not gone)  # not even its title is public
    around = neighbours_of_it()
    if found is None:
        return Pending(headline.url, headline, around)
    if isinstance(found, Reason):
        return Unavailable(found, headline, around)
    return Ready(headline, found, around, reading.words, site.form)


def _unseen(
    view: TrackedPages, site: Site, canonical: str, quota: FetchQuota, now: datetime
) -> Panel:
    """Return the panel of a page that is no article here: it may become one."""
    tracked = view.tracked_page(site.key, canonical)
    if is_due(tracked):
        return Pending(canonical)
    if not may_be_pressed(site, tracked, now):
        return Unavailable(Reason.UNKNOWN_ARTICLE)
    if quota.is_spent(view, site.key, tracked, now):
        raise BudgetSpent(site.key, quota.per_minute, PRESSED_PAGES)
    return Pending(canonical)
