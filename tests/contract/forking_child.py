"""A program that uses a store, closes it, and forks two children that go on using it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tests.contract.material import article, publish
from widget.store import open_sqlite

if TYPE_CHECKING:
    from widget.store import SqlStore


def main(database: str) -> int:
    """Return 0 when both children have published ten articles."""
    store = open_sqlite(database)
    store.ping()
    store.close()
    children = [fork(store, number) for number in range(2)]
    os.write(1, b"forked\n")
    return max(os.waitpid(child, 0)[1] for child in children)


def fork(store: SqlStore, number: int) -> int:
    """Return the process id of a child that publishes."""
    child = os.fork()
    if child == 0:
        publish(store, *(article(f"{number}-{n}") for n in range(10)))
        store.close()
        os._exit(0)
    return child


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1])))
