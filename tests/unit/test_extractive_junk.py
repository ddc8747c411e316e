"""Lines that are no prose do not reach a summary, wherever they stand in an article."""

from __future__ import annotations

import pytest

from bench.quality.junk import APART, SEEN, lines, places_chosen, rate
from widget.summarizers.extractive.junk import junk_rule
from widget.summarizers.extractive.sentences import sentences

NEWS = [
    "Share prices fell by 3 per cent on Monday, and the bank closed early.",
    "Support for the app has grown since the council paid for it.",
    "Call centres on the islands employ 400 people.",
    "Help for the ferry company will cost 3 million euros this year.",
    "Pictures from the harbour showed two boats on their sides.",
    "Members of the union voted to stop work on Friday.",
    "The newspaper sued the city over access to the report.",
    "Like her father, Ann Lind went to sea at the age of sixteen.",
    "Tom Berg has covered the roof of the old pier with copper.",
    "Tickets for the ferry cost 12 euros, twice as much as last year.",
    "Sigue la búsqueda de los dos marineros en la costa norte.",
    "Les deux ferries ont été vendus en 2019.",
    "Leia is the name that most parents in the north chose last year.",
    "Del budsjettet som gjelder havnen, ble vedtatt mandag.",
    "The photo shows what nobody had seen: an empty harbour.",
    "Ann Lind joined the council in 2019 after ten years at sea.",
    "The author of the report said that the pier could not be saved.",
    "Der Roman machte den Autor bekannt, und die Stadt benannte eine Straße nach ihm.",
    "Subscribers of the ferry line got 12 euros back for each cancelled trip.",
    "Amazon.com will open a warehouse behind the harbour next year.",
    "Who sold the ferries, and why did nobody in the council ask?",
    "Saken mot rederiet ble henlagt av politiet mandag.",
]


def test_there_are_at_least_sixty_kinds_and_no_line_twice() -> None:
    for path in (SEEN, APART):
        found = lines(path)
        assert len({each.kind for each in found}) >= 60
        assert len({each.line for each in found}) == len(found)


def test_no_line_stands_in_both_files() -> None:
    seen, apart = ({each.line for each in lines(path)} for path in (SEEN, APART))
    assert not seen & apart


@pytest.mark.slow
def test_no_line_is_chosen_that_rules_were_written_for() -> None:
    assert [each.line for each in lines(SEEN) if places_chosen(each)] == []


@pytest.mark.slow
def test_few_lines_are_chosen_of_those_that_were_kept_apart() -> None:
    assert rate(lines(APART)) <= 2


@pytest.mark.parametrize("sentence", NEWS)
def test_news_that_begins_like_a_prompt_is_no_junk(sentence: str) -> None:
    assert junk_rule(sentence) is None


@pytest.mark.parametrize(
    "prompt",
    [
        "Leia também: o porto fecha em novembro.",
        "Klikk her for å se bildene.",
        "Haberin devamı için tıklayın.",
        "Lesen Sie hier, was die Fähren kosten.",
        "और खबरें यहां पढ़ें।",
        "تابعونا على فيسبوك.",
    ],
)
def test_a_prompt_is_known_by_how_it_begins_or_ends(prompt: str) -> None:
    assert junk_rule(prompt) is not None


def test_a_long_sentence_that_ends_like_a_prompt_is_news() -> None:
    asked = "Belediye başkanı " + "limanın bu yıl kapanmaması için " * 3 + "destek olun"
    assert junk_rule(asked) is None


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("label", "Texto e fotos: Ana Lima."),
        ("label", "Kuvateksti | Satama maanantaina."),
        ("label", "原标题：市议会批准港口预算"),
        ("paywall", "Der ganze Beitrag ist Abonnenten vorbehalten."),
        ("editorial note", "Artiklen er opdateret klokken 14.20."),
        ("editorial note", "This summary was made with the help of artificial intelligence."),
        ("whose opinion it is", "Мнение автора может не совпадать с позицией редакции."),
        ("author's portrait", "Unsere Autorin lebt als freie Journalistin in Leipzig."),
        ("author's portrait", "Skribenten är 34 år och bor i Lund."),
        (
            "author's portrait",
            "Mo Lund joined the Gazette after four years covering ports.",
        ),
        ("author's portrait", "When she isn't writing she can be found on the pier."),
        ("speaks of the article itself", "Bu haber yapay zekâ ile çevrildi."),
        ("asks the reader", "Нашли опечатку?"),
        ("asks the reader", "Möchten Sie weiterlesen?"),
        ("contact", "Entries are open until 29 August at awards.gazette.example."),
        ("comments", "Please stay on topic."),
    ],
)
def test_a_notice_is_known_in_many_languages(rule: str, line: str) -> None:
    assert junk_rule(line) == rule


def test_a_short_paragraph_that_begins_in_the_voice_of_the_site_goes_on_in_it() -> None:
    notice = "Denne saken er for abonnenter. Få full tilgang i fire uker for 1 krone."
    assert sentences(notice, "no") == ()
    assert [each.content for each in sentences("Havnen stenger. Abonner her.", "no")] == [
        "Havnen stenger."
    ]


def test_a_long_paragraph_is_not_the_voice_of_the_site_for_one_prompt() -> None:
    news = (
        "The old pier will be closed for the repairs until the end of the year, the council said."
    )
    text = f"Sign up for our newsletter. {news} Work starts in May. {news}"
    assert len(sentences(text, "en")) == 3


def test_the_name_behind_a_quote_is_no_sentence() -> None:
    quote = "“The old pier was closed for repairs in March, and the new one is not yet open.”"
    text = f"{quote} — Ann Lind, mayor of the islands"
    assert [each.content for each in sentences(text, "en")] == [quote]
    assert len(sentences("– Vi stenger piren i mai, sier Lind.", "no")) == 1


def test_an_item_of_a_list_that_goes_on_is_no_sentence() -> None:
    text = (
        "Cod in the meadow, against 157 on sand;\n\ncrabs and shrimps;\n\nmore crabs.\n\nIt pays."
    )
    assert [each.content for each in sentences(text, "en")] == ["It pays."]
