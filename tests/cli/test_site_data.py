"""All of a site in one file, and all of it gone: what an operator types and gets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from tests.conftest import PAGE, SITE, STORY
from tests.disks import no_room
from widget.bootstrap import build, now
from widget.cli.command import widget
from widget.config import load
from widget.domain.source import Source, SourceKind
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from click.testing import Result

    from tests.conftest import Newsroom
    from widget.bootstrap import Services

FEED = "https://news.example/feed"


@pytest.fixture
def newspaper(
    newsroom: Newsroom, services: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Newsroom:
    """Return a publisher with a source and two articles, one withdrawn; go to an empty folder."""
    newsroom.put(section="City", summary=["Ours & <b>bold</b>."])
    newsroom.put(url=f"{PAGE}-2", published_at="2024-05-01T09:30:00Z", opinion=True)
    newsroom.delete(f"{PAGE}-2")
    manage.add_source(services.store, Source("daily", FEED, SourceKind.FEED))
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    return newsroom


def run(environment: dict[str, str], words: str, typed: str | None = None) -> Result:
    """Call ``widget`` with these words, and type this at its question."""
    return CliRunner().invoke(widget, words.split(), env=environment, input=typed)


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects in the file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_an_export_has_the_site_its_sources_and_its_articles_with_their_summaries(
    newspaper: Newsroom, environment: dict[str, str]
) -> None:
    assert run(environment, "sites export daily daily.jsonl").exit_code == 0
    site, *rest = lines(Path("daily.jsonl"))
    source, first, second = rest
    assert source["source"] == {"url": FEED, "kind": "feed", "parent": None}
    assert (site["site"]["key"], site["site"]["page_hosts"]) == ("daily", ["news.example"])
    assert first["article"]["url"] == PAGE
    assert first["article"]["section"] == "City"
    assert first["withdrawn_at"] is None
    assert first["outcomes"][0]["points"] == ["Ours &amp; <b>bold</b>."]
    assert second["article"]["opinion"] is True
    assert second["article"]["published_at"] == "2024-05-01T09:30:00+00:00"
    assert second["withdrawn_at"]
    assert second["outcomes"][0]["reason"] == "opinion"


def test_an_export_holds_no_key_and_is_for_its_owner_alone(
    newspaper: Newsroom, environment: dict[str, str]
) -> None:
    secret = run(environment, "sites hook-secret daily").stdout.strip()
    assert run(environment, "sites export daily daily.jsonl").exit_code == 0
    text = Path("daily.jsonl").read_text(encoding="utf-8")
    assert secret
    assert secret not in text
    assert newspaper.api_key not in text
    assert Path("daily.jsonl").stat().st_mode & 0o777 == 0o600


def test_without_a_file_an_export_goes_to_standard_output(
    newspaper: Newsroom, environment: dict[str, str]
) -> None:
    result = run(environment, "sites export daily")
    assert set(json.loads(result.stdout.splitlines()[0])) == {"site"}
    assert list(Path().iterdir()) == []


def test_an_exported_article_can_be_published_again(
    newspaper: Newsroom, environment: dict[str, str], tmp_path: Path
) -> None:
    run(environment, "sites export daily daily.jsonl")
    article = lines(Path("daily.jsonl"))[2]["article"]
    other = {"WIDGET_DATABASE_URL": f"sqlite:///{tmp_path}/other.db"}
    opened = build(load(other))
    manage.add_site(opened.store, SITE, now())
    opened.close()
    Path("one.json").write_text(json.dumps(article), encoding="utf-8")
    assert run(other, "articles publish one.json --site daily").exit_code == 0
    assert STORY.split("\n\n")[0] in run(other, f"articles show {PAGE} --site daily").output


def test_an_export_overwrites_nothing_and_leaves_no_half_of_a_file(
    newspaper: Newsroom, environment: dict[str, str]
) -> None:
    Path("daily.jsonl").write_text("precious", encoding="utf-8")
    assert run(environment, "sites export daily daily.jsonl").exit_code == 4
    assert Path("daily.jsonl").read_text(encoding="utf-8") == "precious"
    with no_room():
        result = run(environment, "sites export daily full.jsonl")
    assert result.exit_code == 6
    assert "full.jsonl cannot be written" in result.output
    assert not Path("full.jsonl").exists()
    assert run(environment, "sites export weekly weekly.jsonl").exit_code == 3
    assert not Path("weekly.jsonl").exists()


def test_a_site_is_removed_when_its_key_is_typed_and_its_data_are_in_a_file(
    newspaper: Newsroom, environment: dict[str, str]
) -> None:
    result = run(environment, "sites remove daily", typed="daily\n")
    assert result.exit_code == 0, result.output
    assert "daily has 2 articles. Type its key" in result.output
    [written] = Path().glob("daily-*.jsonl")
    assert len(lines(written)) == 4
    assert run(environment, "sites show daily").exit_code == 3
    assert newspaper.put().status_code == 401
    summary = newspaper.client.get("/v1/sites/daily/summary", query_string={"url": PAGE})
    assert summary.status_code == 404


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("sites remove daily", "weekly\n"),
        ("sites remove daily", ""),
        ("sites remove daily --confirm weekly", None),
        ("sites remove daily --confirm daily --no-export --export a.jsonl", None),
    ],
)
def test_nothing_is_removed_without_the_right_key(
    newspaper: Newsroom, environment: dict[str, str], words: str, typed: str | None
) -> None:
    assert run(environment, words, typed).exit_code in {1, 2}
    assert run(environment, "sites show daily").exit_code == 0
    assert list(Path().iterdir()) == []


def test_nothing_is_removed_when_the_export_cannot_be_written(
    newspaper: Newsroom, environment: dict[str, str]
) -> None:
    result = run(environment, "sites remove daily --confirm daily --export none/daily.jsonl")
    assert result.exit_code == 6
    assert run(environment, "sites show daily").exit_code == 0


def test_a_program_confirms_by_an_option_and_may_go_without_the_file(
    newspaper: Newsroom, environment: dict[str, str]
) -> None:
    assert run(environment, "sites remove daily --confirm daily --no-export").exit_code == 0
    assert run(environment, "sites list").output.startswith("There are no sites yet")
    assert list(Path().iterdir()) == []
