"""A body that may not be the article, or is less than half of it, is reported as doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.pages_made import ARTICLE, PARAGRAPHS, TEXT, URL, ld, meta, page
from tests.unit.publisher_site import World, entry, later
from tests.unit.publisher_site import page as fetched
from widget.parse.pages.in_child import read
from widget.usecases.ingest.context import FetchResult

if TYPE_CHECKING:
    from widget.store import SqlStore

LINE = "The ferry across the bay stays at its berth until the wind has dropped again, it says"
DOUBT = "The page shows 9,000 characters of text; 900 were taken for the article."


def doubt_of(html: str) -> str | None:
    return read(html.encode(), URL).doubt


def rows(count: int) -> str:
    """Return so many lines that read like prose, each in a box of its own."""
    return "".join(f"<div><span>{number}. {LINE} {number}</span></div>" for number in range(count))


def test_a_body_that_is_all_that_the_page_shows_is_not_doubted() -> None:
    assert doubt_of(page()) is None


def test_a_body_that_is_less_than_half_of_what_the_page_shows_is_doubted() -> None:
    other = f"<section class='x'><h1>Ferries</h1>{rows(60)}</section>"
    html = page(f"{ARTICLE}</article>{other}<article>")
    assert read(html.encode(), URL).body == TEXT
    assert doubt_of(html) == (
        "The page shows 6,275 characters of text; 678 were taken for the article."
    )


@pytest.mark.parametrize("box", ["nav", "footer", "div class='comments'"])
def test_what_is_never_a_story_raises_no_doubt(box: str) -> None:
    html = page(f"{ARTICLE * 2}</article><{box}>{rows(8)}</{box.split(maxsplit=1)[0]}><article>")
    assert doubt_of(html) is None


def test_a_body_that_is_less_than_half_of_the_text_in_the_data_is_doubted() -> None:
    told = " ".join(PARAGRAPHS[:2] * 4)
    read_part = f"the text has {len(told):,} characters; {len(TEXT) - 6} were found."
    doubted = doubt_of(page(head=ld(headline="x", articleBody=told)))
    assert doubted == f"The page's data says that {read_part}"
    assert doubt_of(page(head=ld(headline="x", articleBody=TEXT))) is None


def test_a_body_without_a_word_of_title_and_description_is_doubted() -> None:
    about = meta("og:description", "Astronomers discovered another moon circling Neptune.")
    html = page(head=about, title="Telescope spots Neptune moon")
    assert doubt_of(html) == "The text has next to no word of the page's title and description."
    assert doubt_of(page(title="Telescope")) is None


def test_a_title_without_spaces_is_compared_by_its_signs() -> None:
    text = "警視庁は、小笠原諸島で警察無線が使えるようになったと発表した。住民は安堵した。"
    paragraphs = f"<p>{text}</p>" * 4
    assert doubt_of(page(paragraphs, title="小笠原諸島の警察無線「不感地帯」解消")) is None
    doubt = doubt_of(page(paragraphs, title="大相撲春場所が大阪で開幕した"))
    assert doubt == "The text has next to no word of the page's title and description."


def test_the_doubt_is_kept_with_the_page_until_a_look_that_has_none(memory_store: SqlStore) -> None:
    world = World(memory_store)
    world.list_pages(entry("bridge"))
    world.offer(fetched(doubt=DOUBT))
    assert world.look_at_due() == [FetchResult.CREATED]
    assert world.tracked_page().doubt == DOUBT
    world.offer(fetched())
    assert world.look_at_due(later(24 * 60)) == [FetchResult.UNCHANGED]
    assert world.tracked_page().doubt is None
