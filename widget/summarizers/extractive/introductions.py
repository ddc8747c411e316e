"""Sees to it that whoever a chosen sentence names is introduced by one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from widget.summarizers.extractive.people import Partial


class Choosable(Protocol):
    """A sentence that may be chosen."""

    position: int
    words: int
    needs: frozenset[int]
    """Positions of sentences without which it is not understood."""
    unmet: Sequence[Partial]
    """Whom it names, and no chosen sentence introduces."""


Candidate = TypeVar("Candidate", bound=Choosable)
TRIED: Final = 3
"""So many sentences that wait for an introduction are looked at for each point."""


def still_needed(unmet: Sequence[Partial], chosen: int) -> Sequence[Partial]:
    """Return those that are not introduced by the sentence at this position, just chosen."""
    return [each for each in unmet if chosen not in each.introduced] if unmet else unmet


def introducing(
    best: Candidate | None,
    left: Sequence[Candidate],
    chosen: AbstractSet[int],
    room: float,
    worth: Callable[[Candidate], float],
) -> Candidate | None:
    """Return the sentence to choose: one by which a better sentence is understood, or ``best``.

    Both must fit into ``room`` words, and be better on the average than ``best``. ``chosen`` are
    the positions of the chosen sentences.
    """
    least = worth(best) if best else float("-inf")
    for each in _waiting(left, chosen, least, worth):
        able = [other for other in left if _introduces(other, each, chosen, room)]
        first = max(able, key=worth, default=None)
        if first and worth(first) + worth(each) > 2 * least:
            return first
    return best


def neighbours(
    best: Candidate | None,
    left: Sequence[Candidate],
    chosen: AbstractSet[int],
    room: float,
    worth: Callable[[Candidate], float],
) -> tuple[Candidate, Candidate] | None:
    """Return two sentences for one point: a better one than ``best`` behind its introduction.

    None when there is no such pair, or it does not fit into ``room`` words.
    """
    least = worth(best) if best else float("-inf")
    for each in _waiting(left, chosen, least, worth):
        for other in left:
            if (
                each.unmet
                and other.position == each.position - 1
                and _introduces(other, each, chosen, room)
                and worth(other) + worth(each) > 2 * least
            ):
                return other, each
    return None


def allow_brackets(left: Sequence[Choosable]) -> bool:
    """Let sentences be chosen whose names can be made whole in brackets; tell if there are any."""
    found = [each for each in left if each.unmet and all(name.given for name in each.unmet)]
    for each in found:
        each.unmet = ()
    return found != []


def allow_continuations(left: Sequence[Choosable], chosen: AbstractSet[int]) -> bool:
    """Let sentences be chosen that go on where a chosen one ends; tell if there are any.

    What these take for known, but for people, is most often told there.
    """
    found = [
        each
        for each in left
        if each.unmet
        and each.position - 1 in chosen
        and all(name.word.islower() for name in each.unmet)
    ]
    for each in found:
        each.unmet = ()
    return found != []


def _waiting(
    left: Sequence[Candidate],
    chosen: AbstractSet[int],
    least: float,
    worth: Callable[[Candidate], float],
) -> list[Candidate]:
    """Return the best sentences that are understood only with one that is not chosen."""
    waiting = [
        each for each in left if (each.unmet or not each.needs <= chosen) and worth(each) > least
    ]
    return sorted(waiting, key=worth, reverse=True)[:TRIED]


def _introduces(other: Choosable, each: Choosable, chosen: AbstractSet[int], room: float) -> bool:
    return (
        not other.unmet
        and other.needs <= chosen
        and each.needs <= {*chosen, other.position}
        and other.words + each.words <= room
        and all(other.position in name.introduced for name in each.unmet)
    )
