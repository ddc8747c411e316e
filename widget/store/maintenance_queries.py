"""The statements for tasks that are done from time to time; portable SQL, built once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, insert, select, update

from widget.store.hook_tables import deliveries
from widget.store.tables import (
    articles,
    maintenance,
    outcomes,
    sources,
    tracked_pages,
)

if TYPE_CHECKING:
    from sqlalchemy import Column, Update
    from sqlalchemy.sql.elements import ColumnElement

DONE_AT = select(maintenance.c.done_at).where(maintenance.c.task == bindparam("task"))
INSERT = insert(maintenance)
UPDATE = update(maintenance).where(maintenance.c.task == bindparam("its_task"))

_now: ColumnElement[int] = bindparam("now")


def _bounded(column: Column[int], by: str) -> Update:
    """Return the statement that makes times which are too late those of now."""
    return update(column.table).where(column > bindparam(by)).values({column.name: _now})


TIMES_OF_THE_PAST: Final = tuple(
    _bounded(column, "soon")
    for column in (
        tracked_pages.c.seen_at,
        tracked_pages.c.attempted_at,
        tracked_pages.c.pressed_at,
        sources.c.due_at,
        deliveries.c.heard_at,
        outcomes.c.superseded_at,
        articles.c.withdrawn_at,
    )
)
"""When something was done."""

TIMES_TO_COME: Final = tuple(
    _bounded(column, "last_end")
    for column in (tracked_pages.c.due_at, tracked_pages.c.rest_until, sources.c.rest_until)
)
"""When something is done again."""
