"""What the change log of a store names: panels that are not what they were."""

from __future__ import annotations

from typing import NamedTuple


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
