"""Whatever is written in whatever order: memory answers what the application says now."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, SITE, STORY, Newsroom
from tests.web.test_answers_from_memory import FRAGMENT, sent, without_memory
from widget.bootstrap import now
from widget.domain.draft import Origin
from widget.domain.summary import SummaryState
from widget.web import answers_from_memory, fragments, kept_answer, presenter, ready_panels

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from tests.statements import Ran
    from widget.bootstrap import Services
    from widget.domain.summary import Summary

SLUGS = tuple("abcdefgh")
STEPS = 60


def url_of(slug: str) -> str:
    return f"https://news.example/{slug}"


class Editor:
    """Does anything that an editor, a site's owner or a fetch may do, by chance."""

    def __init__(self, newsroom: Newsroom, services: Services, seed: int) -> None:
        self.newsroom = newsroom
        self.store = services.store
        self.chance = random.Random(seed)
        self.acts: tuple[Callable[[str], object], ...] = (
            self.publish,
            self.publish,
            self.publish,
            self.withdraw,
            self.hide,
            self.rename,
            self.change_site,
            self.list_elsewhere,
            self.doubt,
            self.vouch,
            self.release,
        )

    def act(self) -> None:
        self.chance.choice(self.acts)(self.chance.choice(SLUGS))

    def publish(self, slug: str) -> None:
        pick = self.chance.choice
        fields: dict[str, Any] = {
            "published_at": f"2026-05-0{pick('12345')}T08:00:00Z",
            "title": f"Story {pick('xyz')}",
            "section": pick((None, "City", "Sport")),
            "text": pick((STORY, STORY.replace("Tuesday", "Friday"), "Short.")),
            "previous": pick((None, None, {"title": f"Story {pick('xyz')}"})),
            "next": pick(
                (None, None, {"title": "N", "url": url_of(pick(SLUGS) + pick(("", "/")))})
            ),
        }
        self.newsroom.put(url=url_of(slug), **fields)

    def withdraw(self, slug: str) -> None:
        self.newsroom.delete(url_of(slug))

    def hide(self, slug: str) -> None:
        with self.store.transaction() as transaction:
            reading = transaction.reading(SITE.key, url_of(slug))
            outcome: Any = reading and reading.outcome
            if isinstance(getattr(outcome, "state", None), SummaryState):
                state = self.chance.choice((SummaryState.HIDDEN, SummaryState.SHOWN))
                transaction.put_outcome(SITE.key, url_of(slug), replace(outcome, state=state))

    def rename(self, slug: str) -> None:
        alias = url_of(self.chance.choice(SLUGS))
        with self.store.transaction() as transaction:
            transaction.put_aliases(SITE.key, url_of(slug), (alias,))

    def list_elsewhere(self, slug: str) -> None:
        self._save(slug, vouched=self.chance.random() < 0.7, ingested=self.chance.random() < 0.5)

    def doubt(self, slug: str) -> None:
        self._save(slug, vouched=False)

    def _save(self, slug: str, **fields: Any) -> None:
        place = now() + timedelta(seconds=self.chance.randint(-60, 60))
        with self.store.transaction() as transaction:
            known = transaction.article(SITE.key, url_of(slug))
            if known is not None:
                known = replace(known, headline=replace(known.headline, **fields))
                transaction.put_article(known, now(), place)

    def vouch(self, slug: str) -> None:
        with self.store.transaction() as transaction:
            transaction.vouch(SITE.key, url_of(slug), now())

    def release(self, slug: str) -> None:
        with self.store.transaction() as transaction:
            transaction.release(SITE.key, url_of(slug))

    def change_site(self, _: str) -> None:
        changed = replace(SITE, same_section=self.chance.random() < 0.5)
        with self.store.transaction() as transaction:
            transaction.put_site(changed, now())


@pytest.mark.parametrize("seed", range(12))
def test_after_each_of_many_changes_each_answer_is_the_application_s(
    newsroom: Newsroom, services: Services, app: Flask, seed: int
) -> None:
    editor = Editor(newsroom, services, seed)
    kept = 0
    for _ in range(STEPS):
        editor.act()
        for slug in SLUGS:
            address = f"{FRAGMENT}?url={url_of(slug)}"
            own = without_memory(app, address)
            again = newsroom.client.get(address)
            assert sent(again) == sent(own), slug
            kept += "ETag" in again.headers
    assert kept > STEPS


def test_an_article_that_nobody_vouches_for_has_the_neighbours_that_came_later(
    newsroom: Newsroom, services: Services
) -> None:
    newsroom.put(published_at="2026-05-01T08:00:00Z")
    with services.store.transaction() as transaction:
        alone = transaction.article(SITE.key, PAGE)
        assert alone is not None
        doubted = replace(alone, headline=replace(alone.headline, vouched=False))
        transaction.put_article(doubted, now())
    before = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    newsroom.put(url=url_of("a"), published_at="2026-05-02T08:00:00Z")
    after = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    assert "ETag" in before.headers
    assert [url_of("a") in answer.text for answer in (before, after)] == [False, True]


def test_the_row_that_readiness_writes_drops_nothing_from_memory(
    newsroom: Newsroom, services: Services, queries: Ran
) -> None:
    newsroom.put()
    newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    for _ in range(3):
        with services.store.transaction() as transaction:
            transaction.put_done("readiness", now())
        del queries[:]
        again = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
        assert again.status_code == 200
        assert queries == []


def test_an_article_whose_embargo_ends_becomes_a_neighbour_then(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = now()
    moment, ticks = [start], [1_000.0]
    for module in (fragments, ready_panels):
        monkeypatch.setattr(module, "now", lambda: moment[0])
    for module in (answers_from_memory, kept_answer):
        monkeypatch.setattr(module, "monotonic", lambda: ticks[0])
    newsroom.put(published_at="2026-05-01T08:00:00Z")
    embargo = {"embargoed_until": (start + timedelta(seconds=30)).isoformat()}
    newsroom.put(url=url_of("a"), published_at="2026-05-02T08:00:00Z", **embargo)
    texts = []
    for seconds in (0.0, 29.0, 31.0):
        moment[0], ticks[0] = start + timedelta(seconds=seconds), 1_000.0 + seconds
        texts.append(newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).text)
    assert [url_of("a") in text for text in texts] == [False, False, True]


def test_a_summary_that_was_made_while_its_article_was_withdrawn_is_not_kept(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.put()
    newsroom.put(url=url_of("a"))
    labels, withdrawn = presenter.labels, list[bool]()

    def slowly(*of: Any) -> Any:
        found = labels(*of)
        if not withdrawn:
            withdrawn.append(True)
            newsroom.delete()
            # Another reader's request hears of it before this one is answered.
            newsroom.client.get(FRAGMENT, query_string={"url": url_of("a")})
        return found

    monkeypatch.setattr(presenter, "labels", slowly)
    first = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    second = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    assert (first.status_code, second.status_code) == (200, 410)


def test_a_hidden_summary_is_gone_at_once_for_who_hid_it(
    newsroom: Newsroom, services: Services
) -> None:
    newsroom.put()
    before = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    with services.store.transaction() as transaction:
        reading = transaction.reading(SITE.key, PAGE)
        assert reading is not None
        outcome: Summary = reading.outcome  # type: ignore[assignment]
        assert outcome.origin is Origin.EXTRACT
        hidden = replace(outcome, state=SummaryState.HIDDEN)
        transaction.put_outcome(SITE.key, PAGE, hidden)
    after = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    assert "harbour council" in before.text
    assert "harbour council" not in after.text
