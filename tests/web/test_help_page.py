"""The help page has a section for each cause that the console and the doctor name."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.conftest import BASE
from tests.house.source import PACKAGE, ROOT, modules
from widget.rules.embed_causes import CAUSES, CODES, Cause
from widget.rules.optimisers import OPTIMISERS

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HINTS = ROOT / "embed" / "src" / "hints.js"
HINT = re.compile(r"^  '?([a-z-]+)'?: \['", re.M)
"""What the browser's console names: a key of the table of sentences."""

CONSOLE = (
    *("no-link", "two-servers", "unencoded-url", "module", "rehosted"),
    *("unknown-site", "foreign-page", "old-browser", "element-taken"),
)
"""The causes that both sides agreed on."""
NAMED = re.compile(r'(?:warning|wrong)\(\s*(?:CheckName\.)?_?\w+,\s*"([a-z-]+)"')


class Page(HTMLParser):
    """Collects ids, links, code, and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.code: list[str] = []
        self.text = ""
        self._in_code = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [named.get("href") or ""] if tag == "a" else []
        self._in_code = tag == "code"
        self.code += [""] if tag == "code" else []

    def handle_endtag(self, tag: str) -> None:
        self._in_code = self._in_code and tag != "code"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_code:
            self.code[-1] += data


@pytest.fixture
def page(client: FlaskClient) -> Page:
    """Return the help page."""
    response = client.get("/help/embed")
    assert response.status_code == 200
    return Page(response.text)


def test_there_is_one_section_for_each_cause_and_one_for_optimisers(page: Page) -> None:
    assert page.ids == [*CODES, "optimisers"]
    assert page.links[: len(page.ids)] == [f"#{each}" for each in page.ids]


def test_the_causes_of_the_console_are_there(page: Page) -> None:
    assert HINT.findall(HINTS.read_text(encoding="utf-8")) == list(CONSOLE)
    assert set(CONSOLE) <= set(page.ids)
    assert len(set(CODES)) == len(CODES)


def test_the_doctor_names_no_cause_without_a_section() -> None:
    sources = [path.read_text(encoding="utf-8") for path in modules(PACKAGE / "usecases/diagnosis")]
    named = {code for source in sources for code in NAMED.findall(source)}
    assert len(named) > 10
    assert named <= set(CODES)


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.code)
def test_a_cause_says_what_is_seen_why_and_the_cure_with_an_example(
    page: Page, cause: Cause
) -> None:
    said = (cause.title, cause.seen, cause.why, cause.cure)
    assert all(text.replace("`", "") in page.text for text in said)
    assert all(text.count("`") % 2 == 0 for text in said)
    assert cause.example.replace("https://widget.example", BASE) in page.code


def test_each_optimiser_has_its_opt_out_in_the_table(page: Page) -> None:
    for program in OPTIMISERS:
        assert program.name in page.text
        assert program.cure in page.text
        assert not program.opt_out or program.opt_out in page.code


def test_the_page_is_public_cacheable_and_runs_nothing(client: FlaskClient) -> None:
    response = client.get("/help/embed")
    assert response.headers["Cache-Control"] == "public, max-age=300, stale-while-revalidate=300"
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "ETag" in response.headers
