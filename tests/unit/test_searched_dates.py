"""Where nothing says the day, what is called a date, or stands alone in a line, is believed."""

from __future__ import annotations

import pytest

from tests.unit.pages_made import ARTICLE, TITLE, URL, page
from widget.parse.pages.in_child import read

FAR = "<p>Photo: agency</p>" * 30
"""What keeps a date out of the lines just below the title."""


def _day(body: str, url: str = URL) -> str | None:
    found = read(page(body).encode(), url).published_at
    return f"{found:%Y-%m-%d}" if found else None


@pytest.mark.parametrize(
    "shown",
    [
        "<div class='post-footer'>Written on 6 May 2024 by Anna</div>",
        "<span class='articleDate'>06.05.2024</span>",
        "<abbr title='2024-05-06T10:00:00Z'>ten o'clock</abbr>",
        "<div>Anna Berg / 06.05.2024 / 09:30</div>",
        "<p>Rostock (06.05.2024). The harbour is closed.</p>",
    ],
)
def test_a_day_below_the_article_is_found(shown: str) -> None:
    assert _day(f"{FAR}{ARTICLE}{shown}") == "2024-05-06"


@pytest.mark.parametrize(
    "box",
    [
        "<aside><span class='date'>6 May 2024</span></aside>",
        "<div class='comments'><p class='date'>6 May 2024</p></div>",
        "<blockquote class='twitter-tweet'><p>We sail.</p><a>May 6, 2024</a></blockquote>",
        "<div class='related-stories'><time datetime='2024-05-06'>Monday</time></div>",
        "<div id='upcomingEvents'><b class='date'>6 May 2024</b></div>",
        "<footer><p>6 May 2024</p></footer>",
        "<p>The mayor had promised on 6 May 2024 that the quay would be done in spring.</p>",
    ],
)
def test_a_day_of_something_else_is_not_that_of_the_article(box: str) -> None:
    assert _day(f"{FAR}{ARTICLE}{box}") is None


LONE = "<time datetime='2024-05-06'>6 May 2024</time>"


@pytest.mark.parametrize(
    "box",
    [
        f"<aside>{LONE}</aside>",
        f"<aside class='post-meta'>{LONE}<a href='/anna'>Anna Berg</a></aside>",
        f"<div class='sidebar'><p>{LONE}</p></div>",
        f"<aside><p>{'About the author, who knows harbours. ' * 10}</p>{LONE}</aside>",
    ],
)
def test_the_only_day_in_a_time_element_may_stand_beside_the_article(box: str) -> None:
    assert _day(f"{FAR}{ARTICLE}{box}") == "2024-05-06"


STORY = "<a href='/ships'>Ships from the north are late for the third time</a>"


@pytest.mark.parametrize(
    "box",
    [
        f"<aside>{STORY} {LONE}</aside>",
        f"<aside><a href='/ships'>{LONE}</a></aside>",
        f"<aside><ul><li>{STORY}</li><li>{LONE}</li></ul></aside>",
        f"<aside><div><h3>{STORY}</h3></div><div>{LONE}</div></aside>",
        f"<div class='sidebar'><div>{STORY}</div><p>{LONE}</p></div>",
        f"<aside>{LONE}<time datetime='2024-05-07'>7 May</time></aside>",
        f"<aside class='related'>{LONE}</aside>",
    ],
)
def test_the_day_of_another_story_beside_the_article_is_not_taken(box: str) -> None:
    assert _day(f"{FAR}{ARTICLE}{box}") is None


def test_a_day_above_the_heading_is_that_of_the_article() -> None:
    html = page(ARTICLE).replace("<article>", "<article><p class='date'>6 May 2024</p>")
    found = read(html.encode(), URL).published_at
    assert found
    assert f"{found:%Y-%m-%d}" == "2024-05-06"


def test_a_day_just_above_the_heading_comes_before_one_far_below_it() -> None:
    later = f"{FAR}<ul><li><p class='date'>7 May 2024</p></li></ul>"
    html = page(f"{ARTICLE}{later}<p class='date'>8 May 2024</p>")
    near = html.replace("<article>", "<article><p class='date'>6 May 2024</p>")
    found = read(near.encode(), URL).published_at
    assert found
    assert f"{found:%Y-%m-%d}" == "2024-05-06"
    far = html.replace("<article>", f"<p class='date'>6 May 2024</p>{FAR}<article>")
    found = read(far.encode(), URL).published_at
    assert found
    assert f"{found:%Y-%m-%d}" == "2024-05-08"


def test_without_a_heading_the_only_named_day_is_that_of_the_article() -> None:
    html = page(f"<p class='date'>6 May 2024</p>{ARTICLE}<p>7 May 2024</p>")
    html = html.replace(f"<h1>{TITLE}</h1>", "").replace(
        "</article>", "</article><p>8 May 2024</p>"
    )
    found = read(html.encode(), URL).published_at
    assert found
    assert f"{found:%Y-%m-%d}" == "2024-05-06"


def test_a_box_around_the_heading_may_be_called_anything() -> None:
    html = page(ARTICLE).replace(f"<h1>{TITLE}</h1>", f"<div class='card'><h1>{TITLE}</h1>{FAR}")
    html = html.replace("</article>", "<i class='date'>6 May 2024</i></div></article>")
    found = read(html.encode(), URL).published_at
    assert found
    assert f"{found:%Y-%m-%d}" == "2024-05-06"


@pytest.mark.parametrize("name", ["20240506-harbour", "harbour-06-05-2024", "harbour_2024_05_06"])
def test_a_day_in_the_name_of_an_article_is_better_than_none(name: str) -> None:
    assert _day(ARTICLE, f"https://news.example/harbour/{name}") == "2024-05-06"
