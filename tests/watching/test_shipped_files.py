"""The files for Prometheus and Grafana fit what the server tells, as Prometheus itself reads it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, SITE, Newsroom
from tests.house.source import ROOT
from tests.proxies.programs import program
from widget import metrics
from widget.bootstrap import build, now
from widget.config import load
from widget.usecases.sites import manage
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

SHIPPED = ROOT / "docs" / "howto" / "prometheus"
GAUGES = {
    "widget_build",
    "widget_consumer_alive",
    "widget_fetch_quota_used_ratio",
    "widget_pages_due",
    "widget_queue_age_seconds",
    "widget_ready",
    "widget_sources_failing",
}


def promtool(*words: str, folder: Path = SHIPPED, text: str = "") -> str:
    """Run promtool, and return what it says; it is content with what it reads."""
    command = [program("promtool"), *words]
    done = subprocess.run(
        command, cwd=folder, input=text, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def told() -> set[str]:
    """Return the names of all series that the server can tell."""
    counters = {f"{one.name}_total" for one in metrics.METRICS if not one.bounds}
    ends = ("_bucket", "_sum", "_count")
    times = {f"{one.name}{end}" for one in metrics.METRICS if one.bounds for end in ends}
    return counters | times | GAUGES


def queries() -> list[str]:
    """Return what the dashboard asks Prometheus for."""
    board: dict[str, Any] = json.loads((SHIPPED / "grafana.json").read_text(encoding="utf-8"))
    return [target["expr"] for panel in board["panels"] for target in panel["targets"]]


@pytest.fixture
def exposed(environment: dict[str, str]) -> Iterator[str]:
    """Return what a server tells that has done something of most kinds."""
    services = build(load(environment | {"WIDGET_METRICS_TOKEN": "t"}))
    app = create_app(services)
    newsroom = Newsroom(app.test_client(), manage.add_site(services.store, SITE, now()))
    newsroom.client.get("/metrics", headers={"Authorization": "Bearer t"})
    newsroom.put()
    newsroom.client.get("/v1/sites/daily/summary", query_string={"url": PAGE})
    metrics.count(metrics.FETCHES, 'quo"te\\n', "created")
    yield newsroom.client.get("/metrics", headers={"Authorization": "Bearer t"}).text
    app.extensions["counting"].stop()
    services.close()


def test_prometheus_finds_nothing_to_say_of_what_the_server_tells(exposed: str) -> None:
    assert "widget_requests_total{" in exposed
    promtool("check", "metrics", text=exposed)


def test_the_alerts_are_raised_when_they_should_be(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "alerts.yml", tmp_path)
    shutil.copy(Path(__file__).with_name("alerts_test.yml"), tmp_path)
    assert "9 rules found" in promtool("check", "rules", "alerts.yml")
    assert "SUCCESS" in promtool("test", "rules", "alerts_test.yml", folder=tmp_path)


def test_the_configuration_is_one(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "prometheus")
    (tmp_path / "token").write_text("t", encoding="utf-8")
    file = tmp_path / "prometheus" / "prometheus.yml"
    text = file.read_text(encoding="utf-8")
    placed = text.replace("/etc/prometheus/widget-token", str(tmp_path / "token"))
    assert placed != text
    file.write_text(placed, encoding="utf-8")
    promtool("check", "config", str(file))


def test_what_the_dashboard_asks_for_can_be_read(tmp_path: Path) -> None:
    rules = [{"record": f"panel:{place}", "expr": expr} for place, expr in enumerate(queries())]
    file = tmp_path / "queries.yml"  # JSON is YAML
    file.write_text(json.dumps({"groups": [{"name": "all", "rules": rules}]}), encoding="utf-8")
    assert f"{len(rules)} rules found" in promtool("check", "rules", str(file))


def test_alerts_and_dashboard_name_what_is_told_and_show_all_of_it() -> None:
    asked = " ".join(queries())
    alerts = (SHIPPED / "alerts.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"\bwidget_[a-z_]+\b", asked + alerts))
    assert named - told() == set()
    unseen = [one.name for one in metrics.METRICS if one.name not in asked]
    assert unseen == []
