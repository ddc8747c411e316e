"""The types of a summary: its points, its state, and the reasons why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.draft import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from widget.domain.article import Headline
    from widget.domain.block import Role
    from widget.domain.draft import Passage


@dataclass(frozen=True, slots=True)
class CleanHtml:
    """Markup that went through ``sanitize``; the only type that a template prints as markup.

    Built in ``widget/rules/sanitize.py`` and nowhere else (a house test looks).
    """

    markup: str

    def __html__(self) -> str:
        """Return the markup: Jinja's protocol for text that needs no escaping."""
        return self.markup


class Form(StrEnum):
    """How the points of a summary are laid out."""

    POINTS = "points"
    PARAGRAPH = "paragraph"


class Reason(StrEnum):
    """Why there is no summary to show."""

    TOO_SHORT = "too-short"
    NOTHING_TO_EXTRACT = "nothing-to-extract"
    SUMMARIZER_FAILED = "summarizer-failed"
    HELD = "held"
    UNKNOWN_ARTICLE = "unknown-article"
    WITHDRAWN = "withdrawn"
    OPINION = "opinion"
    LIVE_BLOG = "live-blog"
    PAYWALLED = "paywalled"
    EMBARGOED = "embargoed"
    NOINDEX = "noindex"
    EXCLUDED_SECTION = "excluded-section"
    EXCLUDED_URL = "excluded-url"


class SummaryState(StrEnum):
    """Whether readers may see a summary."""

    SHOWN = "shown"
    HELD = "held"
    HIDDEN = "hidden"


STATE_RANK: Final[Mapping[SummaryState, int]] = MappingProxyType(
    {SummaryState.SHOWN: 1, SummaryState.HELD: 2, SummaryState.HIDDEN: 4}
)
"""Which of several outcomes of a fingerprint is read: the one of the least rank.

What readers may see goes first, then what waits for an editor, then a refusal; what an editor has
hidden goes last.
"""

REFUSAL_RANK: Final = 3
"""Where a refusal stands among the states of summaries."""

ORIGIN_RANK: Final[Mapping[Origin, int]] = MappingProxyType(
    {Origin.NEWSROOM: 1, Origin.AI_CHECKED: 2, Origin.AI_UNCHECKED: 3, Origin.EXTRACT: 4}
)
"""Which of several summaries of the same state is read: the one of the least rank."""


class PointFacts(NamedTuple):
    """What follows from a point and its passage, reckoned once (``rules/point_facts.py``)."""

    directive: str
    """What leads from the article's address to the passage, ``#:~:text=…``; else empty."""
    is_verbatim: bool
    """See ``verify.is_verbatim``."""
    may_be_several: bool
    """Whether it may be more than one sentence."""
    words: int


@dataclass(frozen=True, slots=True)
class Point:
    """One clean point of a summary and the passage that it rests on."""

    content: CleanHtml
    source: Passage | None
    facts: PointFacts | None = field(default=None, compare=False, repr=False)
    """None where they are still to be reckoned."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The clean summary of one fingerprint of an article."""

    fingerprint: str
    origin: Origin
    points: tuple[Point, ...]
    state: SummaryState
    summarizer: str
    """What wrote it and under which rules, so that another version or shape makes it anew."""
    policy: int
    """Number of the sanitising policy that the points went through."""
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """The remembered decision that one fingerprint of an article gets no summary."""

    fingerprint: str
    reason: Reason
    summarizer: str
    made_at: datetime


Outcome = Summary | Refusal


@dataclass(frozen=True, slots=True)
class KeptOutcome:
    """What came of one edition of an article, of the current one or of an earlier one."""

    outcome: Outcome
    superseded_at: datetime | None = None
    """When another edition took the place of its own, so that readers do not see it any more."""
    roles: tuple[Role, ...] = ()
    """The roles of the article's paragraphs when it was made."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the store knows of one article at the moment a reader asks."""

    headline: Headline
    outcome: Outcome | None
    """The outcome of the current fingerprint; None while it is still to be made."""
    words: int
    """Words of the article's text, as ``rules.words`` counts them."""
