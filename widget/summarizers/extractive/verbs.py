"""Tells that a sentence has no verb, in the languages whose writing shows it.

In English a verb is one of a list, or has the ending of one, which plural nouns share: so a
sentence is only told to have none when it has neither. German writes nouns large, so that a verb
is a small word with the ending of one, or a strong past. A Korean sentence ends with its verb,
whose last syllable is one of few. Elsewhere nothing is told.
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from widget.rules.word_lists import by_language, file_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from widget.summarizers.extractive.sentences import Sentence

LISTS: Final = file_beside(__file__)
TINY: Final = 2
"""Letters of words of which few are verbs."""
CLOSES: Final = " 。．.!！…\"'”’»)」』）]"


def lacks_verb(sentence: Sentence, language: str) -> bool:
    """Tell whether a sentence surely has no verb; ``language`` is a primary subtag."""
    told = _TOLD.get(language, _has_names_only)
    return told(sentence)


def _has_names_only(sentence: Sentence) -> bool:
    """Tell whether names, numbers and words of one or two letters are all that it has.

    For scripts with small and large letters, where no verb is written large: a list of who took
    part, or "Correspondance, by Clémence Aubert, 4 h 02".
    """
    if any(len(word) > TINY and word.islower() for word in sentence.words[1:]):
        return False
    return _is_cased(sentence.content) and _short_verbs().isdisjoint(sentence.lowered)


def _is_cased(content: str) -> bool:
    """Tell whether all letters are of scripts with small and large ones."""
    return all(each.lower() != each.upper() for each in content if each.isalpha())


def has_english_verb(words: Sequence[str]) -> bool:
    """Tell whether one of these English words may be a verb; a name is none, whatever its ending.

    The words are as they stand.
    """
    lowered = list(map(str.lower, words))
    small = _small(words, lowered)
    return not _verbs("en").isdisjoint(lowered) or any(map(_ends_english, small))


def _lacks_english(sentence: Sentence) -> bool:
    return not has_english_verb(sentence.words)


def _ends_english(word: str) -> bool:
    return word.endswith(_endings("en")) and word not in _no_verbs("en")


def _lacks_german(sentence: Sentence) -> bool:
    """Tell it of German; the first word is written large whatever it is."""
    small = _small(sentence.words, sentence.lowered)
    nominal, endings = _no_verbs("de"), _endings("de")
    return not any(word.endswith(endings) and word not in nominal for word in small)


def _small(words: Sequence[str], lowered: Sequence[str]) -> Iterator[str]:
    """Yield the words that are written small, and the first one."""
    pairs = zip(lowered, words, strict=True)
    return (low for place, (low, word) in enumerate(pairs) if low == word or not place)


def _lacks_korean(sentence: Sentence) -> bool:
    ending = sentence.content.rstrip(CLOSES)[-1:]
    return "\uac00" <= ending <= "\ud7a3" and not ending.endswith(_endings("ko"))


@cache
def _endings(language: str) -> tuple[str, ...]:
    return by_language(LISTS, "endings")[language]


@cache
def _no_verbs(language: str) -> frozenset[str]:
    return frozenset(by_language(LISTS, "no verbs")[language])


@cache
def _short_verbs() -> frozenset[str]:
    return frozenset(by_language(LISTS, "short verbs")["mul"])


@cache
def _verbs(language: str) -> frozenset[str]:
    return frozenset(by_language(LISTS, "verbs")[language])


_TOLD: Final[dict[str, Callable[[Sentence], bool]]] = {
    "en": _lacks_english,
    "de": _lacks_german,
    "ko": _lacks_korean,
}
