"""What an extract may leave out of a sentence is its dateline, and never a part of the news."""

from __future__ import annotations

import pytest

from widget.rules.deletions import dateline_length


@pytest.mark.parametrize(
    "dateline",
    [
        "PARIS (Reuters) - ",
        "LONDON, March 3 — ",
        "(CNN)",
        "(CNN) -- ",
        "Ferguson, Missouri (CNN)",
        "Washington (CNN)",
        "NEW YORK -- ",
        "KYIV, Ukraine (AP) — ",
        "Berlin (dpa/lnw) – ",
        "Oslo (NTB): ",
        "MADRID, 3 mar. (EFE) - ",
        "МОСКВА, 3 марта. /ТАСС/. ",
        "МОСКВА, 3 мар - РИА Новости. ",
        "ST. PETERSBURG, Fla. (AP) — ",
        "(AGENCY) ",
        "(FOX NEWS) – ",
        "(ANSA) - ROMA, 03 MAR - ",
        "Town – ",
        "New York – ",
        "Toronto, Ont. – ",
        "Rostock, 3. März – ",
        "Frankfurt am Main - ",
        "Hamburg/Berlin (xyz) - ",
        "Roma, 3 mar. (askanews) - ",
        "(Harbour Wire) - ",
        "(Nordpress) – ",
        "HOLMVÅG (Kysten): ",
    ],
)
def test_a_dateline_is_measured(dateline: str) -> None:
    assert dateline_length(dateline + "The talks failed.") == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "The talks failed.",
        "NASA – the space agency – said so.",
        "Macron (46) said the talks had failed.",
        "The UN (United Nations) met on Monday.",
        "",
        "PARIS (Reuters) - ",
        "Rumour – The mayor took money, they say.",
        "Update – The talks failed again on Monday.",
        "Critics say – The talks failed on Monday.",
        "Merkel – Kanzlerin seit 2005 – reist nach Rostock.",
        "Sieger – Bayern München.",
        "The mayor – The talks failed.",
        "Anna Berg (34) – Die Talks failed on Monday.",
        "(a) The talks failed on Monday.",
        "(Berlin) is where the talks failed.",
        "(Two of them) – The talks failed.",
        "Merkel (CDU): The talks failed.",
        "Rostock – auf dem Weg nach oben ist die Stadt.",
    ],
)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert dateline_length(text) == 0


@pytest.mark.parametrize(
    ("dateline", "news"),
    [
        ("القاهرة (رويترز) - ", "أعلنت الحكومة اليوم"),
        ("بيروت / الأناضول ", "أعلنت الحكومة اليوم"),
        ("دبي - العربية.نت: ", "أعلنت الحكومة اليوم"),
        ("واشنطن - (أ ف ب) - ", "أعلن البيت الأبيض"),
        ("", "أعلنت الحكومة - وهي جديدة - أمس"),
    ],
)
def test_an_arabic_dateline_is_no_part_of_the_sentence(dateline: str, news: str) -> None:
    assert dateline_length(dateline + news) == len(dateline)


@pytest.mark.parametrize(
    ("dateline", "news"),
    [
        ("新华社北京1月12日电（记者张三）", "市议会星期一批准了港口预算。"),
        ("本报讯 ", "市议会星期一批准了港口预算。"),
        ("中新网上海3月2日电 ", "市议会批准了预算。"),
        ("", "本报记者走访了港口的三个码头。"),
        ("", "电力公司星期一宣布提价。"),
    ],
)
def test_a_chinese_dateline_is_no_part_of_the_sentence(dateline: str, news: str) -> None:
    assert dateline_length(dateline + news) == len(dateline)
