"""`widget doctor` at a terminal: its lines, its JSON, its exit codes, its colours."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.servers import NewsSite, Watched, serve
from tests.cli.terminal import Terminal
from tests.cli.test_terminal import WIDGET, on_a_terminal
from tests.conftest import STORY
from tests.unit.doctor_world import html, line
from widget.bootstrap import build
from widget.config import load
from widget.domain.diagnosis import CheckName
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result

pytestmark = pytest.mark.slow


class Ward:
    """A terminal, a server that runs, and a news site of which it knows one article."""

    def __init__(self, environment: dict[str, str], site: NewsSite, origin: str) -> None:
        self.site = site
        self.base = environment["WIDGET_PUBLIC_URL"]
        self.terminal = Terminal(environment)
        self.page = f"{origin}/bridge"
        host = origin.removeprefix("http://")
        self.run("sites", "add", "daily", "--name", "The Daily", "--page-host", host)
        self.put(self.line())

    def run(self, *words: str) -> Result:
        """Call ``widget`` with these words."""
        return self.terminal.run(*words)

    def line(self, base: str | None = None) -> str:
        """Return the element for the page."""
        return line(self.page, base=base or self.base)

    def put(self, body: str, **headers: str) -> None:
        """Put the page of the article; underscores in the names of headers stand for hyphens."""
        head = f'<link rel="canonical" href="{self.page}">'
        tag = f'<script async src="{self.base}/embed.js"></script>'
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.site.pages["/bridge"] = (html(body, head=head, tag=tag), named)

    def examined(self, *words: str) -> tuple[int, dict[str, Any]]:
        """Return exit code and JSON of an examination."""
        done = self.run("doctor", self.page, "--json", *words)
        return done.exit_code, json.loads(done.stdout)


@pytest.fixture
def ward(environment: dict[str, str], tmp_path: Path) -> Iterator[Ward]:
    """Return a server and a news site that are up; the server knows the page's article."""
    site, watched = NewsSite(), Watched(lambda *_: ())
    news, widget = serve(site, "127.0.0.1"), serve(watched, "127.0.0.1")
    here = {"WIDGET_PUBLIC_URL": widget.origin, "WIDGET_FETCH_NETWORKS": "127.0.0.0/8"}
    services = build(load(environment | here))
    watched.app = create_app(services).wsgi_app
    opened = Ward(environment | here, site, news.origin)
    story = tmp_path / "story.txt"
    story.write_text(f"The bridge\n\n{STORY}", encoding="utf-8")
    opened.run("articles", "publish", str(story), "--site", "daily", "--url", opened.page)
    yield opened
    services.close()
    widget.stop()
    news.stop()


def test_a_page_that_is_right_ends_with_zero(ward: Ward) -> None:
    done = ward.run("doctor", ward.page)
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert [each.split()[:2] for each in lines[:-1]] == [["ok", name.value] for name in CheckName]
    assert lines[-1] == "Readers get a summary; 0 warnings."
    assert "ready, extract, 3 points: The harbour council" in done.stdout
    assert "\x1b[" not in done.stdout
    assert done.stderr == ""


def test_a_page_with_a_fault_ends_with_one_and_names_cure_and_help(ward: Ward) -> None:
    ward.put("<summary-widget></summary-widget>")
    done = ward.run("doctor", ward.page)
    assert done.exit_code == 1
    assert "error    snippet    A <summary-widget> has no link inside." in done.stdout
    assert "cure: `widget snippet daily` prints the two lines." in done.stdout
    assert f"{ward.base}/help/embed#no-link" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("1 error, 0 warnings")


def test_warnings_alone_end_with_zero(ward: Ward) -> None:
    ward.put(ward.line(), Content_Security_Policy_Report_Only="script-src 'self'")
    code, told = ward.examined()
    assert (code, told["status"]) == (0, "warning")


def test_json_is_one_object_with_a_list_of_checks(ward: Ward) -> None:
    ward.put(ward.line(), Content_Security_Policy="script-src 'self'")
    code, told = ward.examined()
    assert code == 1
    assert (told["page"], told["site"], told["status"]) == (ward.page, "daily", "error")
    assert {frozenset(one) for one in told["checks"]} == {
        frozenset({"check", "status", "message", "cure", "help"})
    }
    assert [one for one in told["checks"] if one["check"] == "csp"] == [
        {
            "check": "csp",
            "status": "error",
            "message": "script-src of the policy of the header does not list this server.",
            "cure": f"Add to script-src: {ward.base}",
            "help": f"{ward.base}/help/embed#csp",
        }
    ]
    names = [one["check"] for one in told["checks"]]
    assert sorted(set(names), key=names.index) == [each.value for each in CheckName]


def test_a_server_that_may_not_be_fetched_from_is_asked_in_process(ward: Ward) -> None:
    base = "http://10.0.0.1"
    ward.terminal.environment["WIDGET_PUBLIC_URL"] = base
    ward.put(ward.line(base))
    _, told = ward.examined()
    found = [one for one in told["checks"] if one["check"] == "server"]
    assert [one["status"] for one in found] == ["warning", "warning"]
    assert "10.0.0.1 may not be reached" in found[0]["message"]
    assert "Asked in this process it answers well." in found[0]["message"]


def test_a_page_that_may_not_be_fetched_says_which_setting_allows_it(ward: Ward) -> None:
    del ward.terminal.environment["WIDGET_FETCH_NETWORKS"]
    code, told = ward.examined()
    assert code == 1
    assert "127.0.0.1 may not be reached" in told["checks"][0]["message"]
    assert "WIDGET_FETCH_NETWORKS" in told["checks"][0]["cure"]


def test_a_page_that_is_not_there_is_a_finding(ward: Ward) -> None:
    del ward.site.pages["/bridge"]
    code, told = ward.examined()
    assert code == 1
    assert "answered 404" in told["checks"][0]["message"]


def test_what_a_page_says_cannot_steer_a_terminal(ward: Ward) -> None:
    site = 'site="&#27;[2Jx&#8238;"'
    ward.put(f'<summary-widget {site}><a href="{ward.base}/read/x">x</a></summary-widget>')
    done = ward.run("doctor", ward.page)
    assert done.exit_code == 1
    assert not {"\x1b", "\u202e"} & set(done.stdout)


@pytest.mark.parametrize(
    "words",
    [
        ("doctor",),
        ("doctor", "news.example/city"),
        ("doctor", "http://[x"),
        ("doctor", "ftp://news.example/"),
        ("doctor", "https://user:pass@news.example/"),
        ("doctor", "https://news.example/" + "x" * 3_000),
        ("doctor", "https://news.example/", "--site", "weekly"),
        ("doctor", "https://news.example/", "--nonsense"),
        ("doctor", "https://news.example/", "https://news.example/"),
    ],
    ids=lambda words: " ".join(words)[:40],
)
def test_a_wrong_call_ends_with_two(environment: dict[str, str], words: tuple[str, ...]) -> None:
    done = Terminal(environment).run(*words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Usage: " in done.stderr
    assert "Traceback" not in done.output


def test_no_database_is_made_for_an_examination(tmp_path: Path) -> None:
    missing = tmp_path / "widget.db"
    environment = {"WIDGET_DATABASE_URL": f"sqlite:///{missing}"}
    done = Terminal(environment).run("doctor", "https://news.example/")
    assert done.exit_code == 6
    assert "There is no database" in done.stderr
    assert not missing.exists()


@pytest.mark.parametrize(("wish", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colours_unless_they_are_not_wanted(
    ward: Ward,
    wish: dict[str, str],
    coloured: bool,  # noqa: FBT001
) -> None:
    surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
    seen = on_a_terminal(
        [*WIDGET, "doctor", ward.page], surroundings | ward.terminal.environment | wish
    )
    assert "Readers get a summary" in seen
    assert ("\x1b[" in seen) is coloured
    assert ("\x1b[32m" in seen) is coloured
