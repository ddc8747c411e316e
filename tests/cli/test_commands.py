"""The command line as its users call it, wrong calls included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import ADD, Terminal
from tests.conftest import PAGE

if TYPE_CHECKING:
    from pathlib import Path


def test_a_site_is_added_listed_and_shown(terminal: Terminal) -> None:
    added = terminal.run(*ADD)
    assert added.exit_code == 0
    assert added.stdout.startswith("swk_")
    assert "daily\tThe Daily\tnews.example" in terminal.run("sites", "list").stdout
    assert "page hosts  news.example" in terminal.run("sites", "show", "daily").stdout


def test_a_site_is_changed_and_the_rest_of_it_stays(terminal: Terminal) -> None:
    terminal.run(*ADD)
    changed = terminal.run("sites", "change", "daily", "--origin", "https://news.example")
    shown = terminal.run("sites", "show", "daily").stdout
    assert changed.exit_code == 0
    assert "origins     https://news.example" in shown
    assert "page hosts  news.example" in shown
    assert "name        The Daily" in shown


@pytest.mark.parametrize(
    ("option", "value", "hosts"),
    [("--picture-host", "", "news.example\n"), ("--neighbour-pictures", "off", "(none)\n")],
)
def test_a_site_asks_for_pictures(terminal: Terminal, option: str, value: str, hosts: str) -> None:
    terminal.run(*ADD, "--neighbour-pictures", "on", "--picture-host", "a.example")
    assert "pictures    news.example a.example\n" in terminal.run("sites", "show", "daily").stdout
    assert terminal.run("sites", "change", "daily", option, value).exit_code == 0
    assert f"pictures    {hosts}" in terminal.run("sites", "show", "daily").stdout


def test_a_site_chooses_the_length_and_the_form_of_its_summaries(
    terminal: Terminal, story: Path
) -> None:
    terminal.run(*ADD, "--points", "2", "--form", "paragraph")
    publish = ("articles", "publish", str(story), "--site", "daily", "--url", PAGE)
    assert "2 points" in terminal.run(*publish).stdout
    shown = terminal.run("sites", "show", "daily").stdout
    assert "points      2" in shown
    assert "words       (as WIDGET_WORDS)" in shown
    assert "form        paragraph" in shown


def test_summaries_are_made_anew_once_after_a_change_of_their_length(
    terminal: Terminal, story: Path
) -> None:
    terminal.run(*ADD)
    terminal.run("articles", "publish", str(story), "--site", "daily", "--url", PAGE)
    terminal.run("sites", "change", "daily", "--points", "2")
    renew = ("articles", "renew", "--site", "daily")
    assert terminal.run(*renew).stdout == "1 made anew\n"
    assert "2 points" in terminal.run("articles", "show", PAGE, "--site", "daily").stdout
    assert terminal.run(*renew).stdout == "0 made anew\n"


def test_an_empty_list_says_how_to_begin(terminal: Terminal) -> None:
    result = terminal.run("sites", "list")
    assert result.stdout == ""
    assert "widget sites add" in result.stderr


def test_a_rotated_key_is_another(terminal: Terminal) -> None:
    first = terminal.run(*ADD).stdout
    second = terminal.run("sites", "rotate-key", "daily").stdout
    assert second.startswith("swk_")
    assert first != second


def test_a_secret_for_hooks_is_printed_once_and_another_each_time(terminal: Terminal) -> None:
    terminal.run(*ADD)
    first, second = (terminal.run("sites", "hook-secret", "daily") for _ in range(2))
    assert first.exit_code == second.exit_code == 0
    assert first.stdout.startswith("whsec_")
    assert first.stdout != second.stdout
    assert second.stdout.strip() not in terminal.run("sites", "show", "daily").output
    assert terminal.run("sites", "hook-secret", "nobody").exit_code == 3


def test_an_article_is_published_shown_and_withdrawn(terminal: Terminal, story: Path) -> None:
    terminal.run(*ADD)
    publish = ("articles", "publish", str(story), "--site", "daily", "--url", PAGE)
    assert terminal.run(*publish).stdout.startswith("created\tready (extract")
    assert terminal.run(*publish).stdout.startswith("unchanged\tready (extract")
    assert "harbour council" in terminal.run("articles", "show", PAGE, "--site", "daily").stdout
    withdraw = ("articles", "withdraw", PAGE, "--site", "daily")
    assert terminal.run(*withdraw).stdout == "withdrawn\n"
    assert terminal.run(*withdraw).stdout == "was withdrawn before\n"


def test_the_snippet_is_two_lines(terminal: Terminal) -> None:
    terminal.run(*ADD)
    lines = terminal.run("snippet", "daily").stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith('<summary-widget site="daily"><a href="https://widget.example/read/')
    assert lines[1] == '<script async src="https://widget.example/embed.js"></script>'


@pytest.mark.parametrize(
    ("site", "options", "above", "below"),
    [
        ("en", (), "No time to read? Get a summary", "The article in three points"),
        ("de", (), "Keine Zeit zum Lesen?", "Der Artikel in drei Punkten"),
        ("de", ("--language", "fr-CA"), "Pas le temps de lire", "en trois points"),
        ("de", ("--language", "th"), "Keine Zeit zum Lesen?", "Der Artikel in drei Punkten"),
    ],
)
def test_the_snippets_are_labelled_in_a_language(
    terminal: Terminal, site: str, options: tuple[str, ...], above: str, below: str
) -> None:
    terminal.run(*ADD, "--language", site)
    printed = terminal.run("snippet", "daily", *options)
    assert above in printed.stdout.splitlines()[0]
    assert below in printed.stderr
    assert "<summary-widget" in printed.stderr


def test_a_label_of_the_sites_own_is_in_the_snippet_and_is_no_markup(terminal: Terminal) -> None:
    terminal.run(*ADD, "--text", "button=In <b>short</b>", "--points", "4")
    printed = terminal.run("snippet", "daily")
    assert ">In &lt;b&gt;short&lt;/b&gt;</a>" in printed.stdout
    assert "The article in four points" in printed.stderr


def test_a_site_says_a_text_in_its_own_words_and_takes_it_back(terminal: Terminal) -> None:
    terminal.run(*ADD, "--text", "hide=Close it")
    terminal.run("sites", "change", "daily", "--text", "title=In short", "--text", "back=Up = back")
    shown = terminal.run("sites", "show", "daily").stdout
    assert [line for line in shown.splitlines() if line.startswith("text")] == [
        "text        back=Up = back",
        "text        hide=Close it",
        "text        title=In short",
    ]
    terminal.run("sites", "change", "daily", "--text", "hide=", "--text", "back=")
    assert "hide" not in terminal.run("sites", "show", "daily").stdout
    terminal.run("sites", "change", "daily", "--text", "title=")
    assert "text " not in terminal.run("sites", "show", "daily").stdout


def test_a_wrong_text_is_refused_and_the_keys_are_listed(terminal: Terminal) -> None:
    terminal.run(*ADD)
    wrong = terminal.run("sites", "change", "daily", "--text", "hidden=x")
    assert "`widget sites texts` lists the keys" in wrong.stderr
    assert "KEY=TEXT" in terminal.run("sites", "change", "daily", "--text", "x").stderr
    keys = [line.split("\t") for line in terminal.run("sites", "texts").stdout.splitlines()]
    assert ["hide", "Hide summary"] in keys
    assert ["button-end", "The article in one point / The article in %(number)s points"] in keys


def test_the_settings_say_where_they_come_from(terminal: Terminal) -> None:
    result = terminal.run("settings")
    assert "WIDGET_PUBLIC_URL=https://widget.example  (WIDGET_PUBLIC_URL)" in result.stdout
    assert "WIDGET_POINTS=3  (default)" in result.stdout
    assert "WIDGET_DATABASE_URL=********" in result.stdout


def test_the_database_is_checked_and_backed_up(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run(*ADD)
    copy = tmp_path / "copy.db"
    assert terminal.run("database", "check").stdout == "The database is sound.\n"
    assert terminal.run("database", "backup", str(copy)).exit_code == 0
    other = Terminal({"WIDGET_DATABASE_URL": f"sqlite:///{copy}"})
    assert "daily" in other.run("sites", "list").stdout


def test_a_backup_never_overwrites_a_file(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "precious"
    path.write_text("mine", encoding="utf-8")
    assert terminal.run("database", "backup", str(path)).exit_code == 4
    assert path.read_text(encoding="utf-8") == "mine"


def test_migrating_makes_a_database_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "new" / "widget.db"
    result = Terminal({"WIDGET_DATABASE_URL": f"sqlite:///{path}"}).run("database", "migrate")
    assert result.exit_code == 0
    assert path.is_file()


@pytest.mark.parametrize(
    ("words", "code", "cure"),
    [
        (("sites", "show", "nobody"), 3, "widget sites list"),
        (("sites", "add", "Daily!", "--name", "x", "--page-host", "a.example"), 4, "a-z"),
        (("sites", "add", "x", "--name", "x", "--page-host", "http://a/b"), 4, "page-host"),
        (("sites", "add", "x"), 2, "--name"),
        (("sites", "add", "x", "--name", "x"), 4, "page-host"),
        (("sites", "change", "nobody", "--name", "x"), 3, "nobody"),
        (("sites", "change", "daily"), 2, "--origin"),
        (("articles", "renew", "--site", "nobody"), 3, "nobody"),
        (("sites", "change", "daily", "--points", "1"), 2, "--points"),
        (("sites", "change", "daily", "--words", "301"), 2, "--words"),
        (("sites", "change", "daily", "--form", "poem"), 2, "--form"),
        (("snippet", "nobody"), 3, "nobody"),
        (("articles", "show", PAGE, "--site", "nobody"), 3, "nobody"),
        (("articles", "withdraw", "not-a-url", "--site", "daily"), 4, "url"),
        (("articles", "publish", "missing.txt", "--site", "daily"), 2, "missing.txt"),
        (("summarize", "missing.txt"), 2, "missing.txt"),
        (("summarize", PAGE), 3, "widget articles publish"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_a_wrong_call_names_the_cure_and_ends_with_its_code(
    terminal: Terminal, words: tuple[str, ...], code: int, cure: str
) -> None:
    result = terminal.run(*words)
    assert result.exit_code == code, result.output
    assert cure in result.stderr
    assert "Traceback" not in result.output


def test_a_site_cannot_be_added_twice(terminal: Terminal) -> None:
    terminal.run(*ADD)
    assert terminal.run(*ADD).exit_code == 5


def test_an_unknown_setting_stops_the_start_and_names_the_nearest() -> None:
    result = Terminal({"WIDGET_PUBLIK_URL": "x"}).run("settings")
    assert result.exit_code == 7
    assert "WIDGET_PUBLIC_URL" in result.stderr


@pytest.mark.parametrize("name", ["story.pdf", "story"])
def test_a_file_of_an_unknown_kind_is_refused_by_name(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("x", encoding="utf-8")
    result = terminal.run("summarize", str(path))
    assert result.exit_code == 4
    assert ".txt" in result.stderr
