"""Finds references to what a sentence before has introduced: "the suspect", "that day".

Which words: ``references.txt``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.rules.patterns import Lazy
from widget.rules.word_lists import alternatives, file_beside, read_by_language
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.people import Partial, people
from widget.summarizers.extractive.phrase_lists import SAME

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from widget.summarizers.extractive.sentences import Sentence

LISTS: Final = file_beside(__file__)
KINDS: Final = ("ages", "persons", "organisations", "times", "sums")
STEM: Final = 6
"""Words that begin with the same letters, so many, are forms of one word."""
SIGN: Final = r"[€£$¥₺]"
NUMBER: Final = re.compile(r"\d{1,3}")
DATE: Final = Lazy(r"(?<![\d.:])\d{1,3}(?!\d|[.:]\d| ?(?:{hours})(?!\w))", re.IGNORECASE, LISTS)
"""A number that is no time of day."""


class _Reference(NamedTuple):
    """A reference in a sentence."""

    kind: str
    words: str
    start: int

    @property
    def key(self) -> str:
        """Return what a sentence that introduces it has: an age, or the noun without its end."""
        number = NUMBER.search(self.words)
        return number[0] if number else self.words.rpartition(" ")[2][:STEM]


def references(
    found: Sequence[Sentence], language: str, whole: Container[int]
) -> tuple[tuple[Partial, ...], ...]:
    """Return for each sentence what it refers to, and the sentences before it that introduce that.

    ``whole`` are the positions of sentences with the whole name of a person; ``language`` is a
    primary subtag. There is nothing in a language whose words are not known.
    """
    language = SAME.get(language, language)
    pattern = _pattern(language)
    if pattern is None:
        return ((),) * len(found)
    return tuple(
        tuple(_missing(found, position, pattern, whole, language)) for position in range(len(found))
    )


def _missing(
    found: Sequence[Sentence],
    position: int,
    pattern: re.Pattern[str],
    whole: Container[int],
    language: str,
) -> Iterator[Partial]:
    """Yield the first reference of a sentence, unless the sentence itself introduces it."""
    sentence = found[position]
    match = pattern.search(lower(sentence.content)) if position else None
    if match is None:
        yield from _unshown_amount(found, position, language)
        return
    refers = _Reference(match.lastgroup or "", match[0], match.start())
    says_who = _says_who(sentence, refers, language)
    if _introduces(sentence, refers, refers.start, named=position in whole and not says_who):
        return
    told = [
        other
        for other in range(position)
        if _introduces(found[other], refers, None, named=other in whole and not says_who)
    ]
    near = [] if says_who and told else [position - 1]
    yield Partial(sentence.start, refers.words, "", frozenset([*told, *near]))


def _says_who(sentence: Sentence, refers: _Reference, language: str) -> bool:
    """Tell whether a sentence begins with somebody, and then says who that is."""
    after = sentence.lowered[len(refers.words.split()) :][:1]
    is_head = refers.kind == "persons" and not sentence.content[: refers.start].strip()
    return is_head and after != () and after[0] in read_by_language(LISTS, "is").get(language, ())


def _unshown_amount(found: Sequence[Sentence], position: int, language: str) -> Iterator[Partial]:
    """Yield an amount of money that a sentence takes for known, and an earlier one has told."""
    sentence, amounts = found[position], _amounts(language)
    match = amounts.search(lower(sentence.content)) if amounts and position else None
    if match is None:
        return
    told = re.compile(rf"(?<![\d.,]){re.escape(match['amount'])}(?![.,]?\d)")
    before = frozenset(other for other in range(position) if told.search(found[other].content))
    if before:
        yield Partial(sentence.start, match[0], "", before)


def _introduces(sentence: Sentence, refers: _Reference, end: int | None, *, named: bool) -> bool:
    """Tell whether a sentence, up to ``end``, says what the reference is to."""
    content = sentence.content[:end]
    if refers.kind == "times":
        return end is not None and DATE.search(content) is not None
    if refers.kind == "sums":
        return end is not None and NUMBER.search(content) is not None
    if named and refers.kind != "organisations":
        return True
    if refers.kind == "organisations" and _has_a_name(sentence, end):
        return True
    return refers.key in lower(content)


def _has_a_name(sentence: Sentence, end: int | None) -> bool:
    """Tell whether a word up to ``end`` has a capital, but for the first one."""
    if end is None:
        return sentence.words[1:] != sentence.lowered[1:]
    return any(word[0].isupper() for word in sentence.content[:end].split()[1:])


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Return what matches a reference, in a group of the name of its kind."""
    listed = {kind: read_by_language(LISTS, kind).get(language) for kind in KINDS}
    kinds = [rf"(?P<{kind}>{alternatives(phrases)})" for kind, phrases in listed.items() if phrases]
    if not kinds:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(kinds)})(?![\w-])".replace(r"\#", r"\d{1,3}"))


@cache
def _amounts(language: str) -> re.Pattern[str] | None:
    """Return what matches an amount of money behind the article of what is known."""
    articles = read_by_language(LISTS, "articles of amounts").get(language)
    if not articles:
        return None
    money = alternatives(read_by_language(LISTS, "money")["mul"])
    known = rf"(?<!\w)(?:{alternatives(articles)}) "
    behind = rf"(?P<sign>{SIGN} ?)?(?P<amount>\d(?:[\d.,\u00a0\u202f]*\d)?)"
    return re.compile(rf"{known}{behind}(?(sign)|\s(?:[^\W\d]+ )?(?:{money})(?!\w))")


def unexplained(
    text: str, found: Sequence[Sentence], language: str
) -> tuple[tuple[Partial, ...], ...]:
    """Return for each sentence of a text whom and what it takes for known.

    ``language`` is a primary subtag.
    """
    named = people(text, found, language)
    rows = references(found, language, named.whole)
    return tuple([(*one, *other) for one, other in zip(named.partials, rows, strict=True)])
