"""Makes links to a passage of a page: text fragments, ``#:~:text=start,end``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote as percent_encoded

from widget.rules.folding import NOTES, letters

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE_CHARACTERS: Final = 100
_EDGE_WORDS: Final = 5
_FEWEST_WORDS: Final = 3
_LOOKED_AT: Final = 15
"""Words from each end among which the words of a link are looked for."""
_CLAUSE: Final = re.compile(r"(?<=[\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f])")
_PLAIN: Final = re.compile(r"(?:[^\W\d_]++|\d++(?:[.,]\d++)*+),?")
"""A word that a page can hardly write in another way: letters alone, or a figure."""
_BEFORE: Final = re.compile(r"^[\W_]++")
_BEHIND: Final = re.compile(r"[\W_]++$")


def passage_link(article_url: str, directive: str) -> str:
    """Return the link to a passage of the article that this ``directive`` leads to."""
    return f"{article_url.partition('#')[0]}{directive}" if directive else article_url


def directive(quote: str) -> str:
    """Return what leads to the quote on its page: a text fragment, ``#:~:text=start,end``.

    ``quote`` is the passage as it stands in the article. A short one is given whole, of a longer
    one the first and the last words: browsers scroll to the range between them. They compare
    letter by letter, without case: so marks of notes are left out, punctuation at the ends too,
    and words with quotation marks, dashes or digits behind letters where others are beside them.
    Empty for a quote without letters.
    """
    words = NOTES.sub(" ", quote).split()
    if not letters("".join(words)):
        return ""
    return f"#:~:text={','.join(_encoded(part) for part in _edges(words))}"


def _edges(words: Sequence[str]) -> list[str]:
    """Return the words joined, or their start and end when they are long or doubtful."""
    whole = " ".join(words)
    if len(words) > 2 * _EDGE_WORDS:
        return [_start(words), _end(words)]
    if len(whole) <= _WHOLE_CHARACTERS:
        return [_bare(whole)]
    clauses = [clause for clause in _CLAUSE.split(whole) if clause]  # scripts without spaces
    return [_bare(clauses[0]), _bare(clauses[-1])] if len(clauses) > 1 else [_bare(whole)]


def _start(words: Sequence[str]) -> str:
    run = _plain_run(words[: min(_LOOKED_AT, len(words) // 2)], _BEFORE)
    return _bare(" ".join(run))


def _end(words: Sequence[str]) -> str:
    run = _plain_run(words[-min(_LOOKED_AT, len(words) // 2) :][::-1], _BEHIND)
    return _bare(" ".join(run[::-1]))


def _plain_run(words: Sequence[str], outside: re.Pattern[str]) -> Sequence[str]:
    """Return the first words in a row that are plain, or the first words where no three are.

    Punctuation outside of the first word does not count.
    """
    for begin in range(len(words) - 2):
        run = words[begin : begin + _EDGE_WORDS]
        judged = [outside.sub("", run[0]), *run[1:]]
        plain = next((at for at, word in enumerate(judged) if not _PLAIN.fullmatch(word)), len(run))
        if plain >= _FEWEST_WORDS:
            return run[:plain]
    return words[:_EDGE_WORDS]


def _bare(text: str) -> str:
    return _BEHIND.sub("", _BEFORE.sub("", text)) or text


def _encoded(text: str) -> str:
    # In a text directive the signs "-", "," and "&" have a meaning of their own.
    return percent_encoded(text, safe="").replace("-", "%2D")
