"""Articles: their last version, what readers may see of it, and their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Article, Change, Headline, Neighbours
    from widget.domain.summary import Reading


class Articles(Protocol):
    """Reads articles. Every method may raise StoreUnavailable."""

    def article(self, site_key: str, url: str) -> Article | None:
        """Return the article at this canonical URL, withdrawn or not."""

    def reading(self, site_key: str, url: str) -> Reading | None:
        """Return an article without its text and the outcome of its current fingerprint.

        Of several outcomes of the fingerprint the one of the least ``STATE_RANK`` and then of the
        least ``ORIGIN_RANK`` is read (both in ``summary``). One query.
        """

    def readings(self, site_key: str, urls: tuple[str, ...]) -> dict[str, Reading]:
        """Return the readings, as above, of those of these canonical URLs that are articles.

        One query.
        """

    def latest(self, site_key: str, limit: int) -> tuple[str, ...]:
        """Return the URLs of the articles that came last, withdrawn or not, the newest first."""

    def articles_from(self, site_key: str, after: str, limit: int) -> tuple[Article, ...]:
        """Return articles with their texts, withdrawn or not, in the order in which they came.

        At most ``limit`` of those that came after the article at the URL ``after``; of all where
        there is none.
        """

    def count_articles(self, site_key: str) -> int:
        """Return how many articles of the site are kept, withdrawn or not."""

    def neighbours(self, headline: Headline, now: datetime) -> Neighbours:
        """Return the neighbours by publish order: same site and language.

        That is ``(published_at, listed_at, id)``; see ``put_article``. Withdrawn and embargoed
        articles are passed over, and those that nobody vouches for. One query, by row-value
        comparison.
        """

    def neighbours_in_section(self, headline: Headline, now: datetime) -> Neighbours:
        """Return the neighbours as above, in the same section; none without a section."""

    def url_of_title(self, site_key: str, title: str, now: datetime) -> str | None:
        """Return the URL of the site's latest article with exactly this title.

        Withdrawn and embargoed articles are passed over, and those that nobody vouches for.
        """

    def next_embargo_end(self, site_key: str, now: datetime) -> datetime | None:
        """Return when the next embargo of an article of the site ends; None where none is."""


class WritableArticles(Articles, Protocol):
    """Reads and writes articles."""

    def put_article(
        self, article: Article, now: datetime, listed_at: datetime | None = None
    ) -> Change:
        """Insert or replace the article at its canonical URL; a withdrawn one is back again.

        ``listed_at`` is its place among articles of the same publish time; without it a new one
        stands where it arrived, and a known one stays where it stands.
        The outcomes of another fingerprint than its own stand no more.
        """

    def withdraw(self, site_key: str, url: str, now: datetime) -> bool:
        """Mark the article as withdrawn; False when there was none or it was withdrawn already.

        The publisher said so: what is ingested does not bring it back.
        """

    def withdraw_ingested(self, site_key: str, url: str, now: datetime) -> bool:
        """Mark the article as withdrawn, unless a publisher pushed it; False when nothing changed.

        It comes back when it is ingested again.
        """

    def release(self, site_key: str, url: str) -> bool:
        """Let the article be read from its site again; False where it is, or there is none.

        It stays as it is, withdrawn or not, until something is ingested.
        """

    def vouch(self, site_key: str, url: str, now: datetime) -> None:
        """Let the panels of other articles lead to the article; see ``Headline.vouched``."""
