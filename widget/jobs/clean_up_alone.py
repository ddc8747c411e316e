"""The nightly clean-up where no consumer runs: a thread of each web worker looks after it.

A consumer does it at night. Without one (WIDGET_CONSUMER is off, and no ``widget work``) presses
and old outcomes would stay for ever.
"""

from __future__ import annotations

import logging
import os
import threading
from typing import TYPE_CHECKING, Final

from widget.bootstrap import build_existing, now, retention_of
from widget.config import load
from widget.domain.errors import WidgetError
from widget.usecases.sites.clean_up import clean_up_if_due

if TYPE_CHECKING:
    from widget.config import Settings

_log = logging.getLogger("widget.clean_up")

LOOK_SECONDS: Final = 3600.0
"""How often a worker looks; the first time after so long, when it is not busy with its start."""


def start() -> threading.Thread:
    """Start the thread, which ends with its process."""
    thread = threading.Thread(target=_look_after_it, name="clean-up", daemon=True)
    thread.start()
    return thread


def clean_up_without_consumer(settings: Settings) -> bool:
    """Clean up when no consumer runs and it is due; return whether we did.

    Raises SettingsError and StoreUnavailable.
    """
    opened = build_existing(settings)
    try:
        if opened.consumer().alive:
            return False
        return clean_up_if_due(opened.store, retention_of(settings), now())
    finally:
        opened.close()


def _look_after_it() -> None:
    never = threading.Event()
    while not never.wait(LOOK_SECONDS):
        try:
            if clean_up_without_consumer(load(os.environ)):
                _log.info("cleaned_up")
        except WidgetError as error:
            _log.warning("clean_up_failed", extra={"code": error.code, "problem": error.message})
