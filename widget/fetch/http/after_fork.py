"""Gives a forked child its own locks and sockets instead of those of its parent."""

from __future__ import annotations

import os
from typing import Protocol
from weakref import WeakSet


class Begins(Protocol):
    """An object whose locks and sockets belong to one process."""

    def begin(self) -> None:
        """Take new locks and drop what was open; called in a child before anything else runs."""


_living: WeakSet[Begins] = WeakSet()


def begin_in_each_process(owner: Begins) -> None:
    """Call ``owner.begin()`` now, and again in every child that is forked while it lives."""
    owner.begin()
    _living.add(owner)


def _begin_all() -> None:
    for owner in tuple(_living):
        owner.begin()


os.register_at_fork(after_in_child=_begin_all)
