"""The file for Traefik has the form that Traefik reads; no Traefik runs here."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from tests.house.source import ROOT
from widget.domain.limits import HOOK_BYTES, REQUEST_BYTES

FILE = ROOT / "docs" / "howto" / "traefik.toml"
HTTP: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))["http"]


def test_routers_name_services_and_middlewares_that_are_there() -> None:
    for router in HTTP["routers"].values():
        assert router["service"] in HTTP["services"]
        assert set(router["middlewares"]) <= set(HTTP["middlewares"])
        assert router["rule"].count("(") == router["rule"].count(")")
        assert router["tls"]
    transport = HTTP["services"]["widget"]["loadBalancer"]["serversTransport"]
    assert transport in HTTP["serversTransports"]


def test_bodies_are_limited_as_by_the_server() -> None:
    sizes = {
        name: middleware["buffering"]["maxRequestBodyBytes"]
        for name, middleware in HTTP["middlewares"].items()
        if "buffering" in middleware
    }
    assert sizes == {"widget-articles": REQUEST_BYTES, "widget-hooks": HOOK_BYTES}


def test_the_narrower_rule_comes_first() -> None:
    [pattern] = re.findall(r"PathRegexp\(`(.+?)`\)", HTTP["routers"]["widget-hooks"]["rule"])
    assert re.search(pattern, "/v1/sites/daily/hooks/ghost")
    order = [HTTP["routers"][name]["priority"] for name in ("widget", "widget-hooks")]
    assert order == sorted(set(order))
    assert HTTP["routers"]["widget-health"]["middlewares"][-1] == "widget-this-machine"
