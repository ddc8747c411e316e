"""The statements for tasks that are done from time to time; portable SQL, built once."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from widget.store.tables import maintenance

DONE_AT = select(maintenance.c.done_at).where(maintenance.c.task == bindparam("task"))
INSERT = insert(maintenance)
UPDATE = update(maintenance).where(maintenance.c.task == bindparam("its_task"))
