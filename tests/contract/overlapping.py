"""Lets two transactions, or a view and a transaction, overlap as far as their store lets them."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError, get_ident
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Engine, event

from widget.domain.errors import StoreUnavailable
from widget.store import SqlStore
from widget.store.change_log import ChangeLog
from widget.store.sqlite import open_engine, path_of
from widget.store.transaction import SqlTransaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from widget.domain.ports import Store, Transaction

T = TypeVar("T")
Stores = tuple["Store", "Store"]
"""Two stores over one database, as two processes have them; or one store twice."""

GRACE_SECONDS = 0.1
"""How long the first of two waits for the second, which a store with isolation keeps waiting."""

PATIENCE_SECONDS = 60
"""How long somebody is waited for who has to come."""


class DoctoredStore(SqlStore):
    """A store whose transactions and views begin with another statement, and take no turns."""

    def __init__(self, url: str, begin: str) -> None:
        """Open the database at this URL."""
        super().__init__(open_engine(url).execution_options(begin=begin), path_of(url))

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Open what is called a transaction."""
        with self._engine.begin() as connection:
            yield SqlTransaction(connection, ChangeLog())


def let_write(stores: Stores, writing: Future[None]) -> None:
    """Wait until this is done. In a store that is there twice, writers wait for an open view."""
    if stores[0] is stores[1]:
        wait([writing], GRACE_SECONDS)
    else:
        writing.result(PATIENCE_SECONDS)


def at_once(stores: Stores, act: Callable[[Transaction], T]) -> list[T]:
    """Do the act in a transaction of each store; return what those that were committed returned.

    Neither writes before both have read, where the store lets them. One that fails because
    the store is unavailable for now has not happened; no other failure may be.
    """

    def in_transaction(store: Store) -> T:
        with store.transaction() as transaction:
            return act(transaction)

    return both(lambda: in_transaction(stores[0]), lambda: in_transaction(stores[1]))


def both(*acts: Callable[[], T]) -> list[T]:
    """Do two acts in threads of their own; neither writes before both have read, if it can be."""

    def guarded(act: Callable[[], T]) -> list[T]:
        try:
            return [act()]
        except StoreUnavailable as error:
            if error.permanent:
                raise AssertionError(error.message) from error
            return []

    with _meeting_before_the_first_write(), ThreadPoolExecutor(2) as threads:
        return [result for done in threads.map(guarded, acts) for result in done]


@contextmanager
def _meeting_before_the_first_write() -> Iterator[None]:
    met, arrived = Barrier(2), set[int]()

    def meet(_c: Any, _u: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT") or get_ident() in arrived:
            return
        arrived.add(get_ident())
        with suppress(BrokenBarrierError):
            met.wait(GRACE_SECONDS)

    event.listen(Engine, "before_cursor_execute", meet)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", meet)
