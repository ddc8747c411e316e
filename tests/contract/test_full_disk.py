"""On a full disk a withdrawal and a hide are still written: a reserve is given up for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import ROOT
from widget.store.reserve import RESERVE_BYTES

pytestmark = pytest.mark.slow

GIVEN_UP = "the reserve is given up: only what withdraws or hides articles is written"


def seen_on_a_full_disk(folder: Path, part: str) -> dict[str, Any]:
    """Return what happens on a disk that only the child sees."""
    apart = ["unshare", "--mount"]
    mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    if all(line.split()[4] != "/" for line in mounts):  # a chroot has no propagation to change
        apart += ["--propagation", "unchanged"]
    if os.geteuid() != 0:
        apart += ["--user", "--map-root-user"]
    child = [sys.executable, "-m", "tests.contract.full_disk_child", str(folder), part]
    done = subprocess.run([*apart, *child], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_what_is_withdrawn_or_hidden_on_a_full_disk_is_gone(tmp_path: Path) -> None:
    seen = seen_on_a_full_disk(tmp_path, "server")
    assert "full. Free some space" in seen["full"]
    assert seen["withdrawn"] == [200] * 20
    assert seen["shown"] == [410, 200], "reads go on"
    assert all(GIVEN_UP in why for why in seen["given up"]), "whoever writes is told, and /readyz"
    assert seen["hidden"] == [0, "Changed the site daily.\n"]
    assert seen["room"] == 201
    assert seen["reserve"] == [RESERVE_BYTES, RESERVE_BYTES], "it is made again with the room"


def test_a_command_that_opens_a_database_on_a_full_disk_can_withdraw(tmp_path: Path) -> None:
    seen = seen_on_a_full_disk(tmp_path, "start")
    assert seen["withdrawn"] == [0, ""]
    assert seen["shown"] == [410, 200]
    assert (seen["before"], seen["after"]) == (RESERVE_BYTES, 0)
