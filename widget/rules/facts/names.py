"""Checks the names of a point: each must stand in the article, in some form."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from widget.rules.facts.calendar import weekdays
from widget.rules.facts.capitals import ADJECTIVES, bare, runs
from widget.rules.facts.number_words import word_values
from widget.rules.facts.report import Rule, Verdict
from widget.rules.facts.tokens import Token
from widget.rules.facts.vocabulary import CALENDAR, SPEECH, ordered, small_words, starts
from widget.rules.given_names import is_given_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.rules.facts.capitals import Run
    from widget.rules.facts.point import Point
    from widget.rules.facts.reference import Reference
    from widget.rules.facts.report import Finding

CAPITAL_NOUNS: Final = "de"
"""The language whose nouns have capitals."""
WITHOUT_CASE: Final = frozenset(["ar", "fa", "he", "hi", "ja", "ko", "zh"])
"""Languages without capitals, where this rule looks at nothing."""
INFLECTED: Final = frozenset(
    ["pl", "fi", "cs", "sk", "hu", "ru", "uk", "bg", "lt", "lv", "et", "el", "ro"]
)
"""Languages where a name changes at its end."""
_SAME: Final = 3
_SHORTEST_PAIR: Final = 2
_INITIALS: Final = 2
_STEM: Final = 4
_ENDING: Final = 3
_NEAR: Final = 0.74
_ACRONYM: Final = 5
_TRANSLITERATED: Final = (
    ("kh", "h"), ("ph", "f"), ("ck", "k"), ("y", "i"), ("j", "i"), ("w", "v"), ("ae", "a"),
    ("oe", "o"), ("ue", "u"), ("ou", "u"), ("q", "k"), ("dsch", "g"), ("tsch", "ch"), ("sch", "sh"),
)  # fmt: skip
_DOUBLED: Final = re.compile(r"(.)\1+")


def names(point: Point, reference: Reference) -> Iterator[Finding]:
    """Yield the words with capitals that the article has in no form, if they are names."""
    known = _known(reference.written)
    for run in runs(point.text):
        for at, (word, start, end) in enumerate(run.words):
            verdict = _verdict(point, run, at, reference, known)
            if verdict is not Verdict.PASS:
                reason = f"The article has no name like {word!r}."
                yield point.finding(Rule.NAMES, verdict, (start, end), reason)
        yield from _mixed(point, run, reference, known)


def _verdict(
    point: Point, run: Run, at: int, reference: Reference, known: dict[str, str]
) -> Verdict:
    word = run.words[at][0]
    first = run.begins and at == 0
    if _is_no_name(word, reference.language, first=first) or _is_known(word, reference, known):
        return Verdict.PASS
    folded = bare(word)
    if _is_respelled(folded, known):
        return Verdict.WARN
    if _is_near(folded, reference.capitals):
        return Verdict.BLOCK
    if _is_adjective(folded, reference.capitals) or _is_spelled_out(run, reference):
        return Verdict.WARN
    if reference.language == CAPITAL_NOUNS:
        return _of_german(run, at)
    return _of_new(point, run, at)


def _of_new(point: Point, run: Run, at: int) -> Verdict:
    """Return the verdict on a word with a capital that is like none of the article's."""
    word, start, _ = run.words[at]
    folded = bare(word)
    if run.begins and at == 0 and not is_given_name(word):
        return Verdict.WARN if _is_subject(point, start) else Verdict.PASS
    if len(folded) <= _INITIALS and word.isupper():
        return Verdict.WARN
    return Verdict.WARN if ADJECTIVES.search(folded) and len(run.words) == 1 else Verdict.BLOCK


def _is_no_name(word: str, language: str, *, first: bool) -> bool:
    """Tell whether a word is a letter, a date, a number, or small and begins a sentence."""
    small = first and word.casefold() in small_words(language)
    is_counted = word[-1].isdecimal()
    return small or is_counted or len(bare(word)) < _SHORTEST_PAIR or _is_other(word, language)


def _is_known(word: str, reference: Reference, known: dict[str, str]) -> bool:
    """Tell whether the article has a word in some form."""
    folded = bare(word)
    if folded in known or _is_form(folded, known, reference.language):
        return True
    if _is_short_form(word, reference):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(_part_stands(each, known, reference.language) for each in parts)


def _is_respelled(folded: str, known: dict[str, str]) -> bool:
    """Tell whether the article has the word in other letters: "Zelensky", "Selenskyj"."""
    return _spelled(folded) in {_spelled(each) for each in known if each[:1] == folded[:1]}


def _known(written: Sequence[str]) -> dict[str, str]:
    return _names_of(tuple(written))


@lru_cache(maxsize=64)
def _names_of(written: tuple[str, ...]) -> dict[str, str]:
    """Return the article's words as they are compared, those with capitals and all others."""
    found = {bare(word): word for word in written if word[0].isalpha()}
    for word in written:
        for part in word.split("-"):
            if part:
                found.setdefault(bare(part), part)
    return found


def _is_other(word: str, language: str) -> bool:
    """Tell whether a word is a month, a day or a number, which other rules check."""
    low = word.casefold()
    plain = re.split("['’]", low)[0]  # noqa: RUF001
    if plain in ordered(CALENDAR, "months", language) or word_values(plain, language):
        return True
    return any(weekdays([Token(word, low, 0, len(word))], language))


def _is_form(folded: str, known: dict[str, str], language: str) -> bool:
    """Tell whether the article has the word with another ending: "Oslos", "Moskwie"."""
    start = folded[:_SAME]
    return any(_differ_in_ending(folded, each, language) for each in known if each[:_SAME] == start)


def _differ_in_ending(one: str, other: str, language: str) -> bool:
    short, long = sorted((one, other), key=len)
    if long.startswith(short):
        return len(long) - len(short) <= _ENDING
    if language not in INFLECTED:
        return False
    same = next(at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b)
    return same >= _STEM and len(short) - same <= 2 and len(long) - same <= _ENDING


def _is_short_form(word: str, reference: Reference) -> bool:
    """Tell whether a word is made of the first letters of a name, or such a word is spelled out."""
    plain = word.replace(".", "")
    if not plain.isupper() or not 2 <= len(plain) <= _ACRONYM:
        return False
    initials = "".join(each[0] for each in reference.written if each[0].isupper())
    return plain in initials


def _part_stands(part: str, known: dict[str, str], language: str) -> bool:
    folded = bare(part)
    return not part[:1].isupper() or folded in known or _is_form(folded, known, language)


def _spelled(folded: str) -> str:
    """Return a name without what differs between ways to write it in other letters."""
    for variant, plain in _TRANSLITERATED:
        folded = folded.replace(variant, plain)
    return _DOUBLED.sub(r"\1", folded)


def _is_adjective(folded: str, capitals: frozenset[str]) -> bool:
    """Tell whether a word and one of the article may be of one country: "Spain", "Spanish"."""
    near = [each for each in capitals if each[:_SAME] == folded[:_SAME]]
    return any(ADJECTIVES.search(each) for each in (*near, folded)) and bool(near)


def _is_spelled_out(run: Run, reference: Reference) -> bool:
    """Tell whether the article has the first letters of a name alone: "U.S."."""
    initials = "".join(word[0] for word, _, _ in run.words)
    return len(initials) > 1 and any(
        each.replace(".", "") == initials for each in reference.written if each.isupper()
    )


def _is_near(folded: str, capitals: frozenset[str]) -> bool:
    """Tell whether a word is nearly a name of the article, and none of its forms."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded)
    for each in capitals:
        if abs(len(each) - len(folded)) < 3 and len(folded) > 3:
            matcher.set_seq1(each)
            if matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR:
                return True
    return False


def _of_german(run: Run, at: int) -> Verdict:
    """Return the verdict on a word that may be any noun: a name needs a sign of one."""
    word = run.words[at][0]
    if word.isupper() and len(word) > 1:
        return Verdict.BLOCK
    given = any(is_given_name(each) for each, _, _ in run.words[:-1])
    alone = len(run.words) == 1
    if (given and not alone) or (alone and is_given_name(word)):
        return Verdict.BLOCK
    return Verdict.PASS


def _is_subject(point: Point, start: int) -> bool:
    """Tell whether a word at the beginning of a sentence is a person who says something."""
    following = [token for token in point.tokens if token.start > start][:1]
    verbs = starts(SPEECH, "speech verbs", point.language)
    return any(verbs.match(token.low) is not None for token in following)


def _mixed(
    point: Point, run: Run, reference: Reference, known: dict[str, str]
) -> Iterator[Finding]:
    """Yield a given name with a surname that the article gives another given name."""
    folded = [bare(word) for word, _, _ in run.words]
    if len(folded) < _SHORTEST_PAIR:
        return
    pairs = _pairs(reference.written)
    for at in range(len(folded) - 1):
        given, surname = folded[at], folded[at + 1]
        if given not in known or surname not in known or not is_given_name(run.words[at][0]):
            continue
        before = pairs.get(surname, frozenset())
        own = {each for each in before if is_given_name(known.get(each, ""))}
        if own and given not in before:
            reason = "The article has these two names, but not together."
            span = (run.words[at][1], run.words[at + 1][2])
            yield point.finding(Rule.NAMES, Verdict.BLOCK, span, reason)


@lru_cache(maxsize=64)
def _pairs(written: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Return for each word those that stand one or two places before it."""
    found: dict[str, set[str]] = {}
    plain = [bare(word) for word in written]
    for at, word in enumerate(plain):
        found.setdefault(word, set()).update(plain[max(0, at - 2) : at])
    return {word: frozenset(before) for word, before in found.items()}
