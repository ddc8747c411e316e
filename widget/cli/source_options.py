"""The options that the commands about sources share, and the detection of a source's kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from widget.domain.source import FoundSource, Source, SourceKind
from widget.rules import urls

if TYPE_CHECKING:
    from widget.bootstrap.ingest import IngestServices
    from widget.domain.site import Site

of_site = click.option("--site", "site_key", required=True, help="Key of the site.")
of_kind = click.option(
    "--kind",
    type=click.Choice(list(SourceKind), case_sensitive=False),
    help="What is at URL; without it the server fetches URL and detects the kind.",
)


def find(opened: IngestServices, site: Site, url: str, kind: SourceKind | None) -> FoundSource:
    """Return what is at the URL, fetched once: a listing of this kind, or of any.

    Raises InvalidField for what is no URL, FetchFailed and Unreadable.
    """
    urls.public_link(url, "url")
    if kind is None:
        return opened.publisher_site.find(url, site.page_hosts)
    source = Source(site.key, url, SourceKind(kind))
    return FoundSource(source.kind, opened.publisher_site.poll(source, site.page_hosts))
