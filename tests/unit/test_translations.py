"""The texts of one language: which catalogue, which plural, which digits, whose words."""

from __future__ import annotations

import pytest
from babel import Locale

from tests.languages import NEAREST, WITHOUT
from translating import units
from widget.rules.wording import Wording
from widget.translations import available, best, texts
from widget.translations.texts import LATIN_DIGITS, _catalogue
from widget.web.sentences import extract_label

LANGUAGES = sorted(available())
THREE = "Three sentences from this article, unchanged"


@pytest.mark.parametrize(("tag", "language"), NEAREST.items())
def test_a_tag_leads_to_the_nearest_catalogue(tag: str, language: str) -> None:
    assert best(tag) == language


@pytest.mark.parametrize("tag", [*WITHOUT, None])
def test_a_language_without_catalogue_gives_way_to_the_next_and_then_to_english(
    tag: str | None,
) -> None:
    assert best(tag, "de-AT") == "de"
    assert best(tag) == best() == "en"


def test_there_is_a_catalogue_for_every_language_that_was_promised() -> None:
    promised = "en de fr es it pt pt-BR nl pl cs sk hu ro bg el sv no da fi et lv lt tr ru uk ar"
    assert set(LANGUAGES) >= set(f"{promised} he fa hi zh-Hans zh-Hant ja ko".split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_are_said_as_cldr_says_them(language: str) -> None:
    locale, words = Locale.parse(language, sep="-"), texts(language)
    digits = str.maketrans(LATIN_DIGITS, units.digits(locale))
    for unit in units.UNITS:
        said = [words.time(unit, number) for number in range(1, 200)]
        cldr = [units.said(number, unit, locale).translate(digits) for number in range(1, 200)]
        assert said == cldr


@pytest.mark.parametrize(
    ("language", "seventeen"),
    [("en", "17"), ("fa", "۱۷"), ("ar", "17"), ("hi", "17"), ("ja", "17")],
)
def test_a_number_has_the_digits_that_cldr_gives_the_language(
    language: str, seventeen: str
) -> None:
    assert texts(language).number(17) == seventeen


@pytest.mark.parametrize(
    ("language", "said"),
    [("ar", ["دقيقة", "دقيقتان", "3 دقائق", "11 دقيقة"]), ("pl", ["1 minuta", "2 minuty"])],
)
def test_a_plural_follows_the_rules_of_its_language(language: str, said: list[str]) -> None:
    numbers = (1, 2, 3, 11)[: len(said)]
    assert [texts(language).time("minute", number) for number in numbers] == said


def test_a_few_sentences_are_counted_in_words_and_others_in_digits() -> None:
    said = [extract_label(texts("en"), Wording.COUNTED, number) for number in (1, 3, 7)]
    assert said[0] == "One sentence from this article, unchanged"
    assert said[1] == THREE
    assert said[2] == "7 sentences from this article, unchanged"


def test_a_sites_own_text_comes_before_the_catalogue_in_every_language() -> None:
    for language in LANGUAGES:
        assert texts(language, own={"hide": "Zu"}).pgettext("hide", "Hide summary") == "Zu"


def test_a_sites_own_text_for_a_number_is_said_of_all_numbers() -> None:
    words = texts("de", own={"origin-extract": "%(number)s mal Original"})
    said = [extract_label(words, Wording.COUNTED, number) for number in (1, 3, 7)]
    assert said == ["1 mal Original", "3 mal Original", "7 mal Original"]


def test_a_sites_own_word_for_one_number_leaves_the_others() -> None:
    words = texts("en", own={"origin-extract-3": "A trio", "origin-extract": "%(number)s lines"})
    assert extract_label(words, Wording.COUNTED, 3) == "A trio"
    assert extract_label(words, Wording.COUNTED, 2) == "2 lines"


def test_what_is_filled_in_is_not_read_again_and_other_per_cent_signs_stay() -> None:
    own = {"reading-time": "100 % of %(article)s, %(summary)s %s %(other)s"}
    said = texts("en", own=own).pgettext("reading-time", "", summary="%(article)s", article="A")
    assert said == "100 % of A, %(article)s %s %(other)s"


def test_a_catalogue_is_read_when_it_is_first_asked_for_and_once() -> None:
    _catalogue.cache_clear()
    for _ in range(3):
        texts("sv-FI", "de")
    assert _catalogue.cache_info().misses == 1
