"""The doorbell: work to be done soon by threads of this process, each piece once at a time."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

from widget.domain.errors import WidgetError

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger("widget.background")

MOST_WAITING = 1_000
"""Pieces of work that wait at most; a ring too many is forgotten, the next press rings again."""


class Doorbell:
    """Rings for work. Only a bell: what is to be done is known by the store, not by the bell."""

    def __init__(self, work: Callable[[str, str], object], threads: int = 1) -> None:
        self._work = work
        self._threads = threads
        self._waiting: set[tuple[str, str]] = set()
        self._lock = Lock()
        self._executor: ThreadPoolExecutor | None = None

    def ring(self, site_key: str, url: str) -> bool:
        """Ask for the work on this article soon; False when it was asked for already."""
        key = (site_key, url)
        with self._lock:
            if key in self._waiting or len(self._waiting) >= MOST_WAITING:
                return False
            self._waiting.add(key)
            # Made on the first ring: a thread does not survive the fork of a worker.
            self._executor = self._executor or ThreadPoolExecutor(self._threads, "doorbell")
            self._executor.submit(self._answer, key)
        return True

    def close(self) -> None:
        """Finish what was rung for and stop the thread."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True)

    def _answer(self, key: tuple[str, str]) -> None:
        try:
            self._work(*key)
        except WidgetError as error:
            _log.warning("work_failed", extra={"site": key[0], "code": error.code})
        except Exception:  # noqa: BLE001 - a bug in one piece of work must not stop the bell
            _log.exception("work_failed", extra={"site": key[0]})
        finally:
            with self._lock:
                self._waiting.discard(key)
