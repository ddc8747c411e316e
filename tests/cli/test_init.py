"""Five questions make the files of an installation, and no file is lost by it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.house.source import ROOT
from widget.cli import installation
from widget.cli.command import widget
from widget.cli.init import key_of
from widget.config import load
from widget.config.setting_sources import CONFIG

if TYPE_CHECKING:
    from click.testing import Result

HOWTO = ROOT / "docs" / "howto"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty folder, with the command in the PATH."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    return tmp_path


def init(*words: str, typed: str = "") -> Result:
    """Call ``widget init`` with these words and type these answers."""
    return CliRunner().invoke(widget, ["init", *words], input=typed)


def test_five_answers_make_settings_unit_and_proxy_file(here: Path) -> None:
    answers = f"{here}/data\nhttps://sums.example\nwww.die-zeitung.de\nde\nnginx\n"
    done = init(typed=answers)
    assert done.exit_code == 0, done.output
    assert done.stderr.count("[") == 5
    assert sorted(os.listdir(here)) == ["widget.nginx.conf", "widget.service", "widget.toml"]
    settings = load({CONFIG: "widget.toml"})
    assert settings.public_url == "https://sums.example"
    assert settings.database_url == f"sqlite:///{here}/data/widget.db"
    assert settings.max_age == 10
    unit = Path("widget.service").read_text(encoding="utf-8")
    assert f"Environment=WIDGET_CONFIG={here}/widget.toml" in unit
    assert f"ReadWritePaths={here}/data" in unit
    proxy = Path("widget.nginx.conf").read_text(encoding="utf-8")
    assert proxy.count("server_name sums.example;") == 2
    assert "widget.example" not in proxy


def test_the_next_three_commands_are_printed_and_nothing_else_on_standard_output() -> None:
    done = init("--yes", "--page-host", "www.die-zeitung.de", "--language", "de")
    assert done.stdout.splitlines() == [
        '  1. widget sites add die-zeitung --name "Die-Zeitung" --page-host www.die-zeitung.de'
        " --language de",
        "  2. widget snippet die-zeitung",
        "  3. widget serve",
    ]


def test_a_command_that_is_not_in_the_path_is_printed_with_its_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert f"3. {Path(sys.executable).parent}/widget serve" in init("--yes").stdout


def test_the_next_commands_work(here: Path) -> None:
    add = init("--yes").stdout.splitlines()[0].partition("widget ")[2]
    environment = {CONFIG: str(here / "widget.toml")}
    words = add.replace('"', "").split()
    added = CliRunner().invoke(widget, words, env=environment, catch_exceptions=False)
    assert added.exit_code == 0
    assert (here / "var" / "widget.db").is_file()


def test_with_yes_or_with_all_answers_as_options_nothing_is_asked() -> None:
    assert "[" not in init("--yes").stderr
    given = ("--data", "d", "--public-url", "https://w.example", "--page-host", "n.example")
    done = init("--force", *given, "--language", "en", "--proxy", "caddy")
    assert done.exit_code == 0
    assert "[" not in done.stderr
    assert "w.example {" in Path("Caddyfile").read_text(encoding="utf-8")


def test_a_wrong_answer_is_asked_for_again() -> None:
    answers = "\nsums.example\nhttps://sums.example\n\nklingon!\nen\napache\nnone\n"
    done = init(typed=answers)
    assert done.exit_code == 0, done.output
    assert done.stderr.count("Error: ") == 3
    assert load({CONFIG: "widget.toml"}).public_url == "https://sums.example"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--public-url", "sums.example"], 7, "WIDGET_PUBLIC_URL"),
        (["--public-url", "https://n.example/sums", "--proxy", "nginx"], 4, "--proxy none"),
        (["--public-url", "http://n.example", "--proxy", "caddy"], 4, "a name of its own"),
        (["--data", "/srv/our data"], 4, "data: is '/srv/our data'"),
        (["--page-host", 'x"; rm -rf'], 4, "page-host: is"),
        (["--language", "?"], 4, "language"),
        (["--proxy", "apache"], 2, "'apache' is not one of"),
        (["--bind", ""], 4, "bind: is ''"),
        (["--bind", "127.0.0.1"], 4, "bind: is '127.0.0.1'"),
    ],
)
def test_a_wrong_option_is_named_and_nothing_is_written(
    here: Path, words: list[str], code: int, told: str
) -> None:
    done = init("--yes", *words)
    assert (done.exit_code, told in done.stderr) == (code, True), done.stderr
    assert os.listdir(here) == []


def test_without_an_answer_nothing_is_written(here: Path) -> None:
    done = init()
    assert done.exit_code == 2
    assert "--yes" in done.stderr
    assert os.listdir(here) == []


@pytest.mark.parametrize("name", ["widget.toml", "widget.service"])
def test_a_file_that_is_there_is_overwritten_only_by_force(here: Path, name: str) -> None:
    (here / name).write_text("mine", encoding="utf-8")
    done = init("--yes")
    assert (done.exit_code, f"{name} exists and is not overwritten" in done.stderr) == (4, True)
    assert os.listdir(here) == [name]
    assert (here / name).read_text(encoding="utf-8") == "mine"
    assert init("--yes", "--force").exit_code == 0
    assert (here / name).read_text(encoding="utf-8") != "mine"


def test_a_folder_that_nobody_may_write_is_named() -> None:
    done = init("--yes", "--folder", "/proc/nothing")
    assert done.exit_code == 6
    assert "/proc/nothing/widget.toml cannot be written" in done.stderr


def test_the_files_of_a_system_go_where_they_are_looked_for(here: Path) -> None:
    done = init("--system", "--folder", "image", "--yes", "--public-url", "https://w.example")
    assert done.exit_code == 0, done.stderr
    assert [p.as_posix() for p in sorted(Path("image").rglob("*")) if p.is_file()] == [
        "image/etc/systemd/system/widget.service",
        "image/etc/widget/widget.toml",
    ]
    unit = Path("image/etc/systemd/system/widget.service").read_text(encoding="utf-8")
    assert "StateDirectory=widget" in unit
    assert str(here) not in unit.replace(str(ROOT), "")
    assert "systemctl enable --now widget" in done.stdout


def test_a_service_whose_program_lies_in_a_home_may_see_it() -> None:
    home = Path("/home") / "ann"
    chosen = installation.Installation(
        home / "sums",
        "http://127.0.0.1:8000",
        installation.Proxy.NONE,
        "127.0.0.1:8000",
        home / ".local" / "bin" / "widget",
        "ann",
    )
    unit = installation.unit(chosen, installation.in_folder(home))
    assert "ProtectHome=read-only" in unit
    assert "User=ann" in unit
    assert f"ReadWritePaths={home}/sums" in unit


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("news.example", "news"),
        ("www.the-daily.co.uk", "the-daily"),
        ("localhost:8500", "localhost"),
    ],
)
def test_the_key_of_a_site_is_taken_from_its_host(host: str, key: str) -> None:
    assert key_of(host) == key


@pytest.mark.parametrize("name", ["widget.service", "nginx.conf", "Caddyfile"])
def test_the_words_that_are_changed_stand_in_the_shipped_files(name: str) -> None:
    text = (HOWTO / name).read_text(encoding="utf-8")
    wanted = {
        "widget.service": ["User=widget", "EnvironmentFile=-/etc/widget/settings", "/opt/widget"],
        "nginx.conf": ["server_name widget.example;", "/etc/ssl/widget/", "127.0.0.1:8000"],
        "Caddyfile": ["widget.example {", "127.0.0.1:8000"],
    }
    assert [words for words in wanted[name] if words not in text] == []
