"""The container image and the compose file keep what their guide promises."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

from tests.house.source import ROOT

CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(
    (ROOT / "docs" / "howto" / "compose.yaml").read_text(encoding="utf-8")
)


def test_the_image_runs_as_a_user_by_number_and_says_how_it_does() -> None:
    last = CONTAINERFILE.rpartition("\nFROM ")[2]
    [user] = re.findall(r"^USER (\d+)$", last, re.M)
    assert int(user) >= 10_000
    assert f"useradd --uid {user} " in last
    assert "HEALTHCHECK" in last
    assert last.count("\nCOPY ") == last.count("\nCOPY --from=build ") == 1


def test_what_is_installed_in_the_image_is_locked_with_hashes() -> None:
    installs = re.findall(r"pip .*install .*", CONTAINERFILE)
    assert len(installs) == 3
    locked = [line for line in installs if "--require-hashes" in line]
    assert [line for line in installs if line not in locked and "--no-index" not in line] == []


def test_the_image_is_built_from_all_that_the_wheel_carries() -> None:
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]
    wheel = hatch["build"]["targets"]["wheel"]
    let_in = re.findall(r"^!(.+)$", (ROOT / ".containerignore").read_text("utf-8"), re.M)
    wanted = [*wheel["packages"], *wheel["force-include"], "requirements", "README.md", "LICENSE"]
    lacking = [p for p in wanted if not any(p == i or p.startswith(f"{i}/") for i in let_in)]
    assert lacking == []


def test_no_service_has_rights_or_a_root_that_it_could_write() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"proxy", "server"}
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert "cap_add" not in services["server"]
    assert "ports" not in services["server"]
