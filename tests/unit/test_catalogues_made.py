"""What is made of the catalogues is what they say, and they say what templates and code ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from tests.house.source import ROOT
from translating import compiling
from translating.__main__ import EMBED, made
from translating.embed_words import table_of
from translating.extraction import all_texts
from widget.translations import languages, texts
from widget.translations.texts import _catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POT = languages.FOLDER / "panel.pot"
CATALOGUES = sorted(languages.FOLDER.glob("*/LC_MESSAGES/panel.po"))
SLOVENE = "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3)"


def asked_for(path: Path) -> set[tuple[str, tuple[str, ...]]]:
    """Return the keys of a .po or .pot file with their English."""
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return {(str(m.context), (m.id,) if isinstance(m.id, str) else tuple(m.id)) for m in messages}


@pytest.fixture
def another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder that stands in the place of the one with the catalogues."""
    for module in (languages, compiling):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    languages.available.cache_clear()
    yield tmp_path
    languages.available.cache_clear()
    _catalogue.cache_clear()


@pytest.mark.parametrize("path", [POT, *CATALOGUES], ids=lambda path: path.parts[-3])
def test_a_catalogue_has_every_text_that_is_asked_for_and_no_other(path: Path) -> None:
    assert asked_for(path) == {(text.key, text.english) for text in all_texts()}


def test_a_key_has_one_text_in_templates_and_code() -> None:
    keys = {text.key for text in all_texts()}
    assert len({(text.key, text.english) for text in all_texts()}) == len(keys) > 40


def test_every_file_is_the_one_that_the_catalogues_make() -> None:
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, content in made().items()
        if not path.exists() or path.read_bytes() != content
    ]
    assert stale == [], "run ./dev words and ./dev embed, and commit what they write"


def test_a_template_leaves_filling_in_to_the_texts() -> None:
    for path in (ROOT / "templates").rglob("*.*"):
        assert ") %" not in path.read_text(encoding="utf-8").replace(") %}", "")


def test_a_language_is_added_by_one_folder(another_folder: Path) -> None:
    path = another_folder / "sl" / "LC_MESSAGES" / "panel.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(slovene())
    known = compiling.catalogues()
    path.with_suffix(".mo").write_bytes(compiling.compiled("sl", known["sl"]))
    said = texts("sl-SI", "de")
    assert said.language == "sl"
    assert said.pgettext("hide", "Hide summary") == "sl Hide summary"
    assert [said.time("minute", number) for number in (1, 2, 3, 5)] == [
        "1 minuta",
        "2 minuti",
        "3 minute",
        "5 minut",
    ]
    assert table_of(known).startswith('[\n["sl", "sl Loading the summary"')


def test_the_embeds_table_has_every_language() -> None:
    assert EMBED.read_text(encoding="utf-8").count("\n[") == len(CATALOGUES)


def slovene() -> bytes:
    """Return a catalogue in which every text is its English with a mark before it."""
    import io

    with POT.open("rb") as file:
        template = read_po(file)
    catalogue = Catalog(locale="sl", fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", SLOVENE)]
    for message in template:
        if message.id:
            english = (message.id,) if isinstance(message.id, str) else message.id
            said = f"sl {english[-1]}"
            string = said if len(english) == 1 else (said,) * 4
            catalogue.add(message.id, string, context=message.context)
    written = io.BytesIO()
    write_po(written, catalogue)
    return written.getvalue()
