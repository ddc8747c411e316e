"""What the change log of a store names: panels that are not what they were."""

from __future__ import annotations

from typing import Final, NamedTuple

VERSION_SECONDS: Final = 0.5
"""Seconds by which a process may be behind other processes' changes of panels."""

CHANGES_AT_ONCE: Final = 2_000
"""Changes of panels that are read at once; where there are more, every panel may have changed."""

CHANGES_KEPT: Final = 20_000
"""Changes of panels that the store remembers; a server that looked away for longer starts anew."""


class PanelChange(NamedTuple):
    """An article whose panel changed; without a URL every panel of the site."""

    site_key: str | None
    """None means every site."""
    url: str | None = None
    """The canonical URL of the article."""


class ChangesSince(NamedTuple):
    """What changed after a version of the store."""

    version: int
    """The version that these changes lead to."""
    panels: tuple[PanelChange, ...] | None
    """None where the log does not say: then any panel may have changed."""
