"""Makes the points of a summary from the sentences that were chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widget.domain.draft import DraftPoint, Passage
from widget.rules.deletions import dateline_length, headed, trimmed
from widget.rules.text import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.summarizers.extractive.people import Partial
    from widget.summarizers.extractive.sentences import Sentence
    from widget.summarizers.extractive.told import Part


def points(
    text: str,
    found: Sequence[Sentence],
    chosen: Sequence[int],
    partials: Sequence[Sequence[Partial]],
    most: int,
) -> tuple[DraftPoint, ...]:
    """Return a point for each chosen sentence, or for two of them where there are over ``most``.

    ``chosen`` are positions in ``found``, the sentences of ``text``. ``partials`` are the names
    that each sentence gives in part; none where they are not known. Who is not introduced by a
    chosen sentence gets a first name in brackets, if it is sure.
    """
    made = []
    for group in grouped(text, found, chosen, partials, most):
        start, end = found[group[0]].start, found[group[-1]].end
        contents = (
            _with_given_names(text, found[each], _unknown(each, chosen, partials)) for each in group
        )
        made.append(DraftPoint(" ".join(contents), Passage(start, end, text[start:end])))
    return tuple(made)


def points_of_parts(
    text: str, found: Sequence[Sentence], parts: Sequence[Part]
) -> tuple[DraftPoint, ...]:
    """Return a point for each part: all that its passage says."""
    passages = [(part.begins, found[part.positions[-1]].end) for part in parts]
    return tuple(
        DraftPoint(
            headed(quote) or folded(quote[dateline_length(quote) :]), Passage(start, end, quote)
        )
        for start, end in passages
        for quote in (text[start:end],)
    )


def grouped(
    text: str,
    found: Sequence[Sentence],
    chosen: Sequence[int],
    partials: Sequence[Sequence[Partial]],
    most: int,
) -> list[tuple[int, ...]]:
    """Return the chosen sentences, those of one point together.

    Two neighbours that nothing parts become one point while there are more than ``most``, when the
    first introduces whom the second names.
    """
    groups: list[tuple[int, ...]] = []
    over = len(chosen) - most
    for position in chosen:
        before = groups[-1] if groups else ()
        if over > 0 and before == (position - 1,) and _belong(text, found, position, partials):
            groups[-1] = (*before, position)
            over -= 1
        else:
            groups.append((position,))
    return groups


def _belong(
    text: str, found: Sequence[Sentence], position: int, partials: Sequence[Sequence[Partial]]
) -> bool:
    between = text[found[position - 1].end : found[position].start]
    introduced = any(position - 1 in each.introduced for each in partials[position])
    return introduced and between.isspace() and "\n\n" not in between


def _unknown(
    position: int, chosen: Sequence[int], partials: Sequence[Sequence[Partial]]
) -> dict[str, Partial]:
    """Return whom a sentence names and no chosen one introduces, by that name, each once."""
    named = partials[position] if partials else ()
    missing = [each for each in named if each.given and each.introduced.isdisjoint(chosen)]
    return {each.word: each for each in reversed(missing)}


def _with_given_names(text: str, sentence: Sentence, unknown: dict[str, Partial]) -> str:
    """Return what a sentence says, with the first names in brackets: "[Anna] Berg"."""
    quote = text[sentence.start : sentence.end]
    if not unknown or _content(quote) != sentence.content:
        return sentence.content
    for each in sorted(unknown.values(), reverse=True):
        at = each.at - sentence.start
        quote = f"{quote[:at]}[{each.given}] {quote[at:]}"
    return _content(quote)


def _content(quote: str) -> str:
    return trimmed(folded(quote[dateline_length(quote) :]))
