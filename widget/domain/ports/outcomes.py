"""Outcomes: the summary or refusal of each edition of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.draft import Origin
    from widget.domain.summary import KeptOutcome, Outcome


class Outcomes(Protocol):
    """Reads outcomes. Every method may raise StoreUnavailable."""

    def outcome(self, site_key: str, url: str, fingerprint: str) -> KeptOutcome | None:
        """Return what came of this edition of the article, the current one or an earlier one.

        Of several the one that stands, then the one that was superseded last; else as in
        ``Articles.reading``.
        """

    def outcomes_of(self, site_key: str, url: str) -> tuple[KeptOutcome, ...]:
        """Return all outcomes of the article that are kept, of every edition, the oldest first."""

    def outdated(
        self, site_key: str, summarizers: tuple[str, ...], after: str, limit: int
    ) -> tuple[str, ...]:
        """Return the URLs of articles, not withdrawn, without an outcome by one of these.

        ``summarizers`` are values of ``Outcome.summarizer``; outcomes of older fingerprints
        do not count. At most ``limit``, in the order in which the articles came, of those that
        came after the article at the URL ``after``; of all where there is none.
        """

    def count_outdated(self, site_key: str, summarizers: tuple[str, ...]) -> int:
        """Return how many these are in all."""


class WritableOutcomes(Outcomes, Protocol):
    """Reads and writes outcomes."""

    def put_outcome(self, site_key: str, url: str, outcome: Outcome) -> bool:
        """Keep the outcome as the one that stands; one for each fingerprint and origin.

        Returns False and writes nothing when the article is gone or has another
        fingerprint by now. It stands until ``put_article`` brings another fingerprint; then it is
        kept as superseded, and does not stand again by itself when its fingerprint comes back.
        """

    def drop_summary(self, site_key: str, url: str, origin: Origin) -> None:
        """Forget the summary of this origin that stands, if there is one."""

    def drop_old_outcomes(self, before: datetime) -> int:
        """Forget what readers have not seen since then; return how many outcomes that were.

        Those superseded before then, and all those of articles withdrawn before then.
        """
