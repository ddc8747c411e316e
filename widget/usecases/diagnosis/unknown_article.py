"""Says why the server knows no article at an address, and what a fetch of the page would bring."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from widget.domain.diagnosis import CheckName
from widget.domain.errors import StoreUnavailable, SummarizerFailed, WidgetError
from widget.domain.source import Page
from widget.domain.summary import Refusal
from widget.rules import embed_link
from widget.rules.likely_addresses import likely_addresses
from widget.usecases.articles.lookup import reading_at
from widget.usecases.diagnosis.examination import warning, wrong
from widget.usecases.ingest import crawl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.diagnosis import Check
    from widget.domain.embed_page import InspectedPage
    from widget.domain.source import TrackedPage
    from widget.usecases.diagnosis.reasons import Facts

_ARTICLE: Final = CheckName.ARTICLE


def checks(facts: Facts, page: InspectedPage | None) -> Iterator[Check]:
    """Yield why there is no article at the address. Raises StoreUnavailable."""
    if spelling := _known_spelling(facts, page):
        yield wrong(
            _ARTICLE,
            "canonical",
            f"The server knows the article as {spelling}, and not as {facts.key}.",
            f'Name that address in the link, or as <link rel="canonical" href="{spelling}">.',
        )
        return
    yield _unknown(facts)
    if page is not None:
        yield from as_fetched(facts, page)


def _known_spelling(facts: Facts, page: InspectedPage | None) -> str | None:
    """Return another address of the page under which the server knows an article."""
    named = [page.url, page.embed.canonical] if page else []
    keys = [embed_link.key_of(url) for url in named if url]
    spelled = likely_addresses(facts.key, facts.site.page_hosts)
    with facts.context.ingest.store.view() as view:
        for key in dict.fromkeys((*keys, *spelled)):
            reading = reading_at(view, facts.site.key, key) if key else None
            if reading is not None and reading.headline.withdrawn_at is None:
                return reading.headline.url
    return None


def _unknown(facts: Facts) -> Check:
    tracked = facts.tracked
    if tracked is not None and tracked.problem:
        return wrong(
            _ARTICLE,
            "article",
            f"The server could make no article of {facts.key}{_when(tracked)}: {tracked.problem}",
            f"widget sources test {shlex.quote(facts.key)} --site {facts.site.key}   or, if it is "
            f"well now: widget sources retry --site {facts.site.key}",
        )
    return wrong(
        _ARTICLE,
        "article",
        f"The server knows no article at {facts.key}: nobody published it, and no source lists it.",
        f"{facts.publishing}   or: widget sources add FEED --site {facts.site.key}   or: widget "
        f"sites change {facts.site.key} --on-demand",
    )


def _when(tracked: TrackedPage) -> str:
    """Return when the page was looked at last, and by what."""
    by = f" with version {tracked.reader}" if tracked.reader else ""
    return f" on {tracked.attempted_at:%Y-%m-%d at %H:%M} UTC{by}" if tracked.attempted_at else by


def as_fetched(facts: Facts, page: InspectedPage) -> Iterator[Check]:
    """Yield what would still be in the way if the page were fetched.

    Errors where presses fetch it, else warnings.
    """
    on_demand = facts.site.on_demand
    says = wrong if on_demand else warning
    listed = facts.tracked is not None and facts.tracked.source_url is not None
    if page.robots and on_demand and not listed:
        cure = f"Allow it, or list the page: widget sources add FEED --site {facts.site.key}"
        yield wrong(_ARTICLE, "article", f"A press may not fetch the page. {page.robots}", cure)
    cure = f"widget sources test {shlex.quote(facts.key)} --site {facts.site.key}"
    if problem := _problem(facts, page):
        yield says(_ARTICLE, "article", problem, cure)
    elif page.manuscript is not None and page.manuscript.doubt:
        doubt = f"The text that a fetch of the page brings is doubtful. {page.manuscript.doubt}"
        yield warning(_ARTICLE, "article", doubt, cure)


def _problem(facts: Facts, page: InspectedPage) -> str:
    """Return why a fetch of the page brings no summary; "" where it brings one."""
    none = "A fetch of the page brings no article."
    if page.manuscript is None:
        return f"{none} {page.problem}"
    try:
        fetched = Page(page.url, page.manuscript)
        _, outcome = crawl.preview(facts.context.ingest, facts.site, fetched, facts.now)
    except SummarizerFailed as error:
        return f"No summary could be made now. {error.message}"
    except StoreUnavailable:
        raise
    except WidgetError as error:
        return f"{none} {error.message}"
    if isinstance(outcome, Refusal):
        return f"A fetch of the page brings an article without summary: {outcome.reason.value}."
    return ""
