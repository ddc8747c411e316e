"""Measures the wording of one sentence, without the rest of the article."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from operator import ne
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.rules.deletions import has_note
from widget.rules.patterns import Lazy
from widget.summarizers.extractive import coherence

if TYPE_CHECKING:
    from widget.summarizers.extractive.sentences import Sentence

QUOTE_MARKS: Final = '“”„«»"「」『』'
QUOTE_MARK: Final = Lazy(f"[{QUOTE_MARKS}]")


class Form(NamedTuple):
    """What the wording of one sentence shows."""

    is_question: bool
    is_personal: bool
    has_note: bool
    refers_to_figure: bool
    has_dangling_opener: bool
    has_orphaned_quote: bool

    @property
    def leans_on_previous(self) -> bool:
        """Whether the sentence is only understood after the one before it."""
        return self.has_dangling_opener or self.has_orphaned_quote


NAMES: Final = (
    *("number", "numbers_share", "question", "exclamation", "personal", "note"),
    *("dangling_opener", "orphaned_quote", "opens_with_quote", "quote_marks", "capitals_share"),
    *("commas", "colon"),
)
"""What ``values`` returns, in its order."""


def form(sentence: Sentence, language: str) -> Form:
    """Return the form of a sentence; ``language`` is a primary subtag like ``en``."""
    content, lowered = sentence.content, sentence.lowered
    return Form(
        content.rstrip("\"'”’»)」』）").endswith(("?", "؟", "？")),
        not coherence.FIRST_PERSON.isdisjoint(lowered)
        and coherence.is_personal(content, sentence.words),
        ("(" in content or "[" in content) and has_note(content),
        content.endswith((":", "："))
        or (not coherence.FIGURE_WORDS.isdisjoint(lowered) and coherence.refers_to_figure(content)),
        coherence.has_dangling_opener(content, language),
        coherence.has_orphaned_quote(content),
    )


def values(sentence: Sentence, shown: Form) -> tuple[float, ...]:
    """Return the numbers of ``NAMES`` for one sentence."""
    content, words = sentence.content, sentence.words
    count = len(words) or 1
    numbers = len([word for word in words if word[0].isdigit()])
    marks = content.count('"') if content.isascii() else len(QUOTE_MARK.findall(content))
    return (
        float(numbers > 0),
        numbers / count,
        float(shown.is_question),
        float("!" in content or "！" in content),
        float(shown.is_personal),
        float(shown.has_note),
        float(shown.has_dangling_opener),
        float(shown.has_orphaned_quote),
        float(content[:1] in QUOTE_MARKS or content[:1] in "'‘"),
        min(4, marks) / 4,
        sum(map(ne, words[1:], sentence.lowered[1:])) / count,
        min(5, content.count(",")) / 5,
        float(":" in content or "：" in content),
    )
