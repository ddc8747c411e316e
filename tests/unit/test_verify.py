"""An extract says only what its article says, in the article's order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from widget.domain.article import Article, Headline
from widget.domain.draft import Draft, DraftPoint, Origin, Passage
from widget.domain.errors import SummarizerFailed
from widget.domain.limits import SUMMARY_POINTS
from widget.rules.verify import verify

TEXT = (
    "LONDON \u2014 She said  no.\n\nThe \ufb01rst bridge opened. "
    "\u6865\u5df2\u7ecf\u5f00\u653e\u3002 It rained."
)
ARTICLE = Article(
    Headline(
        site_key="daily",
        url="https://news.example/x",
        title="T",
        language="en",
        published_at=datetime(2024, 5, 1, tzinfo=UTC),
        fingerprint="0" * 32,
    ),
    TEXT,
)


def passage(quote: str) -> Passage:
    """Return the passage of the article with these words."""
    start = TEXT.index(quote)
    return Passage(start, start + len(quote), quote)


def point(quote: str, content: str | None = None) -> DraftPoint:
    """Return a point that rests on these words."""
    return DraftPoint(quote if content is None else content, passage(quote))


def draft(*points: DraftPoint, origin: Origin = Origin.EXTRACT) -> Draft:
    """Return a draft with these points."""
    return Draft(points, origin, "test 1")


FIRST, SECOND, THIRD = "LONDON \u2014 She said  no.", "The \ufb01rst bridge opened.", "It rained."


@pytest.mark.parametrize(
    "sound",
    [
        draft(point(FIRST), point(SECOND), point(THIRD)),
        draft(point(FIRST, "She said no.")),
        draft(point(SECOND, "the first BRIDGE opened.")),
        draft(point("\u6865\u5df2\u7ecf\u5f00\u653e\u3002")),
        draft(point(f"{SECOND} \u6865\u5df2\u7ecf\u5f00\u653e\u3002 {THIRD}")),
        draft(DraftPoint("written by a person", None), origin=Origin.NEWSROOM),
        draft(point(THIRD, "in other words"), point(FIRST), origin=Origin.AI_UNCHECKED),
    ],
)
def test_a_sound_draft_passes(sound: Draft) -> None:
    verify(sound, ARTICLE)


@pytest.mark.parametrize(
    ("unsound", "message"),
    [
        (draft(), "0 points"),
        (draft(*[point(THIRD)] * (SUMMARY_POINTS + 1)), "6 points; a summary has 1 to 5"),
        (draft(point(FIRST), point(THIRD, " \n")), "point 2 is empty"),
        (draft(DraftPoint("x", None)), "point 1 rests on no passage"),
        (draft(DraftPoint("x", Passage(-1, 3, "x"))), "-1 to 3, which is no span"),
        (draft(DraftPoint("x", Passage(3, 3, ""))), "3 to 3, which is no span"),
        (draft(DraftPoint("x", Passage(4, 3, ""))), "4 to 3, which is no span"),
        (draft(DraftPoint("x", Passage(0, len(TEXT) + 1, TEXT))), "which is no span"),
        (draft(DraftPoint("It", Passage(0, 2, "It"))), "a quote that is not what"),
        (draft(point(THIRD, "It snowed.")), "does not say just what its passage says"),
        (draft(point(FIRST, "he said no.")), "does not say just what its passage says"),
        (draft(point(SECOND, "The first bridge open")), "does not say just what"),
        (draft(point(SECOND, "The first bridge")), "does not say just what"),
        (draft(point("bridge opened.")), "not made of whole sentences"),
        (draft(point("The \ufb01rst bridge")), "not made of whole sentences"),
        (draft(point("said  no.")), "not made of whole sentences"),
        (draft(point(THIRD), point(FIRST)), "point 2 rests on a passage that overlaps or stands"),
        (
            draft(point(FIRST), point(FIRST, "She said no.")),
            "point 2 rests on a passage that overlaps",
        ),
        (draft(point(FIRST), point(FIRST)), "point 2 rests on a passage that overlaps"),
        (
            draft(DraftPoint("x", Passage(0, 2, "It")), origin=Origin.AI_UNCHECKED),
            "a quote that is not what",
        ),
    ],
)
def test_an_unsound_draft_is_refused_for_good_and_by_name(unsound: Draft, message: str) -> None:
    with pytest.raises(SummarizerFailed) as caught:
        verify(unsound, ARTICLE)
    assert message in str(caught.value)
    assert caught.value.message.startswith("test 1: ")
    assert caught.value.permanent


def test_a_proof_makes_no_pattern_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a pattern with all letters takes longer to make than a summary")

    verify(draft(point(FIRST, "She said no.")), ARTICLE)  # the first one makes those of deletions
    monkeypatch.setattr("re.compile", refuse)
    verify(draft(point(FIRST, "She said no."), point(SECOND), point(THIRD)), ARTICLE)


def test_a_draft_of_as_many_points_as_a_summary_may_have_passes() -> None:
    words = [f"Number {number}." for number in range(SUMMARY_POINTS)]
    article = Article(ARTICLE.headline, " ".join(words))
    spans = [(article.text.index(each), each) for each in words]
    points = (DraftPoint(each, Passage(at, at + len(each), each)) for at, each in spans)
    verify(draft(*points), article)


def says(text: str, content: str, quote: str = "") -> bool:
    """Tell whether a point with this content may rest on the quote, or on the whole text."""
    quote = quote or text
    start = text.index(quote)
    made = draft(DraftPoint(content, Passage(start, start + len(quote), quote)))
    try:
        verify(made, Article(ARTICLE.headline, text))
    except SummarizerFailed:
        return False
    return True


REJECTED = "She rejected the claim that the mayor took money."


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (REJECTED, "the mayor took money"),
        (REJECTED, "The mayor took money."),
        (REJECTED, "She rejected the claim"),
        ("The mayor did not, he said, resign.", "The mayor did resign."),
        ("The mayor may resign.", "The mayor resign."),
        ("The mayor resigned, a rival said.", "The mayor resigned"),
        ("The mayor resigned (a rival said).", "The mayor resigned."),
        ("The mayor resigned. He denied it.", "The mayor resigned."),
        ("Critics say – the mayor took money.", "the mayor took money."),
    ],
)
def test_negation_attribution_and_modality_stay(text: str, content: str) -> None:
    assert says(text, text)
    assert not says(text, content)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (REJECTED, "the mayor took money"),
        (REJECTED, "the mayor took money."),
        (f"It rained. {REJECTED}", "the mayor took money."),
        ('She said no. "Never" the mayor took money.', "the mayor took money."),
        ("He met approx. thirty people.", "thirty people."),
        ("The mayor took money, a liar said.\n\nIt rained.", "The mayor took money,"),
    ],
)
def test_a_passage_is_whole_sentences(text: str, quote: str) -> None:
    assert not says(text, quote, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("A line without a mark\n\nIt rained.", "A line without a mark"),
        ("საბჭომ დაამტკიცა ბიუჯეტი. მუშაობა დაიწყება.", "მუშაობა დაიწყება."),
        ("Kicker\nthe mayor spoke.", "the mayor spoke."),
        ("“She spoke.” He left (early.) It rained.", "He left (early.)"),
        ("“She spoke.” He left (early.) It rained.", "It rained."),
        ("She spoke!\u00a0He left… It rained.", "He left…"),
        ("She spoke.[1] He left.² It rained.[a][12]", "He left.²"),
        ("She spoke.[1] He left.² It rained.[a][12]", "It rained.[a][12]"),
    ],
)
def test_sentences_end_where_their_marks_and_lines_do(text: str, quote: str) -> None:
    assert says(text, quote, quote)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("PARIS (Reuters) - It rained.", "It rained."),
        ("LONDON, March 3 — It rained.", "It rained."),
        ("• It rained.", "It rained."),
        ("10:45 GMT – It rained.", "It rained."),
        ("It rained (source: the weather office).", "It rained"),
        ("BERLIN (dpa) - It rained [photo: dpa].", "It rained"),
    ],
)
def test_what_stands_around_a_sentence_may_be_left_out(text: str, content: str) -> None:
    assert says(text, content)


@pytest.mark.parametrize(
    ("content", "sound"),
    [
        ("Lisbon, the oldest – It rained.", True),
        ("1. Lisbon, the oldest It rained.", True),
        ("Lisbon – It rained.", False),
        ("It rained – Lisbon, the oldest.", False),
    ],
)
def test_a_heading_is_parted_by_a_dash_from_what_stands_under_it(
    content: str,
    sound: bool,  # noqa: FBT001
) -> None:
    assert says("1. Lisbon, the oldest\n\nIt rained.", content) is sound


def test_only_a_heading_is_parted_so_and_no_sentence_or_time() -> None:
    assert not says("He lied.\n\nIt rained.", "He lied. – It rained.")
    assert not says("15.40\n\nIt rained.", "15.40 – It rained.")


BERG = "Anna B. Berg spoke. It rained. On Friday Berg’s dog left."
LAST = "On Friday Berg’s dog left."


@pytest.mark.parametrize(
    ("content", "sound"),
    [
        ("On Friday [Anna B.] Berg’s dog left.", True),
        ("On Friday [Anna] Berg’s dog left.", False),
        ("On Friday [Mary] Berg’s dog left.", False),
        ("On Friday Berg’s [Anna B.] dog left.", False),
        ("On Friday [It] rained.", False),
        ("[Anna B.] On Friday Berg’s dog left.", False),
        ("On Friday [Anna B.] Berg’s dog", False),
        ("On Friday [] Berg’s dog left.", False),
    ],
)
def test_a_first_name_in_brackets_stands_before_that_name_earlier(
    content: str,
    sound: bool,  # noqa: FBT001
) -> None:
    assert says(BERG, content, LAST) is sound


def test_a_first_name_that_only_stands_later_may_not_be_put_in() -> None:
    text = "On Friday Berg left. Anna Berg spoke."
    assert not says(text, "On Friday [Anna] Berg left.", "On Friday Berg left.")


def test_brackets_of_the_article_stay() -> None:
    text = "Anna Berg spoke. The dogs [were] seen, Berg said."
    quote = "The dogs [were] seen, Berg said."
    assert says(text, quote, quote)
    assert says(text, "The dogs [were] seen, [Anna] Berg said.", quote)
    assert not says(text, "The dogs seen, Berg said.", quote)
