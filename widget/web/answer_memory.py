"""Answers that are kept in memory: bounded by bytes, found by address, ended by changes."""

from __future__ import annotations

from operator import attrgetter
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from widget import metrics

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from widget.domain.change import PanelChange
    from widget.web.kept_answer import KeptAnswer

ADDRESSES: Final = 4
"""Spellings of an address by which an answer is found at once; others are read first."""
ADDRESS_CHARACTERS: Final = 2_048
"""Characters of such a spelling; a longer one is read each time."""


class _Tag(NamedTuple):
    """What a change names: an article of a site; all of a site; or what any change may touch."""

    kind: str
    site_key: str
    url: str | None = None


class AnswerMemory:
    """Keeps answers until a change, their end, or until others need the room (least used first).

    Its methods may be called from any thread. ``find`` takes no lock.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._answers: dict[Hashable, KeptAnswer] = {}
        self._by_address: dict[str, KeptAnswer] = {}
        self._by_tag: dict[_Tag, set[Hashable]] = {}
        self._turn = Lock()

    def __len__(self) -> int:
        return len(self._answers)

    @property
    def size(self) -> int:
        """Return about how many bytes the answers take."""
        return self._bytes

    def find(self, address: str, at: float) -> KeptAnswer | None:
        """Return the answer that was found for this very address before, if it still stands.

        ``at`` is the time by ``time.monotonic()``.
        """
        answer = self._by_address.get(address)
        if answer is None or at >= answer.ends:
            return None
        answer.used = at
        return answer

    def get(self, key: Hashable, address: str, at: float) -> KeptAnswer | None:
        """Return the answer with this key, if it stands; this address finds it from now on."""
        answer = self._answers.get(key)
        if answer is None or at >= answer.ends:
            return None
        answer.used = at
        with self._turn:
            if self._answers.get(key) is answer:
                self._note_address(answer, address)
        return answer

    def put(self, key: Hashable, address: str, answer: KeptAnswer) -> None:
        """Keep the answer; one that is larger than a tenth of the room is not kept."""
        if answer.size * 10 > self._most_bytes:
            return
        answer.key = key
        with self._turn:
            self._drop(key)
            self._answers[key] = answer
            self._bytes += answer.size
            for tag in _tags(answer):
                self._by_tag.setdefault(tag, set()).add(key)
            self._note_address(answer, address)
            if self._bytes > self._most_bytes:
                self._make_room()

    def forget(self, changes: Iterable[PanelChange] | None) -> None:
        """Drop what these changes touch; with None, everything."""
        with self._turn:
            for change in () if changes is None else changes:
                if change.site_key is None:
                    changes = None
                    break
                self._forget_one(change.site_key, change.url)
            if changes is None:
                self._clear()

    def _make_room(self) -> None:
        """Drop a tenth: those not used for the longest time; so a use costs no more than a note."""
        for answer in sorted(self._answers.values(), key=attrgetter("used")):
            if self._bytes * 10 <= self._most_bytes * 9:
                break
            self._drop(answer.key)

    def _forget_one(self, site_key: str, url: str | None) -> None:
        tags = [_Tag("site", site_key)]
        if url is not None:
            tags = [_Tag("article", site_key, url), _Tag("any", site_key)]
        for tag in tags:
            for key in tuple(self._by_tag.get(tag, ())):
                self._drop(key)

    def _clear(self) -> None:
        for key in tuple(self._answers):
            self._drop(key)

    def _note_address(self, answer: KeptAnswer, address: str) -> None:
        if len(address) > ADDRESS_CHARACTERS or address in answer.addresses:
            return
        if len(answer.addresses) == ADDRESSES:
            self._by_address.pop(answer.addresses.pop(0), None)
        answer.addresses.append(address)
        self._by_address[address] = answer

    def _drop(self, key: Hashable) -> None:
        answer = self._answers.pop(key, None)
        if answer is None:
            return
        self._bytes -= answer.size
        age = answer.used - answer.ends + answer.rests_on.seconds
        metrics.observe(metrics.ANSWER_AGE, max(age, 0.0))
        for address in answer.addresses:
            if self._by_address.get(address) is answer:
                del self._by_address[address]
        for tag in _tags(answer):
            keys = self._by_tag.get(tag, set())
            keys.discard(key)
            if not keys:
                self._by_tag.pop(tag, None)


def _tags(answer: KeptAnswer) -> list[_Tag]:
    rests_on = answer.rests_on
    tags = [_Tag("site", rests_on.site_key)]
    if rests_on.urls is None:
        return [*tags, _Tag("any", rests_on.site_key)]
    return tags + [_Tag("article", rests_on.site_key, url) for url in rests_on.urls]
