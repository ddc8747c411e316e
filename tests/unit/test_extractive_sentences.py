"""Sentences stand where they say they stand, and junk is gone before they are counted."""

from __future__ import annotations

import pytest
import sentencex

from widget.summarizers.extractive import sentences as module
from widget.summarizers.extractive.sentences import sentences


def contents(text: str, language: str = "en", title: str = "") -> list[str]:
    """Return what the sentences say."""
    return [sentence.content for sentence in sentences(text, language, title)]


def test_spans_count_code_points_not_bytes() -> None:
    text = "😀 Ünïcode costs «3 €». The 𝒢reat mayor said so. Ça suffit ici."
    found = sentences(text, "en")
    assert [text[each.start : each.end] for each in found] == [each.content for each in found]
    assert len(found) == 3


def test_letters_of_a_script_without_capitals_begin_sentences() -> None:
    first = "საბჭომ სამშაბათს დაამტკიცა პორტის ბიუჯეტი."
    second = "მუშაობა გაზაფხულზე დაიწყება და ძვირი დაჯდება."
    assert contents(f"{first} {second}", "ka") == [first, second]


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    text = "Dr. Smith met J. K. Rowling at 3 p.m. Tuesday in the U.S. capital. Both left early."
    assert contents(text) == [text[:-17], "Both left early."]


def test_french_initials_do_not_end_a_sentence() -> None:
    assert contents("M. Dupont arrive à Paris. Il repart lundi.", "fr")[0].startswith("M. Dupont")


def test_german_ordinals_do_not_end_a_sentence() -> None:
    text = "Der 3. Oktober ist ein Feiertag. Alle Läden bleiben zu."
    assert contents(text, "de") == ["Der 3. Oktober ist ein Feiertag.", "Alle Läden bleiben zu."]


def test_a_quote_of_several_sentences_stays_whole() -> None:
    text = "The mayor said: “We go on. We do not stop.” The council agreed."
    assert contents(text) == ["The mayor said: “We go on. We do not stop.”", "The council agreed."]


def test_junk_takes_no_place_among_the_sentences() -> None:
    text = "\n\n".join(
        [
            "By Jane Doe",
            "Photo: Getty Images",
            "Read more: How the vote was lost",
            "PARIS (Reuters) - The talks failed on Monday. Sign up for our newsletter. "
            "Ministers left.",
            "What comes next",
            "The ministers meet again in May.",
        ]
    )
    assert contents(text) == [
        "The talks failed on Monday.",
        "Ministers left.",
        "The ministers meet again in May.",
    ]


def test_junk_behind_a_bullet_is_junk() -> None:
    assert contents("- Sign up for our newsletter.\n- The talks failed.") == ["The talks failed."]


def test_the_passage_holds_the_dateline_that_the_content_leaves_out() -> None:
    text = "PARIS (Reuters) - The talks failed. Ministers left."
    first, second = sentences(text, "en")
    assert text[first.start : first.end] == "PARIS (Reuters) - The talks failed."
    assert first.content == "The talks failed."
    assert text[second.start : second.end] == "Ministers left."


def test_the_title_repeated_in_the_text_is_left_out() -> None:
    text = "Talks  fail in Paris.\n\nThe talks failed on Monday."
    assert contents(text, title="Talks fail in Paris.") == ["The talks failed on Monday."]


def test_wrapped_lines_are_one_paragraph_and_list_items_are_not() -> None:
    text = (
        "The council approved a budget for the harbour after a\nvote of 31 to 12 on Monday.\n\n"
        "- Ferries will run more often in summer.\n- Two schools will be closed next year.\n"
    )
    assert contents(text) == [
        "The council approved a budget for the harbour after a vote of 31 to 12 on Monday.",
        "Ferries will run more often in summer.",
        "Two schools will be closed next year.",
    ]


def test_a_short_line_is_no_heading_when_the_next_one_goes_on_in_lower_case() -> None:
    text = "The council approved\nthe budget on Monday.\nWho pays\nThe city pays for it."
    assert contents(text) == ["The council approved the budget on Monday.", "The city pays for it."]


def test_only_the_first_sentence_of_a_paragraph_opens_it() -> None:
    found = sentences("The talks failed. Ministers left.\n\nThe mayor stayed.", "en")
    assert [each.opens_paragraph for each in found] == [True, False, True]


@pytest.mark.parametrize("count", [module.SENTENCES, module.SENTENCES + 1])
def test_only_so_many_sentences_are_read(count: int) -> None:
    text = " ".join(f"The mayor said thing {number}." for number in range(count))
    assert len(sentences(text, "en")) == module.SENTENCES


def test_text_after_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    cut = sentencex.segment

    def counting(language: str, window: str) -> list[str]:
        seen.append(len(window))
        found: list[str] = cut(language, window)
        return found

    monkeypatch.setattr(sentencex, "segment", counting)
    sentences("“" * 200_000, "en")
    assert sum(seen) <= module.TEXT_CHARACTERS
    assert max(seen) <= module.PIECE_CHARACTERS


def test_a_long_paragraph_is_cut_between_sentences_only() -> None:
    text = " ".join(f"The Mayor Number {number} Spoke To The Council." for number in range(150))
    assert len(text) > 2 * module.PIECE_CHARACTERS
    assert contents(text) == [f"{each}." for each in text.rstrip(".").split(". ")]


def test_a_sentence_too_long_for_a_point_is_left_out() -> None:
    fits = "A" + " word" * 100 + " x" * 249 + "."
    assert len(fits) == module.SENTENCE_CHARACTERS
    assert contents(fits) == [fits]
    assert contents("A" + fits) == []


def test_half_a_surrogate_pair_is_kept_as_it_stands() -> None:
    text = "The mayor \ud800 spoke. The council \udfff left."
    assert contents(text) == ["The mayor \ud800 spoke.", "The council \udfff left."]


def test_japanese_and_arabic_are_cut_at_their_own_marks() -> None:
    assert contents("港の予算が可決された。市長は満足した。", "ja") == [
        "港の予算が可決された。",
        "市長は満足した。",
    ]
    assert len(contents("وافق المجلس على الميزانية. هل يكفي المال؟ قال العمدة نعم.", "ar")) == 3


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Han kom kl. 12.30 til bl.a. Bergen. Statsministeren sa det. Den 3. mars gikk han."),
        ("da", "Han kom kl. 12.30 til bl.a. Odense. Ministeren sagde det. Den 3. maj gik han."),
        ("sv", "Han kom till t.ex. Bergen kl. 12.30. Ministern sade det. Den sista gick hem."),
        ("tr", "II. Abdülhamid ile Hz. Ali anıldı. Doç. Dr. Kaya konuştu. Bkz. Ankara örneği var."),
        ("pl", "Przyszli m.in. Kowalski i ok. 40 osób. Padał deszcz. Ur. 1950 w Polsce aktor śpi."),
        ("uk", "Це прибл. 40 млн. У 2020 р. Київ платив. За словами В. О. Зеленського, це багато."),
        ("ru", "Он живёт на ул. Ленина с 1990 года. Это ок. 40 домов. Там тихо."),
        ("it", "Parla l'on. Verdi in aula. Risponde il sig. Bianchi. Nessuno ascolta."),
        ("fr", "Le Dr. Martin soigne à St. Denis. Il part demain. Tout va bien."),
        ("de", "Der 2. Weltkrieg war lang. Danach kam St. Peter bzw. Paul. Alle gingen heim."),
    ],
)
def test_what_goes_on_after_a_period_is_one_sentence(language: str, text: str) -> None:
    assert len(contents(text, language)) == 3


def test_a_number_keeps_an_abbreviation_open_and_a_word_does_not() -> None:
    text = "Raport ma sto str. Czytali go wszyscy. Na str. 40 jest wykres."
    assert contents(text, "pl") == [
        "Raport ma sto str.",
        "Czytali go wszyscy.",
        "Na str. 40 jest wykres.",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The method follows Smith et al. [2004] and was tested in the lab."),
        ("en", "The method of Smith et al. (2004) was tested."),
        ("en", "It cost approx. 30 euros in all."),
        ("en", "It cost approx. €30 in all."),
        ("en", "The team, est. 1902, won the cup."),
        ("en", "He left approx. “half” of it there."),
        ("de", "Laut Müller et al. [2004] ist das so."),
        ("es", "Cuesta aprox. 30 euros en total."),
        ("pt", "Custa aprox. 30 euros no total."),
        ("fr", "Selon Dupont et al. [2004] tout va bien."),
        ("pl", "Wg Nowaka i in. [2004] tak jest."),
        ("tr", "Bu yakl. 30 avro tuttu."),
        ("sv", "Enligt Berg m.fl. [2004] är det så."),
    ],
)
def test_an_abbreviation_goes_on_with_a_number_a_bracket_or_a_small_letter(
    language: str, text: str
) -> None:
    assert contents(f"{text} Abcdef ghi jkl.", language) == [text, "Abcdef ghi jkl."]


@pytest.mark.parametrize("language", ["no", "nb", "da", "sv", "fi"])
def test_a_sentence_may_begin_with_a_number(language: str) -> None:
    text = "Det regner i byen. 34-åringen flyktet. Han møter 3. mai hos kl. 10 i dag."
    assert contents(text, language) == [
        "Det regner i byen.",
        "34-åringen flyktet.",
        "Han møter 3. mai hos kl. 10 i dag.",
    ]


def test_what_no_mark_has_ended_goes_on() -> None:
    text = "It rained. Two issues are open: 1) Limits on research; and 2) The pace of work."
    assert contents(text) == ["It rained.", text[len("It rained. ") :]]


def test_the_mark_of_a_note_belongs_to_the_sentence_before_it() -> None:
    text = "The bridge opened.[1] The next was built.² It rained.[a][12] They left [soon] then."
    assert contents(text) == [
        "The bridge opened.[1]",
        "The next was built.²",
        "It rained.[a][12]",
        "They left [soon] then.",
    ]
