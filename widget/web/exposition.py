"""Prints counters and gauges in Prometheus's text format, by prometheus_client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.registry import Collector

from widget.domain.errors import StoreUnavailable
from widget.metrics import METRICS, Metric
from widget.usecases.ingest.gauges import Gauge, gauges
from widget.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from prometheus_client.metrics_core import Metric as Family

    from widget.bootstrap import Services
    from widget.metrics import Series

CONTENT_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4


def exposed(services: Services, now: datetime) -> bytes:
    """Return the text. Raises StoreUnavailable."""
    registry = CollectorRegistry()
    counted = services.counters.read() if services.counters else {}
    known = services.consumer()
    alive = known.alive and not known.hangs(now)
    found = (
        Gauge("widget_ready", "Whether the database can be read and written.", _is_ready(services)),
        Gauge("widget_consumer_alive", "Whether a consumer is at work (1) or not (0).", alive),
        *gauges(services.store, services.settings.fetches_per_minute, now),
    )
    registry.register(_Everything(counted, found))
    return generate_latest(registry)


def _is_ready(services: Services) -> bool:
    """Return what /readyz says: on a full disk there is still something to be told."""
    try:
        services.ping()
    except StoreUnavailable:
        return False
    return True


class _Everything(Collector):
    """All families, as they are at one moment."""

    def __init__(self, counted: dict[Series, float], found: tuple[Gauge, ...]) -> None:
        self._counted = counted
        self._gauges = found

    def collect(self) -> Iterator[Family]:
        """Yield the families."""
        build = GaugeMetricFamily("widget_build", "The version that answers.", labels=["version"])
        build.add_metric([VERSION], 1)
        yield build
        yield from _gauge_families(self._gauges)
        for metric in METRICS:
            yield _histogram(metric, self._counted) if metric.bounds else self._counter(metric)

    def _counter(self, metric: Metric) -> Family:
        family = CounterMetricFamily(metric.name, metric.explanation, labels=metric.labels)
        for (name, labels), value in sorted(self._counted.items()):
            if name == metric.name:
                family.add_metric(labels, value)
        return family


def _gauge_families(found: Iterable[Gauge]) -> Iterator[Family]:
    families: dict[str, GaugeMetricFamily] = {}
    for gauge in found:
        labels = [] if gauge.site is None else ["site"]
        family = families.setdefault(
            gauge.name, GaugeMetricFamily(gauge.name, gauge.explanation, labels=labels)
        )
        family.add_metric([gauge.site] if gauge.site else [], gauge.value)
    yield from families.values()


def _histogram(metric: Metric, counted: dict[Series, float]) -> Family:
    family = HistogramMetricFamily(metric.name, metric.explanation, labels=metric.labels)
    sums = {
        labels: value for (name, labels), value in counted.items() if name == metric.name + "_sum"
    }
    for labels, total in sorted(sums.items()):
        family.add_metric(labels, _classes(metric, labels, counted), total)
    return family


def _classes(
    metric: Metric, labels: tuple[str, ...], counted: dict[Series, float]
) -> list[tuple[str, float]]:
    """Return the upper end of each class and how many were at most so much."""
    classes, so_far = [], 0.0
    for end in (*map(str, metric.bounds), "+Inf"):
        so_far += counted.get((f"{metric.name}_bucket", (*labels, end)), 0.0)
        classes.append((end, so_far))
    return classes
