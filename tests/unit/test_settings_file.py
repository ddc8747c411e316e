"""The settings file ``widget.toml`` lies below the environment, and its mistakes are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from widget.config import HIDDEN, explain, load, setting_sources
from widget.domain.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = setting_sources.CONFIG


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a settings file that is not written yet."""
    return tmp_path / "widget.toml"


def problem(file: Path, text: str, **environ: str) -> str:
    """Write the file and return why it stops the start."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        load({CONFIG: str(file), **environ})
    return raised.value.message


def test_a_file_sets_what_the_environment_does_not(file: Path) -> None:
    file.write_text('workers = 4\npublic_url = "https://a.example"\nwords = 50\n', encoding="utf-8")
    settings = load({CONFIG: str(file), "WIDGET_WORDS": "60"})
    assert (settings.workers, settings.public_url, settings.words) == (4, "https://a.example", 60)


def test_the_file_of_this_folder_is_read_before_that_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, machine = tmp_path / "here", tmp_path / "etc"
    for folder, words in ((here, 31), (machine, 32)):
        folder.mkdir()
        (folder / "widget.toml").write_text(f"words = {words}", encoding="utf-8")
    places = ("widget.toml", str(machine / "widget.toml"))
    monkeypatch.setattr(setting_sources, "PLACES", places)
    monkeypatch.chdir(here)
    assert load({}).words == 31
    (here / "widget.toml").unlink()
    assert load({}).words == 32
    assert load({CONFIG: ""}).words == 70


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("wrokers = 2", "there is no setting 'wrokers'. Did you mean workers?"),
        ('WIDGET_PUBLIC_URL = "x"', "'WIDGET_PUBLIC_URL'. Did you mean public_url?"),
        ('public-url = "x"', "'public-url'. Did you mean public_url?"),
        ('bind_file = "/x"', "there is no setting 'bind_file'. Did you mean"),
        ("[server]\nworkers = 2", "there is no setting 'server'."),
        ("[workers]\nx = 2", "workers takes a whole number without quotes, not a table."),
        ('workers = "2"', "workers takes a whole number without quotes, not a text."),
        ("workers = true", "workers takes a whole number without quotes, not true or false."),
        ("workers = 2.0", "workers takes a whole number without quotes, not a number with a point"),
        ("workers = 0", "workers is '0'; it takes a whole number from 1 to 64."),
        ("workers = -1", "workers is '-1'; it takes a whole number from 1 to 64."),
        ("consumer = true", 'consumer takes a text in quotes, "…", not true or false.'),
        ('consumer = "yes"', "consumer is 'yes'; it can be on, off."),
        ('bind = ""', "bind is empty; give a value or leave it out."),
        ('public_url = "widget.example"', "public_url is 'widget.example'; it takes http://"),
        ('fetch_networks = ["10.0.0.0/8"]', 'takes a text in quotes, "…", not a list.'),
        ('fetch_networks = "10.0.0.0/99"', "fetch_networks: '10.0.0.0/99' does not appear"),
        ("workers = 2\nworkers = 3", "is no TOML: Cannot overwrite a value"),
        ("workers 2", "is no TOML: Expected '=' after a key"),
        ("#" * 70_000, "has more than 65,536 bytes"),
        ('database_url = "sqlite://"\ndatabase_url_file = "/x"', "both set; keep one of them."),
        ('database_url_file = "/does/not/exist"', "database_url_file: the file '/does/not/exist'"),
    ],
)
def test_a_mistake_is_told_with_the_file_the_key_and_the_cure(
    file: Path, text: str, told: str
) -> None:
    message = problem(file, text)
    assert message.startswith(str(file))
    assert told in message


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load({CONFIG: str(file)})


def test_a_file_of_bytes_is_no_settings_file(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="is no TOML"):
        load({CONFIG: str(file)})


def test_a_variable_wins_over_both_spellings_of_a_secret_in_the_file(file: Path) -> None:
    file.write_text('database_url_file = "/does/not/exist"', encoding="utf-8")
    chosen = load({CONFIG: str(file), "WIDGET_DATABASE_URL": "sqlite:///chosen.db"})
    assert chosen.database_url == "sqlite:///chosen.db"


def test_a_secret_in_a_file_is_masked_and_its_source_told(file: Path) -> None:
    file.write_text('database_url = "postgresql://u:password@h/db"\nwords = 50', encoding="utf-8")
    entries = {e.name: e for e in explain({CONFIG: str(file), "WIDGET_POINTS": "2"})}
    secret = entries["WIDGET_DATABASE_URL"]
    assert (secret.value, secret.source) == (HIDDEN, str(file))
    assert (entries["WIDGET_WORDS"].value, entries["WIDGET_WORDS"].source) == ("50", str(file))
    assert entries["WIDGET_POINTS"].source == "WIDGET_POINTS"
    assert entries["WIDGET_THREADS"].source == "default"


@pytest.mark.parametrize("text", ["https://a.example/", "a.example", "https://a.example,b.example"])
def test_each_further_address_is_checked_as_the_public_one(text: str) -> None:
    with pytest.raises(SettingsError, match="WIDGET_OTHER_URLS"):
        load({"WIDGET_OTHER_URLS": text})


def test_further_addresses_stand_with_commas_between_them() -> None:
    loaded = load({"WIDGET_OTHER_URLS": "https://a.example, https://b.example/sums"})
    assert loaded.further_urls == ("https://a.example", "https://b.example/sums")
