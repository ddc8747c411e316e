"""Language tags as strangers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.rules.language import LONGEST, primary, region, runs_right_to_left, tag_of


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        *(("en", "en"), ("EN", "en"), (" de \n", "de"), ("nds", "nds"), ("no", "no"), ("nb", "nb")),
        *(
            ("en_US", "en-US"),
            ("EN-us", "en-US"),
            ("en-US.UTF-8", "en-US"),
            ("de_DE@euro", "de-DE"),
        ),
        *(("en,de", "en"), ("fr-CA, en;q=0.5", "fr-CA"), ("en-UK", "en-GB"), ("es-419", "es-419")),
        *(("zh_Hans_CN", "zh-Hans-CN"), ("ZH-HANT", "zh-Hant"), ("zh-tw-hant", "zh-Hant-TW")),
        *(("zh-CHS", "zh-Hans"), ("zh-cmn-Hans", "zh-Hans"), ("cmn", "zh"), ("zh-yue", "zh-yue")),
        *(("iw", "he"), ("in-ID", "id-ID"), ("mo", "ro"), ("deu", "de"), ("GER-at", "de-AT")),
        *(("de-AT-1996", "de-AT-1996"), ("sl-rozaj-biske-1994", "sl-rozaj-biske-1994")),
        *(("de-u-co-phonebk", "de"), ("en-x-daily", "en"), ("sr-Latn-RS", "sr-Latn-RS")),
    ],
)
def test_a_tag_has_one_spelling(written: str, tag: str) -> None:
    assert tag_of(written) == tag
    assert tag_of(tag) == tag


@pytest.mark.parametrize(
    "written",
    [
        *(
            None,
            "",
            " ",
            "e",
            "english",
            "English",
            "Deutsch",
            "x-default",
            "x-klingon",
            "i-klingon",
        ),
        *("und", "mul", "zxx", "root", "C", "en-", "en--US", "en US", "en-US-GB", "12", "en-12"),
        *(
            "not a language",
            'en" onload="x',
            "en/us",
            "\u65e5\u672c",
            "\ud800",
            "en-\u00fcs",
            7,
            ["en"],
        ),
    ],
)
def test_what_is_no_tag_is_none(written: object) -> None:
    assert tag_of(written) is None


def test_a_tag_past_its_limit_is_none() -> None:
    fits = "en-" + "abcdefgh-" * 4 + "abcde"
    assert len(fits) == LONGEST
    assert tag_of(fits) == fits
    assert tag_of(f"  {fits} ") == fits
    assert tag_of(fits + "f") is None


@given(st.text(max_size=50) | st.from_regex(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}"))
def test_the_one_spelling_is_read_as_itself(written: str) -> None:
    tag = tag_of(written)
    if tag is not None:
        assert tag_of(tag) == tag
        assert primary(tag) == tag.split("-")[0]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        *(("en", "en"), ("en-GB", "en"), ("en_GB", "en"), ("zh-Hant-TW", "zh"), ("DE", "de")),
        *(("nds", "nds"), ("iw", "he"), ("", None), ("x" * 1000, None), ("\ud800", None)),
        *(("12", None), ("\u65e5\u672c", None), ("und", None)),
    ],
)
def test_a_tag_comes_down_to_its_language(tag: str, language: str | None) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize(
    ("tag", "place"),
    [("de-AT-1996", "AT"), ("en_us", "US"), ("zh-Hant-TW", "TW"), ("es-419", "419"), ("en", None)],
)
def test_a_tag_names_its_region(tag: str, place: str | None) -> None:
    assert region(tag) == place


@pytest.mark.parametrize(
    ("tag", "runs"),
    [
        *(("ar-EG", True), ("iw", True), ("ckb", True), ("pa-Arab", True), ("az_arab_IR", True)),
        *(("en", False), ("ar-Latn", False), ("sd-Deva", False), ("", False), (None, False)),
    ],
)
def test_a_script_runs_its_way(tag: str | None, *, runs: bool) -> None:
    assert runs_right_to_left(tag) is runs
