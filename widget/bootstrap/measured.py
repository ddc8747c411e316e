"""Adapters that note how long others take; they are there only where metrics are on."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from widget import metrics
from widget.domain.errors import SummarizerFailed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from widget.domain.article import Article
    from widget.domain.draft import Draft, SummaryShape
    from widget.domain.panel import Glance
    from widget.domain.ports import Store, Summarizer, Transaction, View

_Opened = TypeVar("_Opened")


class MeasuredStore:
    """A store whose reads and writes are noted; the version, which is in the hot path, is not."""

    def __init__(self, store: Store) -> None:
        self.version = store.version
        self.changes = store.changes
        self.close = store.close
        self._store = store

    @contextmanager
    def view(self) -> Iterator[View]:
        """Open a view of the store."""
        with _timed("read", self._store.view()) as view:
            yield view

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a transaction of the store."""
        with _timed("write", self._store.transaction()) as transaction:
            yield transaction

    @contextmanager
    def urgent_transaction(self) -> Iterator[Transaction]:
        """Open an urgent transaction of the store."""
        with _timed("write", self._store.urgent_transaction()) as transaction:
            yield transaction

    def glance(self, site_key: str, url: str, now: datetime) -> Glance | None:
        """Read what a panel is made of; see the port."""
        with _timed("read", nullcontext()):
            return self._store.glance(site_key, url, now)


@contextmanager
def _timed(kind: str, opening: AbstractContextManager[_Opened]) -> Iterator[_Opened]:
    began = perf_counter()
    try:
        with opening as opened:
            yield opened
    finally:
        metrics.observe(metrics.DATABASE_SECONDS, perf_counter() - began, kind)


class MeasuredSummarizer:
    """A summarizer whose time is noted."""

    def __init__(self, summarizer: Summarizer) -> None:
        self.name = summarizer.name
        self._summarizer = summarizer

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:
        """Return the draft; see the port."""
        began, outcome = perf_counter(), "failed"
        try:
            draft = self._summarizer.summarize(article, shape)
            outcome = "draft"
        except SummarizerFailed as error:
            outcome = "refused" if error.permanent else "failed"
            raise
        else:
            return draft
        finally:
            metrics.observe(metrics.SUMMARIZER_SECONDS, perf_counter() - began, outcome)
