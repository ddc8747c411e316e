"""How a panel or an error becomes a template, its context, a status and a cache rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from widget.domain.draft import Origin
from widget.domain.panel import Panel, Pending, Ready, Unavailable
from widget.domain.summary import Reason
from widget.web.headers import NO_STORE, fresh_for
from widget.web.services import services

if TYPE_CHECKING:
    from collections.abc import Mapping

_REASONS = {
    Reason.TOO_SHORT: "This article is too short to need a summary.",
    Reason.NOTHING_TO_EXTRACT: "This article has no text that could be summarised.",
    Reason.SUMMARIZER_FAILED: "No summary could be made of this article.",
    Reason.HELD: "The newsroom has not released the summary of this article yet.",
    Reason.UNKNOWN_ARTICLE: "There is no summary of this page yet.",
    Reason.WITHDRAWN: "This article is not available any more.",
}
_NOT_SUMMARISED = "Articles of this kind are not summarised."
_REASONS |= dict.fromkeys(
    (Reason.OPINION, Reason.LIVE_BLOG, Reason.PAYWALLED, Reason.EXCLUDED_SECTION), _NOT_SUMMARISED
)
# No details: readers need not know of an embargo, or why a page is not indexed.
_REASONS |= dict.fromkeys(
    (Reason.EMBARGOED, Reason.NOINDEX, Reason.EXCLUDED_URL), "This article is not summarised."
)
_STATUS = {Reason.UNKNOWN_ARTICLE: 404, Reason.WITHDRAWN: 410}

# Readers see these; details are for the publisher's routes and the operator's log.
_ERRORS = {
    "unknown_site": "This summary cannot be shown: this server does not know the site.",
    "foreign_url": "This summary cannot be shown: the page does not belong to this site.",
    "invalid_field": "This summary cannot be shown: the address of the page is not valid.",
    "limit_exceeded": "This summary cannot be shown: the address of the page is too long.",
    "budget_spent": "There is no summary of this page yet. Please try again in a minute.",
}
_ANY_ERROR = "The summary cannot be shown right now. Please try again in a moment."


@dataclass(frozen=True, slots=True)
class Shown:
    """What is sent for a panel: template, context, status, Cache-Control."""

    template: str
    context: Mapping[str, Any]
    status: int
    cache: str


_ORIGINS = {
    Origin.EXTRACT: "Extract of the article",
    Origin.NEWSROOM: "Written by the newsroom",
    Origin.AI_CHECKED: "AI summary, checked by an editor",
    Origin.AI_UNCHECKED: "AI summary, not checked",
}


def shown(panel: Panel, site_key: str, url: str) -> Shown:
    """Return how this panel is shown to the reader of this page."""
    if isinstance(panel, Ready):
        return _ready(panel)
    if isinstance(panel, Pending):
        language = panel.headline.language if panel.headline else "en"
        context = {"panel": panel, "language": language, "poll_url": fragment_url(site_key, url)}
        return Shown("panel/_pending.html", context, 200, NO_STORE)
    return _unavailable(panel)


def failed(code: str, status: int, message: str | None = None) -> Shown:
    """Return how an error is shown to a reader: with this message, or what its code says."""
    said = message or _ERRORS.get(code, _ANY_ERROR)
    context = {"message": said, "code": code, "language": "en"}
    return Shown("panel/_error.html", context, status, NO_STORE)


def fragment_url(site_key: str, url: str) -> str:
    """Return the public URL of the fragment of this page."""
    base = services().settings.public_url
    return f"{base}/v1/sites/{site_key}/summary?url={quote(url, safe='')}"


def read_url(site_key: str, url: str) -> str:
    """Return the public URL of the reading page of this page."""
    return f"{services().settings.public_url}/read/{site_key}?url={quote(url, safe='')}"


def _ready(panel: Ready) -> Shown:
    label = _ORIGINS[panel.summary.origin]
    context = {"panel": panel, "language": panel.headline.language, "origin_label": label}
    return Shown("panel/_ready.html", context, 200, _fresh())


def _unavailable(panel: Unavailable) -> Shown:
    status = _STATUS.get(panel.reason, 200)
    cache = _fresh() if status == 200 else NO_STORE
    language = panel.headline.language if panel.headline else "en"
    context = {"panel": panel, "language": language, "message": _REASONS[panel.reason]}
    return Shown("panel/_unavailable.html", context, status, cache)


def _fresh() -> str:
    return fresh_for(services().settings.max_age)
