"""Examines a page and reports what keeps its readers from a summary, with the cures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widget.domain.diagnosis import CheckName, Diagnosis
from widget.domain.errors import FetchFailed, UnknownSite, Unreadable
from widget.rules import embed_link, urls
from widget.usecases.diagnosis import (
    article,
    canonical,
    files,
    optimisers,
    page_site,
    policies,
    script,
    snippet,
)
from widget.usecases.diagnosis.examination import Examination, fine, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from widget.domain.diagnosis import Check
    from widget.domain.embed_page import InspectedPage
    from widget.domain.site import Site
    from widget.usecases.diagnosis.examination import DoctorContext

_PARTS = (page_site, snippet, script, canonical, policies, files, optimisers, article)
"""What is checked of a page that could be fetched, in this order."""


def diagnose(context: DoctorContext, url: str, site_key: str | None, now: datetime) -> Diagnosis:
    """Return the report of the page at this URL. Nothing is stored, and no press is made.

    The site is the one of ``site_key``; without it the one that has the page's host. Raises
    InvalidField and LimitExceeded for the URL, UnknownSite and StoreUnavailable.
    """
    address = urls.public_link(url, "url")
    with context.ingest.store.view() as view:
        sites = view.sites()
    asked = _chosen(sites, site_key)
    hosting = (asked,) if asked else _hosting(sites, address)
    hosts = tuple(host for site in hosting for host in site.page_hosts)
    try:
        page = context.ingest.publisher_site.inspect(address, hosts)
    except (FetchFailed, Unreadable) as error:
        missed = _missed(address, error.message)
        return _without_page(context, address, hosting[0] if hosting else None, missed, now)
    site = asked or _site_of(sites, page)
    exam = Examination(context.as_named_by(page.embed), page, sites, site, now)
    found = dict.fromkeys(_checks(exam, address))
    return Diagnosis(address, site.key if site else None, tuple(found))


def _checks(exam: Examination, address: str) -> Iterator[Check]:
    moved = "" if exam.page.url == address else f", after redirects from {address}"
    yield fine(CheckName.PAGE, f"{exam.page.url} answered 200{moved}.")
    for part in _PARTS:
        yield from part.checks(exam)


def _missed(address: str, why: str) -> Check:
    """Return the check of a page that was not read; the reason's later sentences are the cure."""
    what, _, cure = why.partition(". ")
    message = f"{address} was not read: {what.rstrip('.')}."
    return wrong(CheckName.PAGE, "page", message, cure or f"Open {address} in a browser.")


def _without_page(
    context: DoctorContext, address: str, site: Site | None, missed: Check, now: datetime
) -> Diagnosis:
    """Return the report of a page that could not be fetched: what the server knows all the same."""
    if site is None:
        unknown = page_site.no_site(embed_link.origin_of(address), urls.host(address))
        return Diagnosis(address, None, (missed, unknown))
    known = article.checks_of(context, site, address, now)
    return Diagnosis(address, site.key, (missed, *known))


def _chosen(sites: tuple[Site, ...], key: str | None) -> Site | None:
    """Return the site that was asked for; None when none was. Raises UnknownSite."""
    if key is None:
        return None
    found = next((site for site in sites if site.key == key), None)
    if found is None:
        raise UnknownSite(key)
    return found


def _hosting(sites: tuple[Site, ...], url: str) -> tuple[Site, ...]:
    """Return the sites that have the host of this URL."""
    return tuple(site for site in sites if urls.belongs(url, site.page_hosts))


def _site_of(sites: tuple[Site, ...], page: InspectedPage) -> Site | None:
    """Return the site of a page: of those with its host the one that its widgets name."""
    hosting = _hosting(sites, page.url)
    named = {embed_link.site_key_of(widget) for widget in page.embed.widgets}
    preferred = (site for site in hosting if site.key in named)
    return next(preferred, hosting[0] if hosting else None)
