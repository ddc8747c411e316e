"""Recognises sentences in which somebody denies a claim. Which words: ``denials.txt``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from widget.rules.word_lists import file_beside, read_by_language

if TYPE_CHECKING:
    from widget.summarizers.extractive.sentences import Sentence

LISTS: Final = file_beside(__file__)
SAME: Final = {"nb": "no", "nn": "no"}


def denies(sentence: Sentence, language: str) -> bool:
    """Tell whether the sentence denies something; ``language`` is a primary subtag.

    False where no such words of the language are known.
    """
    return not _listed(SAME.get(language, language)).isdisjoint(sentence.lowered)


@cache
def _listed(language: str) -> frozenset[str]:
    return frozenset(read_by_language(LISTS, "denials").get(language, ()))
