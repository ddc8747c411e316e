"""What kind of an article it is decides what tells it; an unknown kind is news."""

from __future__ import annotations

import pytest

from tests.unit.genre_articles import LEAD, OTHERS, article, genre, points
from widget.domain.article import Marks
from widget.domain.block import Role
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive.genres import Genre


def test_what_fits_no_genre_is_news() -> None:
    assert genre(article(LEAD, *OTHERS)) is Genre.NEWS
    assert genre(article("")) is Genre.NEWS


ITEMS = (
    "1. Lisbon has the oldest trams of all the towns on this list.",
    "2. Bergen shows its wooden houses to whoever comes by ship.",
    "3. Rostock keeps a harbour with ships of six hundred years.",
    "4. Split lives in the walls of a palace that an emperor built.",
)


def test_a_counted_title_and_items_make_a_list_article() -> None:
    assert genre(article(LEAD, *ITEMS, title="4 harbours to see")) is Genre.LIST
    assert genre(article(LEAD, *ITEMS, title="Harbours")) is Genre.NEWS
    assert genre(article(LEAD, *OTHERS, title="4 harbours to see")) is Genre.NEWS
    items = [(Role.ITEM, each) for each in ITEMS]
    assert genre(article((Role.PARAGRAPH, LEAD), *items)) is Genre.LIST


def test_a_list_article_is_told_by_its_beginning_and_its_items() -> None:
    found = points(article(LEAD, *ITEMS, title="4 harbours to see"))
    assert found[0] == LEAD
    assert [each[-20:] for each in found[1:]] == [each[-20:] for each in ITEMS[:2]]


def test_an_item_with_a_heading_is_told_by_it_and_the_paragraph_under_it() -> None:
    names = ("The council", "Night ferries", "Passengers", "Autumn budget")
    headings = [f"{number}. {name}" for number, name in enumerate(names, 1)]
    blocks = [line for pair in zip(headings, OTHERS, strict=True) for line in pair]
    found = article(LEAD, *blocks, title="Top 4 harbours to see")
    assert genre(found) is Genre.LIST
    assert points(found) == [LEAD, OTHERS[0], f"Night ferries – {OTHERS[1]}"]


PLACES = ("Lisbon", "Bergen", "Rostock", "Split")
SAID = "It takes forty minutes on foot from the lighthouse down to the water."
TOWNS = ("Lisbon, the oldest", "Bergen, the brightest", "Rostock, the best for ships")


def test_no_detail_of_an_item_is_shown_without_its_name() -> None:
    items = [block for name in TOWNS for block in ((Role.ITEM, name), (Role.PARAGRAPH, SAID))]
    found = article((Role.PARAGRAPH, LEAD), *items, title="Towns")
    assert genre(found) is Genre.LIST
    assert points(found) == [LEAD, *(f"{name} – {SAID}" for name in TOWNS[:2])]


def test_headings_that_the_title_counts_or_that_say_the_most_are_items() -> None:
    for names, title in ((TOWNS, "Towns"), (PLACES, "Four old towns")):
        blocks = [part for name in names for part in ((Role.SUBHEAD, name), (Role.PARAGRAPH, SAID))]
        found = article((Role.PARAGRAPH, LEAD), *blocks, title=title)
        assert genre(found) is Genre.LIST
        assert points(found)[1] == f"{names[0]} – {SAID}"
    for title in ("Old towns", "Two old towns", "Nine old towns"):
        assert genre(article((Role.PARAGRAPH, LEAD), *blocks, title=title)) is Genre.NEWS


def test_a_list_article_tells_what_its_writer_advises() -> None:
    advice = "Our advice: if you can see only one of these towns, go to Bergen."
    found = points(article(LEAD, *ITEMS, advice, title="4 harbours to see"))
    assert found[-1] == advice


def entries(*times: str) -> list[str]:
    """Return entries of a live blog with these times."""
    return [f"{time} {each}" for time, each in zip(times, (LEAD, *OTHERS), strict=False)]


NEWEST_FIRST = entries("15.40", "14.10", "12:00", "10:45", "9.30")


def test_entries_with_times_make_a_live_blog() -> None:
    assert genre(article(*NEWEST_FIRST)) is Genre.LIVE
    assert genre(article(*NEWEST_FIRST[:2], *OTHERS)) is Genre.NEWS
    assert genre(article(*NEWEST_FIRST[:2], *OTHERS, marks=Marks(live=True))) is Genre.LIVE


def test_times_without_anything_that_they_tell_make_no_live_blog() -> None:
    times = ("9.30", "10:45", "12:00", "14.10", "15.40")
    assert genre(article(LEAD, *times, OTHERS[0])) is Genre.NEWS
    assert points(article(LEAD, *times, OTHERS[0]))[0] == LEAD


def test_a_live_blog_is_told_by_its_newest_entries_with_their_times() -> None:
    assert points(article(*NEWEST_FIRST)) == NEWEST_FIRST[:3]
    oldest_first = entries("9.30", "10:45", "12:00", "14.10", "15.40")
    assert points(article(*oldest_first)) == oldest_first[2:]


def test_a_time_on_a_line_of_its_own_belongs_to_the_entry() -> None:
    blocks = [line for entry in NEWEST_FIRST for line in entry.split(" ", 1)]
    assert points(article(*blocks)) == NEWEST_FIRST[:3]


def test_an_entry_that_begins_with_a_few_words_is_shown_with_its_next_sentence() -> None:
    newest = "15.40 It is over. Anna Berg has won the race around the islands by a minute."
    assert points(article(newest, *NEWEST_FIRST[1:]))[0] == newest


def test_an_entry_under_a_heading_with_its_time_is_shown_without_the_heading() -> None:
    said = "Anna Berg has won the race around the islands by a minute."
    blocks = [(Role.SUBHEAD, "15.40 It is over"), (Role.PARAGRAPH, said)]
    rest = [(Role.PARAGRAPH, entry) for entry in NEWEST_FIRST[1:]]
    assert points(article(*blocks, *rest))[0] == said


def test_the_items_of_the_newest_entry_are_the_news() -> None:
    known = [(Role.ITEM, LEAD), (Role.ITEM, OTHERS[0])]
    rest = [(Role.PARAGRAPH, entry) for entry in entries("14.10", "12:00", "10:45", "9.30", "9.00")]
    found = article((Role.SUBHEAD, "15.40 What we know"), *known, *rest)
    assert points(found, SummaryShape(2, 70)) == [LEAD, OTHERS[0]]


def test_what_was_going_on_under_a_newer_entry_is_over() -> None:
    over = "14.10 Passengers are being let back into the hall of the town now."
    found = points(article(NEWEST_FIRST[0], over, *NEWEST_FIRST[2:]))
    assert found == [NEWEST_FIRST[0], *NEWEST_FIRST[2:4]]


def test_what_stands_above_the_entries_comes_first() -> None:
    assert points(article(LEAD, *NEWEST_FIRST)) == [LEAD, *NEWEST_FIRST[:2]]


@pytest.mark.parametrize(
    ("language", "title", "section", "expected"),
    [
        ("en", "Opinion: The harbour needs us", None, Genre.COLUMN),
        ("en", "The harbour needs us | Column", None, Genre.COLUMN),
        ("en", "The harbour needs us", "Opinion", Genre.COLUMN),
        ("de", "Kommentar – Der Hafen braucht uns", None, Genre.COLUMN),
        ("fr", "Le port et nous", "Édito", Genre.COLUMN),
        ("en", "Review: Ferries in the storm", None, Genre.REVIEW),
        ("en", "Ferries in the storm – review", None, Genre.REVIEW),
        ("no", "Anmeldelse: Ferjer i stormen", None, Genre.REVIEW),
        ("en", "Ferries in the storm ★★★☆☆", None, Genre.REVIEW),
        ("en", "Public opinion on the harbour", None, Genre.NEWS),
        ("en", "Council will review harbour budget", None, Genre.NEWS),
    ],
)
def test_a_label_tells_columns_and_reviews(
    language: str, title: str, section: str | None, expected: Genre
) -> None:
    made = article(LEAD, *OTHERS, title=title, language=language, section=section)
    assert genre(made) is expected


COURT = (
    "Anna Berg stood before the district court of Rostock again on Monday.",
    "Reporters had waited in the rain in front of the building since the early morning.",
    "She is charged with theft of three ferries from the harbour in May.",
    "The building in which they met was built by an architect of the town.",
    "The judge sentenced Anna Berg to two years in prison for the theft.",
    "Trams went to the building all day and were full of people.",
)


def test_a_court_report_tells_charge_and_outcome() -> None:
    found = article(*COURT, title="Berg")
    assert genre(found) is Genre.COURT
    text = " ".join(points(found))
    assert all(each in text for each in (COURT[0], COURT[4]))
    assert genre(article(COURT[0], COURT[1], COURT[4])) is Genre.NEWS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Landgericht tagt. Er ist angeklagt. Er wurde zu Haft verurteilt."),
        ("fr", "Le tribunal a siégé. Il est accusé de vol. Il a été condamné."),
        ("es", "El tribunal habló. Está acusado de robo. Fue condenado."),
        ("it", "Il tribunale parla. È accusato di furto. È stato condannato."),
        ("nl", "De rechtbank sprak. Hij is verdacht van diefstal. Hij werd veroordeeld."),
        ("sv", "Tingsrätten talade. Han är åtalad. Han dömdes till fängelse."),
        ("no", "Tingretten talte. Han er tiltalt for tyveri. Han ble dømt."),
        ("da", "Byretten talte. Han er tiltalt for tyveri. Han blev dømt."),
        ("pt", "O tribunal falou. É acusado de roubo. Foi condenado."),
        ("pl", "Sąd zebrał się. Jest oskarżony o kradzież. Został skazany."),
        ("tr", "Mahkeme toplandı. Hırsızlık suçundan yargılandı. Hapis cezası aldı."),
    ],
)
def test_court_reports_are_told_in_many_languages(language: str, text: str) -> None:
    assert genre(article(text, language=language)) is Genre.COURT


LIFE = (
    "Anna Berg, who painted the ferries of the north, has died at 84.",
    "She was born in Rostock in 1940 and learnt to paint on the ships.",
    "The town hung its flags at half mast on the day of the news.",
    "She was best known for a picture of the old harbour at night.",
)


def test_a_death_in_the_title_and_a_life_in_the_text_make_an_obituary() -> None:
    assert genre(article(*LIFE, title="Anna Berg, painter, dies at 84")) is Genre.OBITUARY
    assert genre(article(*LIFE, title="Anna Berg obituary")) is Genre.OBITUARY
    assert genre(article(*OTHERS, title="Man dies in harbour")) is Genre.NEWS
    assert genre(article(*LIFE, title="Anna Berg")) is Genre.NEWS


def test_an_obituary_tells_of_the_life() -> None:
    more = "She had a small house beside the old harbour and a garden with a view of it."
    found = points(article(*LIFE, more, title="Anna Berg, painter, dies"))
    assert found[0] == LIFE[0]
    assert LIFE[3] in found


def test_nobody_is_taken_for_known_in_the_parts_of_an_article_either() -> None:
    about = "Anna Berg has led the council of the town since the month of May."
    first = "15.40 Berg closed the meeting of the council in the evening."
    entries_after = NEWEST_FIRST[1:]
    assert points(article(about, first, *entries_after)) == [about, first, entries_after[0]]


ARTS = (
    "Lena Farquhar has written a play about a family that made ice for a county.",
    "The father is dying upstairs, and the children have come home to sell.",
    "It is a wonderful play, and the best that she has written for this house.",
    "Until 25 April, 2 hrs 20 mins with one interval, tickets from £14.",
)


def test_a_text_of_the_arts_pages_that_judges_a_work_is_a_review() -> None:
    assert genre(article(*ARTS, title="The Ice House", section="Theatre")) is Genre.REVIEW
    assert genre(article(*ARTS, title="The Ice House", section="Business")) is Genre.NEWS
    assert genre(article(*ARTS[:2], title="The Ice House", section="Theatre")) is Genre.NEWS
