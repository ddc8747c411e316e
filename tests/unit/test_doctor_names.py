"""A server with several names is one server to the doctor, on a page that keeps to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import BASE, SITE
from tests.unit.doctor_world import SCRIPT, Clinic, html, line, told
from widget.domain.diagnosis import CheckStatus

if TYPE_CHECKING:
    from widget.domain.ports import Store

OTHER = "https://sums.news.example/widget"


@pytest.fixture
def clinic(memory_store: Store) -> Clinic:
    """Return a server with a second name, that knows the article of PAGE."""
    opened = Clinic(memory_store, (SITE,), other_urls=(OTHER,))
    opened.pages.files |= {f"{OTHER}/{name}": SCRIPT for name in ("embed.js", "core.js")}
    opened.publish()
    return opened


def tag(base: str) -> str:
    return f'<script async src="{base}/embed.js"></script>'


@pytest.mark.parametrize("base", [BASE, OTHER])
def test_a_page_may_use_each_name(clinic: Clinic, base: str) -> None:
    found = clinic.examine(html(line(base=base), tag=tag(base)))
    assert {one.status for one in found.checks} == {CheckStatus.OK}


def test_a_page_with_two_names_has_a_fault(clinic: Clinic) -> None:
    page = html(line() + line(base=OTHER), tag=tag(BASE))
    assert (CheckStatus.ERROR, "two-servers") in told(clinic.examine(page).checks)


def test_a_name_that_is_not_the_servers_stays_foreign(clinic: Clinic) -> None:
    page = html(line(base=f"{OTHER}s"), tag=tag(f"{OTHER}s"))
    assert clinic.examine(page).status is CheckStatus.ERROR
