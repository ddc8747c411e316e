"""How the files with words are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from widget.rules.word_lists import by_language, file_beside, names, phrases

if TYPE_CHECKING:
    from pathlib import Path

FILE = """# about the file
mul: x, y z
[first list]
# a remark, with a comma
en: one, another phrase ,
  and one more
de:
noch einer
en: a last one

[nothing yet]
[second]
no: Ja: nein, 12:30
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    (tmp_path / "words.txt").write_text(FILE, encoding="utf-8")
    return str(tmp_path / "words.txt")


def test_phrases_are_parted_by_commas_and_lines_and_grouped_by_language(path: str) -> None:
    assert by_language(path, "first list") == {
        "en": ("one", "another phrase", "and one more", "a last one"),
        "de": ("noch einer",),
    }


def test_the_phrases_of_a_list_come_in_all_languages(path: str) -> None:
    assert phrases(path) == ("x", "y z")
    assert phrases(path, "second") == ("Ja: nein", "12:30")
    assert phrases(path, "nothing yet") == ()


def test_a_file_names_its_lists(path: str) -> None:
    assert names(path) == ("", "first list", "nothing yet", "second")


def test_a_list_that_is_not_there_is_an_error(path: str) -> None:
    with pytest.raises(KeyError):
        phrases(path, "third")


def test_the_list_of_a_module_has_its_name() -> None:
    assert file_beside("/a.b/module.py") == "/a.b/module.txt"
