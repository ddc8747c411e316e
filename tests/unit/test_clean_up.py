"""What was kept long enough goes once a day, also where no consumer runs."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.contract.material import DAILY, NOON, url_of
from widget.background import presence
from widget.bootstrap import now
from widget.bootstrap.ingest import consumer_files
from widget.config import load
from widget.domain.source import TrackedPage
from widget.jobs import clean_up_alone
from widget.usecases.sites.clean_up import PAUSE, TASK, Retention, clean_up, clean_up_if_due

if TYPE_CHECKING:
    from datetime import datetime

    import pytest

    from widget.bootstrap import Services
    from widget.domain.ports import Store
    from widget.store import SqlStore

KEEP = Retention(outcomes_days=365, pages_days=30)
DAY = timedelta(days=1)


def press_in_vain(store: Store, at: datetime) -> None:
    """Keep a page of readers that was fetched then and is no article."""
    page = TrackedPage("daily", url_of("x"), url_of("x"), at, attempted_at=at, problem="x")
    with store.transaction() as transaction:
        transaction.put_site(DAILY, at)
        transaction.put_tracked_page(page)


def is_remembered(store: Store) -> bool:
    """Tell whether the page is still there."""
    with store.view() as view:
        return view.tracked_page("daily", url_of("x")) is not None


def test_pages_are_remembered_for_as_many_days_as_the_settings_say(
    memory_store: SqlStore,
) -> None:
    press_in_vain(memory_store, NOON)
    clean_up(memory_store, KEEP, NOON + 30 * DAY)
    assert is_remembered(memory_store)
    clean_up(memory_store, KEEP, NOON + 31 * DAY)
    assert not is_remembered(memory_store)


def test_of_several_that_look_one_cleans_up_and_the_next_one_a_day_later(
    memory_store: SqlStore,
) -> None:
    done = [clean_up_if_due(memory_store, KEEP, NOON + n * timedelta(hours=1)) for n in range(48)]
    assert [hour for hour, did in enumerate(done) if did] == [0, 23, 46]


def test_a_time_ahead_of_ours_does_not_put_the_clean_up_off(memory_store: SqlStore) -> None:
    with memory_store.transaction() as transaction:
        transaction.put_done(TASK, NOON + 700 * DAY)
    assert clean_up_if_due(memory_store, KEEP, NOON)


def test_a_clean_up_of_the_consumer_counts(memory_store: SqlStore) -> None:
    clean_up(memory_store, KEEP, NOON)
    assert not clean_up_if_due(memory_store, KEEP, NOON + PAUSE - timedelta(seconds=1))


def test_a_worker_cleans_up_where_no_consumer_runs(
    services: Services, environment: dict[str, str]
) -> None:
    press_in_vain(services.store, now() - 31 * DAY)
    assert clean_up_alone.clean_up_without_consumer(load(environment))
    assert not is_remembered(services.store)
    assert not clean_up_alone.clean_up_without_consumer(load(environment))


def test_a_worker_leaves_it_to_the_consumer_that_runs(
    services: Services, environment: dict[str, str]
) -> None:
    press_in_vain(services.store, now() - 31 * DAY)
    files = consumer_files(load(environment))
    with closing(presence.take(files.place, files.mode, now())):
        assert not clean_up_alone.clean_up_without_consumer(load(environment))
    assert is_remembered(services.store)


def test_each_worker_looks_after_it_until_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_up_alone, "LOOK_SECONDS", 3600.0)
    thread = clean_up_alone.start()
    assert thread.is_alive()
    assert thread.daemon
