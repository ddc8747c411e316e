"""The fetch quota: how many pages of a site may be fetched for readers' presses.

Nobody knows before a fetch whether a page is there. So a press counts as vain until its page became
an article, and vain presses have less room than there is: in all, and from one network.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from widget.domain.limits import NETWORK_VAIN_PRESSES, PRESSED_PAGES
from widget.domain.source import PressCounts
from widget.rules.retry import CLOCK_SKEW
from widget.usecases.articles.press_digests import digest_of

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
    network: str | None = None
    """The network from which is pressed (``192.0.2.0/24``); None where nobody knows it."""

    def is_spent(
        self, view: TrackedPages, site_key: str, tracked: TrackedPage | None, now: datetime
    ) -> bool:
        """Tell whether the quota keeps this tracked page from being fetched now.

        None is a page that was never seen. What a source lists costs no quota. When a burst has
        used up the quota of the site, it comes back one by one, not with the end of the minute or
        of the day. Raises StoreUnavailable.
        """
        if tracked is not None and tracked.source_url is not None:
            return False
        counting = _Counting(view, site_key, now, digest_of(view, self.network, now))
        if counting.of_network(_MINUTE).vain >= _part(self.per_minute, 1):
            return True
        network = counting.of_network(_DAY)
        if network.vain >= NETWORK_VAIN_PRESSES:
            return True
        parts = 3 if self.network is None or _is_proven(network) else 2
        minute = counting.of_site(_MINUTE)
        if minute.vain >= _part(self.per_minute, parts) or minute.all >= self.per_minute:
            return counting.of_site(_MINUTE / self.per_minute).all > 0
        is_new = tracked is None
        if is_new and counting.of_site(_DAY).first >= _part(PRESSED_PAGES, parts):
            return counting.of_site(_DAY / PRESSED_PAGES).first > 0
        return False


@dataclass(frozen=True, slots=True)
class _Counting:
    """Counts presses on pages of a site up to now."""

    view: TrackedPages
    site_key: str
    now: datetime
    digest: str | None

    def of_site(self, time: timedelta) -> PressCounts:
        return self._presses(time, None)

    def of_network(self, time: timedelta) -> PressCounts:
        return PressCounts() if self.digest is None else self._presses(time, self.digest)

    def _presses(self, time: timedelta, digest: str | None) -> PressCounts:
        soon = self.now + CLOCK_SKEW  # what is later was pressed when a clock was ahead
        return self.view.presses(self.site_key, self.now - time, soon, digest)


def _is_proven(network: PressCounts) -> bool:
    """Return whether the presses of a network were of use: at least as many as were not."""
    return network.found > 0 and network.found >= network.vain


def _part(whole: int, thirds: int) -> int:
    return max(1, whole * thirds // 3)


USUAL: Final = FetchQuota()
"""The quota unless the operator sets another one."""
