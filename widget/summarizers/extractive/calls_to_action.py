"""Recognises calls to action: lines in which a site asks its readers for something.

Which words: ``calls_to_action.txt``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from widget.rules.patterns import Words
from widget.rules.read_more import pairs_in
from widget.rules.word_lists import file_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

LISTS: Final = file_beside(__file__)
FIRST: Final = Words(LISTS, "first")
"""Words that begin a prompt."""
FIRST_TWO: Final = Words(LISTS, "first two")
"""Pairs of words that begin a prompt."""
LEADING_ON: Final = ("ar", "it", "no", "pt")
"""Languages in which a sentence that begins like "read more" is no news; in Spanish it may be."""
LAST: Final = Words(LISTS, "last")
"""Words that end one, in languages whose verb comes last."""
LONGEST: Final = 15
"""So many words may such a prompt have; longer sentences may report what somebody asked for."""


def is_prompt(words: Sequence[str]) -> bool:
    """Tell whether a sentence of these words in lower case asks its reader for something."""
    if not words:
        return False
    if not FIRST.isdisjoint(words[:1]):
        return True
    if len(words) <= LONGEST and not LAST.isdisjoint(words[-1:]):
        return True
    pair = " ".join(words[:2])
    return pair in FIRST_TWO or pair in _leading_on()


@cache
def _leading_on() -> frozenset[str]:
    return frozenset(pairs_in(*LEADING_ON))
