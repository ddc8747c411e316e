"""The doorbell rings once for one piece of work, and never breaks."""

from __future__ import annotations

from threading import Event

from widget import background
from widget.background import Doorbell
from widget.domain.errors import SummarizerFailed

KEY = ("daily", "https://news.example/a")


def test_work_is_done_once_however_often_it_rings() -> None:
    may_go_on = Event()
    done: list[tuple[str, str]] = []

    def work(site: str, url: str) -> None:
        may_go_on.wait(10)
        done.append((site, url))

    bell = Doorbell(work)
    assert [bell.ring(*KEY) for _ in range(3)] == [True, False, False]
    may_go_on.set()
    bell.close()
    assert done == [KEY]


def test_it_can_ring_again_after_the_work() -> None:
    done: list[str] = []
    bell = Doorbell(lambda site, _: done.append(site))
    for _ in range(2):
        bell.ring(*KEY)
        bell.close()
    assert done == ["daily", "daily"]


def test_a_failure_does_not_stop_the_bell() -> None:
    failures = [SummarizerFailed("busy", permanent=False), ZeroDivisionError()]

    def work(_: str, __: str) -> None:
        raise failures.pop()

    bell = Doorbell(work)
    for _ in range(2):
        assert bell.ring(*KEY)
        bell.close()
    assert failures == []


def test_a_flood_of_rings_is_not_kept() -> None:
    may_go_on = Event()
    bell = Doorbell(lambda *_: may_go_on.wait(10))
    rung = [bell.ring("daily", str(number)) for number in range(background.MOST_WAITING + 5)]
    may_go_on.set()
    bell.close()
    assert rung.count(True) == background.MOST_WAITING
