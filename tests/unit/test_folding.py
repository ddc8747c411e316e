"""Texts are compared by letters and digits, in one way wherever it is done."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.folding import CASES, Case
from widget.rules.folding import RULES, letters, letters_without_notes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_two_spellings_are_one_or_not(case: Case) -> None:
    assert (letters(case.kept) == letters(case.page)) == (case.same == "letters")
    alone = letters_without_notes(case.kept) == letters_without_notes(case.page)
    assert alone == (case.same != "no")


def test_there_are_enough_cases_and_each_has_a_name() -> None:
    assert len(CASES) >= 60
    assert len({case.kind for case in CASES}) == len(CASES)


@given(st.text(), st.text())
def test_the_letters_of_two_texts_are_those_of_both(one: str, other: str) -> None:
    assert letters(one + other) == letters(one) + letters(other)


@given(st.text())
def test_letters_are_left_as_they_are(text: str) -> None:
    once = letters(text)
    assert letters(once) == once


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_form_of_a_text_makes_no_difference(
    text: str, form: Literal["NFC", "NFD", "NFKC", "NFKD"]
) -> None:
    kept = "".join(each for each in text if each not in RULES["signs"])
    assert letters(unicodedata.normalize(form, kept)) == letters(kept)
