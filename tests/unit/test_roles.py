"""The roles that mark-up gives to paragraphs."""

from __future__ import annotations

import pytest

from widget.domain.block import Role
from widget.domain.limits import HTML_TAGS
from widget.parse import interviews, roles
from widget.parse.article_html import Body, body_of
from widget.rules.word_lists import by_language, file_beside

STORY = "The council agreed in May to pay for the new quay and for the old crane beside it."
PARAGRAPHS = f"<p>{STORY}</p><p>{STORY}</p><p>{STORY}</p>"


def told(html: str) -> list[tuple[str, str]]:
    """Return role and text of each block that is no usual paragraph."""
    blocks = body_of(html).blocks
    assert blocks
    return [(role.value, text) for role, text in blocks if text != STORY]


def of(html: str) -> list[str]:
    """Return the roles of all blocks."""
    return [block.role.value for block in body_of(html).blocks]


@pytest.mark.parametrize(
    ("html", "role", "text"),
    [
        ("<ul><li>One <b>point</b></ul>", "item", "One point"),
        ("<ol><li><p>One</p></li></ol>", "item", "One"),
        ("<blockquote>Yes.</blockquote>", "quotation", "Yes."),
        ("<blockquote><p>Yes.</p></blockquote>", "quotation", "Yes."),
        ("<blockquote><ul><li>Yes.</ul></blockquote>", "quotation", "Yes."),
        ("<h2>What now</h2>" + PARAGRAPHS, "subhead", "What now"),
        ("<h4><b>What now?</b></h4>" + PARAGRAPHS, "subhead", "What now?"),
        ("<p><strong>What now?</strong></p>" + PARAGRAPHS, "subhead", "What now?"),
        ("<p><b>The </b> <strong>costs</strong></p>" + PARAGRAPHS, "subhead", "The costs"),
        ("<p class='editors-note'>We erred.</p>", "note", "We erred."),
        ("<div class='correction'>We erred.</div>", "note", "We erred."),
        ("<p class='x article__answer'>No.</p>", "answer", "No."),
        ("<p><b>In bold.</b> And not.</p>", "paragraph", "In bold. And not."),
        ("<p><b>" + STORY + " " + STORY + "</b></p>", "paragraph", f"{STORY} {STORY}"),
        ("<dl><dt>x</dt><dd>What it is.</dd></dl>", "paragraph", "What it is."),
    ],
)
def test_an_element_tells_the_role_of_its_paragraphs(html: str, role: str, text: str) -> None:
    assert told(f"{PARAGRAPHS}{html}") == [(role, text)]


@pytest.mark.parametrize(
    "html",
    [
        "<p class='standfirst'>What it is about.</p>",
        "<div class='article-intro'>What it is about.</div>",
        "<p class='Story__Lead x'>What it is about.</p>",
        "<p class='chapo'>What it is about.</p>",
    ],
)
def test_a_standfirst_is_known_by_its_class_near_the_beginning(html: str) -> None:
    assert told(html + PARAGRAPHS) == [("standfirst", "What it is about.")]
    assert told(PARAGRAPHS + html) == [("paragraph", "What it is about.")]


@pytest.mark.parametrize("html", ["<p><b>{}</b></p>", "<h2>{}</h2>", "<strong><p>{}</p></strong>"])
def test_what_stands_apart_at_the_beginning_and_is_a_sentence_is_a_standfirst(html: str) -> None:
    long = STORY.replace("May", "June")
    assert told(html.format(long) + PARAGRAPHS) == [("standfirst", long)]
    assert told(html.format("The new quay") + PARAGRAPHS) == [("subhead", "The new quay")]


def test_subheads_behind_which_nothing_stands_are_left_out() -> None:
    assert told(f"{PARAGRAPHS}<h2>More</h2><h3>On this</h3><p><b>Comments</b></p>") == []


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img><figcaption>No.</figcaption></figure>",
        "<div class='wp-caption'><p class='wp-caption-text'>No.</p></div>",
        "<p class='image-caption'>No.</p>",
        "<aside><p>No.</p></aside>",
        "<div class='kg-card kg-bookmark-card'><p>No.</p></div>",
        "<blockquote class='pullquote'><p>No.</p></blockquote>",
        "<div class='related_posts'><ul><li>No.</li></ul></div>",
    ],
)
def test_captions_and_asides_are_left_out(html: str) -> None:
    assert told(PARAGRAPHS + html + PARAGRAPHS) == []


def test_a_box_that_is_named_for_an_aside_and_holds_the_article_is_read() -> None:
    assert of(f"<p>{STORY}</p><div class='sidebar'>{PARAGRAPHS}</div>") == ["paragraph"] * 4


def test_a_paragraph_that_is_a_link_to_another_story_is_left_out() -> None:
    link = "<p><a href='/x'>Why the <b>quay</b> is closed</a> <a href='/y'>again</a></p>"
    assert told(PARAGRAPHS + link + PARAGRAPHS) == []
    assert told(f"{PARAGRAPHS}<ul><li><a href='/x'>One</a></ul>") == [("item", "One")]
    assert told(f"{PARAGRAPHS}<p><a href='/x'>One</a> said.</p>") == [("paragraph", "One said.")]
    assert of(f"<a href='/x'>{PARAGRAPHS}</a>") == ["paragraph"] * 3


def test_a_class_is_a_whole_name() -> None:
    assert told(f"{PARAGRAPHS}<p class='related-x correction-free'>Yes.</p>") == [
        ("paragraph", "Yes.")
    ]


def test_an_element_that_has_no_end_has_its_role_as_far_as_it_goes() -> None:
    html = f"{PARAGRAPHS}<ul><li>one<li>two</ul><p>Yes.</p><blockquote>Three"
    assert told(html) == [
        ("item", "one"),
        ("item", "two"),
        ("paragraph", "Yes."),
        ("quotation", "Three"),
    ]


def test_where_most_stands_in_no_paragraph_no_roles_are_known() -> None:
    html = f"<h2>What</h2><div>{STORY}</div><div>{STORY}</div><p>One.</p>"
    assert body_of(html) == Body(f"{STORY}\n\n{STORY}\n\nOne.")


# --- interviews ----------------------------------------------------------------------------------

ANSWER = f"<p>{STORY}</p>"
BOLD = "".join(f"<p><b>Do you like {number}?</b></p>{ANSWER}{ANSWER}" for number in range(3))


def test_three_bold_questions_make_an_interview() -> None:
    assert of(f"{ANSWER}{BOLD}") == ["paragraph", *("question", "answer", "answer") * 3]


def test_bold_questions_that_speak_to_nobody_are_subheads() -> None:
    html = "".join(f"<p><b>Sie? Er, du, ihr {number}?</b></p>{ANSWER}" for number in range(4))
    assert of(f"{ANSWER}{html}") == ["paragraph", *("subhead", "paragraph") * 4]
    assert "question" in of(f"{ANSWER}{html}<p><b>Was hat Ihnen gefallen?</b></p>{ANSWER}")
    long = "What is it that makes a new quay so much more expensive than an old one was in May?"
    assert "question" in of(f"{ANSWER}{html}<p><b>{long}</b></p>{ANSWER}")


def test_a_bold_sentence_in_an_interview_is_a_question_and_a_bold_line_a_subhead() -> None:
    html = f"{BOLD}<p><strong>On the quay</strong></p><p><b>You seem to like it.</b></p>{ANSWER}"
    assert of(html)[-3:] == ["subhead", "question", "answer"]


def test_a_bold_question_may_stand_in_the_paragraph_of_its_answer() -> None:
    html = f"<p><b>Why do you say so?</b><br>{STORY}</p>{ANSWER}" * 3
    assert of(html) == [*("question", "answer", "answer") * 3]
    assert told(f"{PARAGRAPHS}<p><b>One<br>two.</b></p>") == [("paragraph", "One two.")]


def test_two_bold_questions_are_subheads() -> None:
    html = f"{ANSWER}<p><b>Why?</b></p>{ANSWER}<p><b>How?</b></p>{ANSWER}"
    assert of(html) == ["paragraph", "subhead", "paragraph", "subhead", "paragraph"]


@pytest.mark.parametrize("language", by_language(file_beside(roles.__file__), "question labels"))
def test_labels_make_an_interview_in_every_language(language: str) -> None:
    path = file_beside(roles.__file__)
    for question, answer in zip(
        by_language(path, "question labels")[language],
        by_language(path, "answer labels")[language],
        strict=True,
    ):
        html = f"<p>{question}: Why?</p><p>{answer}: So.</p>{ANSWER}" * 2
        assert of(html) == ["question", "answer", "answer"] * 2


def test_one_labelled_paragraph_is_none() -> None:
    assert of(f"<p>A. First of all.</p>{ANSWER}<p>B. Second.</p><p>A: So.</p>") == ["paragraph"] * 4


def test_all_roles_of_elements_have_a_list_of_names() -> None:
    for role in (*roles.LEFT_OUT, Role.NOTE, Role.STANDFIRST, Role.QUESTION, Role.ANSWER):
        assert roles._names(role)


@pytest.mark.parametrize(
    "tag", ["ul><li>x", "blockquote>x", "p class=note>x", "b>x", "b", "div class=ad"]
)
def test_ten_thousand_elements_with_roles_do_not_crash(tag: str) -> None:
    times = (HTML_TAGS - 1) // (tag.count("<") + tag.count("><") + 1)
    close = "" if tag.endswith("x") else ">"
    assert isinstance(body_of(f"<{tag}{close}" * times + f"<p>{STORY}"), Body)


def test_nothing_is_asked_of_an_empty_article() -> None:
    assert interviews.blocks_of([]) == ()
    assert body_of("<h2>Only this</h2>") == Body()
