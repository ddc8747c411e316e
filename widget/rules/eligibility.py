"""Which articles get no summary, whatever their text: pure rules, asked at each read."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from widget.domain.draft import Origin
from widget.domain.summary import Reason, Summary
from widget.rules.article_kinds import is_live_address, is_opinion_address, marks_by

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Headline, Marks
    from widget.domain.site import Eligibility
    from widget.domain.summary import Outcome

CAN_BE_ALLOWED: Final = (Reason.OPINION, Reason.LIVE_BLOG, Reason.PAYWALLED, Reason.NOINDEX)
"""The reasons that a site can switch off."""

REASONS: Final = frozenset(
    {*CAN_BE_ALLOWED, Reason.EMBARGOED, Reason.EXCLUDED_SECTION, Reason.EXCLUDED_URL}
)
"""The reasons that come from these rules, and may go again without a change of the article."""


def reason_against(rules: Eligibility, headline: Headline, now: datetime) -> Reason | None:
    """Return why this article gets no summary on its site; None when nothing speaks against it.

    What the publisher marked counts first, then what the site excludes, then what the names of
    section and path say (an opinion page, a live blog).
    """
    marks = headline.marks
    if marks.embargoed_until is not None and marks.embargoed_until > now:
        return Reason.EMBARGOED
    named = _marks_of_section(headline.section or "")
    marked = {
        Reason.PAYWALLED: marks.paywalled,
        Reason.NOINDEX: marks.noindex,
        Reason.OPINION: marks.opinion or named.opinion or is_opinion_address(headline.url),
        Reason.LIVE_BLOG: marks.live or named.live or is_live_address(headline.url),
    }
    for reason, holds in marked.items():
        if holds and reason not in rules.allowed:
            return reason
    return _excluded(rules, headline)


def still_holds(rules: Eligibility, headline: Headline, outcome: Outcome, now: datetime) -> bool:
    """Return whether what was decided is still right under these rules, now.

    False for a refusal by these rules whose reason is gone: the article is weighed anew.
    """
    if isinstance(outcome, Summary) or outcome.reason not in REASONS:
        return True
    return reason_against(rules, headline, now) == outcome.reason


def hidden_now(
    rules: Eligibility, headline: Headline, outcome: Outcome | None, now: datetime
) -> Reason | None:
    """Return why readers see no summary now, whatever there is.

    What the newsroom wrote itself is shown, but not before an embargo ends.
    """
    reason = reason_against(rules, headline, now)
    written = isinstance(outcome, Summary) and outcome.origin is Origin.NEWSROOM
    return None if written and reason is not Reason.EMBARGOED else reason


@lru_cache(maxsize=1_024)  # sections are few, and each reader's miss asks
def _marks_of_section(section: str) -> Marks:
    return marks_by((section,))


def _excluded(rules: Eligibility, headline: Headline) -> Reason | None:
    sections = {section.casefold() for section in rules.excluded_sections}
    if headline.section and headline.section.casefold() in sections:
        return Reason.EXCLUDED_SECTION
    if not rules.excluded_paths:
        return None
    path = unquote(urlsplit(headline.url).path)
    if any(_matches(unquote(pattern), path) for pattern in rules.excluded_paths):
        return Reason.EXCLUDED_URL
    return None


def _matches(pattern: str, path: str) -> bool:
    """Tell whether the whole path is of this pattern, in which ``*`` is any run of characters.

    Each part is taken where it comes first, which never needs to be taken back: no pattern and no
    path make this slow.
    """
    first, *others = pattern.split("*")
    if not others:
        return path == pattern
    *inner, last = others
    place, end = len(first), len(path) - len(last)
    if place > end or not path.startswith(first) or not path.endswith(last):
        return False
    for part in inner:
        found = path.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True
