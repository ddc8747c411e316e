"""What is counted while the server runs: a note is an append to a list, or nothing if it is off.

Notes are taken from the list twice a second (``drain``) and kept in a file that all processes over
one database share, so an answer never waits for them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from typing import Final

MOST_SERIES: Final = 5_000
"""Combinations of labels that one process keeps apart; more count as ``other``."""

OTHER: Final = "other"

Series = tuple[str, tuple[str, ...]]
"""A name and the values of its labels."""


@dataclass(frozen=True, slots=True)
class Metric:
    """Something that is counted, or with bounds measured in seconds."""

    name: str
    explanation: str
    labels: tuple[str, ...] = ()
    bounds: tuple[float, ...] = ()
    """Upper ends of the classes of a histogram, in seconds; none for a counter."""


_SHORT: Final = (0.001, 0.005, 0.02, 0.1, 0.5, 2.5, 10.0)
_LONG: Final = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 120.0)

REQUESTS: Final = Metric(
    "widget_requests",
    "Requests that the application answered; those from memory are not among them.",
    ("route", "status", "state"),
)
REQUEST_SECONDS: Final = Metric(
    "widget_request_seconds", "Time that the application took for an answer.", ("route",), _SHORT
)
HITS: Final = Metric("widget_answers_from_memory", "Answers that were given again from memory.")
ANSWER_AGE: Final = Metric(
    "widget_answer_age_seconds",
    "How old an answer in memory was when it was given the last time.",
    (),
    (1.0, 5.0, 20.0, 60.0),
)
PRESSES: Final = Metric(
    "widget_presses", "Presses on pages without a summary, by what became of them.", ("outcome",)
)
JOBS: Final = Metric("widget_jobs", "Tasks of the consumer.", ("task", "outcome"))
JOB_SECONDS: Final = Metric("widget_job_seconds", "Time that a task took.", ("task",), _LONG)
WAIT_SECONDS: Final = Metric(
    "widget_press_wait_seconds", "From a press until the fetch of its page began.", (), _LONG
)
SUMMARIZER_SECONDS: Final = Metric(
    "widget_summarizer_seconds", "Time that a summarizer took for an article.", ("outcome",), _SHORT
)
POLLS: Final = Metric("widget_polls", "Polls of sources.", ("outcome",))
FETCHES: Final = Metric("widget_fetches", "Pages that were fetched.", ("host", "outcome"))
DATABASE_SECONDS: Final = Metric(
    "widget_database_seconds", "Time in reads and writes of the database.", ("kind",), _SHORT
)

METRICS: Final = (
    REQUESTS,
    REQUEST_SECONDS,
    HITS,
    ANSWER_AGE,
    PRESSES,
    JOBS,
    JOB_SECONDS,
    WAIT_SECONDS,
    SUMMARIZER_SECONDS,
    POLLS,
    FETCHES,
    DATABASE_SECONDS,
)
"""All that is counted; what is known without counting is asked of the store."""


class Notes:
    """The notes of this process since they were last taken. For many threads."""

    def __init__(self) -> None:
        self.on = False
        self._notes: deque[tuple[Metric, tuple[str, ...], float]] = deque()
        self._known: set[Series] = set()

    def add(self, metric: Metric, values: tuple[str, ...], amount: float) -> None:
        """Add a note."""
        if self.on:
            self._notes.append((metric, values, amount))

    def drain(self) -> dict[Series, float]:
        """Take all notes and return their sums, by series."""
        sums: dict[Series, float] = {}
        for _ in range(len(self._notes)):
            metric, values, amount = self._notes.popleft()
            for name, labels, value in _series(metric, self._bounded(metric, values), amount):
                sums[name, labels] = sums.get((name, labels), 0.0) + value
        return sums

    def _bounded(self, metric: Metric, values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the labels, or ``other`` for all of them when there are too many."""
        series = (metric.name, values)
        if series not in self._known:
            if len(self._known) >= MOST_SERIES:
                return (OTHER,) * len(values)
            self._known.add(series)
        return values


NOTES: Final = Notes()
"""Those of this process."""


def count(metric: Metric, *labels: str, amount: float = 1.0) -> None:
    """Count something, once or ``amount`` times."""
    NOTES.add(metric, labels, amount)


def observe(metric: Metric, seconds: float, *labels: str) -> None:
    """Note how long something took."""
    NOTES.add(metric, labels, seconds)


def _series(
    metric: Metric, labels: tuple[str, ...], amount: float
) -> tuple[tuple[str, tuple[str, ...], float], ...]:
    """Return what a note adds to which series; a histogram has one for each class, and a sum."""
    if not metric.bounds:
        return ((metric.name, labels, amount),)
    place = bisect_left(metric.bounds, amount)
    end = str(metric.bounds[place]) if place < len(metric.bounds) else "+Inf"
    return (
        (f"{metric.name}_bucket", (*labels, end), 1.0),
        (f"{metric.name}_sum", labels, amount),
    )
