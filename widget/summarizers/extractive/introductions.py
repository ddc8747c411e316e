"""Sees to it that whoever a chosen sentence names is introduced by one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from widget.summarizers.extractive.people import Partial


class Choosable(Protocol):
    """A sentence that may be chosen."""

    position: int
    words: int
    leans: bool
    unmet: Sequence[Partial]
    """Names in it that no chosen sentence introduces."""


Candidate = TypeVar("Candidate", bound=Choosable)
TRIED: Final = 3
"""So many sentences that wait for an introduction are looked at for each point."""


def still_needed(needs: Sequence[Partial], chosen: int) -> Sequence[Partial]:
    """Return the names that are not introduced by the sentence at this position, just chosen."""
    return [each for each in needs if chosen not in each.introduced] if needs else needs


def introducing(
    best: Candidate | None,
    left: Sequence[Candidate],
    room: float,
    value: Callable[[Candidate], float],
) -> Candidate | None:
    """Return the sentence to choose: one by which a better sentence is understood, or ``best``.

    Both must fit into ``room`` words, and be better on the average than ``best``.
    """
    least = value(best) if best else float("-inf")
    for each in _waiting(left, value, least):
        able = [
            other for other in left if _introduces(other, each) and other.words + each.words <= room
        ]
        first = max(able, key=value, default=None)
        if first and value(first) + value(each) > 2 * least:
            return first
    return best


def neighbours(
    best: Candidate | None,
    left: Sequence[Candidate],
    room: float,
    value: Callable[[Candidate], float],
) -> tuple[Candidate, ...]:
    """Return two sentences for one point: a better one than ``best`` behind its introduction.

    None when there is no such pair, or it does not fit into ``room`` words.
    """
    least = value(best) if best else float("-inf")
    for each in _waiting(left, value, least):
        for other in left:
            if (
                other.position == each.position - 1
                and _introduces(other, each)
                and other.words + each.words <= room
                and value(other) + value(each) > 2 * least
            ):
                return other, each
    return ()


def allow_brackets(left: Sequence[Choosable]) -> bool:
    """Let sentences be chosen whose names can be made whole in brackets; tell if there are any."""
    found = [each for each in left if each.unmet and all(name.given for name in each.unmet)]
    for each in found:
        each.unmet = ()
    return found != []


def _waiting(
    left: Sequence[Candidate], value: Callable[[Candidate], float], least: float
) -> list[Candidate]:
    waiting = [each for each in left if each.unmet and value(each) > least]
    return sorted(waiting, key=value, reverse=True)[:TRIED]


def _introduces(other: Choosable, each: Choosable) -> bool:
    return (
        not (other.unmet or other.leans)
        and (not each.leans or each.position == other.position + 1)
        and all(other.position in name.introduced for name in each.unmet)
    )
