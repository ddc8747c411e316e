"""Recognises sentences in which somebody denies a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widget.rules.denials import denials

if TYPE_CHECKING:
    from widget.summarizers.extractive.sentences import Sentence


def denies(sentence: Sentence, language: str) -> bool:
    """Tell whether the sentence denies something; ``language`` is a primary subtag.

    False where no such words of the language are known.
    """
    return not denials(language).isdisjoint(sentence.lowered)
