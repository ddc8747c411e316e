"""A panel out of a mould is what its template prints, whatever it is filled with."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PAGE, SITE
from widget.bootstrap import now
from widget.domain.article import Headline, Neighbour, Neighbours
from widget.domain.draft import Origin, Passage
from widget.domain.panel import Ready
from widget.domain.summary import Form, Point, Summary, SummaryState
from widget.rules.sanitize import POLICY, clean
from widget.web import moulds, presenter
from widget.web.moulds import Moulds

if TYPE_CHECKING:
    from flask import Flask

    from widget.domain.site import Site

TEXTS = st.text(st.sampled_from("ab%s {}<>&\"'\\\n\u202eé-0123;"), min_size=1, max_size=12)
NEIGHBOURS = st.none() | st.builds(
    Neighbour, TEXTS, st.none() | TEXTS.map(f"{PAGE}/".__add__), st.none() | TEXTS
)
POINTS = st.builds(
    Point, TEXTS.map(clean), st.none() | TEXTS.map(lambda quote: Passage(0, len(quote), quote))
)
OWN_TEXTS = st.sampled_from(
    ({}, {"title": "100 % <b>short</b>"}, {"origin-newsroom": "We 'wrote' it & \"meant\" it"})
)


@st.composite
def panels(draw: st.DrawFn) -> tuple[Ready, Site]:
    language = draw(st.sampled_from(("en", "de", "ar", "ja", "tlh", "pt-BR")))
    headline = Headline(SITE.key, PAGE + draw(TEXTS), draw(TEXTS), language, now(), "f")
    points = tuple(draw(st.lists(POINTS, min_size=1, max_size=4)))
    origin = draw(st.sampled_from(list(Origin)))
    summary = Summary("f", origin, points, SummaryState.SHOWN, "test", POLICY, now())
    around = Neighbours(draw(NEIGHBOURS), draw(NEIGHBOURS))
    words, form = draw(st.sampled_from((10, 2_000))), draw(st.sampled_from(list(Form)))
    site = replace(SITE, language=draw(st.sampled_from(("en", "he"))), texts=draw(OWN_TEXTS))
    return Ready(headline, summary, around, words, form), site


@pytest.fixture(scope="module")
def known() -> list[Moulds]:
    """Return where the moulds are kept, so that examples share them."""
    return []


@given(panels())
def test_it_is_what_the_template_prints(
    shared_app: Flask, known: list[Moulds], made: tuple[Ready, Site]
) -> None:
    panel, site = made
    if not known:
        known.append(Moulds(shared_app.jinja_env))
    with shared_app.app_context():
        shown = presenter.shown(panel, site, panel.headline.url)
    by_template = shared_app.jinja_env.get_template(shown.template).render(shown.context)
    assert known[0].printed(panel, site) == by_template


def test_the_template_is_printed_once_for_all_panels_of_a_shape(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = list[str]()

    class Noted(moulds.Mould):
        def __init__(self, text: str) -> None:
            printed.append(text)
            super().__init__(text)

    monkeypatch.setattr(moulds, "Mould", Noted)
    kept = Moulds(app.jinja_env)
    for number in range(5):
        kept.printed(ready(f"Story {number}", f"The {number} ships left."), SITE)
    assert len(printed) == 1
    kept.printed(ready("Story", "Two ships left."), replace(SITE, texts={"title": "In short"}))
    assert len(printed) == 2


def test_no_value_is_taken_for_the_place_of_another(app: Flask) -> None:
    [mark] = set(re.findall(r"^[0-9a-f]+(?=-)", moulds._MARK.pattern))
    said = Moulds(app.jinja_env).printed(ready(f"{mark}-0;", f"Ship {mark}-1; left %s."), SITE)
    assert f">{mark}-0;</a>" in said
    assert f">Ship {mark}-1; left %s.</span>" in said


def ready(title: str, text: str) -> Ready:
    """Return a panel with one point and a neighbour of this title."""
    headline = Headline(SITE.key, PAGE, "Title", "en", now(), "f")
    points = (Point(clean(text), Passage(0, len(text), f"{text} Then it rained.")),)
    summary = Summary("f", Origin.EXTRACT, points, SummaryState.SHOWN, "test", POLICY, now())
    return Ready(headline, summary, Neighbours(Neighbour(title, PAGE)), 100)
