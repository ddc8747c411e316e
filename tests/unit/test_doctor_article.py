"""The doctor says whether the article is known, why not, and what a press would show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import BASE, PAGE, SITE
from tests.unit.doctor_world import Clinic, html, line, told
from tests.unit.publisher_site import NOW, later
from widget.domain.article import Marks
from widget.domain.diagnosis import CheckStatus
from widget.domain.site import Eligibility
from widget.domain.source import TrackedPage
from widget.domain.summary import Reason
from widget.usecases.publishing import publish

if TYPE_CHECKING:
    from widget.domain.diagnosis import Check
    from widget.domain.ports import Store

OK, WARNING, ERROR = CheckStatus
PUBLISHING = f"widget articles publish FILE --site daily --url {PAGE}"
NEW = "https://news.example/city/ferry"


def examined(store: Store, rules: Eligibility | None = None, **site: Any) -> Clinic:
    """Return a server with one site of these rules."""
    return Clinic(store, (replace(SITE, eligibility=rules or Eligibility(), **site),))


def article_and_press(clinic: Clinic, **where: Any) -> tuple[list[Check], Check]:
    """Return what is said of the article, and of a press."""
    found = clinic.examine(html(line(where.get("url", PAGE))), **where).checks
    [press] = [one for one in found if one.check == "press"]
    return [one for one in found if one.check == "article"], press


def test_a_known_article_shows_its_points(memory_store: Store) -> None:
    clinic = examined(memory_store)
    clinic.publish(
        summary=("<p>One &amp; <b>two</b>.</p>", "The first of nine words that are shown.")
    )
    [article], press = article_and_press(clinic)
    assert (article.status, article.message) == (OK, f"Known: {PAGE}.")
    assert press.status is OK
    assert press.message == (
        "ready, newsroom, 2 points: One & two. / The first of nine words that are shown."
    )


def test_long_points_are_cut(memory_store: Store) -> None:
    clinic = examined(memory_store)
    clinic.publish()
    _, press = article_and_press(clinic)
    assert press.message.startswith("ready, extract, 1 point: The harbour council voted on Tuesday")
    assert press.message.endswith(" …")


def test_the_address_under_which_it_is_known_is_said(memory_store: Store) -> None:
    clinic = examined(memory_store)
    clinic.publish(aliases=(NEW,))
    [article], _ = article_and_press(clinic, url=NEW)
    assert article.message == f"Known: {PAGE}, found by {NEW}."


@pytest.mark.parametrize(
    ("marks", "reason", "words"),
    [
        (Marks(opinion=True), Reason.OPINION, "an opinion piece"),
        (Marks(live=True), Reason.LIVE_BLOG, "a live blog"),
        (Marks(paywalled=True), Reason.PAYWALLED, "not free to read"),
        (Marks(noindex=True), Reason.NOINDEX, "marked noindex"),
    ],
)
def test_a_marked_article_has_the_command_that_allows_it_beside_the_others(
    memory_store: Store, marks: Marks, reason: Reason, words: str
) -> None:
    clinic = examined(memory_store, Eligibility(frozenset({Reason.OPINION} - {reason})))
    clinic.publish(marks=marks)
    [article], press = article_and_press(clinic)
    assert told([article, press]) == [(ERROR, "article"), (ERROR, "article")]
    assert words in article.message
    assert f"--allow {reason.value}" in article.cure
    assert ("--allow opinion" in article.cure) or reason is Reason.OPINION
    assert press.message == f"unavailable: {reason.value}"


def test_an_article_too_short_says_its_words(memory_store: Store) -> None:
    clinic = examined(memory_store)
    clinic.publish(text="Only a few words stand here.")
    [article], _ = article_and_press(clinic)
    assert article.message == "The article has 6 words, and WIDGET_MINIMUM_WORDS is 100."
    assert article.cure.startswith("Set WIDGET_MINIMUM_WORDS=6, restart")
    assert article.cure.endswith(PUBLISHING)


def test_a_withdrawn_article_says_when(memory_store: Store) -> None:
    clinic = examined(memory_store)
    clinic.publish()
    publish.withdraw(memory_store, "daily", PAGE, later(5))
    [article], press = article_and_press(clinic, now=later(6))
    assert article.message == "The article was withdrawn on 2026-05-01 08:05 UTC."
    assert article.cure == f"Publish it again: {PUBLISHING}"
    assert press.message == "unavailable: withdrawn"


def test_an_embargo_says_until_when(memory_store: Store) -> None:
    clinic = examined(memory_store)
    clinic.publish(marks=Marks(embargoed_until=NOW + timedelta(days=1)))
    [article], _ = article_and_press(clinic)
    assert article.message == "The article is embargoed until 2026-05-02 08:00 UTC."


@pytest.mark.parametrize(
    ("excluded", "cure"),
    [
        (("City",), 'widget sites change daily --exclude-section ""'),
        (
            ("Sport news", "CITY"),
            "widget sites change daily --exclude-section 'Sport news'",
        ),
    ],
)
def test_an_excluded_section_has_the_command_that_keeps_the_others(
    memory_store: Store, excluded: tuple[str, ...], cure: str
) -> None:
    clinic = examined(memory_store, Eligibility(excluded_sections=excluded))
    clinic.publish(section="City")
    [article], _ = article_and_press(clinic)
    assert article.message == "The section 'City' is excluded on this site."
    assert article.cure == cure


def test_an_excluded_path_names_the_pattern_and_keeps_the_others(memory_store: Store) -> None:
    rules = Eligibility(excluded_paths=("/sport/*", "/ci*", "/city/*"))
    clinic = examined(memory_store, rules)
    clinic.publish()
    [article], _ = article_and_press(clinic)
    assert article.message == "The path is excluded on this site by /ci*, /city/*."
    assert article.cure == "widget sites change daily --exclude-path '/sport/*'"


# --- unknown articles ------------------------------------------------------------------------


def test_an_unknown_article_has_the_three_ways_in(memory_store: Store) -> None:
    [article], press = article_and_press(examined(memory_store))
    assert told([article, press]) == [(ERROR, "article"), (ERROR, "article")]
    assert article.message.startswith(f"The server knows no article at {PAGE}")
    for way in (PUBLISHING, "widget sources add FEED --site daily", "--on-demand"):
        assert way in article.cure


@pytest.mark.parametrize(
    "asked",
    [
        f"{PAGE}?page=2",
        "https://www.news.example/city/bridge",
        "https://news.example/City/Bridge",
    ],
)
def test_another_spelling_that_is_known_is_named(memory_store: Store, asked: str) -> None:
    clinic = examined(memory_store, page_hosts=("news.example", "www.news.example"))
    clinic.publish()
    [article] = [
        one
        for one in clinic.examine(html(line(asked), head=""), url=asked).checks
        if one.check == "article"
    ]
    assert told([article]) == [(ERROR, "canonical")]
    assert f"knows the article as {PAGE}, and not as " in article.message
    assert f'<link rel="canonical" href="{PAGE}">' in article.cure


def test_the_page_s_own_address_is_named_where_the_link_names_another(memory_store: Store) -> None:
    clinic = examined(memory_store)
    clinic.publish()
    [article] = clinic.said("article", html(line("https://news.example/typo")))
    assert f"knows the article as {PAGE}" in article.message


def test_a_failed_fetch_says_why_it_failed(memory_store: Store) -> None:
    clinic = examined(memory_store)
    tracked = TrackedPage(
        "daily", PAGE, PAGE, NOW, attempted_at=NOW, problem="It answered 500.", reader="1.2"
    )
    with memory_store.transaction() as transaction:
        transaction.put_tracked_page(tracked)
    [article], _ = article_and_press(clinic)
    assert article.message == (
        f"The server could make no article of {PAGE} on 2026-05-01 at 08:00 UTC with version 1.2: "
        "It answered 500."
    )
    assert article.cure == (
        f"widget sources test {PAGE} --site daily   or, if it is well now: "
        "widget sources retry --site daily"
    )


def test_what_a_fetch_would_bring_is_said_too(memory_store: Store) -> None:
    clinic = examined(memory_store)
    says_so = '<title>The bridge</title><meta property="og:type" content="article">'
    short = "<p>The council voted on Tuesday to rebuild the old bridge by the spring.</p>"
    found = clinic.said("article", f"{says_so}<article>{line()}{short}</article>")
    assert told(found) == [(ERROR, "article"), (WARNING, "article")]
    assert "brings an article without summary: too-short" in found[1].message


def test_a_page_that_is_no_article_is_said(memory_store: Store) -> None:
    clinic = examined(memory_store)
    found = clinic.said("article", f"<title>Front</title>{line()}")
    assert told(found) == [(ERROR, "article"), (WARNING, "article")]
    assert "A fetch of the page brings no article." in found[1].message


def test_robots_txt_is_named_where_it_keeps_a_press_from_the_page(memory_store: Store) -> None:
    clinic = examined(memory_store, on_demand=True)
    clinic.pages.robots = "The robots.txt of news.example forbids this page."
    found = clinic.said("article", html(line()))
    assert told(found) == [(WARNING, "article"), (ERROR, "article")]
    assert "forbids this page" in found[1].message
    tracked = TrackedPage("daily", PAGE, PAGE, NOW, source_url="https://news.example/feed")
    with memory_store.transaction() as transaction:
        transaction.put_tracked_page(replace(tracked, due_at=NOW))
    assert told(clinic.said("article", html(line()))) == [(WARNING, "article")]


def test_robots_txt_is_nothing_where_no_press_fetches(memory_store: Store) -> None:
    clinic = examined(memory_store)
    clinic.pages.robots = "The robots.txt of news.example forbids this page."
    assert told(clinic.said("article", html(line()))) == [(ERROR, "article")]


def test_what_a_press_would_fetch_is_an_error_where_it_brings_nothing(memory_store: Store) -> None:
    clinic = examined(memory_store, on_demand=True)
    found = clinic.said("article", f"<title>Front</title>{line()}")
    assert told(found) == [(WARNING, "article"), (ERROR, "article")]


# --- pending ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("runs", "status"), [(True, WARNING), (False, ERROR)])
def test_a_pending_page_needs_a_consumer(
    memory_store: Store,
    runs: bool,  # noqa: FBT001
    status: CheckStatus,
) -> None:
    clinic = examined(memory_store, on_demand=True)
    clinic.consumer_runs = runs
    found = clinic.examine(html(line())).checks
    about = [one for one in found if one.check in {"article", "press"}]
    assert told(about) == [(status, "article"), (status, "article")]
    assert about[1].message == "pending: the reader waits for the summary"
    assert ("No consumer runs" in about[0].message) is not runs


def test_a_page_that_is_due_is_pending(memory_store: Store) -> None:
    clinic = examined(memory_store)
    with memory_store.transaction() as transaction:
        transaction.put_tracked_page(TrackedPage("daily", PAGE, PAGE, NOW, due_at=NOW))
    [article], _ = article_and_press(clinic)
    assert article.message.startswith("The page is not known yet; the consumer is to fetch it.")


def test_a_spent_quota_is_an_error(memory_store: Store) -> None:
    clinic = examined(memory_store, on_demand=True)
    with memory_store.transaction() as transaction:
        for number in range(30):
            url = f"https://news.example/{number}"
            transaction.put_tracked_page(TrackedPage("daily", url, url, NOW, pressed_at=NOW))
    found = clinic.said("article", html(line()))
    assert told(found) == [(ERROR, "article")]
    assert "fetch quota" in found[0].message


def test_a_page_with_many_articles_has_a_few_of_them_looked_up(memory_store: Store) -> None:
    clinic = examined(memory_store)
    clinic.publish()
    addresses = [PAGE, *(f"https://news.example/{number}" for number in range(4))]
    found = clinic.said("article", html("".join(map(line, addresses))))
    assert sum(one.status is ERROR for one in found) == 2
    assert found[-1].message == "The widgets name 2 more articles, which were not looked up."


def test_a_press_is_not_made(memory_store: Store, writes: list[str]) -> None:
    clinic = examined(memory_store, on_demand=True)
    writes.clear()
    clinic.examine(html(f'<summary-widget><a href="{BASE}/read/daily">x</a></summary-widget>'))
    assert writes == []
