"""What a written draft says is compared with its article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bench.facts.pairs import FAITHFUL, KNOWN, UNSEEN, pairs
from widget.domain.article import Article, Headline
from widget.domain.draft import DraftPoint, Passage
from widget.rules.facts import Report, Rule, Settings, Verdict, check, read
from widget.rules.facts.figures import figures
from widget.rules.facts.tokens import tokens

TEXT = (
    "The ferry Maid of Skerran hit the pier on Tuesday, 3 March, and 31 people were hurt. "
    "It had 1,500,000 litres of fuel and cost £2.3 million. Half of the crew was new.\n\n"
    "“She was not slowing at all,” harbourmaster Colin Drabble said. "
    "The crew was told twice by radio.\n\n"
    "Managing director Philippa Strand denied that the crossing had become less safe. "
    "The company may close the harbour in October. Prices rose by 4 percentage points."
)


def article(text: str = TEXT, language: str = "en") -> Article:
    headline = Headline(
        "daily", "https://daily.example/a", "Ferry hits pier at Aldermouth", language,
        datetime(2026, 3, 4, tzinfo=UTC), "",
    )  # fmt: skip
    return Article(headline, text)


def checked(*points: str, text: str = TEXT, language: str = "en") -> Report:
    reference = read(article(text, language))
    return check([DraftPoint(point, None) for point in points], reference)


def words(report: Report, rule: Rule) -> list[str]:
    return [found.words for found in report.findings if found.rule is rule]


@pytest.mark.parametrize(
    "point",
    [
        "The ferry was carrying 1.5m litres of fuel and cost about £2.2m.",
        "The ferry Maid of Skerran struck a pier on 3 March, injuring thirty-one people.",
        "50 per cent of the crew was new, and the crew was told two times by radio.",
        "Colin Drabble said: “She was not slowing …”",
        "Philippa Strand denied that the crossing had become less safe.",
        "More than 30 people were hurt when the ferry hit the pier in Aldermouth.",
    ],
)
def test_what_the_article_says_in_other_words_is_not_blocked(point: str) -> None:
    assert checked(point).verdict is not Verdict.BLOCK


@pytest.mark.parametrize(
    ("point", "rule", "word"),
    [
        ("The ferry hit the pier and 37 people were hurt.", Rule.NUMBERS, "37"),
        ("The ferry cost €2.3 million.", Rule.NUMBERS, "2.3 million"),
        ("Prices rose by 4 percent.", Rule.NUMBERS, "4"),
        ("The ferry hit the pier on 8 March.", Rule.DATES, "8 March"),
        ("The ferry hit the pier on Friday.", Rule.DATES, "Friday"),
        ("Colin Drabble said: “She was going too fast”.", Rule.QUOTES, "She was going too fast"),
        ("“She was not slowing at all,” said Philippa Strand.", Rule.SPEAKERS, "Philippa Strand"),
        ("Harbourmaster Colin Grabble was there.", Rule.NAMES, "Grabble"),
        ("The ferry hit the pier at Eldermouth.", Rule.NAMES, "Eldermouth"),
    ],
)
def test_one_altered_word_is_blocked_by_its_rule(point: str, rule: Rule, word: str) -> None:
    report = checked(point)
    assert (report.of(rule), words(report, rule)) == (Verdict.BLOCK, [word])


def test_a_denial_that_is_left_out_is_blocked() -> None:
    report = checked("Philippa Strand said the crossing had become less safe.")
    assert report.of(Rule.NEGATION) is Verdict.BLOCK


def test_a_denial_that_is_put_in_is_blocked() -> None:
    report = checked("The crew was not told by radio.")
    assert report.of(Rule.NEGATION) is Verdict.BLOCK


def test_what_may_be_is_not_said_to_be_without_a_warning() -> None:
    report = checked("The company closes the harbour in October.")
    assert report.of(Rule.MODALITY) is Verdict.WARN


def test_a_finding_has_the_place_of_its_words() -> None:
    point = "The ferry hit the pier and 37 people were hurt."
    found = checked("A ferry hit a pier.", point).findings
    assert [(each.point, point[each.start : each.end]) for each in found] == [(1, "37")]


def test_a_point_is_compared_with_the_passage_that_it_names() -> None:
    start = TEXT.index("Managing director")
    end = TEXT.index(" The company may")
    point = DraftPoint("The crossing had become less safe.", Passage(start, end, TEXT[start:end]))
    assert check([point], read(article())).of(Rule.NEGATION) is Verdict.BLOCK


@pytest.mark.parametrize(
    ("point", "rule"),
    [
        ("We saw that the ferry hit the pier.", Rule.VOICE),
        ("You can read that the ferry hit the pier.", Rule.VOICE),
        ("**The ferry** hit the pier.", Rule.MARKUP),
        ("The ferry hit the pier, see https://x.example/.", Rule.MARKUP),
        ("As an AI, the ferry hit the pier.", Rule.RESIDUE),
        ("Here is a summary: the ferry hit the pier.", Rule.RESIDUE),
        ("", Rule.POINTS),
    ],
)
def test_a_form_that_readers_must_not_see_is_blocked(point: str, rule: Rule) -> None:
    assert checked(point).of(rule) is Verdict.BLOCK


def test_a_draft_in_another_language_is_blocked() -> None:
    german = (
        "Die Fähre ist am Dienstag gegen den Anleger gefahren, und es gab viele Verletzte, die in "
        "das Krankenhaus gebracht wurden. Der Hafenmeister sagte, dass sie nicht langsamer wurde. "
        "Die Besatzung war auch mit dem Funk gewarnt worden, und die Hälfte von ihr war neu. Nach "
        "dem Unfall wird der Hafen im Herbst für eine Zeit nicht mehr offen sein, sagte die Firma."
    )
    assert checked(german).of(Rule.LANGUAGE) is Verdict.BLOCK


def test_a_long_copy_is_seen_and_a_site_may_allow_it() -> None:
    point = DraftPoint(
        "The ferry Maid of Skerran hit the pier on Tuesday, 3 March, and 31 hurt.", None
    )
    reference = read(article())
    assert check([point], reference).of(Rule.COPY) is Verdict.WARN
    allowed = Settings(copied_words=None)
    assert check([point], reference, allowed).of(Rule.COPY) is Verdict.PASS


def test_a_draft_of_too_many_words_is_too_long() -> None:
    long = "The ferry hit the pier. " * 20
    assert checked(long).of(Rule.LENGTH) is Verdict.WARN
    assert checked(long * 2).of(Rule.LENGTH) is Verdict.BLOCK


def test_a_rule_without_words_for_a_language_says_so() -> None:
    report = checked(
        "船が桟橋に衝突し、31人が負傷した。",
        text="船が桟橋に衝突し、31人がけがをした。",
        language="ja",
    )
    assert report.not_applied == (Rule.NAMES, Rule.NEGATION, Rule.MODALITY)
    assert report.verdict is not Verdict.BLOCK


def test_the_author_is_a_known_name() -> None:
    signed = replace(article(), headline=replace(article().headline, author="Orla Whitcombe"))
    report = check([DraftPoint("The report is by Orla Whitcombe.", None)], read(signed))
    assert words(report, Rule.NAMES) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "one hundred and five", 105),
        ("en", "1,50,000", 150_000),
        ("en", "three quarters", 0.75),
        ("de", "vierunddreißig", 34),
        ("de", "2,5 Mio. Euro", 2_500_000),
        ("de", "neuneinhalb", 9.5),
        ("de", "zweitausenddreihundert", 2_300),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "vingt-sept", 27),
        ("fr", "1\u202f500", 1_500),
        ("es", "treinta y dos", 32),
        ("es", "190.000", 190_000),
        ("it", "trecentoventidue", 322),
        ("nl", "vijfendertig", 35),
        ("sv", "trettiofem", 35),
        ("no", "tjueto", 22),
        ("da", "femogtyve", 25),
        ("fi", "kolmekymmentäviisi", 35),
        ("hu", "huszonöt", 25),
        ("pl", "dwieście trzydzieści pięć", 235),
        ("ru", "двадцать пять тысяч", 25_000),
        ("uk", "тридцять два", 32),
        ("el", "τριάντα δύο", 32),
        ("tr", "3 bin 800", 3_800),
        ("tr", "yüz on sekiz", 118),
        ("ar", "خمسة وعشرون", 25),
        ("ar", "٢٥٠", 250),
        ("hi", "दो लाख", 200_000),
        ("ja", "二十三人", 23),
        ("ko", "3만", 30_000),
        ("zh", "三百五十", 350),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(language: str, text: str, value: float) -> None:
    assert [each.raw for each in figures(text, tokens(text), language)] == [value]


@pytest.mark.parametrize("path", [KNOWN, UNSEEN], ids=["known", "unseen"])
def test_no_faithful_draft_of_the_labelled_pairs_is_blocked(path: object) -> None:
    blocked = [
        pair.id
        for pair in pairs(KNOWN if path == KNOWN else UNSEEN)
        if pair.kind == FAITHFUL
        and check([DraftPoint(each, None) for each in pair.points], read(pair.article)).verdict
        is Verdict.BLOCK
    ]
    assert blocked == []


def test_there_are_labelled_pairs_of_six_languages() -> None:
    every = [*pairs(KNOWN), *pairs(UNSEEN)]
    languages = {pair.article.headline.language for pair in every}
    assert (len(every) >= 300, len(languages)) == (True, 6)
