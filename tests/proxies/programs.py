"""Finds the programs of proxies: installed ones, or those that ``./dev test`` unpacked."""

from __future__ import annotations

import os
import shutil

from tests.house.source import ROOT


def program(name: str) -> str:
    """Return the path of a program."""
    unpacked = ROOT / "var" / "programs" / "usr"
    places = [os.environ["PATH"], "/usr/sbin", str(unpacked / "sbin"), str(unpacked / "bin")]
    found = shutil.which(name, path=os.pathsep.join(places))
    assert found, f"{name} is not there; ./dev test unpacks it"
    return found
