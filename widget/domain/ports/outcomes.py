"""Outcomes: what came of the editions of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from widget.domain.draft import Origin
    from widget.domain.summary import Outcome


class Outcomes(Protocol):
    """Reads outcomes. Every method may raise StoreUnavailable."""

    def outdated(self, site_key: str, summarizers: tuple[str, ...]) -> tuple[str, ...]:
        """Return the URLs of articles, not withdrawn, without an outcome by one of these.

        ``summarizers`` are values of ``Outcome.summarizer``; outcomes of older fingerprints
        do not count. In the order in which the articles came.
        """


class WritableOutcomes(Outcomes, Protocol):
    """Reads and writes outcomes."""

    def put_outcome(self, site_key: str, url: str, outcome: Outcome) -> bool:
        """Keep the outcome; one for each fingerprint and origin.

        Returns False and writes nothing when the article is gone or has another
        fingerprint by now.
        """

    def drop_summary(self, site_key: str, url: str, origin: Origin) -> None:
        """Forget the article's summary of this origin, if there is one."""
