"""The home of form: what the wording of one sentence shows, without the rest of the article."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive import cues
from widget.summarizers.extractive.cleaning import has_note
from widget.summarizers.extractive.patterns import Lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

DIGIT: Final = Lazy(r"\d")
MONEY: Final = Lazy(r"[$€£¥₹₺₽₴%]")
QUOTE_MARKS: Final = '“”„«»"「」『』'
QUOTE_MARK: Final = Lazy(f"[{QUOTE_MARKS}]")


@dataclass(frozen=True, slots=True)
class Form:
    """What the wording of one sentence shows."""

    has_number: bool
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
    *("number", "numbers_share", "money", "question", "exclamation", "personal", "note"),
    *("dangling_opener", "orphaned_quote", "opens_with_quote", "quote_marks", "capitals_share"),
    *("acronym", "commas", "colon", "bracket", "dash", "word_length"),
)
"""What ``values`` returns, in its order."""


def form(content: str, words: Collection[str], language: str) -> Form:
    """Return the form of one sentence of these case-folded words.

    ``language`` is a primary subtag like ``en``.
    """
    return Form(
        has_number=DIGIT.search(content) is not None,
        is_question=content.rstrip("\"'”’»)").endswith(("?", "؟", "？")),
        is_personal=not cues.FIRST_PERSON.isdisjoint(words) and cues.is_personal(content),
        has_note=has_note(content),
        refers_to_figure=(content.endswith(":") or not cues.FIGURE_WORDS.isdisjoint(words))
        and cues.refers_to_figure(content),
        has_dangling_opener=cues.has_dangling_opener(content, language),
        has_orphaned_quote=cues.has_orphaned_quote(content),
    )


def values(content: str, words: Sequence[str], shown: Form) -> tuple[float, ...]:
    """Return the numbers of ``NAMES`` for one sentence of these words."""
    count = len(words) or 1
    later = words[1:]
    return (
        float(shown.has_number),
        len([word for word in words if word[0].isdigit()]) / count,
        float(MONEY.search(content) is not None),
        float(shown.is_question),
        float("!" in content),
        float(shown.is_personal),
        float(shown.has_note),
        float(shown.has_dangling_opener),
        float(shown.has_orphaned_quote),
        float(content[:1] in QUOTE_MARKS or content[:1] in "'‘"),
        min(4, len(QUOTE_MARK.findall(content))) / 4,
        len([word for word in later if word[0].isupper()]) / count,
        float(any([len(word) > 1 and word.isupper() for word in later])),  # noqa: C419 (quicker)
        min(5, content.count(",")) / 5,
        float(":" in content),
        float("(" in content),
        float("–" in content or "—" in content or "--" in content),
        sum(map(len, words)) / count / 10,
    )
