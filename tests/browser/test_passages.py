"""A point leads to its passage, although page and server read the article in two ways."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.browser.passages import (
    FOUND,
    MISSING,
    SENTENCE,
    announced,
    boxes,
    follow,
    marked,
    opened,
    page_of,
    publish_first,
)
from tests.folding import CASES
from widget.rules.folding import letters, letters_without_notes

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

TYPOGRAPHY = {
    "quotes": (
        '"We will rebuild the old swing bridge in spring," the mayor\'s office of the town said.',
        "“We will rebuild the old swing bridge in spring,” the mayor’s office of the town said.",
    ),
    "guillemets": (
        'Le conseil du port a dit: "Le vieux pont tournant sera reconstruit l\'an prochain".',
        "Le conseil du port a dit&nbsp;: «&#8239;Le vieux pont tournant sera reconstruit l’an "
        "prochain&#8239;».",
    ),
    "dashes and ellipsis": (
        "The council -- after years ... of doubt -- voted for a swing bridge in 2025-2026 there.",
        "The council — after years … of doubt — voted for a swing bridge in 2025–2026 there.",
    ),
    "accents": (
        "Le cafe\u0301 du port a e\u0301te\u0301 ferme\u0301 pendant les travaux du pont tournant.",
        "Le café du port a été fermé pendant les travaux du pont tournant.",
    ),
    "ligatures": (
        "The office of the first officer offered five final figures for the swing bridge work.",
        "The oﬃce of the ﬁrst oﬃcer oﬀered ﬁve ﬁnal ﬁgures for the swing bridge work.",
    ),
    "soft hyphens and breaks": (
        "The reconstruction of the swing bridge in the harbour begins in the spring of next year.",
        "The recon&shy;struc&shy;tion of the swing<br>bridge in the har<wbr>bour <i>be</i>gins "
        "in&nbsp;the spring of next&#8203; year.",
    ),
    "capitals": (
        "The Harbour Council voted on Tuesday to rebuild the old Swing Bridge by the spring.",
        "THE HARBOUR COUNCIL voted on Tuesday to rebuild the old SWING BRIDGE by the spring.",
    ),
}
NOTES = {
    "raised digits": "voted on Tuesday<sup>1</sup> to rebuild the old swing bridge<sup>2</sup> by",
    "brackets": "voted on Tuesday[1] to rebuild the old swing bridge<sup><a>[b]</a></sup> by",
    "daggers and arrows": "voted on Tuesday† to rebuild the old swing bridge<a href=#n>↑</a> by",
    "own signs": "voted on Tuesday¹ to rebuild the old swing <b>bridge</b>² by",
}
BETWEEN = {
    "an edit": "voted on Wednesday evening to restore the very old swing bridge by",
    "an advertisement": "voted on Tuesday</p><div>Advertisement. Read more about our offers for "
    "boats, sails and ropes, all this week in the shops of the town.</div><p>to rebuild the old "
    "swing bridge by",
    "another sentence": "voted on Tuesday, after a debate of nine hours in which forty citizens "
    "spoke, most of them against the plan, to rebuild the swing bridge by",
}


@pytest.mark.parametrize("kind", TYPOGRAPHY)
def test_typography_makes_no_difference(world: World, page: Page, kind: str) -> None:
    kept, shown = TYPOGRAPHY[kind]
    slug = kind.replace(" ", "-")
    publish_first(world, slug, kept)
    reader = opened(page, page_of(world, slug, f"<article><p>{shown}</p></article>"))
    assert follow(reader) == FOUND
    assert marked(page) == " ".join(str(page.locator("article p").text_content()).split())


@pytest.mark.parametrize("kind", [*NOTES, *BETWEEN])
def test_notes_and_a_changed_middle_do_not_hide_a_passage(
    world: World, page: Page, kind: str
) -> None:
    words = (NOTES | BETWEEN)[kind]
    text = f"<p>Before it.</p><p>The harbour council {words} the spring of next year. After.</p>"
    reader = opened(page, page_of(world, "bridge", f"<article>{text}</article>"))
    assert follow(reader) == FOUND
    assert marked(page).startswith("The harbour council voted on")
    assert marked(page).endswith("the spring of next year.")


def test_figures_choose_between_sentences_that_differ_in_nothing_else(
    world: World, page: Page
) -> None:
    kept = "In 2024 the harbour counted 4,100 ships and 12 accidents at the old swing bridge."
    publish_first(world, "figures", kept)
    text = "".join(
        f"<p>In {year}<sup>{year % 10}</sup> the harbour counted {ships} ships and 12 accidents at "
        "the old swing bridge.</p>"
        for year, ships in ((2023, "3,900"), (2024, "4,100"), (2025, "5,000"))
    )
    reader = opened(page, page_of(world, "figures", f"<article>{text}</article>"))
    assert follow(reader) == FOUND
    assert "4,100" in marked(page)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Something else entirely is written here.</p>",
        "<p>The harbour council voted on Tuesday.</p>" + "<p>Other news of the town.</p>" * 300
        + "<p>It opens by the spring of next year.</p>",
        "<p>by the spring of next year. The harbour council voted on Tuesday</p>",
    ],
)  # fmt: skip
def test_a_passage_that_is_not_there_is_said_to_be_missing_and_the_page_stays(
    world: World, page: Page, text: str
) -> None:
    reader = opened(page, page_of(world, "bridge", f"<article>{text}</article>"))
    length = page.evaluate("history.length")
    assert follow(reader) == MISSING
    point = reader.panel().locator("li").first
    assert MISSING in point.inner_text()
    assert "#:~:text=" in str(point.get_by_role("link").last.get_attribute("href"))
    assert (page.url, page.evaluate("history.length")) == (world.article(), length)
    assert marked(page) == ""


def test_a_second_press_says_it_again_and_once(world: World, page: Page) -> None:
    reader = opened(page, page_of(world, "bridge", "<article><p>Nothing.</p></article>"))
    follow(reader)
    reader.panel().locator("a.summary-panel-source").first.click()
    assert announced(reader) == MISSING
    assert reader.panel().locator(".summary-panel-missing").count() == 1


@pytest.mark.parametrize("same", ["letters", "without notes", "no"])
def test_the_browser_folds_texts_as_the_server_does(world: World, page: Page, same: str) -> None:
    cases = [case for case in CASES if case.same == same]
    page.goto(page_of(world, "bridge", "<p>Nothing."))
    found = page.evaluate(
        "async ([file, cases]) => { const {folded} = await import(file);"
        "return cases.map(([, kept, page]) => [kept, page].map(folded)) }",
        [f"{world.widget}/passage.js", cases],
    )
    expected = [
        [[letters(text), letters_without_notes(text)] for text in (case.kept, case.page)]
        for case in cases
    ]
    assert found == expected


def test_every_character_is_folded_as_on_the_server(world: World, page: Page) -> None:
    """Those that this Python knows; a browser may know more."""
    known = [chr(at) for at in range(0x30000) if unicodedata.category(chr(at)) not in ("Cn", "Cs")]
    page.goto(page_of(world, "bridge", "<p>Nothing."))
    found = page.evaluate(
        "async ([file, known]) => { const {folded} = await import(file);"
        "return known.map(each => folded(each)[0]) }",
        [f"{world.widget}/passage.js", known],
    )
    pairs = zip(known, found, strict=True)
    assert [hex(ord(each)) for each, theirs in pairs if letters(each) != theirs] == []


def test_a_translator_that_wraps_texts_hides_nothing(world: World, page: Page) -> None:
    words = "".join(f"<font><font>{word} </font></font>" for word in SENTENCE.split())
    reader = opened(page, page_of(world, "bridge", f"<article><p>{words}</p></article>"))
    assert follow(reader) == FOUND
    assert marked(page) == SENTENCE


def test_each_press_tells_the_page(world: World, page: Page) -> None:
    reader = opened(page, page_of(world, "bridge", f"<article><p>{SENTENCE}</p></article>"))
    page.evaluate(
        "addEventListener('summary-passage', e => (window.told ||= []).push(e.detail, "
        "e.target.tagName))"
    )
    follow(reader, 1)
    follow(reader, 2)
    page.wait_for_function("window.told?.length == 4")
    assert page.evaluate("window.told") == [
        {"point": 1, "found": True},
        "SUMMARY-WIDGET",
        {"point": 2, "found": False},
        "SUMMARY-WIDGET",
    ]


NOT_SHOWN = {
    "struck": "<s>Monday</s> ",
    "deleted": "<del>a Monday, which was a holiday in the whole of the country, and not </del>",
    "visually hidden": "<span class='sr-only'>the day of the week that is called </span>",
    "a tooltip": "<span role=tooltip>Tuesday is the second day of a week in most calendars </span>",
    "a popover": "<span popover>Tuesday is the second day of a week in most calendars </span>",
}


@pytest.mark.parametrize("kind", NOT_SHOWN)
def test_what_readers_do_not_see_is_neither_part_of_a_passage_nor_taken_for_it(
    world: World, page: Page, kind: str
) -> None:
    shown = SENTENCE.replace("Tuesday", f"{NOT_SHOWN[kind]}Tuesday")
    copy = f"<div class='visually-hidden'><p>{SENTENCE}</p></div>"
    body = f"<article>{copy}<p id=real>{shown}</p>{copy}</article>"
    reader = opened(page, page_of(world, "bridge", body))
    assert follow(reader) == FOUND
    assert boxes(page, "return range.startContainer.parentElement.id") == "real"
    assert (marked(page)[:11], marked(page)[-10:]) == ("The harbour", "next year.")


def test_an_article_that_is_shown_in_a_dialog_is_read(world: World, page: Page) -> None:
    url = page_of(world, "bridge", f"<p>{SENTENCE}</p>")
    text, headers = world.site.pages["/bridge"]
    inside = str(text).replace("<main>", "<main role=dialog>")
    world.site.pages["/bridge"] = (inside, headers)
    assert follow(opened(page, url)) == FOUND
    assert marked(page) == SENTENCE
