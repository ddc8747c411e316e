"""What is no prose is recognised by name, and what surrounds a sentence is taken off it."""

from __future__ import annotations

import pytest

from widget.rules.deletions import has_note, trimmed
from widget.rules.word_lists import phrases
from widget.summarizers.extractive.cleaning import is_heading, lower
from widget.summarizers.extractive.junk import AS_WRITTEN, RULE_CHARACTERS, RULES, junk_rule
from widget.summarizers.extractive.junk_gates import GATE_MARKS
from widget.summarizers.extractive.junk_tables import LISTS
from widget.summarizers.extractive.notices import notice_rule
from widget.summarizers.extractive.site_voice import address_rule
from widget.summarizers.extractive.words import tokens

ADDRESS = {
    "speaks to the reader",
    "asks the reader",
    "speaks of the article itself",
    "author's portrait",
    "invitation to sign up",
}
JUNK = [
    ("widget prompt", "No time to read?"),
    ("widget prompt", "Get a summary"),
    ("widget prompt", "Previous Article"),
    ("newsletter", "Sign up for our morning briefing."),
    ("newsletter", "Get the Politics Daily newsletter every weekday."),
    ("newsletter", "The best of the week, delivered to your inbox."),
    ("read more", "Read more: How the vote was lost"),
    ("read more", "Related: Five things to know about the budget"),
    ("read more", "SCROLL DOWN FOR VIDEO."),
    ("read more", "Lire aussi : Le budget expliqué"),
    ("read more", "Читайте также: Что известно о бюджете"),
    ("cookie notice", "This site uses cookies to improve your experience."),
    ("cookie notice", "By continuing you accept all cookies."),
    ("image credit", "Photo: Jane Doe"),
    ("image credit", "Protesters outside parliament / Getty Images"),
    ("image credit", "Reuters"),
    ("caption", "Pictured: The mayor at the opening."),
    ("reporting credit", "Reporting by Jane Doe in Paris; Editing by John Roe"),
    ("reporting credit", "(Additional reporting by Jane Doe)"),
    ("reporting credit", "Jane Doe contributed to this report."),
    ("time stamp", "Published 10:45 EST, 9 January 2014"),
    ("time stamp", "07:04 EST, 9 January 2014."),
    ("time stamp", "Last updated: 3 March"),
    ("time stamp", "March 25, 2015 ."),
    ("time stamp", "5 min read"),
    ("breaking-news note", "[Breaking news update, posted 9:04 p.m. ET]"),
    ("social", "Share on Facebook"),
    ("social", "Follow us on Twitter"),
    ("social", "Follow @@PhilDuncanF1."),
    ("copyright", "© 2024 The Daily"),
    ("copyright", "Copyright 2024 The Daily. All rights reserved."),
    ("advertisement", "ADVERTISEMENT"),
    ("advertisement", "Story continues below"),
    ("editorial note", "[attribution: several recent policy briefings]"),
    ("editorial note", "Editor's note: Jane Doe is a writer."),
    ("editorial note", "This article was amended on 3 March."),
    ("editorial note", "Correction: The vote was on Monday."),
    ("affiliate notice", "We may earn a small commission from links."),
    ("paywall", "Already a subscriber? Log in."),
    ("paywall", "Subscribe to continue reading."),
    ("comments", "Leave a comment"),
    ("comments", "Comments are closed."),
    ("contact", "Do you have a story for us?"),
    ("contact", "Write to newsroom@daily.example with tips."),
    ("helpline", "If you have been affected, call the helpline on 0800 123."),
    ("tags", "Tags: politics, budget"),
    ("player", "Media playback is unsupported on your device"),
    ("player", "Hide caption"),
    ("byline", "By Jane Doe and John Roe"),
    ("byline", "Jane Doe, Political Correspondent"),
    ("byline", "Jane van Doe."),
    ("dateline alone", "LONDON, March 3 —"),
    ("no words", "* * *"),
    ("label", "Source: National Statistics Office"),
    ("label", "Image caption, The mayor opens the pier"),
    ("embedded post", "Ann Lind (@annlind) March 3, 2024"),
    ("embedded post", "A post shared by Ann Lind"),
    ("embedded post", "Home > News > Politics"),
    ("caption with credit", "Ferries in the old harbour. (Courtesy photo)"),
    ("caption with credit", "Ann Lind, left, and Tom Berg, right, at the pier."),
    ("advertisement break", "The story continues after this advertisement"),
    ("site trouble", "Something went wrong."),
    ("site trouble", "Your browser does not support this."),
    ("small print", "All figures are rounded."),
    ("small print", "Alle Rechte vorbehalten."),
    ("speaks to the reader", "You can change your account settings at any time."),
    ("asks the reader", "Take our walk around the harbour."),
    ("speaks of the article itself", "This article was first published in May."),
    ("author's portrait", "Ann Berg is a reporter who covers the coast."),
    ("invitation to sign up", "Abonnez-vous dès maintenant !"),
]


def rules_of(line: str) -> set[str | None]:
    """Return the names of all rules that find the line; a line may be junk in several ways."""
    lowered = lower(line)
    words = tokens(lowered)
    gates = {*words, *(mark for mark in GATE_MARKS if mark in lowered)}
    found = {
        rule.name
        for rule in RULES
        if (not rule.gate or not rule.gate.isdisjoint(gates))
        and rule.pattern.match(line if rule in AS_WRITTEN else lowered)
    }
    told = {address_rule(lowered, words), notice_rule(line, lowered, words), junk_rule(line)}
    return {*found, *told} - {None}


@pytest.mark.parametrize(("name", "line"), JUNK)
def test_a_junk_line_is_found_by_the_rule_for_its_kind(name: str, line: str) -> None:
    assert name in rules_of(line)


def test_every_rule_has_an_example_here() -> None:
    assert {rule.name for rule in RULES} == {name for name, _ in JUNK} - {"no words", *ADDRESS}


@pytest.mark.parametrize(
    ("name", "line"),
    [(rule.name, rule.pattern.pattern) for rule in RULES if rule.gate],
)
def test_a_rule_that_may_match_anywhere_has_a_gate(name: str, line: str) -> None:
    gate = phrases(LISTS[0], f"gate of {name}")
    assert gate
    assert all(word == word.casefold() for word in gate)


@pytest.mark.parametrize(
    ("listed", "rule"),
    [
        ("photo agencies", "image credit"),
        ("rights", "small print"),
        ("after what", "advertisement break"),
        ("machines", "editorial note"),
    ],
)
def test_what_a_slow_pattern_looks_for_is_in_its_gate(listed: str, rule: str) -> None:
    gate = phrases(LISTS[0], f"gate of {rule}")
    for phrase in phrases(LISTS[0], listed):
        found = [each for each in gate if each in phrase.replace("*", "").split()]
        assert found or [each for each in gate if each.startswith(phrase.removesuffix("*"))], phrase


@pytest.mark.parametrize(
    "sentence",
    [
        "The company told its customers in an email that their accounts were safe.",
        '"Subscribe to our newsletter," the mayor joked.',
        "The newspaper said its website had lost half of its subscribers.",
        "U.S. officials said the site will be cleaned next year.",
        "This story of a fishing village began in 1950 with a storm.",
        "Ann Berg, an author from Lund, won the prize on Monday.",
        "Facebook removed the page on Monday after complaints.",
    ],
)
def test_news_about_sites_and_newspapers_is_no_junk(sentence: str) -> None:
    assert junk_rule(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "By Friday the council had approved the budget.",
        "Advertising revenue fell 3 percent in the quarter.",
        "Related-party transactions rose sharply last year.",
        "Published on Tuesday, the report blames the minister for the delays.",
        "Watch sales in Geneva rose for the third year in a row.",
        "Like the president on Tuesday, the minister refused to answer.",
        "The company that makes cookies closed two bakeries.",
        "Reuters reported that the talks had failed.",
        "Left and right agreed on the law after a night of talks.",
        "May said the vote would take place in December.",
        "The photo of the mayor went around the world.",
        "Sponsored athletes must register before the summer games.",
        "NATO ministers met in Brussels.",
        "At 10:45 on Monday the bridge was closed.",
        "12 people were hurt when the roof collapsed.",
        "Jane Doe resigned on Monday.",
    ],
)
def test_prose_that_looks_a_little_like_junk_is_kept(sentence: str) -> None:
    assert junk_rule(sentence) is None


def test_a_line_longer_than_the_rules_read_is_no_junk_by_rule() -> None:
    assert junk_rule("Read more: " + "x" * (RULE_CHARACTERS - 11)) == "read more"
    assert junk_rule("Read more: " + "x" * (RULE_CHARACTERS - 10)) is None


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("• The budget rose.", "The budget rose."),
        ("- The budget rose.", "The budget rose."),
        ("10:45 GMT - The budget rose.", "The budget rose."),
        ("10.45am The budget rose.", "The budget rose."),
        ("The budget rose [attribution: two briefings].", "The budget rose"),
        ("The budget rose. (Source: ministry)", "The budget rose."),
        ("The budget rose (by 3 percent).", "The budget rose (by 3 percent)."),
        ("10:45", "10:45"),
    ],
)
def test_bullet_time_stamp_and_closing_note_are_taken_off(sentence: str, rest: str) -> None:
    assert trimmed(sentence) == rest


def test_a_note_in_the_middle_of_a_sentence_is_noticed() -> None:
    assert has_note("The budget [source: ministry] rose.")
    assert not has_note("The budget [of the ministry] rose.")


def test_a_short_line_without_an_end_mark_is_a_heading() -> None:
    assert is_heading("Who pays for the harbour")
    assert not is_heading("The city pays for the harbour.")
    assert not is_heading("“The city pays for the harbour.”")
    assert not is_heading("港の予算が可決された。")
    assert not is_heading("สภาเมืองอนุมัติงบประมาณ")
