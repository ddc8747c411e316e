"""A reader is spoken to in the language of the article, wherever a word of ours stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import SITE, STORY, Newsroom
from widget.bootstrap import now
from widget.domain.errors import BudgetSpent, StoreUnavailable
from widget.translations import replaceable, texts
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient
    from selectolax.lexbor import LexborNode

    from widget.bootstrap import Services

LANGUAGES = ("de", "ar", "ja")
SPOKEN = ("aria-label", "title", "alt", "placeholder", "content")
WORD = re.compile(r"[^\W\d_]+")
OURS = {"data-state", "data-reason", "data-code", "data-origin", "data-article", "data-quote"}
"""Attributes with codes and with what is the article's."""
NEWS = "https://news.example"
OTHER_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "აბგდევზთიკლმნოპჟრსტუფქღყშჩ")
ROUTES = ("/v1/sites/daily/summary", "/read/daily")
ASKED = ("/v1/sites/daily/summary?url=", "/read/daily?url=", "/read/daily?bare=1&url=")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a route answers, without what is the article's own."""

    root: LexborHTMLParser

    def spoken(self) -> Iterator[str]:
        """Yield every text and every attribute that a reader sees or hears."""
        for node in self.root.css("*"):
            yield from _spoken(node)


def _spoken(node: LexborNode) -> Iterator[str]:
    if node.tag in {"style", "script", "meta", "link", "base"}:
        return
    yield node.text(deep=False)
    for name, value in node.attributes.items():
        if name in SPOKEN or (name.startswith("data-") and name not in OURS):
            yield value or ""


def english_of(language: str) -> set[str]:
    """Return the words that English panels have and panels of this language do not have."""
    english: set[str] = set()
    own: set[str] = set()
    for key, known in replaceable().items():
        for one in known.english:
            english |= set(WORD.findall(one.lower()))
            own |= set(WORD.findall(texts(language).pgettext(key, one).lower()))
    return english - own


def story(language: str, **fields: str) -> dict[str, str]:
    """Return the fields of an article whose own words are in letters of their own."""
    text = STORY.lower().translate(OTHER_LETTERS)
    return {"title": "ხიდი", "text": text, "language": language} | fields


@pytest.fixture
def paper(newsroom: Newsroom, services: Services) -> Newsroom:
    """Return a publisher whose site has a name of no language."""
    manage.change_site(services.store, replace(SITE, name="42", on_demand=True), now())
    return newsroom


def leftovers(client: FlaskClient, path: str, language: str) -> set[str]:
    """Return the English words of the answer at this path; it must have some words."""
    answer = Answer(LexborHTMLParser(client.get(path).text))
    words = {word for text in answer.spoken() for word in WORD.findall(text.lower())}
    assert words
    return words & english_of(language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [*ASKED, "/v1/sites/daily/button?url="])
@pytest.mark.parametrize("summary", [None, "0"])
def test_a_panel_of_an_article_says_nothing_in_english(
    paper: Newsroom, language: str, asked: str, summary: str | None
) -> None:
    for slug, day in (("a", 1), ("b", 2), ("c", 3)):
        fields = story(language, url=f"{NEWS}/{slug}", published_at=f"2026-05-0{day}T08:00:00Z")
        assert paper.put(**fields, summary=summary).status_code == 201
    path = f"{asked}{NEWS}/b"
    assert leftovers(paper.client, path, language) == set()
    answered = LexborHTMLParser(paper.client.get(path).text)
    assert answered.css_first(f'[lang="{language}"]') is not None
    if "button" not in asked:
        assert len(answered.css(".summary-panel-neighbours a")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", ASKED)
def test_a_reason_is_given_in_the_language_of_the_article(
    paper: Newsroom, language: str, asked: str
) -> None:
    paper.put(**story(language, text="1 2 3."))
    assert leftovers(paper.client, f"{asked}{NEWS}/city/bridge", language) == set()


ERRORS = {
    "foreign": "?url=https://evil.example/x",
    "no address": "?url=javascript:alert(1)",
    "missing": "",
    "long": f"?url={NEWS}/" + "a" * 2048,
    "unknown": f"?url={NEWS}/nothing",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("query", ERRORS.values(), ids=ERRORS)
def test_an_error_is_told_in_the_language_of_the_site(
    newsroom: Newsroom, services: Services, language: str, route: str, query: str
) -> None:
    manage.change_site(services.store, replace(SITE, name="42", language=language), now())
    assert leftovers(newsroom.client, f"{route}{query}", language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", [BudgetSpent("daily", 1, 1), RuntimeError("a fault")])
def test_a_fault_and_a_busy_server_speak_the_language_of_the_site(
    newsroom: Newsroom,
    services: Services,
    language: str,
    error: Exception,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manage.change_site(services.store, replace(SITE, name="42", language=language), now())

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(read_panel, "read", fail)
    for route in ("/v1/sites/daily/summary", "/read/daily"):
        assert leftovers(newsroom.client, f"{route}?url={NEWS}/x", language) == set()


def test_without_a_store_or_a_site_the_error_is_english(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = newsroom.client.get(f"/v1/sites/nobody/summary?url={NEWS}/x")

    def fail(*_: object) -> None:
        raise StoreUnavailable("The disk is full.", permanent=False)

    monkeypatch.setattr(read_panel, "read", fail)
    away = newsroom.client.get(f"/v1/sites/daily/summary?url={NEWS}/x")
    assert "this server does not know the site" in unknown.text
    assert "The summary cannot be shown right now" in away.text
    assert 'lang="en"' in unknown.text
    assert 'lang="en"' in away.text


def test_an_arabic_article_is_arabic_from_right_to_left_in_all_its_panel(paper: Newsroom) -> None:
    paper.put(**story("ar"))
    page = LexborHTMLParser(paper.client.get(f"/read/daily?url={NEWS}/city/bridge").text)
    for name in ("html", ".summary-panel"):
        node = page.css_first(name)
        assert node is not None
        assert (node.attributes["lang"], node.attributes["dir"]) == ("ar", "rtl")
    inside = page.css(".summary-panel [dir], h1[dir]")
    assert inside == []
    assert {node.attributes["lang"] for node in page.css("h1, .summary-panel-text")} == {"ar"}


@pytest.mark.parametrize(
    ("site", "article", "words", "points"),
    [("en", "ur", "ltr", "rtl"), ("ar", "sr", "rtl", "ltr")],
)
def test_a_text_that_runs_the_other_way_than_the_words_says_so(
    newsroom: Newsroom, site: str, article: str, words: str, points: str
) -> None:
    services: Services = newsroom.client.application.extensions["services"]
    manage.change_site(services.store, replace(SITE, language=site), now())
    newsroom.put(**story(article, url=f"{NEWS}/older", published_at="2026-05-01T08:00:00Z"))
    newsroom.put(**story(article, published_at="2026-05-02T08:00:00Z"))
    page = LexborHTMLParser(newsroom.client.get(f"/read/daily?url={NEWS}/city/bridge").text)
    root = page.css_first(".summary-panel")
    assert root is not None
    assert (root.attributes["lang"], root.attributes["dir"]) == (site, words)
    own = page.css("h1, .summary-panel-text, .summary-panel-neighbours a")
    assert {(node.attributes["lang"], node.attributes["dir"]) for node in own} == {
        (article, points)
    }
    assert len(own) == 5


def test_a_language_without_a_catalogue_has_the_words_of_the_site(
    newsroom: Newsroom, services: Services
) -> None:
    manage.change_site(services.store, replace(SITE, language="de-AT"), now())
    newsroom.put(**story("sr"))
    text = newsroom.client.get(f"/v1/sites/daily/summary?url={NEWS}/city/bridge").text
    assert "Sätze aus diesem Artikel, unverändert" in text
    assert '<span class="summary-panel-text" lang="sr">' in text


def test_the_time_that_a_summary_saves_is_computed(newsroom: Newsroom) -> None:
    newsroom.put(text="\n\n".join([STORY.replace(".", f" {part}.") for part in "abcdef"]))
    text = newsroom.client.get(f"/v1/sites/daily/summary?url={NEWS}/city/bridge").text
    times = LexborHTMLParser(text).css(".summary-panel-time")
    assert [time.text() for time in times] == ["25 seconds instead of 4 minutes"]


def test_the_time_of_a_short_article_is_not_told(newsroom: Newsroom) -> None:
    newsroom.put()
    text = newsroom.client.get(f"/v1/sites/daily/summary?url={NEWS}/city/bridge").text
    assert "summary-panel-time" not in text


def test_the_numbers_of_the_points_are_those_of_the_language(newsroom: Newsroom) -> None:
    newsroom.put(**story("fa"))
    text = newsroom.client.get(f"/v1/sites/daily/summary?url={NEWS}/city/bridge").text
    links = LexborHTMLParser(text).css(".summary-panel-source")
    assert [link.text() for link in links] == ["۱", "۲", "۳"]
    assert "۲" in (links[1].attributes["aria-label"] or "")


def test_a_sites_own_text_is_there_at_the_next_question_and_is_no_markup(
    newsroom: Newsroom, services: Services
) -> None:
    newsroom.put(language="de")
    path = f"/v1/sites/daily/summary?url={NEWS}/city/bridge"
    before = newsroom.client.get(path)
    own = {"hide": '<b>"Zu"</b>', "title": "Kurz & gut <i>"}
    manage.change_site(services.store, replace(SITE, texts=own), now())
    after = newsroom.client.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    panel = LexborHTMLParser(after.text).css_first(".summary-panel")
    assert panel is not None
    assert panel.attributes["data-hide"] == own["hide"]
    assert panel.css("b, i") == []
    assert panel.css_first("h2").text() == own["title"]  # type: ignore[union-attr]
