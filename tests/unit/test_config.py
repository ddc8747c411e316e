"""Settings: what can be set, and what stops the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from widget.config import HIDDEN, Settings, explain, load
from widget.domain.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_needs_to_be_set() -> None:
    assert load({}) == Settings()


def test_other_peoples_variables_do_not_matter() -> None:
    assert load({"PATH": "/bin", "WIDGETS": "1"}) == Settings()


def test_a_number_is_read_as_a_number() -> None:
    assert load({"WIDGET_POINTS": "4"}).shape.points == 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIDGET_POINTS", "0"),
        ("WIDGET_POINTS", "6"),
        ("WIDGET_POINTS", "three"),
        ("WIDGET_POINTS", "9" * 5000),
        ("WIDGET_WORKERS", "-1"),
        ("WIDGET_LOG_LEVEL", "loud"),
        ("WIDGET_LOG_FORMAT", "xml"),
        ("WIDGET_BIND", ""),
        ("WIDGET_PUBLIC_URL", "widget.example"),
        ("WIDGET_PUBLIC_URL", "https://widget.example/"),
        ("WIDGET_PUBLIC_URL", "ftp://widget.example"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load({name: value})


def test_an_unknown_name_stops_the_start_and_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match="Did you mean WIDGET_WORKERS"):
        load({"WIDGET_WORKER": "2"})


def test_a_secret_can_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "url"
    path.write_text("sqlite:///from-file.db\n", encoding="utf-8")
    settings = load({"WIDGET_DATABASE_URL_FILE": str(path)})
    assert settings.database_url == "sqlite:///from-file.db"


def test_a_secrets_file_that_is_missing_stops_the_start() -> None:
    with pytest.raises(SettingsError, match="WIDGET_DATABASE_URL_FILE"):
        load({"WIDGET_DATABASE_URL_FILE": "/does/not/exist"})


def test_a_secret_and_its_file_at_once_stop_the_start(tmp_path: Path) -> None:
    both = {"WIDGET_DATABASE_URL": "sqlite://", "WIDGET_DATABASE_URL_FILE": str(tmp_path)}
    with pytest.raises(SettingsError, match="keep one"):
        load(both)


def test_what_is_no_secret_has_no_file() -> None:
    with pytest.raises(SettingsError, match="There is no setting WIDGET_BIND_FILE"):
        load({"WIDGET_BIND_FILE": "/x"})


def test_a_secret_is_never_printed() -> None:
    entries = explain({"WIDGET_DATABASE_URL": "postgresql://u:password@host/db"})
    assert HIDDEN in [entry.value for entry in entries]
    assert not any("password" in entry.value for entry in entries)
