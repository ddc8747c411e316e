"""The types of a site: a publisher that may embed the widget, and its rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from widget.domain.summary import Form, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Which of a site's articles get a summary; the default is the safe side."""

    allowed: frozenset[Reason] = frozenset()
    """Reasons that do not count here: of OPINION, LIVE_BLOG, PAYWALLED and NOINDEX."""
    excluded_sections: tuple[str, ...] = ()
    """Sections without summaries, compared without case."""
    excluded_paths: tuple[str, ...] = ()
    """Patterns of paths without summaries: ``*`` is any run of characters, as in /sport/*."""


@dataclass(frozen=True, slots=True)
class Site:
    """A publisher's web site that may embed the widget."""

    key: str
    """``[a-z0-9-]``, 1 to 64 characters; part of public URLs."""
    name: str
    origins: tuple[str, ...]
    """Origins (scheme://host[:port]) that may frame the reading page."""
    page_hosts: tuple[str, ...]
    """Host names (with port when it is not the default) whose pages are this site's articles."""
    language: str
    """BCP 47 tag that an article has when it names none itself."""
    points: int | None = None
    """Points of a summary; None for what the server's settings say."""
    words: int | None = None
    """Words of all points together, about; None for what the server's settings say."""
    form: Form = Form.POINTS
    on_demand: bool = False
    """Whether a press on a page that the server has never seen fetches that page."""
    same_section: bool = False
    """Whether neighbours by publish order stay within the section."""
    neighbour_pictures: bool = False
    """Whether neighbours are shown with their pictures."""
    picture_hosts: tuple[str, ...] = ()
    """Hosts, beside those of its pages, that these pictures may come from."""
    neighbour_hosts: tuple[str, ...] = ()
    """Hosts, beside those of its pages, to which neighbours that a page declares may lead."""
    eligibility: Eligibility = field(default_factory=Eligibility)
    texts: Mapping[str, str] = field(default_factory=dict)
    """The site's own texts, by the key of the text that each replaces."""
