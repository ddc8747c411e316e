"""Finds nouns that a sentence takes for known and an earlier one has introduced: "the recording".

A noun whose first mention has the article of what is known ("the police") was never introduced, so
it needs no introduction. One that came as "a recording", or bare, does. Which words:
``definites.txt``.
"""

# ruff: noqa: RUF001 (the apostrophes of many languages)

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.rules.word_lists import file_beside, read_by_language
from widget.summarizers.extractive.people import Partial
from widget.summarizers.extractive.phrase_lists import SAME
from widget.summarizers.extractive.verbs import VERBS
from widget.summarizers.extractive.words import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.summarizers.extractive.sentences import Sentence

LISTS: Final = file_beside(__file__)
CAPITAL_NOUNS: Final = frozenset(["de"])
NOUNS_LAST: Final = frozenset(["en"])
"""Languages where adjectives and other nouns stand before the noun."""
KEY: Final = 7
"""Letters by which two forms of a noun are told to be one."""
SHORTEST: Final = 4
"""Letters of a noun that is followed."""
HEAD: Final = 8
"""An article among so many first words is looked at: what comes later says more of its noun."""
LONGEST_ARTICLE: Final = 5
"""Characters of an article that is part of a word, with its apostrophe."""
SHORTEST_KEY: Final = 3
REACH: Final = 4
"""Words behind an article among which its noun is."""
NEAR: Final = 2
"""So near behind an indefinite article stands its noun."""
FEW: Final = 2
"""So many known nouns of a sentence are enough to tell that it does not stand alone."""


class Grammar:
    """How one language shows what is known and what is new."""

    def __init__(self, language: str) -> None:
        """Read the lists of a language, a primary subtag; they are empty where it is not known."""

        def listed(name: str) -> tuple[str, ...]:
            return read_by_language(LISTS, name).get(language, ())

        self.definite = frozenset(listed("definite"))
        self.indefinite = frozenset(listed("indefinite"))
        self.endings = tuple(sorted(listed("definite endings"), key=len, reverse=True))
        self.noun_endings = tuple(sorted(listed("noun endings"), key=len, reverse=True))
        self.explained_by = frozenset(listed("explained by"))
        self.known = frozenset(listed("needs no introduction"))
        self.stop = stop_words(language)

    def elides(self, word: str) -> bool:
        """Tell whether the word has an article that ends with an apostrophe: "l'affaire"."""
        at = _elided(word)
        return at > 0 and word[:at].replace("’", "'") in self.definite

    def key(self, word: str) -> str:
        """Return what the forms of a noun in small letters have in common."""
        word = word[_elided(word) :]
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
                return word[: -len(ending)].rstrip("e")[:KEY]
        for ending in self.noun_endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
                word = word[: -len(ending)]
                break
        return word.rstrip("e")[:KEY]


def _elided(word: str) -> int:
    """Return how many characters the article has that is part of a word."""
    if "'" not in word and "’" not in word:
        return 0
    at = word.replace("’", "'", 1).find("'", 0, LONGEST_ARTICLE) + 1
    return at if len(word) - at >= SHORTEST else 0


def definites(
    found: Sequence[Sentence], title: Sequence[str], language: str
) -> list[tuple[Partial, ...]]:
    """Return for each sentence the nouns that it takes for known, and what introduces each.

    ``title`` has the title's words in small letters, ``language`` is a primary subtag. There is
    nothing in a language whose articles are not known, or that has none.
    """
    grammar = _grammar(SAME.get(language, language))
    if not (grammar.definite or grammar.endings):
        return [()] * len(found)
    reader = _Reader(grammar, language, title)
    return [tuple(islice(reader.read(position, each), FEW)) for position, each in enumerate(found)]


class _Reader:
    """The nouns of an article, read from its beginning."""

    def __init__(self, grammar: Grammar, language: str, title: Sequence[str]) -> None:
        self.grammar, self.language = grammar, language
        self.told = frozenset(map(grammar.key, title))
        self.introduced: dict[str, set[int]] = {}
        """Where the nouns stand that were introduced, by their keys."""
        self.keys: dict[str, str] = {}
        self.new: set[str] = set()
        """Words near behind an indefinite article, as they stood, in small letters."""
        self.given: set[str] = set()
        """Keys of nouns that the article took for known from the first."""

    def read(self, position: int, sentence: Sentence) -> Iterator[Partial]:
        """Yield what the next sentence takes for known, and take down what it says."""
        lowered = sentence.lowered
        keys = list(map(self._key, lowered))
        for place in self._known_nouns(sentence):
            key = keys[place]
            where = self.introduced.get(key)
            if where is None:
                self.given.add(key)
            elif key not in self.told and key not in keys[:place]:
                yield Partial(sentence.start, lowered[place], "", frozenset(where))
        for key in keys:
            if len(key) >= SHORTEST_KEY and key not in self.given:
                self.introduced.setdefault(key, set()).add(position)
        self.new.update(_after(self.grammar.indefinite, lowered))

    def _key(self, word: str) -> str:
        found = self.keys.get(word)
        if found is None:
            found = self.keys[word] = self.grammar.key(word)
        return found

    def _known_nouns(self, sentence: Sentence) -> Iterator[int]:
        """Yield which words are nouns that the sentence takes for known."""
        grammar, lowered = self.grammar, sentence.lowered
        for place, word in enumerate(lowered[:HEAD]):
            noun: int | None = None
            if word in grammar.definite:
                noun = self._noun(sentence, place + 1)
            elif grammar.elides(word) or self._has_ending(sentence, place):
                noun = place
            if noun is not None and self._needs_introduction(lowered, noun):
                yield noun

    def _needs_introduction(self, lowered: Sequence[str], place: int) -> bool:
        word, after = lowered[place], lowered[place + 1 : place + 2]
        return (
            len(word) >= SHORTEST
            and word not in self.grammar.known
            and self.grammar.explained_by.isdisjoint(after)
        )

    def _has_ending(self, sentence: Sentence, place: int) -> bool:
        """Tell whether a word ends like a noun that is known, and stood without that end."""
        word, endings = sentence.lowered[place], self.grammar.endings
        if not word.endswith(endings) or (place and sentence.words[place] != word):
            return False
        return any(
            word.endswith(each) and word[: -len(each)] in self.new
            for each in endings
            if len(word) - len(each) >= SHORTEST
        )

    def _noun(self, sentence: Sentence, begins: int) -> int | None:
        """Return which word is the noun of an article before the word ``begins``."""
        words, lowered = sentence.words, sentence.lowered
        near = range(begins, min(begins + REACH, len(lowered)))
        if self.language in CAPITAL_NOUNS:
            return next((place for place in near if words[place] != lowered[place]), None)
        if self.language in NOUNS_LAST:
            return self._last_noun(sentence, near)
        first = lowered[begins : begins + 1]
        is_noun = first and words[begins] == first[0] and first[0] not in self.grammar.stop
        return begins if is_noun else None

    def _last_noun(self, sentence: Sentence, near: range) -> int | None:
        """Return the last of the words that stand together, before a verb or a comma."""
        words, noun = sentence.words, None
        for place in near:
            word = sentence.lowered[place]
            if word in self.grammar.stop or words[place] != word:
                break
            if noun is not None and f"{words[noun]} {word}" not in sentence.content:
                break
            if noun is not None and _may_be_verb(word):
                break
            if not (word[0].isdigit() or _may_be_verb(word)):
                noun = place
        return noun


def _after(articles: frozenset[str], lowered: Sequence[str]) -> Iterator[str]:
    """Yield the words near behind one of these articles."""
    for place, word in enumerate(lowered):
        if word in articles:
            yield from lowered[place + 1 : place + 1 + NEAR]


def _may_be_verb(word: str) -> bool:
    return word.endswith(("ed", "ly")) or word in VERBS


def articles(language: str) -> frozenset[str]:
    """Return the words that stand before a noun; none where the language has none."""
    grammar = _grammar(SAME.get(language, language))
    return grammar.definite | grammar.indefinite


_grammar = cache(Grammar)
