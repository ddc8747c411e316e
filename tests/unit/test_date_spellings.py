"""Days are read as newsrooms write them, in the sandbox, and no spelling refuses a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.unit.pages_made import ARTICLE, PARAGRAPHS, URL, meta, page
from tests.unit.sandbox_calls import loaded
from widget.fetch.sandbox.pool import Sandbox
from widget.parse.pages.in_child import read

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = Path(__file__).with_name("date_spellings.txt").read_text("utf-8").splitlines()
SPELLINGS = [tuple(line.split(" | ", 2)) for line in LINES if not line.startswith("#")]


@pytest.fixture(scope="module")
def child() -> Iterator[Sandbox]:
    child = Sandbox()
    yield child
    child.close()


def _day(child: Sandbox, html: str) -> str:
    found = child.call(read, html.encode(), URL)
    assert PARAGRAPHS[0] in (found.text or str(found.blocks))
    return f"{found.published_at:%Y-%m-%d}" if found.published_at else "-"


def test_there_are_sixty_spellings_in_fifteen_languages() -> None:
    assert len(SPELLINGS) >= 60
    assert len({language for language, *_ in SPELLINGS}) >= 15


@pytest.mark.parametrize(("language", "day", "written"), SPELLINGS)
def test_a_day_is_read_where_a_page_shows_it(
    child: Sandbox, language: str, day: str, written: str
) -> None:
    shown = page(f"<p>{written}</p>{ARTICLE}", lang=language)
    assert _day(child, shown) == day


@pytest.mark.parametrize(("language", "day", "written"), SPELLINGS)
def test_a_day_in_words_is_read_from_the_head(
    child: Sandbox, language: str, day: str, written: str
) -> None:
    assert _day(child, page(head=meta("date", written), lang=language)) == day


def test_no_spelling_leads_to_a_parser_that_loads_all_languages(child: Sandbox) -> None:
    for language, _, written in SPELLINGS:
        child.call(read, page(f"<i>{written}</i>{ARTICLE}", lang=language).encode(), URL)
    assert child.call(loaded, "trafilatura")
    assert not child.call(loaded, "dateparser")
