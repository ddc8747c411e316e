"""The sentences that Python chooses for readers: origins, reasons, errors, labels of buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.draft import Origin
from widget.domain.summary import Reason
from widget.rules.wording import Wording, wording
from widget.translations import PluralText, Text

if TYPE_CHECKING:
    from widget.domain.summary import Summary
    from widget.translations import Texts

_EXTRACT_IN_WORDS: Final = {
    2: Text("origin-extract-2", "Two sentences from this article, unchanged"),
    3: Text("origin-extract-3", "Three sentences from this article, unchanged"),
    4: Text("origin-extract-4", "Four sentences from this article, unchanged"),
    5: Text("origin-extract-5", "Five sentences from this article, unchanged"),
}
_EXTRACT: Final = PluralText(
    "origin-extract",
    "One sentence from this article, unchanged",
    "%(number)s sentences from this article, unchanged",
)
_EXTRACT_NOT_COUNTED: Final = {
    Wording.UNCOUNTED: Text("origin-extract-some", "Sentences from this article, unchanged"),
    Wording.WITH_NAMES: Text(
        "origin-extract-names", "Sentences from this article, with first names added in brackets"
    ),
}
_ORIGINS: Final = {
    Origin.NEWSROOM: Text("origin-newsroom", "Written by the newsroom"),
    Origin.AI_CHECKED: Text("origin-ai-checked", "AI summary, checked by an editor"),
    Origin.AI_UNCHECKED: Text("origin-ai-unchecked", "AI summary, not checked"),
}

READING_TIME: Final = Text("reading-time", "%(summary)s instead of %(article)s")

_NOT_SUMMARISED: Final = Text("none-kind", "Articles of this kind are not summarised.")
# Of a withdrawal by the publisher: the reader is on the page, which may stay as it is.
# No details: readers need not know of an embargo, or why a page is not indexed.
_BY_RULE: Final = Text("none-rule", "This article is not summarised.")
REASONS: Final = {
    Reason.TOO_SHORT: Text("none-too-short", "This article is too short to need a summary."),
    Reason.NOTHING_TO_EXTRACT: Text(
        "none-nothing-to-extract", "This article has no text that could be summarised."
    ),
    Reason.SUMMARIZER_FAILED: Text(
        "none-summarizer-failed", "No summary could be made of this article."
    ),
    Reason.HELD: Text(
        "none-held", "The newsroom has not released the summary of this article yet."
    ),
    Reason.UNKNOWN_ARTICLE: Text("none-unknown-article", "There is no summary of this page yet."),
    Reason.WITHDRAWN: _BY_RULE,
    Reason.OPINION: _NOT_SUMMARISED,
    Reason.LIVE_BLOG: _NOT_SUMMARISED,
    Reason.PAYWALLED: _NOT_SUMMARISED,
    Reason.EXCLUDED_SECTION: _NOT_SUMMARISED,
    Reason.EMBARGOED: _BY_RULE,
    Reason.NOINDEX: _BY_RULE,
    Reason.EXCLUDED_URL: _BY_RULE,
}
PAGE_GONE: Final = Text("none-withdrawn", "This article is not available any more.")

ANY_ERROR: Final = Text(
    "error", "The summary cannot be shown right now. Please try again in a moment."
)
# Readers see these; details are for the publisher's routes and the operator's log.
_BUSY: Final = Text(
    "error-busy",
    "There is no summary of this page yet. Please try again in a minute.",
)
ERRORS: Final = {
    "unknown_site": Text(
        "error-unknown-site",
        "This summary cannot be shown: this server does not know the site.",
    ),
    "foreign_url": Text(
        "error-foreign-url",
        "This summary cannot be shown: the page does not belong to this site.",
    ),
    "invalid_field": Text(
        "error-address",
        "This summary cannot be shown: the address of the page is not valid.",
    ),
    "limit_exceeded": Text(
        "error-address-long",
        "This summary cannot be shown: the address of the page is too long.",
    ),
    "budget_spent": _BUSY,
    "too_many_requests": _BUSY,
}


def origin_label(texts: Texts, summary: Summary) -> str:
    """Return how a summary came to be, as its label says it."""
    if summary.origin is Origin.EXTRACT:
        return extract_label(texts, wording(summary.points), len(summary.points))
    return texts.say(_ORIGINS[summary.origin])


def extract_label(texts: Texts, worded: Wording, points: int) -> str:
    """Return what the label says of an extract of so many points in this wording."""
    if worded is Wording.COUNTED:
        return texts.count(_EXTRACT_IN_WORDS, _EXTRACT, points)
    return texts.say(_EXTRACT_NOT_COUNTED[worded])
