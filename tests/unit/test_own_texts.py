"""What a site may say in its own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE
from widget.bootstrap import now
from widget.domain.errors import InvalidField, LimitExceeded
from widget.translations import checked, replaceable
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from widget.bootstrap import Services


@pytest.mark.parametrize(
    ("key", "text", "kept"),
    [
        ("hide", "  Close it ", "Close it"),
        ("hide", "<b>100 %</b>", "<b>100 %</b>"),
        ("reading-time", "%(article)s become %(summary)s", "%(article)s become %(summary)s"),
        ("button-end", "In short", "In short"),
        ("button-end", "%(number)s things", "%(number)s things"),
        ("hide", "x" * 200, "x" * 200),
    ],
)
def test_a_text_is_kept_as_one_line(key: str, text: str, kept: str) -> None:
    assert checked(key, text) == kept


@pytest.mark.parametrize(
    ("key", "text", "cure"),
    [
        ("hidden", "Close it", "`widget sites texts` lists the keys"),
        ("loading", "Wait", "`widget sites texts` lists the keys"),
        ("hide", "", "one line"),
        ("hide", "Close\nit", "one line"),
        ("hide", "Close\u2028it", "one line"),
        ("hide", "Close %(number)s", "none"),
        ("passage", "Show it", r"%\(number\)s"),
        ("passage", "Show %(numbr)s", r"%\(number\)s"),
        ("passage", "Show %(number)s %(number)d", r"%\(number\)s"),
        ("reading-time", "%(summary)s", r"%\(article\)s and %\(summary\)s"),
        ("button-end", "%(points)s things", r"%\(number\)s"),
    ],
)
def test_a_text_that_would_not_work_is_refused_with_the_cure(
    key: str, text: str, cure: str
) -> None:
    with pytest.raises(InvalidField, match=cure):
        checked(key, text)


def test_a_text_of_more_than_200_characters_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        checked("hide", "x" * 201)


def test_a_site_keeps_its_texts_and_refuses_wrong_ones(services: Services) -> None:
    manage.add_site(services.store, replace(SITE, texts={"hide": " Shut "}), now())
    assert read_panel.site_of(services.store, "daily").texts == {"hide": "Shut"}
    with pytest.raises(InvalidField):
        manage.change_site(services.store, replace(SITE, texts={"nothing": "x"}), now())
    assert read_panel.site_of(services.store, "daily").texts == {"hide": "Shut"}


def test_every_english_text_could_stand_as_a_sites_own() -> None:
    for key, known in replaceable().items():
        assert checked(key, known.english[-1]) == known.english[-1]
