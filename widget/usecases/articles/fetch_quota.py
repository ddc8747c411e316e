"""The budget of presses: what readers may have fetched from a publisher's site."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from widget.domain.limits import PRESSED_PAGES

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.ports import TrackedPages
    from widget.domain.source import TrackedPage

FETCHES_PER_MINUTE: Final = 30
"""Pages of one site that presses may have fetched in a minute, unless the operator sets it."""

_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)


def is_spent(
    view: TrackedPages,
    site_key: str,
    tracked: TrackedPage | None,
    fetches_per_minute: int,
    now: datetime,
) -> bool:
    """Tell whether the site's budget keeps the page of this tracked page from being fetched now.

    None is a page that was never seen. What a source lists costs no budget. Raises
    StoreUnavailable.
    """
    if tracked is not None and tracked.source_url is not None:
        return False
    if tracked is None and view.first_presses(site_key, now - _DAY) >= PRESSED_PAGES:
        return True
    return view.presses(site_key, now - _MINUTE) >= fetches_per_minute
