"""Tells by its form whether a sentence can be a point: a whole sentence that says something.

What cannot: a kicker, a dateline that stands alone, a caption without a verb, a heading, a question
(its answer would not be shown).
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

from os.path import join
from typing import TYPE_CHECKING, Final

from widget.domain.block import Role
from widget.rules.patterns import Lazy
from widget.rules.word_lists import file_beside
from widget.rules.words import words_in
from widget.summarizers.extractive.cjk import HANGUL, UNSPACED
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.files import FOLDER
from widget.summarizers.extractive.phrase_lists import has
from widget.summarizers.extractive.verbs import has_english_verb, lacks_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.summarizers.extractive.sentences import Sentence

FEWEST_WORDS: Final = 5
FEWEST_SIGNS: Final = 10
"""Letters of a sentence in Chinese, Japanese or Korean."""
STANDFIRST_WORDS: Final = 8
LISTS: Final = file_beside(__file__)
SIGNPOST_WORDS: Final = 18
"""A longer sentence says something besides what it announces."""
GENRES: Final = join(FOLDER, "genres.txt")
NO_VERB: Final = "has no verb"
MANY: Final = 0.3
"""Share of sentences without a verb that no text has."""
LABEL_WORDS: Final = 5
LABEL_CHARACTERS: Final = 60
FIRST_SIGN: Final = "\u1100"
ENDS: Final = frozenset(".!?…。！？｡．؟।॥۔։။።|")
CLOSES: Final = " \"'”’“«»›‹)」』）】]*"
QUESTION_MARKS: Final = ("?", "？", "؟")
FOOTNOTES: Final = Lazy(r"(?:\s?\[\w{1,3}\]|[¹²³⁴-⁹⁰†‡])+$")
COUNTED_BY_SIGNS: Final = Lazy(f"{UNSPACED.pattern[:-1]}{HANGUL}]")


def unfit_rules(sentences: Sequence[Sentence], language: str) -> list[str | None]:
    """Return for each sentence why it cannot be a point, or None; ``language`` is a primary subtag.

    Where many have no verb the text is not in that language, or in a style that does without.
    """
    found = [_unfit_rule(each, language) for each in sentences]
    if found.count(NO_VERB) <= MANY * len(found):
        return found
    return [None if rule == NO_VERB else rule for rule in found]


def is_labelled(sentence: Sentence, language: str) -> bool:
    """Tell whether a few words and a colon stand before the sentence: "High visibility: The …".

    So captions begin in English; a place in capitals is a dateline. In other languages such
    sentences are usual in news.
    """
    if language != "en" or ": " not in sentence.content[:LABEL_CHARACTERS]:
        return False
    head, _, rest = sentence.content.partition(": ")
    words = words_in(head)
    if head.isupper():
        return False
    return len(words) <= LABEL_WORDS and rest[:1].isupper() and not has_english_verb(words)


def _unfit_rule(sentence: Sentence, language: str) -> str | None:
    content = sentence.content
    ending = content.rstrip(CLOSES)[-1:]
    if not (_is_ended(content, ending) or _is_headline(sentence, language)):
        return "does not end as a sentence"
    if ending in QUESTION_MARKS:
        return "asks what the summary would not answer"
    if len(sentence.words) <= SIGNPOST_WORDS and has(LISTS, "signposts", lower(content), language):
        return "announces what it does not say"
    if sentence.role == Role.QUESTION:
        return "is the question of an interview"
    if is_short(sentence) and not has(GENRES, "harm", lower(content), language):
        return "is too short to say anything"
    return NO_VERB if lacks_verb(sentence, language) else None


def _is_ended(content: str, ending: str) -> bool:
    """Tell whether a sentence has its end; marks of notes may stand behind it."""
    return ending in ENDS or FOOTNOTES.sub("", content).rstrip(CLOSES)[-1:] in ENDS


def _is_headline(sentence: Sentence, language: str) -> bool:
    """Tell whether it is a standfirst that is written without a period, as headlines are."""
    if sentence.role != Role.STANDFIRST or len(sentence.words) < STANDFIRST_WORDS:
        return False
    return not lacks_verb(sentence, language)


def is_short(sentence: Sentence) -> bool:
    """Tell whether a sentence has too few words, or signs, to be a point."""
    if len(sentence.words) >= FEWEST_SIGNS:
        return False
    content = sentence.content
    if not content.isascii() and max(content) >= FIRST_SIGN and COUNTED_BY_SIGNS.search(content):
        return sum(map(str.isalnum, content)) < FEWEST_SIGNS
    return len(sentence.words) < FEWEST_WORDS
