"""The default summarizer picks what a reader would want to read, from real and odd articles."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.shared import records, shared
from widget.domain.article import Article, Headline
from widget.domain.draft import Origin, SummaryShape
from widget.summarizers.extractive import ExtractiveSummarizer, summarizer
from widget.summarizers.extractive.features import Features, features
from widget.summarizers.extractive.junk import junk_rule
from widget.summarizers.extractive.score import weights
from widget.summarizers.extractive.sentences import SENTENCES
from widget.summarizers.extractive.words import likely_language

if TYPE_CHECKING:
    import pytest

STORY = """By Jane Doe

Photo: Getty Images

LISBON, March 3 — The city council approved a harbour budget of 40 million euros on Monday, \
ending a dispute that had lasted two years.

He also thanked the voters. Read more: How the vote was lost.

Sign up for our newsletter.

"We never wanted this," he said. The harbour budget pays for three new ferries and for the repair \
of the old pier, the council said.

But critics warned of debt. The opposition called the harbour plan reckless and promised to stop \
the ferries if it wins in autumn.

We use cookies on this site.
"""


def article(text: str, title: str = "", language: str = "en") -> Article:
    """Return an article with this text."""
    published = datetime(2024, 3, 1, tzinfo=UTC)
    headline = Headline("daily", "https://daily.example/a", title, language, published, "f" * 32)
    return Article(headline, text)


def points(text: str, title: str = "", language: str = "en", number: int = 3) -> list[str]:
    """Return the contents of the points of a summary."""
    shape = SummaryShape(points=number)
    draft = ExtractiveSummarizer().summarize(article(text, title, language), shape)
    return [point.content for point in draft.points]


def test_junk_dangling_openers_and_orphaned_quotes_are_passed_over() -> None:
    assert points(STORY, "Council approves harbour budget") == [
        "The city council approved a harbour budget of 40 million euros on Monday, ending a "
        "dispute that had lasted two years.",
        "The harbour budget pays for three new ferries and for the repair of the old pier, the "
        "council said.",
        "The opposition called the harbour plan reckless and promised to stop the ferries if it "
        "wins in autumn.",
    ]


def test_each_point_rests_on_the_whole_sentence_it_was_taken_from() -> None:
    draft = ExtractiveSummarizer().summarize(article(STORY), SummaryShape())
    source = draft.points[0].source
    assert draft.origin is Origin.EXTRACT
    assert source is not None
    assert source.quote.startswith("LISBON, March 3 — The city council")
    assert STORY[source.start : source.end] == source.quote


def test_the_seed_article_gets_three_points_without_prompts_or_note() -> None:
    title, _, text = shared("data", "seed_article.txt").read_text("utf-8").partition("\n\n")
    found = points(text, title)
    assert len(found) == 3
    assert found[0].startswith("France’s president, Emmanuel Macron")
    for prompt in ("No time to read", "Get a summary", "attribution", "Previous Article"):
        assert not any(prompt in content for content in found)
    assert 50 <= sum(len(content.split()) for content in found) <= 95


def test_real_articles_get_three_clean_points_of_about_seventy_words() -> None:
    texts = [record["text"] for record in records("data", "cnndm_dev.jsonl")[:30]]
    found = [points(text) for text in texts]
    words = [sum(len(content.split()) for content in each) for each in found]
    assert sum(len(each) == 3 for each in found) >= 28
    assert 55 <= sum(words) / len(words) <= 85
    assert not [content for each in found for content in each if junk_rule(content)]


def test_a_very_short_text_gives_its_sentences_in_order() -> None:
    text = "But the mayor spoke. The council left."
    assert points(text) == ["But the mayor spoke.", "The council left."]


def test_a_text_of_an_unknown_script_gives_its_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    monkeypatch.setattr(summarizer, "features", lambda *given: compared.append(given))
    lines = ["สภาเมืองอนุมัติงบประมาณท่าเรือ", "นายกเทศมนตรีพอใจ", "ฝ่ายค้านไม่เห็นด้วย", "โรงเรียนปิด"]
    assert points("\n\n".join(lines), language="th") == lines[:3]
    assert compared == []


def test_when_every_sentence_leans_on_another_the_lead_is_given() -> None:
    text = "He spoke. She left. They met. It rained. He slept."
    assert points(text) == ["He spoke.", "She left.", "They met."]


def test_white_space_in_a_point_is_folded_and_in_its_passage_kept() -> None:
    text = "The city council approved\nthe harbour\u00a0budget on Monday."
    draft = ExtractiveSummarizer().summarize(article(text), SummaryShape())
    (point,) = draft.points
    assert point.content == "The city council approved the harbour budget on Monday."
    assert point.source is not None
    assert point.source.quote == text


def test_a_text_of_nothing_but_junk_gives_no_points() -> None:
    assert points("By Jane Doe\n\nRead more: x\n\nSign up for our newsletter.\n\n***") == []


def test_fewer_points_are_given_when_the_text_has_fewer_sentences() -> None:
    text = "The mayor spoke to the council. The council left without an answer."
    assert len(points(text, number=5)) == 2


def test_no_more_than_so_many_sentences_are_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    scored: list[int] = []

    def counting(*given: object) -> tuple[Features, ...]:
        found = features(*given)  # type: ignore[arg-type]
        scored.append(len(found))
        return found

    monkeypatch.setattr(summarizer, "features", counting)
    points(" ".join(f"The mayor said thing {number}." for number in range(8_000)))
    assert scored == [SENTENCES]


def test_a_language_that_is_not_known_is_told_by_its_stop_words() -> None:
    text = (
        "The council approved the harbour budget after it had met for two days.\n\n"
        "He said that the harbour budget was the best that the council could have made.\n\n"
        "They will also pay for the harbour and for the ferries that are to be built.\n\n"
        "The ferries of the harbour were sold by the council before the budget was made."
    )
    for language in ("und", "xx"):
        assert summarizer.choose(article(text, "", language), SummaryShape(2)).weights == weights(
            "en"
        )


def test_a_language_with_no_stop_words_of_any_list_stays_unknown() -> None:
    assert likely_language(["foo", "bar", "baz"] * 20) is None
    assert likely_language([]) is None
    assert likely_language(["havnen", "ble", "stengt", "da", "det", "var", "i", "natt"]) in {
        "no",
        "da",
    }


def test_importing_the_summarizer_loads_no_slow_module_and_not_the_story() -> None:
    code = "import sys, widget.summarizers.extractive; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "sentencex" in loaded
    assert not loaded & {"dataclasses", "inspect", "pathlib", "hashlib", "widget.domain.article"}
