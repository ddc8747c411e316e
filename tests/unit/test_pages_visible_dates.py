"""The day of publication is the one that readers are shown by the title, where machines are not
told, or are told the time in another zone.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.pages_made import ARTICLE, URL, ld, meta, page
from widget.parse.pages.in_child import read

STANDFIRST = "<p>The mayor hopes for ships, and residents fear the noise of another summer.</p>"
TODAY = '<div class="today">Saturday, 24 August 2024</div><nav>'


def day_of(html: str, url: str = URL) -> str | None:
    published = read(html.encode(), url).published_at
    return f"{published:%Y-%m-%d}" if published else None


@pytest.mark.parametrize(
    "lines",
    [
        "<div>Lunes, 6 de mayo de 2024</div>",
        f"{STANDFIRST}<div>By <a href='/anna'>Anna Berg</a></div><div>May 6, 2024</div>",
        "<time>May 6, 2024</time>",
        "<time datetime='2024-05-06T12:34:00-04:00'>4 hours ago</time>",
        "<time datetime='2024-05-06T12:34:00-04:00'><span>Today 12:34pm</span></time>",
        "<time datetime='2024-05-08T11:52:10-04:00'>May 6, 2024</time>",
        "<span>Updated</span><span>8 May 2024</span><span>6 May 2024</span>",
        "<div>Updated: 8 May 2024, 10:00</div><div>6 May 2024</div>",
        "<div>8 May 2024 -- Updated 0203 GMT</div><div>6 May 2024</div>",
        "<div>Updated 8 May 2024, published 6 May 2024</div><div>6 May 2024</div>",
        "<div><b>06</b><i>May</i><em>2024</em></div>",
        "<span>Last Updated</span> <i>on</i> <b>8 May 2024</b><span>6 May 2024</span>",
        "<div>8 May 2024 -- Updated 0203 GMT</div>",
    ],
)
def test_the_day_below_the_title_is_not_the_one_above_it(lines: str) -> None:
    html = page(f"{lines}{ARTICLE}<div>10 May 2024</div>").replace("<nav>", TODAY)
    expected = "2024-05-08" if lines.endswith("GMT</div>") else "2024-05-06"
    assert day_of(html) == expected


def test_a_day_in_the_article_is_not_the_one_below_its_title() -> None:
    head = meta("date", "2024-05-06")
    assert day_of(page(f"{ARTICLE}<p>They met on 1 May 2024.</p>", head)) == "2024-05-06"


def test_a_day_behind_the_word_for_publication_is_believed_wherever_it_stands() -> None:
    teasers = "<p>Another story of 3 May 2024</p><p>One more of 4 May 2024</p>"
    assert (
        day_of(page(f"{ARTICLE}{teasers}<li>Published 5/6/24</li>", lang="en-US")) == "2024-05-06"
    )
    parted = f"{ARTICLE}{teasers}<b>First published:</b> <span>06/05/2024</span>"
    assert day_of(page(parted, lang="en-GB")) == "2024-05-06"


def test_several_days_behind_words_for_publication_are_of_a_list() -> None:
    head = meta("date", "2024-05-06")
    teasers = "<p>Published 3 May 2024</p><p>Published 4 May 2024</p>"
    assert day_of(page(f"{ARTICLE}{teasers}", head)) == "2024-05-06"


@pytest.mark.parametrize(
    ("said", "shown", "changed", "found"),
    [
        ("2024-05-07T00:08:44Z", "May 6, 2024 | 7:08pm", None, "2024-05-06"),
        ("2024-05-06T17:00:00Z", "7 May 2024 3:00am", None, "2024-05-07"),
        ("2024-05-06T17:00:00Z", "7 May 2024 3:00am", "2024-05-06T17:05:00Z", "2024-05-07"),
        ("2024-05-06T17:00:00Z", "7 May 2024", "2024-05-07T01:00:00Z", "2024-05-06"),
        ("2024-05-06T17:00:00Z", "Updated 7 May 2024", None, "2024-05-06"),
        ("2024-05-06T17:00:00Z", "8 May 2024", None, "2024-05-06"),
        ("2024-05-06T09:00:00Z", "7 May 2024", None, "2024-05-06"),
        ("2024-05-06T17:00:00Z", "5 May 2024", None, "2024-05-06"),
        ("2024-05-06T00:08:44+02:00", "5 May 2024", None, "2024-05-06"),
        ("2024-05-06", "5 May 2024", None, "2024-05-06"),
        ("2024-05-06T22:00:00Z", "7 May 2024", "2024-05-07T12:42:00Z", "2024-05-07"),
        ("2024-05-06T23:00:00Z", "7 May 2024", "2024-05-07T12:42:00Z", "2024-05-07"),
        ("2024-05-06T15:00:00Z", "7 May 2024", "2024-05-07T12:42:00Z", "2024-05-07"),
        ("2024-05-06T22:00:01Z", "7 May 2024", "2024-05-07T12:42:00Z", "2024-05-06"),
        ("2024-05-06T22:00:00Z", "6 May 2024", None, "2024-05-06"),
    ],
)
def test_a_time_in_utc_is_of_the_day_that_the_newsroom_shows(
    said: str, shown: str, changed: str | None, found: str
) -> None:
    fields = {"datePublished": said} | ({"dateModified": changed} if changed else {})
    html = page(f"<p>{shown}</p>{ARTICLE}", ld(**fields))
    published = read(html.encode(), URL).published_at
    assert published is not None
    assert f"{published:%Y-%m-%d}" == found
    told = datetime.fromisoformat(said)
    assert published == (told if told.tzinfo else told.replace(tzinfo=UTC))


@pytest.mark.parametrize("said", ["Jun 24, 2025", "2025-06-24", "2025-06-24T16:02:46.767Z"])
def test_a_time_that_is_that_of_the_last_change_gives_way_to_an_earlier_day_below_the_title(
    said: str,
) -> None:
    shown = f"<p>6 May 2024</p>{ARTICLE}"
    assert day_of(page(shown, ld(datePublished=said, dateModified=said))) == "2024-05-06"
    later = ld(datePublished=said, dateModified="2025-09-01")
    assert day_of(page(shown, later)) == "2025-06-24"
    assert day_of(page(shown, ld(datePublished=said))) == "2025-06-24"
    near = page(f"<p>23 June 2025</p>{ARTICLE}", ld(datePublished=said, dateModified=said))
    assert day_of(near) == "2025-06-24"


def test_an_address_that_names_the_month_confirms_the_time_that_is_said() -> None:
    said = ld(datePublished="2025-06-24", dateModified="2025-06-24")
    html = page(f"<p>6 May 2024</p>{ARTICLE}", said)
    assert day_of(html, "https://news.example/2025/06/harbour") == "2025-06-24"
