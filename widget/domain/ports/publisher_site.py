"""The publisher's site: its pages, its listings, its hub, and what its pages embed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from widget.domain.embed_page import FileAnswer, InspectedPage
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

    def inspect(self, url: str, hosts: tuple[str, ...]) -> InspectedPage:
        """Fetch a page for its publisher, and read what it has of the embed beside its article.

        Its own host is allowed beside ``hosts``. Whether robots.txt keeps readers' presses from it
        is asked as well. Raises FetchFailed and Unreadable.
        """

    def file(self, url: str) -> FileAnswer:
        """Fetch a file that pages embed, such as a script, and return how it is answered.

        Raises FetchFailed; permanent and without a status where the rules of fetching forbid it.
        """

    def close(self) -> None:
        """Close connections and end what reads pages; the next use begins anew."""
