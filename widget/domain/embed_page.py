"""What a page has of the embed: its tags, its policies, and how the embed's files are answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widget.domain.article import Manuscript


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a tag, its name in lower case."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class WidgetTag:
    """A ``<summary-widget>`` element of a page: hostile."""

    attributes: tuple[Attribute, ...] = ()
    href: str | None = None
    """What the first link inside says, as it is written; None without a link."""
    link: str | None = None
    """Where that link leads; None where that is no http(s) URL."""

    def option(self, name: str) -> str | None:
        """Return the value of an attribute that may also be written with ``data-`` in front."""
        plain = value_of(self.attributes, name)
        return value_of(self.attributes, f"data-{name}") if plain is None else plain


@dataclass(frozen=True, slots=True)
class ScriptTag:
    """A ``<script>`` element of a page: hostile."""

    attributes: tuple[Attribute, ...] = ()
    src: str | None = None
    """Where ``src`` leads; None without one, and where that is no http(s) URL."""
    is_copy: bool = False
    """Whether the code of our loader stands in the tag itself."""

    def get(self, name: str) -> str | None:
        """Return the value of an attribute; None without it."""
        return value_of(self.attributes, name)


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """What was read of one page; limited lists are cut, and their counts say how much there was."""

    widgets: tuple[WidgetTag, ...] = ()
    widget_count: int = 0
    scripts: tuple[ScriptTag, ...] = ()
    script_count: int = 0
    canonical: str | None = None
    """Where the first canonical link leads, as a browser resolves it."""
    canonical_count: int = 0
    policies: tuple[str, ...] = ()
    """Policies of meta elements in the head."""
    policy_count: int = 0
    frames: tuple[str, ...] = ()
    """Addresses of frames."""
    links: tuple[str, ...] = ()
    """Links outside the widgets that lead to a reading page, by their path."""
    requests: tuple[str, ...] = ()
    """Addresses of fragments that the page's own htmx asks for."""
    panels: int = 0
    """Panels that the publisher's own server included."""


@dataclass(frozen=True, slots=True)
class InspectedPage:
    """A page that was fetched for a diagnosis."""

    url: str
    """Where the fetch ended, after redirects."""
    embed: EmbedPage
    policy: str = ""
    """All ``Content-Security-Policy`` fields of its answer."""
    report_only: str = ""
    """All ``Content-Security-Policy-Report-Only`` fields."""
    manuscript: Manuscript | None = None
    """The article of the page: hostile; None where ``problem`` says why there is none."""
    problem: str = ""
    robots: str = ""
    """Why a reader's press may not fetch the page, where robots.txt forbids it."""


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """How a file of the embed is answered, with status 200."""

    content_type: str
    allow_origin: str = ""
    """``Access-Control-Allow-Origin``: modules of another origin need it."""
    is_loader: bool = False
    """Whether the code of our loader is in it."""


def value_of(attributes: tuple[Attribute, ...], name: str) -> str | None:
    """Return the value of the attribute of this name; None without it."""
    return next((one.value for one in attributes if one.name == name), None)
