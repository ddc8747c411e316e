"""The command that shows how the server does: the consumer, what waits, and what was counted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from widget.bootstrap import now
from widget.cli.context import services
from widget.cli.counting import counted
from widget.metrics import METRICS
from widget.usecases.ingest.gauges import gauges
from widget.usecases.ingest.status import status as ingest_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.background.presence import Presence
    from widget.bootstrap import Services
    from widget.domain.source import Source
    from widget.metrics import Metric, Series
    from widget.usecases.ingest.gauges import Gauge
    from widget.usecases.ingest.status import IngestStatus

_NOT_ALIVE: Final = 6
_SHOWN: Final = 6
"""Labels of one metric that are shown, the most frequent first."""


@click.command(short_help="Show whether the consumer runs, what is due, and what was counted.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def status(as_json: bool) -> None:  # noqa: FBT001 - a switch
    """Show whether the consumer runs, what is due, which sources fail, and what was counted.

    Ends with exit code 6 when no consumer runs, or when it hangs.
    """
    with services() as opened:
        found = _standing(opened)
    if as_json:
        click.echo(json.dumps(_as_data(found), indent=2))
    else:
        for line in _lines(found):
            click.echo(line)
    if not found.works:
        click.get_current_context().exit(_NOT_ALIVE)


@dataclass(frozen=True, slots=True)
class _Standing:
    """How the server does."""

    known: Presence
    works: bool
    ingest: IngestStatus
    gauges: tuple[Gauge, ...]
    counters: dict[Series, float] | None
    """None where nothing is counted."""


def _standing(opened: Services) -> _Standing:
    known, moment = opened.consumer(), now()
    return _Standing(
        known,
        known.alive and not known.hangs(moment),
        ingest_status(opened.store, moment),
        gauges(opened.store, opened.settings.fetches_per_minute, moment),
        None if opened.counters is None else opened.counters.read(),
    )


def _lines(found: _Standing) -> Iterator[str]:
    known = found.known
    yield f"{'consumer':11} {_running(found)}"
    times = {"since": known.since, "last seen": known.last_seen, "last poll": known.last_poll}
    for name, time in times.items():
        if time:
            yield f"{name:11} {time:%Y-%m-%d %H:%M:%S} UTC"
    yield f"{'pages due':11} {found.ingest.pages_due:,}"
    yield from _waiting(found.gauges)
    yield f"{'sources':11} {_failing(found.ingest.failing)}"
    for source in found.ingest.failing:
        yield f"  {source.site_key}\t{source.url}\t{source.problem}"
    if found.counters is None:
        yield f"{'counted':11} nothing; WIDGET_METRICS_TOKEN switches it on"
        return
    for metric in METRICS:
        yield f"{metric.name:28} {_summed(metric, found.counters)}"


def _waiting(found: tuple[Gauge, ...]) -> Iterator[str]:
    for gauge in found:
        if gauge.name == "widget_queue_age_seconds" and gauge.value:
            yield f"{'waiting':11} {gauge.value:,.0f} seconds"
        if gauge.site:
            yield f"{'quota':11} {gauge.site}: {gauge.value:.0%} of the last minute's used"


def _summed(metric: Metric, counters: dict[Series, float]) -> str:
    """Return the sum of a counter with its most frequent labels, or number and mean of times."""
    if metric.bounds:
        number = sum(n for (name, _), n in counters.items() if name == f"{metric.name}_bucket")
        seconds = sum(n for (name, _), n in counters.items() if name == f"{metric.name}_sum")
        mean = f", mean {1000 * seconds / number:,.1f} ms" if number else ""
        return f"{number:,.0f}{mean}"
    own = {labels: value for (name, labels), value in counters.items() if name == metric.name}
    most = sorted(own.items(), key=lambda item: -item[1])[:_SHOWN]
    parts = ", ".join(f"{' '.join(filter(None, labels))} {n:,.0f}" for labels, n in most if labels)
    return f"{sum(own.values()):,.0f}" + (f"  ({parts})" if parts else "")


def _as_data(found: _Standing) -> dict[str, Any]:
    known = found.known
    times = {name: getattr(known, name) for name in ("since", "last_seen", "last_poll")}
    texts = {name: time.isoformat() if time else None for name, time in times.items()}
    place = {"alive": found.works, "process": known.pid, "host": known.host}
    return {
        "consumer": place | texts,
        "failing": [
            {"site": one.site_key, "url": one.url, "problem": one.problem}
            for one in found.ingest.failing
        ],
        "gauges": [
            {"name": one.name, "value": one.value} | ({"site": one.site} if one.site else {})
            for one in found.gauges
        ],
        "counters": None if found.counters is None else _samples(found.counters),
    }


def _samples(counters: dict[Series, float]) -> list[dict[str, Any]]:
    labels_of = {metric.name: metric.labels for metric in METRICS}
    return [
        {"name": name, "labels": _labels(labels_of, name, values), "value": value}
        for (name, values), value in sorted(counters.items())
    ]


def _labels(
    labels_of: dict[str, tuple[str, ...]], name: str, values: tuple[str, ...]
) -> dict[str, str]:
    plain = name.removesuffix("_bucket").removesuffix("_sum")
    return dict(zip((*labels_of.get(plain, ()), "le"), values, strict=False))


def _running(found: _Standing) -> str:
    known = found.known
    place = f"process {known.pid} on {known.host}"
    if found.works:
        return f"runs: {place}"
    if known.alive:
        return f"hangs: {place}; end it with SIGKILL, and the server starts another"
    cure = "`widget serve`, gunicorn or `widget work` starts it"
    return f"does not run; {cure}, and the log of a server that runs says why"


def _failing(failing: tuple[Source, ...]) -> str:
    return f"{counted(len(failing), 'source')} failing" if failing else "none failing"
