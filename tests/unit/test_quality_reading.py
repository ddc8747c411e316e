"""Summaries are read without knowing who made them, and the answers are counted by the key."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bench.quality.reading import BLOCKS, TEXT, Case, cases, first, main, sheet, shown
from bench.quality.verdicts import LABELS, QUESTIONS, RULES, Key, Shown, UnfitAnswer, answers
from tests.house.source import ROOT
from widget.domain.article import Article, Headline
from widget.domain.block import Role

if TYPE_CHECKING:
    from pathlib import Path

OURS = ("A fire burned the pier on Monday.",)
FIRST = ("The pier was built in 1901.",)


def _article(language: str, *paragraphs: tuple[Role, str], roles: bool = True) -> Article:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    headline = Headline("bench", "https://bench.example/", "Pier burns", language, now, "")
    text = "\n\n".join(each for _, each in paragraphs)
    return Article(headline, text, tuple(role for role, _ in paragraphs) if roles else ())


def _pair(id_: str, systems: tuple[str, str] = ("first", "ours"), way: str = BLOCKS) -> Shown:
    points = (OURS, FIRST) if systems[0] == "ours" else (FIRST, OURS)
    return Shown(id_, "news", "en", way, systems, points)


def _answers(id_: str, one: str, other: str, better: str) -> list[str]:
    verdicts = zip(LABELS, (one, other), strict=True)
    return [
        json.dumps(
            {
                "id": id_,
                "label": label,
                "verdict": verdict,
                "reasons": {"good": [], "weak": ["unclear"]}.get(verdict, ["no-news"]),
                "better": better,
            }
        )
        for label, verdict in verdicts
    ]


def _key(tmp_path: Path, *pairs: Shown) -> Path:
    path = tmp_path / "key.json"
    path.write_text(Key("extractive/0", 1, pairs).to_json(), encoding="utf-8")
    return path


def _count(tmp_path: Path, key: Path, lines: list[str]) -> int:
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return main(["count", str(path), "--key", str(key)])


def test_there_are_sixty_articles_of_many_kinds_in_six_languages_and_later_ones() -> None:
    blocks = [case for case in cases() if case.way == BLOCKS]
    read = [case for case in blocks if not case.id.startswith(("later-", "third-"))]
    languages = Counter(case.language for case in read)
    assert languages == {"en": 24, "de": 10, "fr": 8, "es": 6, "nb": 6, "tr": 6}
    kinds = {case.kind for case in read}
    assert len(kinds) == 15
    for prefix in ("later-", "third-"):
        later = [case for case in blocks if case.id.startswith(prefix)]
        assert len(later) == 24
        assert {case.kind for case in later} <= kinds


def test_each_article_has_the_length_of_a_newspaper_text_and_a_role_for_each_paragraph() -> None:
    for case in cases():
        assert 250 <= len(case.article.text.split()) <= 700, case.id
        paragraphs = case.article.text.split("\n\n")
        assert len(case.article.roles) == (len(paragraphs) if case.way == BLOCKS else 0), case.id
        assert all(each == each.strip() != "" for each in paragraphs), case.id


def test_every_third_article_comes_as_text_alone_too_with_lines_around_it() -> None:
    by_id = {case.id: case for case in cases()}
    plain = [case for case in by_id.values() if case.way == TEXT]
    assert len(plain) == 19
    for case in plain:
        paragraphs = by_id[case.id.removesuffix("-text")].article.text.split("\n\n")
        around = set(case.article.text.split("\n\n")) - set(paragraphs)
        assert around, case.id
        assert set(paragraphs) <= set(case.article.text.split("\n\n")), case.id


def test_first_sentences_are_full_sentences_of_the_body() -> None:
    article = _article(
        "en",
        (Role.STANDFIRST, "The pier is gone."),
        (Role.PARAGRAPH, "By Ann Lind"),
        (Role.CAPTION, "The pier on Monday."),
        (Role.PARAGRAPH, "Hexby. A fire burned the pier. Nobody was hurt."),
        (Role.SUBHEAD, "What caused the fire?"),
        (Role.PARAGRAPH, '"We do not know," said Tom Berg.'),
    )
    assert first(article, 4) == (
        "A fire burned the pier.",
        "Nobody was hurt.",
        '"We do not know," said Tom Berg.',
    )


def test_first_sentences_of_text_alone_are_as_they_stand() -> None:
    paragraphs = (Role.PARAGRAPH, "Share this"), (Role.PARAGRAPH, "A fire burned the pier.")
    assert first(_article("en", *paragraphs, roles=False), 2) == (
        "Share this",
        "A fire burned the pier.",
    )


def test_a_first_sentence_does_not_end_at_an_ordinal_number() -> None:
    sentence = "Am 12. Mai brannte die Brücke."
    assert first(_article("de", (Role.PARAGRAPH, sentence)), 1) == (sentence,)


def test_the_order_is_drawn_and_the_same_in_each_run() -> None:
    article = _article("en", (Role.PARAGRAPH, "A fire burned the old pier of Hexby on Monday."))
    read = [Case(f"en-{number}", "news", BLOCKS, article) for number in range(40)]
    orders = [shown(case, 1).systems for case in read]
    assert orders == [shown(case, 1).systems for case in reversed(read)][::-1]
    assert min(Counter(orders).values()) > 8


def test_the_sheet_shows_both_summaries_and_not_who_made_them() -> None:
    case = next(case for case in cases() if case.id == "en-16")
    pair = shown(case, 1)
    text = sheet([case], Key("extractive/0", 1, (pair,)))
    summaries = text.partition("</details>")[2]
    assert all(f"- {point}" in summaries for points in pair.points for point in points)
    assert "extractive" not in text
    assert "ours" not in text.partition("## en-16")[0].split()


def test_a_key_is_read_as_it_was_written() -> None:
    key = Key("extractive/0", 1, (_pair("en-01"), _pair("en-02", ("ours", "first"))))
    assert Key.from_json(key.to_json()) == key


def test_answers_are_given_to_who_made_the_summary() -> None:
    key = Key("extractive/0", 1, (_pair("en-01"), _pair("en-02", ("ours", "first"))))
    lines = _answers("en-01", "weak", "good", "B") + _answers("en-02", "weak", "good", "B")
    one, other = answers(lines, key)
    assert (one.ours.verdict, one.first.verdict, one.result) == ("good", "weak", "better")
    assert (other.ours.verdict, other.first.verdict, other.result) == ("weak", "good", "worse")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"label": "C"}, "write A or B"),
        ({"verdict": "fine"}, "write good, weak or embarrassing"),
        ({"better": "both"}, "write A, B or equal"),
        ({"reasons": ["ugly"]}, "write some of"),
        ({"reasons": []}, "name theirs"),
        ({"verdict": "good"}, "no reason against it"),
        ({"reasons": ["no-sentence"]}, "is embarrassing"),
        ({"mood": "kind"}, "not an answer"),
        ({"id": "en-99"}, "use the key of the sheet"),
        ({"label": "B"}, "keep one"),
        ({"better": "A"}, "agree"),
    ],
)
def test_an_answer_that_breaks_the_protocol_is_refused(changed: dict[str, str], told: str) -> None:
    line, other = _answers("en-01", "weak", "good", "B")
    broken = json.dumps(json.loads(line) | changed)
    with pytest.raises(UnfitAnswer, match=told):
        answers([broken, other], Key("extractive/0", 1, (_pair("en-01"),)))


def test_both_summaries_of_an_article_are_judged() -> None:
    with pytest.raises(UnfitAnswer, match="judge A and B"):
        answers(_answers("en-01", "good", "good", "A")[:1], Key("x/0", 1, (_pair("en-01"),)))


def test_two_summaries_that_are_the_same_have_one_verdict() -> None:
    pair = Shown("en-01", "news", "en", BLOCKS, ("ours", "first"), (OURS, OURS))
    with pytest.raises(UnfitAnswer, match="the same"):
        answers(_answers("en-01", "weak", "good", "equal"), Key("x/0", 1, (pair,)))


def test_the_counts_are_printed_for_each_kind_and_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = _key(tmp_path, _pair("en-01"), _pair("en-02"), _pair("en-03-text", way=TEXT))
    lines = _answers("en-01", "weak", "good", "B") + _answers("en-02", "good", "good", "equal")
    lines += _answers("en-03-text", "embarrassing", "good", "B")
    assert _count(tmp_path, key, lines) == 0
    printed = capsys.readouterr().out
    assert "| all | 3 | 0.0 % | 0.0 % | 33.3 % | 33.3 % | 2 : 1 : 0 |" in printed
    assert "| text | 1 | 0.0 % | 0.0 % | 100.0 % | 0.0 % | 1 : 0 : 0 |" in printed
    assert "| news | 3 |" in printed
    assert "| en | 3 |" in printed
    assert "| no-news | 0 | 1 |" in printed


@pytest.mark.parametrize(("ours", "better"), [("embarrassing", "B"), ("good", "A")])
def test_a_missed_bar_fails_the_count(tmp_path: Path, ours: str, better: str) -> None:
    key = _key(tmp_path, _pair("en-01"))
    assert _count(tmp_path, key, _answers("en-01", "good", ours, better)) == 1


def test_unfit_answers_are_told_and_not_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _count(tmp_path, _key(tmp_path, _pair("en-01")), ["{}"]) == 2
    assert "line 1: not an answer" in capsys.readouterr().err


def test_the_sheet_of_some_articles_is_printed_and_its_key_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "key.json"
    assert main(["sheet", "--key", str(path), "--only", "tr-03"]) == 0
    assert capsys.readouterr().out.count("\n## ") == 2
    key = Key.from_json(path.read_text(encoding="utf-8"))
    assert [each.id for each in key.shown] == ["tr-03", "tr-03-text"]


def test_the_questions_of_the_page_are_those_of_the_sheet() -> None:
    page = (ROOT / "docs" / "explanation" / "quality.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{reason}` | {question} |" for reason, question in QUESTIONS.items()]
    assert all(reason in "".join(RULES) for reason in ("no-sentence", "misleading", "no-news"))
