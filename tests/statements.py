"""Collects the statements that a test sends to the database, and not those of other threads."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sqlalchemy import Engine, event

from widget.store.direct import DirectRead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Ran = list[tuple[str, Any]]
"""Statements, each with what it binds."""


@contextmanager
def heard(note: Callable[[str, Any], None]) -> Iterator[None]:
    """Call ``note`` with each statement of this thread and with what it binds.

    Other threads are left out: a consumer of another test may still be at its last look.
    """
    own = threading.get_ident()

    def each(_c: Any, _u: Any, statement: str, bound: Any, *_: Any) -> None:
        if threading.get_ident() == own:
            note(statement, bound)

    run = DirectRead.run

    def each_direct(direct: DirectRead, driver: Any, values: Any) -> Any:
        if threading.get_ident() == own:
            note(direct.sql, direct.bound(values))
        return run(direct, driver, values)

    event.listen(Engine, "before_cursor_execute", each)
    with patch.object(DirectRead, "run", each_direct):
        try:
            yield
        finally:
            event.remove(Engine, "before_cursor_execute", each)


@contextmanager
def statements() -> Iterator[Ran]:
    """Collect the statements that run."""
    ran: Ran = []
    with heard(lambda statement, bound: ran.append((statement, bound))):
        yield ran
