"""Recognises lines in which the site speaks to its reader instead of reporting news.

News seldom says "you", "our" or "please" outside quotes. A sentence that does, and also names a
thing that a site has (a newsletter, an account, an app), is the site's own voice. So is one that
speaks of the article itself.
"""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from widget.rules.patterns import Lazy, Words
from widget.rules.word_lists import file_beside, phrases
from widget.summarizers.extractive.calls_to_action import is_prompt
from widget.summarizers.extractive.coherence import unquoted

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD: Final = Lazy(r"[^\W\d_\u0900-\u097f]+|[\u0900-\u0963\u0970-\u097f]+")
"""A word; in Devanagari the vowel signs are no letters to ``re``."""
SHORT_CHARACTERS: Final = 120
LISTS: Final = file_beside(__file__)
READER: Final = Words(LISTS, "reader")
SERVICE: Final = Words(LISTS, "service")
ORDER: Final = Lazy(
    r"[^\w\"'“”„«»‘’]*(?:please |to [\w ]{2,40}, (?:please )?)?(?:{imperatives})\b"
    r"(?!['’]|-| (?:{in news}) (?!(?:this|our|your|us|here)\b))",
    0,
    LISTS,
)
OURS: Final = Lazy(r"\bour (?:\w+ )?(?:{ours})\b", 0, LISTS)
"""What only a newsroom calls its own."""
QUESTION: Final = Lazy(r"(?:{questions})\b[^?]{0,120}\?", 0, LISTS)
"""How a question begins, in lower case; one that says "you" is for the reader."""
ASKED: Final = Words(LISTS, "asked")
ORDERED: Final = Words(LISTS, "ordered")
THINGS: Final = Words(LISTS, "things")
"""A word of each line that ``ITSELF`` can match."""
ITSELF: Final = Lazy(
    r"\W*(?:(?:a|an|the) (?:longer |shorter |previous |earlier |original |full |different )?"
    r"(?:{versions})s? (?:of|in|on|accompanying|for|to) (?:this|the) (?:{itself})"
    r"|(?:this|these|the following|the above) (?:\w+ )?(?:{itself})s?"
    r"(?: (?:{does})(?: now| also)?)\b)",
    0,
    LISTS,
)
ABOUT_ITSELF: Final = Lazy(r"\b(?:{about itself})\b", 0, LISTS)
TELLTALES: Final = Words(LISTS, "service", "ordered", "asked", "things")
"""One of these is in every sentence that a rule but the first can match."""


def address_rule(lowered: str, words: Sequence[str]) -> str | None:
    """Return the name of the rule by which a folded sentence is the site's own voice, or None.

    ``lowered`` is the sentence in lower case, ``words`` are its words.
    """
    if invites(lowered):
        return "invitation to sign up"
    if is_prompt(words) and lowered[0].isalpha():
        return "asks the reader"
    return None if TELLTALES.isdisjoint(words) else _told_rule(lowered, words)


def _told_rule(lowered: str, words: Sequence[str]) -> str | None:
    if "our" in words and OURS.search(unquoted(lowered)):
        return "speaks to the reader"
    if not SERVICE.isdisjoint(words) and _addresses(lowered):
        return "speaks to the reader"
    if _asks(lowered, words):
        return "asks the reader"
    if not THINGS.isdisjoint(words) and ITSELF.match(lowered) and ABOUT_ITSELF.search(lowered):
        return "speaks of the article itself"
    return None


def _asks(lowered: str, words: Sequence[str]) -> bool:
    """Tell whether the reader is told to do something, or asked a question."""
    if not ASKED.isdisjoint(words) and QUESTION.match(lowered):
        return True
    if ORDERED.isdisjoint(words) and SERVICE.isdisjoint(words):
        return False
    return ORDER.match(lowered) is not None


def invites(lowered: str) -> bool:
    """Tell whether a line in lower case invites to sign up, outside quotes."""
    return (
        len(lowered) < SHORT_CHARACTERS
        and _invites(f" {lowered}")
        and _invites(f" {unquoted(lowered)}")
    )


def _invites(spaced: str) -> bool:
    return [word for word in _invitations() if word in spaced] != []


@cache
def _invitations() -> tuple[str, ...]:
    """Return how words begin that invite to sign up: looking for each is quicker than a pattern."""
    return tuple(f" {word}" for word in phrases(LISTS, "invitations"))


def _words(lowered: str) -> set[str]:
    return set(WORD.findall(lowered))


def _addresses(lowered: str) -> bool:
    """Tell whether the reader and the service are named outside quotes."""
    words = _words(lowered)
    if SERVICE.isdisjoint(words) or READER.isdisjoint(words):
        return False
    outside = _words(unquoted(lowered))
    return not READER.isdisjoint(outside) and not SERVICE.isdisjoint(outside)
