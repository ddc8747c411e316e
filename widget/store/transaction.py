"""Writes to the database, all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from widget.domain.article import Change
from widget.store import (
    hook_queries,
    hook_rows,
    maintenance_queries,
    queries,
    rows,
    source_queries,
    source_rows,
)
from widget.store.site_transaction import SiteTransaction

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Executable, RowMapping

    from widget.domain.article import Article, Headline
    from widget.domain.draft import Origin
    from widget.domain.event import Subscription
    from widget.domain.source import Source, TrackedPage
    from widget.domain.summary import Outcome

_PLACE: Final = (
    "published_at",
    "listed_at",
    "language",
    "section",
    "embargoed_until",
    "withdrawn_at",
    "vouched",
)
"""The columns that say where in the publish order an article stands, and whether it does."""


class SqlTransaction(SiteTransaction):
    """The Transaction port; whoever opened it commits or rolls back."""

    _due: ClassVar[Executable] = source_queries.DUE_TO_CLAIM
    _due_of_site: ClassVar[Executable] = source_queries.DUE_OF_SITE_TO_CLAIM

    def put_done(self, task: str, now: datetime) -> None:
        """Store that this task was done."""
        done_at = rows.microseconds(now, "now")
        if self._run(maintenance_queries.UPDATE, its_task=task, done_at=done_at).rowcount == 0:
            self._run(maintenance_queries.INSERT, task=task, done_at=done_at)

    def bound_times(self, now: datetime, soon: datetime, latest: datetime) -> int:
        """Make now of what was done later than ``soon``, and is due again later than ``latest``.

        Returns how many times those were.
        """
        moment, limit = rows.microseconds(now, "now"), rows.microseconds(soon, "soon")
        statements = maintenance_queries.TIMES_OF_THE_PAST
        bounded = [self._run(each, now=moment, soon=limit).rowcount for each in statements]
        limit = rows.microseconds(latest, "latest")
        statements = maintenance_queries.TIMES_TO_COME
        bounded += [self._run(each, now=moment, last_end=limit).rowcount for each in statements]
        return sum(bounded)

    def put_article(
        self, article: Article, now: datetime, listed_at: datetime | None = None
    ) -> Change:
        """Insert or replace the article at its canonical URL; a withdrawn one is back again.

        ``listed_at`` is its place among articles of the same publish time, by default that of its
        arrival. Writes nothing when it is there already, just so. The outcomes of another
        fingerprint than its own stand no more. Raises InvalidField and UnknownSite.
        """
        values = rows.article_values(article)
        received_at = rows.microseconds(now, "now")
        if listed_at is not None:
            values["listed_at"] = rows.microseconds(listed_at, "listed_at")
        key = {"site_key": article.headline.site_key, "url": article.headline.url}
        known = self._run(queries.ARTICLE_TO_CHANGE, **key).mappings().first()
        if known is None:
            self._require_site(article.headline.site_key)
            values.setdefault("listed_at", received_at)
            self._run(queries.INSERT_ARTICLE, **values, received_at=received_at)
            self._name_with_neighbours(article.headline, now)
            return Change.CREATED
        if known["withdrawn_at"] is None and _says_the_same(known, values):
            return Change.UNCHANGED
        values |= {"received_at": received_at, "withdrawn_at": None}
        self._run(queries.UPDATE_ARTICLE, its_id=known["id"], **values)
        if known["fingerprint"] != article.headline.fingerprint:
            self._run(queries.SUPERSEDE_OUTCOMES, its_article_id=known["id"], now=received_at)
        if any(known[name] != values.get(name, known[name]) for name in _PLACE):
            self._name_with_neighbours(article.headline, now)
        else:
            self._log.name(**key)
        return Change.CHANGED

    def withdraw(self, site_key: str, url: str, now: datetime) -> bool:
        """Mark the article as withdrawn; False when there was none or it was withdrawn already.

        The publisher withdrew it: what is ingested does not bring it back.
        """
        withdrawn = self._withdraw(queries.WITHDRAW, site_key, url, now)
        if self._run(queries.MAKE_PUBLISHERS, its_site_key=site_key, its_url=url).rowcount:
            self._log.name(site_key, url)
        return withdrawn

    def withdraw_ingested(self, site_key: str, url: str, now: datetime) -> bool:
        """Mark the article as withdrawn, unless a publisher pushed it; False when nothing changed.

        It comes back when it is ingested again.
        """
        return self._withdraw(queries.WITHDRAW_INGESTED, site_key, url, now)

    def release(self, site_key: str, url: str) -> bool:
        """Let the article be read from its site again; False where it is, or there is none."""
        done = self._run(queries.RELEASE, its_site_key=site_key, its_url=url)
        if done.rowcount:
            self._log.name(site_key, url)
        return done.rowcount == 1

    def vouch(self, site_key: str, url: str, now: datetime) -> None:
        """Let the panels of other articles lead to the article."""
        done = self._run(queries.VOUCH, its_site_key=site_key, its_url=url)
        reading = self.reading(site_key, url) if done.rowcount else None
        if reading is not None:
            self._name_with_neighbours(reading.headline, now)

    def put_outcome(self, site_key: str, url: str, outcome: Outcome) -> bool:
        """Keep the outcome as the one that stands; one for each fingerprint and origin.

        Returns False and writes nothing when the article is unknown, withdrawn, or has
        another fingerprint by now. Raises InvalidField.
        """
        article = self._run(queries.CURRENT_EDITION, site_key=site_key, url=url).first()
        if article is None or article.fingerprint != outcome.fingerprint:
            return False
        values = rows.outcome_values(outcome)
        values |= {"article_id": article.id, "roles": article.roles}
        place = {name: values[name] for name in ("article_id", "fingerprint", "origin")}
        self._run(queries.DROP_OUTCOME, **place)
        self._run(queries.INSERT_OUTCOME, **values)
        self._log.name(site_key, url)
        return True

    def drop_summary(self, site_key: str, url: str, origin: Origin) -> None:
        """Forget the summary of this origin that stands, if there is one."""
        self._run(queries.DROP_SUMMARY, site_key=site_key, url=url, origin=origin.value)
        self._log.name(site_key, url)

    def drop_old_outcomes(self, before: datetime) -> int:
        """Forget what readers have not seen since then; return how many outcomes that were.

        Those superseded before then, and all those of articles withdrawn before then.
        """
        moment = rows.microseconds(before, "before")
        statements = (queries.DROP_SUPERSEDED_OUTCOMES, queries.DROP_OUTCOMES_OF_WITHDRAWN)
        return sum(int(self._run(each, before=moment).rowcount) for each in statements)

    def put_aliases(self, site_key: str, url: str, aliases: tuple[str, ...]) -> None:
        """Make these canonical URLs further addresses of the article; they leave any other.

        Does nothing when there is no such article, withdrawn or not, and writes nothing when
        all is so already.
        """
        key = {"site_key": site_key}
        identity: int | None = self._run(queries.ARTICLE_ID, **key, url=url).scalar()
        if identity is None or not aliases:
            return
        found = self._connection.execute(
            queries.ALIASES_KNOWN, key | {"aliases": rows.storable_texts("aliases", aliases)}
        )
        known = {row.alias: row.article_id for row in found}
        anew = [alias for alias in dict.fromkeys(aliases) if known.get(alias) != identity]
        if replaced := [alias for alias in anew if alias in known]:
            self._connection.execute(queries.DROP_ALIASES, key | {"aliases": replaced})
        for alias in anew:
            self._run(queries.INSERT_ALIAS, **key, alias=alias, article_id=identity)
            self._log.name(site_key, alias)

    def put_source(self, source: Source) -> None:
        """Insert or replace the source of a site at its URL. Raises UnknownSite."""
        values = source_rows.source_values(source)
        key = {"its_site_key": source.site_key, "its_url": source.url}
        if self._run(source_queries.UPDATE_SOURCE, **key, **values).rowcount == 0:
            self._require_site(source.site_key)
            self._run(source_queries.INSERT_SOURCE, **values)

    def drop_source(self, site_key: str, url: str) -> bool:
        """Forget the source; what it brought stays. False when there was none."""
        return self._run(source_queries.DROP_SOURCE, site_key=site_key, url=url).rowcount == 1

    def put_tracked_page(self, tracked: TrackedPage) -> None:
        """Insert or replace the tracked page at its URL. Raises UnknownSite."""
        values = source_rows.tracked_page_values(tracked)
        key = {"its_site_key": tracked.site_key, "its_url": tracked.url}
        if self._run(source_queries.UPDATE_TRACKED_PAGE, **key, **values).rowcount == 0:
            self._require_site(tracked.site_key)
            self._run(source_queries.INSERT_TRACKED_PAGE, **values)

    def put_press_key(self, day: int, key: str) -> None:
        """Keep the key of the digests of this day; there is none yet."""
        self._run(source_queries.INSERT_PRESS_KEY, day=day, key=key)

    def drop_press_keys(self, before: int) -> int:
        """Forget the keys of days before this one, and all digests unless a key is left."""
        dropped = int(self._run(source_queries.DROP_PRESS_KEYS, before=before).rowcount)
        if dropped and not self._run(source_queries.PRESS_KEYS).scalar():
            self._run(source_queries.DROP_PRESS_DIGESTS)
        return dropped

    def drop_pressed(self, site_key: str, url: str) -> None:
        """Forget the page if readers alone have pressed on it."""
        self._run(source_queries.DROP_PRESSED, site_key=site_key, url=url)

    def drop_forgotten(self, before: datetime) -> int:
        """Forget the pages that readers alone pressed on and that are no articles; return how many.

        Those last fetched before then, and the aliases that they became.
        """
        moment = rows.microseconds(before, "before")
        if self._run(source_queries.DROP_FORGOTTEN_ALIASES, before=moment).rowcount:
            self._log.name(None)
        return int(self._run(source_queries.DROP_FORGOTTEN, before=moment).rowcount)

    def drop_unanswered(self, before: datetime) -> int:
        """Forget the pages that readers alone pressed on, before then, and nobody tried to fetch.

        Returns how many.
        """
        moment = rows.microseconds(before, "before")
        return int(self._run(source_queries.DROP_UNANSWERED, before=moment).rowcount)

    def drop_deliveries(self, before: datetime) -> int:
        """Forget the deliveries of all sites handled before then; return how many."""
        moment = rows.microseconds(before, "before")
        return int(self._run(hook_queries.DROP_OLD_DELIVERIES, before=moment).rowcount)

    def _withdraw(self, statement: Executable, site_key: str, url: str, now: datetime) -> bool:
        values = {"its_site_key": site_key, "its_url": url}
        done = self._run(statement, **values, now=rows.microseconds(now, "now"))
        if done.rowcount:
            self._log.name(site_key, url)
        return done.rowcount == 1

    def _name_with_neighbours(self, headline: Headline, now: datetime) -> None:
        """Name the article, and those between which it stands now.

        Those between which it stood before show it, so that its own name is enough for them.
        """
        self._log.name(headline.site_key, headline.url)
        orders = (self.neighbours(headline, now), self.neighbours_in_section(headline, now))
        for beside in (one for order in orders for one in (order.previous, order.next)):
            if beside is not None:
                self._log.name(headline.site_key, beside.url)

    def put_hook_secret(self, site_key: str, secret: str, now: datetime) -> None:
        """Make this the site's only secret for hooks. Raises UnknownSite."""
        self._require_site(site_key)
        self._run(hook_queries.DROP_SECRET, site_key=site_key)
        created_at = rows.microseconds(now, "now")
        values = {"site_key": site_key, "secret": secret}
        self._run(hook_queries.INSERT_SECRET, **values, created_at=created_at)

    def put_delivery(self, site_key: str, delivery: str, now: datetime, before: datetime) -> None:
        """Store that this delivery was handled; delete those of the site handled before then.

        Raises UnknownSite.
        """
        moment = rows.microseconds(before, "before")
        self._run(hook_queries.DROP_DELIVERIES, site_key=site_key, before=moment)
        if not self.has_delivery(site_key, delivery):
            self._require_site(site_key)
            key = {"site_key": site_key, "digest": hook_rows.digest_of(delivery)}
            heard_at = rows.microseconds(now, "now")
            self._run(hook_queries.INSERT_DELIVERY, **key, heard_at=heard_at)

    def put_subscription(self, subscription: Subscription) -> None:
        """Insert or replace the subscription of its source, which must be there."""
        values = hook_rows.subscription_values(subscription)
        key = {"its_site_key": subscription.site_key, "its_source_url": subscription.source_url}
        if self._run(hook_queries.UPDATE_SUBSCRIPTION, **key, **values).rowcount == 0:
            self._run(hook_queries.INSERT_SUBSCRIPTION, **values)


def _says_the_same(known: RowMapping, values: rows.Values) -> bool:
    """Tell whether a row has these values; how words are counted may change by an upgrade."""
    return all(known[name] == value for name, value in values.items() if name != "words")
