"""Chooses what tells an interview or an explainer: questions with answers that reach their point.

Which words: ``interviews.txt``.
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.block import Role
from widget.rules.patterns import Lazy
from widget.rules.word_lists import file_beside
from widget.rules.words import count_words, words_in
from widget.summarizers.extractive.cjk import UNSPACED
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.openers import points_back
from widget.summarizers.extractive.phrase_lists import has, listed
from widget.summarizers.extractive.told import Part, first_of, follows, part_of
from widget.summarizers.extractive.words import terms, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.summarizers.extractive.lines import Line
    from widget.summarizers.extractive.told import Told

LISTS: Final = file_beside(__file__)
WHOLE_ANSWER: Final = 60
"""An answer of so many words is shown whole, if there is room."""
ANSWER: Final = 22
"""Else its first sentences are, up to so many words at least."""
QUESTION_WORDS: Final = 5
"""A question of fewer words ("Where?") asks about what is not shown."""
TOPIC_WORDS: Final = 3
"""But for an explainer's, which asks about the topic: "What is changing?"."""
TOPICAL_WORDS: Final = 2
ON_TOPIC: Final = 2
"""A question that has so many words of title and standfirst with its answer may be as short:
"Why the night shift?"."""
STATES: Final = 3
"""What a question loses that only states something, which may go on from another answer."""
QUESTION_MARKS: Final = ("?", "？", "؟")
STATED: Final = Lazy(r"[.!?] |。")
NAME: Final = Lazy(r"(?!\A)\b[^\W\d_a-zà-ÿ]\w+ [^\W\d_a-zà-ÿ][\w-]+")
"""Two words with capitals: a name, more often than not."""


class _Answer(NamedTuple):
    """A question with what is shown of its answer."""

    question: Line
    asked: str
    """The question in lower case."""
    parts: tuple[Part, ...]
    """With the whole answer, if it is no long one, and with its beginning."""
    covers: int
    """Content words that it shares with title (each for two) and standfirst; fewer where nothing is
    asked."""


def interview_parts(told: Told) -> Iterator[Part]:
    """Yield who is asked and why, then questions with answers, then more of the introduction.

    Who is asked stands first in the body, why in the standfirst, which may say both. Answers that
    have words of title and standfirst come first.
    """
    above, body = _introduction(told)
    asked = sorted(body, key=lambda part: -told.covers(part.positions))
    is_named = bool(above and asked) and _name_the_same(told, above[0], asked[0])
    yield from (*above[:1], *([] if is_named else asked[:1]))
    answers = _answers(told, above, QUESTION_WORDS)
    for answer in answers:
        yield from answer.parts
    more = (*above[1:], *body)
    yield from (part for part in more if not answers or told.covers(part.positions))


def _name_the_same(told: Told, one: Part, other: Part) -> bool:
    """Tell whether two sentences have the same name."""
    names = [set(NAME.findall(told.found[each.positions[0]].content)) for each in (one, other)]
    return not names[0].isdisjoint(names[1])


def explainer_parts(told: Told) -> Iterator[Part]:
    """Yield the beginning, then the question that the title asks, with its answer, then others."""
    above, body = _introduction(told)
    opening = [*body[:1], *above[:1]]
    yield from sorted(opening, key=lambda part: -told.covers(part.positions))[:1]
    asked = _asked(told.headline, told.language)

    def place(each: _Answer) -> int:
        known = _asked(each.asked, told.language)
        return min((asked.index(word) for word in known if word in asked), default=len(asked))

    for answer in sorted(_answers(told, above, TOPIC_WORDS), key=place):
        yield from answer.parts
    yield from (*opening, *body[1:], *above[1:])


def _introduction(told: Told) -> tuple[list[Part], list[Part]]:
    """Return the points before the first question: of the standfirst, of the body.

    Where they met, and who poured the tea, is no news: it comes last.
    """
    standfirst = [line for line in told.lines if line.role is Role.STANDFIRST]
    above, body, scenes = list[Part](), list[Part](), list[Part]()
    for position, sentence in enumerate(told.found):
        if sentence.start >= told.questions[0][0].start:
            break
        if told.unfit[position] is not None:
            continue
        is_above = any(line.start <= sentence.start < line.end for line in standfirst)
        if body and not told.stands_alone(position):
            continue
        is_scene = has(LISTS, "scenes", lower(sentence.content), told.language)
        group = above if is_above else scenes if is_scene else body
        group.append(part_of(told, position))
    return above, body or scenes


def _answers(told: Told, above: Sequence[Part], fewest: int) -> list[_Answer]:
    """Return the questions that can be understood, those first that are of title and standfirst."""
    topic = told.title.union(*(told.terms[each.positions[0]] for each in above))
    found = [
        _answer(told, question, answer, position, topic)
        for question, answer in told.questions
        for position in first_of(told, answer, question)
    ]
    first = told.questions[0][0].start
    clear = [each for each in found if _is_clear(each, told.language, fewest, first)]
    return sorted(clear, key=lambda each: -each.covers)


def _asked(lowered: str, language: str) -> tuple[str, ...]:
    """Return by which words a title or a question asks: "why", "how much"."""
    known = listed(LISTS, "question words", language)
    return tuple(word for word in words_in(lowered) if word in known)


def _answer(
    told: Told, question: Line, answer: Line, position: int, topic: frozenset[str]
) -> _Answer:
    """Return a question and its answer, which begins with the sentence at ``position``."""
    asked = lower(question.content.rstrip("\"'”’»)* "))
    positions = [position]
    while follows(told, positions[-1] + 1, answer):
        positions.append(positions[-1] + 1)
    short = _beginning(told, positions)
    shown = [tuple(positions)] if _words(told, positions) <= WHOLE_ANSWER else []
    said = frozenset(terms(tokens(asked), told.language)).union(
        *(told.terms[each] for each in (*shown, short)[0])
    )
    states = 0 if asked.endswith(QUESTION_MARKS) else STATES
    made = tuple(Part(question.start, each) for each in (*shown, short))
    covers = len(topic & said) + len(told.title & said) - states
    return _Answer(question, asked, made, covers)


def _is_clear(each: _Answer, language: str, fewest: int, first: int) -> bool:
    """Tell whether a question says what it asks about: all of it is one sentence, and no short one.

    What an interviewer states before he asks goes on from an answer that is not shown, but for the
    question that begins at ``first``; and a pronoun stands for what was said there. In an
    explainer it stands for its topic.
    """
    states = STATED.search(each.asked[:-1])
    is_first = each.question.start == first
    told = each.asked[: states.start()] if states and is_first else each.asked
    is_short = len(each.asked.split()) < (TOPICAL_WORDS if each.covers >= ON_TOPIC else fewest)
    if (is_short and not UNSPACED.search(told)) or points_back(told, language):
        return False
    if states and not is_first and fewest == QUESTION_WORDS:
        return False
    return fewest == TOPIC_WORDS or not _points(told, language)


def _points(lowered: str, language: str) -> bool:
    """Tell whether a question has a pronoun for something that was said before."""
    is_known = has(LISTS, "no pronouns", lowered, language)
    return not is_known and has(LISTS, "pronouns", lowered, language)


def _beginning(told: Told, found: Sequence[int]) -> tuple[int, ...]:
    """Return the first sentences of an answer, up to one that reaches a point."""
    shown = 1
    while shown < len(found) and _is_open(told, found[: shown + 1]):
        shown += 1
    return tuple(found[:shown])


def _is_open(told: Told, positions: Sequence[int]) -> bool:
    """Tell whether what stands before the last of these sentences is no answer without it."""
    *before, last = positions
    goes_on = points_back(lower(told.found[last].content), told.language)
    return goes_on or _words(told, before) < ANSWER


def _words(told: Told, positions: Sequence[int]) -> int:
    return sum(count_words(told.found[each].content) for each in positions)
