"""The change log: which panels a transaction changed, written at its end and read by web workers.

Its numbers follow the order of the commits, because transactions take turns: who has read up to a
number has missed nothing before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, func, insert, select

from widget.domain.change import CHANGES_AT_ONCE, CHANGES_KEPT, ChangesSince, PanelChange
from widget.store.tables import changes

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_PRUNE_EVERY: Final = 1_000
"""Numbers after which the old end of the log is dropped, once for all of them."""

LAST = select(func.coalesce(func.max(changes.c.number), 0))
_FIRST = select(func.min(changes.c.number))
_AFTER = (
    select(changes)
    .where(changes.c.number > bindparam("after"))
    .order_by(changes.c.number)
    .limit(bindparam("limit"))
)
_INSERT = insert(changes)
_DROP = delete(changes).where(changes.c.number <= bindparam("last"))


class ChangeLog:
    """What one transaction has changed; each panel is named once."""

    def __init__(self) -> None:
        self._named: dict[PanelChange, None] = {}

    def name(self, site_key: str | None, url: str | None = None) -> None:
        """Remember that the panel of this article changed, or without a URL all of the site."""
        self._named[PanelChange(site_key, url)] = None

    def write(self, connection: Connection) -> int | None:
        """Write what was named; the caller commits. Returns the last number, None for no change."""
        if not self._named:
            return None
        connection.execute(_INSERT, [each._asdict() for each in self._named])
        last: int = connection.execute(LAST).scalar_one()
        if last % _PRUNE_EVERY < len(self._named):
            connection.execute(_DROP, {"last": last - CHANGES_KEPT})
        return last


def changes_after(connection: Connection, after: int) -> ChangesSince:
    """Return what the log names after this number."""
    last: int = connection.execute(LAST).scalar_one()
    if last < after:  # an older database was put in the place of ours
        return ChangesSince(last, None)
    first: int | None = connection.execute(_FIRST).scalar()
    if first is not None and first > after + 1:
        return ChangesSince(last, None)
    bounds = {"after": after, "limit": CHANGES_AT_ONCE + 1}
    found = connection.execute(_AFTER, bounds).all()
    if len(found) > CHANGES_AT_ONCE:
        return ChangesSince(last, None)
    return ChangesSince(last, tuple(_change_of(row) for row in found))


def _change_of(row: Row[*tuple[Any, ...]]) -> PanelChange:
    return PanelChange(row.site_key, row.url)
