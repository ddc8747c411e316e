"""The fetch quota: how many pages of a site may be fetched for readers' presses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from widget.domain.limits import PRESSED_PAGES
from widget.rules.retry import CLOCK_SKEW

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.ports import TrackedPages
    from widget.domain.source import TrackedPage

_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FetchQuota:
    """How many pages of one site are fetched for presses; new ones also have a limit a day."""

    per_minute: int = 30

    def is_spent(
        self, view: TrackedPages, site_key: str, tracked: TrackedPage | None, now: datetime
    ) -> bool:
        """Tell whether the quota keeps this tracked page from being fetched now.

        None is a page that was never seen. What a source lists costs no quota. Raises
        StoreUnavailable.
        """
        if tracked is not None and tracked.source_url is not None:
            return False
        soon = now + CLOCK_SKEW  # what is later was pressed when a clock was ahead
        if tracked is None and view.first_presses(site_key, now - _DAY, soon) >= PRESSED_PAGES:
            return True
        return view.presses(site_key, now - _MINUTE, soon) >= self.per_minute


USUAL: Final = FetchQuota()
"""The quota unless the operator sets another one."""
