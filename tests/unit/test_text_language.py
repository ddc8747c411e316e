"""The language of a text is its own where the page's "
"template says another, and clear it must be."""

from __future__ import annotations

import pytest

from tests.unit.pages_made import TEXT, page
from widget.parse.pages.in_child import read
from widget.rules.text_language import FEWEST, language_in

TEXTS = {
    "en": TEXT,
    "de": "Der Rat hat am Dienstag den Haushalt für den Hafen beschlossen. Die Arbeiten an der "
    "Mauer beginnen im Frühjahr und kosten nach Angaben des Bürgermeisters dreieinhalb Millionen "
    "Euro. Wer in der Nähe wohnt, sagt, dass ihn niemand nach den Plänen gefragt habe. ",
    "fr": "Le conseil a adopté mardi le budget du port après un vote "
    "de 31 voix contre 12. Les travaux "
    "sur le quai commenceront au printemps et coûteront trois "
    "millions d'euros, a dit le maire. Les "
    "habitants qui vivent près du port disent que personne ne les a consultés sur ces plans. ",
    "es": "El consejo aprobó el martes el presupuesto del puerto con "
    "31 votos a favor y 12 en contra. "
    "Las obras en el muelle empezarán en la primavera y costarán tres millones de euros, dijo el "
    "alcalde. Los vecinos que viven cerca del puerto dicen que nadie les preguntó por los planes. ",
    "nl": "De raad heeft dinsdag de begroting van de haven "
    "goedgekeurd. Het werk aan de kade begint in "
    "het voorjaar en kost volgens de burgemeester drie miljoen euro. Mensen die bij de haven wonen "
    "zeggen dat niemand hen naar de plannen heeft gevraagd en dat het nog niet te laat is. ",
    "ru": "Совет утвердил бюджет порта, и жители, которые живут рядом, этого не ждали. ",
    "uk": "Рада затвердила бюджет порту, і люди, які живуть поруч, її не чекали. ",
    "ja": "市議会は火曜日、港の予算を承認しました。岸壁の工事は春に始まります。",
    "zh": "市议会周二通过了港口预算，码头工程将于春季开始，耗资三百万欧元。",
    "ar": "وافق المجلس على ميزانية الميناء يوم الثلاثاء بعد التصويت على الخطة الجديدة. ",
    "ka": "საბჭომ პორტის ბიუჯეტი სამშაბათს დაამტკიცა. ",
}
LONG = {language: text * 4 for language, text in TEXTS.items()}


@pytest.mark.parametrize("language", LONG)
@pytest.mark.parametrize("said", [None, "en-US", "it", "sv"])
def test_a_text_in_another_language_than_the_template_says_so(
    language: str, said: str | None
) -> None:
    found = language_in(LONG[language], said)
    assert found == (said if said and said.startswith(language) else language)


@pytest.mark.parametrize("language", LONG)
def test_a_tag_that_fits_stays_as_it_is(language: str) -> None:
    assert language_in(LONG[language], f"{language}-XY") == f"{language}-XY"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Der Rat hat den Haushalt beschlossen.", "en"),
        (" ".join(["Hafen"] * 2 * FEWEST), "en"),
        (LONG["de"], "gsw"),
        (LONG["en"], "mt"),
        ("Budget 2024: 31, 12, 3.5, 200,000. " * 20, "fr"),
        (LONG["fr"] + LONG["nl"], "fr"),
        ("", None),
    ],
)
def test_a_text_that_is_short_or_mixed_or_in_a_language_unknown_here_keeps_its_tag(
    text: str, said: str | None
) -> None:
    assert language_in(text, said) == said


def test_danish_and_norwegian_are_not_told_apart() -> None:
    text = (
        "Byen har fortalt at det er en havn i byen, og at den ikke har en bro til de som bor der. "
    )
    assert language_in(text * 10, "da") == "da"
    assert language_in(text * 10, "nb") == "nb"


def test_a_page_with_a_foreign_template_is_in_the_language_of_its_text() -> None:
    body = "".join(f"<p>{LONG['de']}</p>" for _ in range(3))
    assert read(page(body, lang="en").encode(), "https://news.example/a").language == "de"
