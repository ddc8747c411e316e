"""Why a known article shows no summary: a sentence for each reason, and the cure."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from widget.domain.diagnosis import CheckName
from widget.domain.site import Eligibility
from widget.domain.summary import Reason
from widget.rules import eligibility
from widget.rules.words import article_words
from widget.usecases.diagnosis.examination import warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from widget.domain.article import Article
    from widget.domain.diagnosis import Check
    from widget.domain.site import Site
    from widget.domain.source import TrackedPage
    from widget.domain.summary import Reading
    from widget.usecases.diagnosis.examination import DoctorContext


@dataclass(frozen=True, slots=True)
class Facts:
    """What the server knows of one article of a site."""

    context: DoctorContext
    site: Site
    key: str
    """The canonical key that was asked for."""
    now: datetime
    reading: Reading | None = None
    tracked: TrackedPage | None = None
    article: Article | None = None
    doubt: str | None = None
    """Why the text that was read of its page is doubtful."""

    @property
    def publishing(self) -> str:
        """The command that publishes the article."""
        return f"widget articles publish FILE --site {self.site.key} --url {shlex.quote(self.key)}"


@dataclass(frozen=True, slots=True)
class Explained:
    """A reason in words."""

    message: str
    cure: str


def doubts(facts: Facts) -> Iterator[Check]:
    """Yield a warning where the text that was read of the article's page is doubtful."""
    if facts.doubt:
        yield warning(
            CheckName.ARTICLE,
            "article",
            f"The text that was read of the page is doubtful. {facts.doubt}",
            f"Compare it: widget articles show {shlex.quote(facts.key)} --site {facts.site.key}   "
            f"or send the text: {facts.publishing}",
        )


def of(facts: Facts, reason: Reason) -> Explained:
    """Return why readers of this article see no summary, and what changes that."""
    if reason in eligibility.CAN_BE_ALLOWED:
        return _marked(facts, reason)
    return _EXPLAINED[reason](facts)


def _marked(facts: Facts, reason: Reason) -> Explained:
    allowed = sorted({*facts.site.eligibility.allowed, reason})
    options = " ".join(f"--allow {one.value}" for one in allowed)
    return Explained(
        f"The article is {_MARKS[reason]}, and such articles get no summary on this site.",
        f"widget sites change {facts.site.key} {options}",
    )


_MARKS: Final = {
    Reason.OPINION: "an opinion piece",
    Reason.LIVE_BLOG: "a live blog",
    Reason.PAYWALLED: "not free to read",
    Reason.NOINDEX: "marked noindex",
}


def _too_short(facts: Facts) -> Explained:
    words = article_words(facts.article) if facts.article else 0
    least = facts.context.ingest.rules.minimum_words
    return Explained(
        f"The article has {words:,} words, and WIDGET_MINIMUM_WORDS is {least:,}.",
        f"Set WIDGET_MINIMUM_WORDS={words}, restart the server, and publish the article again: "
        f"{facts.publishing}",
    )


def _nothing(facts: Facts) -> Explained:
    return Explained(
        "The text has no sentence that could stand in a summary.",
        f"Send a summary of the newsroom's own with the article: {facts.publishing}",
    )


def _failed(facts: Facts) -> Explained:
    return Explained(
        "The summarizer refused the article for good.",
        f"After an upgrade: widget articles renew --site {facts.site.key}   or send a summary of "
        f"the newsroom's own: {facts.publishing}",
    )


def _held(_: Facts) -> Explained:
    return Explained("The newsroom has not released the summary.", "The newsroom can release it.")


def _withdrawn(facts: Facts) -> Explained:
    at = facts.reading.headline.withdrawn_at if facts.reading else None
    when = f" on {at:%Y-%m-%d %H:%M} UTC" if at else ""
    return Explained(f"The article was withdrawn{when}.", f"Publish it again: {facts.publishing}")


def _embargoed(facts: Facts) -> Explained:
    until = facts.reading.headline.marks.embargoed_until if facts.reading else None
    when = f" until {until:%Y-%m-%d %H:%M} UTC" if until else ""
    return Explained(
        f"The article is embargoed{when}.",
        f"Wait, or publish it again without embargoed_until: {facts.publishing}",
    )


def _section(facts: Facts) -> Explained:
    section = (facts.reading.headline.section if facts.reading else None) or ""
    excluded = facts.site.eligibility.excluded_sections
    kept = [one for one in excluded if one.casefold() != section.casefold()]
    return Explained(
        f"The section {section!r} is excluded on this site.",
        f"widget sites change {facts.site.key} {_options('--exclude-section', kept)}",
    )


def _path(facts: Facts) -> Explained:
    excluded = facts.site.eligibility.excluded_paths
    hit = [pattern for pattern in excluded if _excludes(facts, pattern)]
    kept = [pattern for pattern in excluded if pattern not in hit]
    return Explained(
        f"The path is excluded on this site by {', '.join(hit)}.",
        f"widget sites change {facts.site.key} {_options('--exclude-path', kept)}",
    )


def _excludes(facts: Facts, pattern: str) -> bool:
    if facts.reading is None:
        return False
    headline = replace(facts.reading.headline, section=None)
    alone = Eligibility(frozenset(eligibility.CAN_BE_ALLOWED), (), (pattern,))
    return eligibility.reason_against(alone, headline, facts.now) is Reason.EXCLUDED_URL


def _options(name: str, values: Iterable[str]) -> str:
    return " ".join(f"{name} {shlex.quote(value)}" for value in values) or f'{name} ""'


def _unknown(facts: Facts) -> Explained:
    return Explained("The server knows no article at this address.", facts.publishing)


_EXPLAINED: Final[Mapping[Reason, Callable[[Facts], Explained]]] = {
    Reason.TOO_SHORT: _too_short,
    Reason.NOTHING_TO_EXTRACT: _nothing,
    Reason.SUMMARIZER_FAILED: _failed,
    Reason.HELD: _held,
    Reason.WITHDRAWN: _withdrawn,
    Reason.EMBARGOED: _embargoed,
    Reason.EXCLUDED_SECTION: _section,
    Reason.EXCLUDED_URL: _path,
    Reason.UNKNOWN_ARTICLE: _unknown,
}
