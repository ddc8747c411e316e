"""The publisher's site: its pages, its listings, and its hub."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from widget.domain.source import Asker, FoundSource, Page, PollAnswer, Source, Validators


class PublisherSite(Protocol):
    """What a publisher's site offers by itself: its pages, its listings, and their hubs.

    Its methods may be called from any thread.
    """

    def page(
        self, url: str, hosts: tuple[str, ...], asker: Asker, validators: Validators
    ) -> Page | None:
        """Fetch and read the page of an article; no hop leaves ``hosts`` (the site's page hosts).

        None when it has not changed since the answer with these validators. Raises FetchFailed
        (also for what robots.txt forbids, where a reader asked) and Unreadable.
        """

    def poll(self, source: Source, hosts: tuple[str, ...]) -> PollAnswer:
        """Fetch and read a listing; its own host is allowed beside ``hosts``.

        Raises FetchFailed and Unreadable.
        """

    def find(self, url: str, hosts: tuple[str, ...]) -> FoundSource:
        """Return what kind of source is at this URL and what it lists, fetched once.

        The URL's own host is allowed beside ``hosts``. Raises FetchFailed and Unreadable.
        """

    def subscribe(self, hub: str, form: dict[str, str]) -> int:
        """Send a hub the form that asks for a subscription; return the status of its answer.

        Raises FetchFailed.
        """

    def close(self) -> None:
        """Close connections and end what reads pages; the next use begins anew."""
