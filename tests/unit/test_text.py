"""White space, line ends and control characters: what of a text is to be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.domain.limits import SHORT_TEXT_CHARACTERS
from widget.rules import text
from widget.rules.sections import name_of, section_of

SPACES = "\t\n\x0b\x0c\r\x1c\x1f \x85\xa0\u1680\u2003\u2028\u2029\u202f\u205f\u3000"


@pytest.mark.parametrize("space", SPACES)
def test_every_white_space_is_one_space(space: str) -> None:
    assert text.folded(f"{space}a{space}{space}b ") == "a b"
    assert text.line(f"{space}a{space} b ") == "a b"


@pytest.mark.parametrize("mark", ["\u200b", "\u2060", "\ufeff"])
def test_what_has_no_width_is_white_space_beside_white_space(mark: str) -> None:
    assert text.folded(f"{mark} a {mark} b{mark}") == "a b"
    assert text.folded(mark) == text.folded(f" {mark}{mark} ") == ""


def test_what_has_no_width_stays_between_two_letters_but_for_a_byte_order_mark() -> None:
    assert text.folded("a\u200bb c\ufeffd") == "a\u200bb cd"
    assert text.folded("\u0915\u094d\u200d\u0937 \U0001f469\u200d\U0001f680") == (
        "\u0915\u094d\u200d\u0937 \U0001f469\u200d\U0001f680"
    )


def test_control_characters_go_and_part_no_words() -> None:
    assert text.line("a\x00b\x1b\x7f\x9f\ud800 c\x0cd") == "ab c d"


def test_line_ends_are_line_feeds() -> None:
    assert text.printable("a\r\nb\rc\u2028d\u2029e") == "a\nb\nc\nd\n\ne"


def test_a_line_is_cut_at_a_space() -> None:
    assert text.cut("one two", 7) == "one two"
    assert text.cut("one two three", 9) == "one two\u2026"
    assert text.cut("x" * 20, 9) == "x" * 8 + "\u2026"


@given(st.text(st.characters() | st.sampled_from(f"{SPACES}\u200b\u2060\ufeff ")))
def test_a_folded_text_is_folded(written: str) -> None:
    folded = text.folded(written)
    assert text.folded(folded) == folded
    assert folded.split() == folded.split(" ") or not folded


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(("City", "City"), ("  Stadt\n &amp;\tLand ", "Stadt & Land"), ("CITY", "CITY")),
        *(("Arts &amp;amp; Culture", "Arts & Culture"), ("K&#252;che", "K\u00fcche")),
        *(("<b>Sport</b>", "Sport"), ("&lt;i&gt;Sport&lt;/i&gt;", "Sport"), ("1 &lt; 2", "1 < 2")),
        *(("News/Politics", "News/Politics"), ("R&D", "R&D"), ("Q&amp", "Q&amp"), ("", None)),
        *((" \u200b&nbsp; ", None), (None, None), ("<br>", None), ("Ku\u0308che", "K\u00fcche")),
    ],
)
def test_a_section_has_one_name(written: str | None, name: str | None) -> None:
    assert name_of(written) == section_of([None, "", written]) == name


def test_of_several_sections_the_first_that_has_a_name_is_the_articles() -> None:
    assert section_of([None, " ", "<p>", "City", "Sport"]) == "City"
    assert section_of([]) is None


def test_a_section_past_its_limit_is_cut_at_a_space() -> None:
    fits = "word " * (SHORT_TEXT_CHARACTERS // 5 - 1) + "words"
    assert len(fits) == SHORT_TEXT_CHARACTERS
    assert section_of([fits]) == fits
    assert section_of([fits + "s"]) == fits.removesuffix(" words") + "\u2026"


@given(st.text(max_size=300) | st.from_regex(r"(&(amp;){0,2}(lt|gt|amp|nbsp);|</?b>|x| ){1,20}"))
def test_the_name_of_a_section_is_read_as_itself(written: str) -> None:
    section = section_of([written])
    assert section is None or len(section) <= SHORT_TEXT_CHARACTERS
    assert section is None or section_of([section]) == section


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("Left \u202aon", "Left \u202aon\u202c"),
        ("Two \u2067\u202bon", "Two \u2067\u202bon\u202c\u2069"),
        ("Whole \u2067one\u2069.", "Whole \u2067one\u2069."),
        ("Too\u202c many\u2069 ends", "Too many ends"),
        ("gpj.\u202eelbmarcs", "gpj.elbmarcs"),
        ("A mark\u200f stays", "A mark\u200f stays"),
    ],
)
def test_the_direction_marks_of_a_line_turn_nothing_beside_it(written: str, line: str) -> None:
    assert text.line(written) == line
    assert text.line(line) == line


def test_a_line_that_is_cut_ends_the_directions_that_it_began() -> None:
    assert text.cut("\u2067one two three\u2069", 10) == "\u2067one two\u2026\u2069"
