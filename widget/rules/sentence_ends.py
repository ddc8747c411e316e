"""Tells by the marks that end sentences whether a span is whole ones, and whether just one."""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import re
from typing import Final

from widget.rules.letters import is_small

ENDS: Final = frozenset(".!?…。！？｡؟।॥۔։།።‽")
"""Marks that end a sentence."""
AFTER_ENDS: Final = "\"'“”„«»‘’‚‹›)]）」』】〉》*†‡\u200e\u200f \u00a0\u202f\u3000"
"""What may stand between such a mark and the next sentence on the same line."""

NOTES: Final = re.compile(r"(?:\s?\[\w{1,3}\]|[¹²³⁴-⁹⁰])+$")
"""Marks of notes behind a sentence."""
NEAR: Final = 20
"""Characters that hold the end of a sentence with all that may stand behind it."""
_RAISED: Final = "¹²³⁴-⁹⁰"
_SURE: Final = "".join(sorted(ENDS - set(".…")))
_MAY_END: Final = re.compile(
    # A period without a space behind it ends a sentence only between words: "came.He left".
    rf"(?:[.…]++(?:[{_RAISED}]++|(?=[^\w.…])|(?<=[^\W\d_]{{2}}[.…])(?=[^\W\d_]))"
    rf"|[{_SURE}]++"
    r"|(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e]"  # the question mark of Greek
    r"|\n)[\W_]*+(?:(?<=['’])\w\s++)?(\w+)"  # Dutch begins with "'s Avonds"
)
"""What may end a sentence, with the word behind it."""


def is_ended(text: str) -> bool:
    """Tell whether a text ends with the mark of a sentence.

    Quotes, brackets and marks of notes may stand behind it: "It rained.[1]".
    """
    bare = text.rstrip(AFTER_ENDS)
    if bare[-1:] in ENDS:
        return True
    noted = NOTES.search(text.rstrip())
    return noted is not None and text[: noted.start()].rstrip(AFTER_ENDS)[-1:] in ENDS


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` begins and ends where sentences or lines do.

    Nothing that begins with a small letter behind a period on its line does: the period is that of
    an abbreviation.
    """
    return _begins(text, start) and _ends(text, end)


def _begins(text: str, start: int) -> bool:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return not before.strip() or (is_ended(before) and not is_small(text[start : start + 1]))


def _ends(text: str, end: int) -> bool:
    newline = text.find("\n", end)
    rest = text[end : newline if newline >= 0 else len(text)]
    return not rest.strip() or is_ended(text[max(0, end - NEAR) : end])


def may_be_several(text: str) -> bool:
    """Tell whether a text may hold more than one sentence, or is perhaps no whole one.

    False is sure; True is not: it is said of every "Dr. Miller" too. A line's end counts as a
    mark. Only a word in small letters goes on with a sentence, where its script has capitals.
    """
    bare = NOTES.sub("", text.strip())
    last = next((at for at in range(len(bare), 0, -1) if bare[at - 1].isalnum()), 0)
    return not is_ended(bare) or any(map(_is_beginning, _MAY_END.findall(bare, 0, last)))


def _is_beginning(word: str) -> bool:
    return not word.islower() or word[0].title() == word[0]
