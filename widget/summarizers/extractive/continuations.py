"""Tells that a sentence goes on with the one before it, though its first word does not show it.

"About half of them asked who she was; the others complained." "The judge did not, and …". "Where?
In the cellar." Which words: ``continuations.txt``.
"""

# ruff: noqa: RUF001 (the apostrophes of many languages)

from __future__ import annotations

import re
from functools import cache
from operator import or_
from typing import TYPE_CHECKING, Final

from widget.rules.patterns import Lazy
from widget.rules.word_lists import alternatives, file_beside, read_by_language
from widget.rules.words import words_in
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.coherence import unquoted
from widget.summarizers.extractive.definites import CAPITAL_NOUNS, articles
from widget.summarizers.extractive.phrase_lists import SAME
from widget.summarizers.extractive.words import stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.summarizers.extractive.sentences import Sentence

LISTS: Final = file_beside(__file__)
OFTEN: Final = 0.15
"""Share of sentences with "I" of a text that somebody tells of himself or herself."""
HEAD: Final = 60
"""Characters of a sentence in which its first clause most often has its verb."""
CLAUSE_WORDS: Final = 6
"""A first clause of more words has its own verb."""
QUESTION_WORDS: Final = 4
NOUN_LETTERS: Final = 4
REACH: Final = 3
"""So far behind an article an English noun may be."""
YEAR_DIGITS: Final = 4
NO_NOUN: Final = ("ed", "ing", "ly")
"""Ends of English words that name nobody."""
FRAGMENT: Final = Lazy(r"\W*(?:[\w'’-]+ ){0,3}[\w'’-]+\? ")
CLAUSE_END: Final = Lazy(r"[,;:.!?—–]")
NAME_FOLLOWS: Final = Lazy(r",(?: [^\W\d_]\w*){0,2} [^\W\d_a-zà-ÿ]")
MAY_QUOTE: Final = frozenset("\"“”„«»‘'’")


class _Words:
    """The words of one language; there are none where it is not known."""

    def __init__(self, language: str) -> None:
        def listed(name: str) -> tuple[str, ...]:
            return read_by_language(LISTS, name).get(language, ())

        self.one = frozenset(listed("one person"))
        self.several = frozenset(listed("several"))
        self.groups = frozenset(listed("groups"))
        self.no_nouns = stop_words(language).union(listed("quantities"))
        self.ellipses = frozenset(listed("ellipses"))
        self.comparisons = frozenset(listed("comparisons"))
        self.speaker = frozenset(listed("who speaks"))
        self.articles = articles(language)
        self.endings = listed("nouns")
        self.rest = _pattern(listed("the rest"))
        self.by_then = _pattern(listed("by then"))


def continuing(found: Sequence[Sentence], language: str) -> list[bool]:
    """Tell for each sentence whether it is understood only after the one before it.

    ``language`` is a primary subtag. None is in a language whose words are not known.
    """
    known = _words(SAME.get(language, language))
    personal = [not known.speaker.isdisjoint(each.lowered) for each in found]
    speaks = sum(personal) > max(1, OFTEN * len(found))
    reader = _Reader(known, language)
    goes_on = [
        reader.goes_on(each) or (tells and not speaks and reader.is_personal(each))
        for each, tells in zip(found[1:], personal[1:], strict=True)
    ]
    answers = [_asks_shortly(each) for each in found[:-1]]
    return [*[False][: len(found)], *map(or_, goes_on, answers)]


class _Reader:
    def __init__(self, known: _Words, language: str) -> None:
        self.known, self.language = known, language

    def goes_on(self, sentence: Sentence) -> bool:
        """Tell whether the sentence has a reference that nothing before it in it explains."""
        if FRAGMENT.match(sentence.content):
            return True
        lowered, known = sentence.lowered, self.known
        has_pronoun = not known.one.isdisjoint(lowered) or not known.several.isdisjoint(lowered)
        written = lower(sentence.content)
        if known.by_then.search(written, 0, HEAD):
            return True
        if match := known.rest.search(written):
            return not self._has_noun(sentence.content[: match.start()])
        return self._is_elliptic(sentence.content) or (
            has_pronoun and self._has_free_pronoun(_outside(sentence.content))
        )

    def is_personal(self, sentence: Sentence) -> bool:
        """Tell whether somebody says "I" outside quotes."""
        words = words_in(lower(_outside(sentence.content)))
        return not self.known.speaker.isdisjoint(words)

    def _is_elliptic(self, content: str) -> bool:
        """Tell whether the first clause lacks the verb that the sentence before it has."""
        end = CLAUSE_END.search(content)
        clause = lower(content[: end.start()] if end else "").replace("’", "'").split()
        if not 1 < len(clause) <= CLAUSE_WORDS:
            return False
        ends = (at for at in range(1, len(clause)) if " ".join(clause[at:]) in self.known.ellipses)
        at = next(ends, 0)
        return at > 0 and self.known.comparisons.isdisjoint(clause[:at])

    def _has_noun(self, content: str) -> bool:
        """Tell whether there is a noun in what stands before a word that refers to one."""
        words = words_in(content)
        return any(self._is_noun(words, place) for place in range(len(words)))

    def _has_free_pronoun(self, content: str) -> bool:
        """Tell whether a pronoun stands before any noun to which it could refer."""
        words, known = words_in(content), self.known
        one = several = False
        for place, word in enumerate(words):
            low = word.lower()
            free = (low in known.one and not one) or (low in known.several and not several)
            if free and not (self.language in CAPITAL_NOUNS and word != low and place):
                before, _, rest = content.partition(word)
                is_subject = before.rstrip().endswith(",")
                return is_subject or NAME_FOLLOWS.search(rest) is None
            if self._is_noun(words, place):
                one = one or not self._is_plural(word)
                several = several or self._are_several(words, place)
            several = several or low in known.groups or _is_count(low)
        return False

    def _is_noun(self, words: Sequence[str], place: int) -> bool:
        word, known = words[place], self.known
        low = word.lower()
        if low in known.no_nouns or low[0].isdigit():
            return False
        if word != low and place:
            return True
        if self.language in CAPITAL_NOUNS:
            return word != low and len(word) >= NOUN_LETTERS
        if self.language == "en" and low.endswith(NO_NOUN):
            return False
        if not place or not known.articles:
            return len(word) >= NOUN_LETTERS
        reach = REACH if self.language == "en" else 1
        before = [each.lower() for each in words[max(0, place - reach) : place]]
        return not known.articles.isdisjoint(before) or (
            len(word) >= NOUN_LETTERS and word.endswith(known.endings)
        )

    def _is_plural(self, word: str) -> bool:
        """Tell whether a noun in small letters surely stands for several."""
        return bool(self.known.several) and word.islower() and word.endswith("s")

    def _are_several(self, words: Sequence[str], place: int) -> bool:
        """Tell whether a noun is one of several, or a name at the sentence's head."""
        word = words[place]
        if word.endswith("s") or "and" in words[:place]:
            return True
        return word[0].isupper() and all(
            each[0].isupper() or each.lower() in self.known.articles for each in words[:place]
        )


def _asks_shortly(sentence: Sentence) -> bool:
    """Tell whether it is a question of a few words, which the next sentence answers."""
    return len(sentence.words) <= QUESTION_WORDS and sentence.content.endswith(("?", "？", "؟"))


def _is_count(word: str) -> bool:
    """Tell whether a word is a number, and no year."""
    return word[0].isdigit() and not (len(word) == YEAR_DIGITS and word.isdigit())


def _outside(content: str) -> str:
    """Return what stands outside quotation marks."""
    return content if MAY_QUOTE.isdisjoint(content) else unquoted(content)


def _pattern(listed: Sequence[str]) -> re.Pattern[str]:
    """Return what matches one of these phrases; nothing where there is none."""
    return re.compile(rf"(?<!\w)(?:{alternatives(listed)})(?![\w-])" if listed else "(?!)")


_words = cache(_Words)
