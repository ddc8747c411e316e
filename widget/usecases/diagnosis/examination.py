"""What a diagnosis works with, and what it knows of the page that it examines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from widget.domain.diagnosis import Check, CheckStatus
from widget.domain.embed_page import WidgetTag
from widget.rules import embed_link

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from widget.domain.diagnosis import CheckName
    from widget.domain.embed_page import EmbedPage, FileAnswer, InspectedPage, ScriptTag
    from widget.domain.site import Site
    from widget.rules.embed_link import NamedArticle
    from widget.usecases.articles.fetch_quota import FetchQuota
    from widget.usecases.ingest.context import IngestContext


@dataclass(frozen=True, slots=True)
class DoctorContext:
    """What a diagnosis works with."""

    ingest: IngestContext
    quota: FetchQuota
    public_url: str
    """The server's public address, without a slash at its end."""
    own_file: Callable[[str], FileAnswer]
    """Answers a file of the embed, by its name, without the network. Raises FetchFailed."""
    consumer_runs: bool
    """Whether a consumer makes summaries and fetches pages now."""
    other_urls: tuple[str, ...] = ()
    """The server's further addresses."""

    def as_named_by(self, embed: EmbedPage) -> DoctorContext:
        """Return the same server by the one of its addresses that the page uses."""
        links = (widget.link or "" for widget in embed.widgets)
        named = (
            *links,
            *embed.links,
            *embed.frames,
            *(script.src or "" for script in embed.scripts),
        )
        for url in (self.public_url, *self.other_urls):
            if any(address.startswith(f"{url}/") for address in named):
                return replace(self, public_url=url)
        return self

    @property
    def base(self) -> str:
        """The server's public address, with a slash at its end."""
        return f"{self.public_url}/"

    @property
    def origin(self) -> str:
        """Scheme, host and port of the server."""
        return embed_link.origin_of(self.public_url)


@dataclass(frozen=True, slots=True)
class Examination:
    """A page that was fetched, and the sites of this server."""

    context: DoctorContext
    page: InspectedPage
    sites: tuple[Site, ...]
    site: Site | None
    """The site whose page it is; None where no site has its host."""
    now: datetime

    @property
    def embed(self) -> EmbedPage:
        """What the page has of the embed."""
        return self.page.embed

    def known(self, key: str) -> Site | None:
        """Return the site of this key; None without one."""
        return next((site for site in self.sites if site.key == key), None)

    def articles(self) -> tuple[NamedArticle, ...]:
        """Return the articles that the page's widgets name, each once."""
        asking = self.embed.widgets or self.reading_links()
        named = (
            embed_link.article_of(widget, self.page.url, self.embed.canonical) for widget in asking
        )
        return tuple({embed_link.key_of(one.url): one for one in named}.values())

    def frames(self) -> tuple[str, ...]:
        """Return the frames of the page that show this server's reading page."""
        return tuple(one for one in self.embed.frames if one.startswith(self._reading_page))

    def reading_links(self) -> tuple[WidgetTag, ...]:
        """Return the frames and the bare links that lead to this server's reading page.

        Each as a widget without attributes: it says as much of server, site and article.
        """
        links = (one for one in self.embed.links if one.startswith(self._reading_page))
        return tuple(WidgetTag(href=one, link=one) for one in (*self.frames(), *links))

    @property
    def _reading_page(self) -> str:
        return f"{self.context.base}read/"

    def own_scripts(self) -> tuple[ScriptTag, ...]:
        """Return the tags that load ``embed.js`` of this server, held back or not."""
        return tuple(script for script in self.embed.scripts if self._is_own(script))

    def _is_own(self, script: ScriptTag) -> bool:
        found = (script.src or "", *(one.value for one in script.attributes))
        return any(is_loader_of(self.context.base, address) for address in found)


def is_loader_of(base: str, address: str) -> bool:
    """Tell whether this is the address of the server's ``embed.js``, whatever its query."""
    if not address.startswith(("http:", "https:", "//")):
        return False
    try:
        asked, own = urlsplit(address), urlsplit(f"{base}embed.js")
        return (asked.netloc.lower(), asked.path) == (own.netloc.lower(), own.path)
    except ValueError:
        return False


def fine(check: CheckName, message: str) -> Check:
    """Return a check that found nothing wrong."""
    return Check(check, CheckStatus.OK, message)


def warning(check: CheckName, code: str, message: str, cure: str = "") -> Check:
    """Return a check that found something to look at."""
    return Check(check, CheckStatus.WARNING, message, cure, code)


def wrong(check: CheckName, code: str, message: str, cure: str) -> Check:
    """Return a check that found what keeps readers from a summary."""
    return Check(check, CheckStatus.ERROR, message, cure, code)
