"""Reads the data files of the summarizer, which are beside its modules."""

from __future__ import annotations

from os.path import dirname, join
from typing import Final

FOLDER: Final = dirname(__file__)


def text_of(*names: str) -> str:
    """Return the text of a file, named by its path from this folder.

    Without ``pathlib``, whose import takes longer than reading all the files.
    """
    with open(join(FOLDER, *names), encoding="utf-8") as file:
        return file.read()
