"""Writes what is made of the catalogues; a test compares each file with what this would write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from translating.compiling import catalogues, compiled
from translating.embed_words import table_of
from translating.extraction import ROOT, keys_of, replaceable_texts
from widget.translations.languages import path_of
from widget.translations.own_texts import KEYS

if TYPE_CHECKING:
    from pathlib import Path

EMBED: Final = ROOT / "embed" / "src" / "languages.json"


def made() -> dict[Path, bytes]:
    """Return the files that are made of templates, code and catalogues, with their content."""
    known = catalogues()
    files = {
        KEYS: keys_of(replaceable_texts()).encode(),
        EMBED: table_of(known).encode(),
    }
    return files | {path_of(tag): compiled(tag, catalogue) for tag, catalogue in known.items()}


def main() -> None:
    """Write the files that differ, and name them."""
    for path, content in made().items():
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
