"""Which articles get no summary, and what of that a site may decide otherwise."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PAGE, SITE
from tests.unit.publisher_site import NOW, later
from widget.domain.article import Headline, Marks
from widget.domain.draft import Origin
from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import SHORT_TEXT_CHARACTERS, SITE_HOSTS
from widget.domain.site import Eligibility
from widget.domain.summary import Reason, Refusal, Summary, SummaryState
from widget.rules.eligibility import CAN_BE_ALLOWED, hidden_now, reason_against, still_holds
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from widget.bootstrap import Services

RULES = Eligibility()
HEADLINE = Headline("daily", PAGE, "A", "en", NOW, "f" * 32)
EXTRACT = Summary("f" * 32, Origin.EXTRACT, (), SummaryState.SHOWN, "x", 1, NOW)
WRITTEN = replace(EXTRACT, origin=Origin.NEWSROOM)


def against(url: str = PAGE, rules: Eligibility = RULES, **fields: Any) -> Reason | None:
    """Return what speaks against a summary of this article."""
    return reason_against(rules, replace(HEADLINE, url=url, **fields), NOW)


def excluding(*paths: str) -> Eligibility:
    """Return rules that exclude these paths."""
    return Eligibility(excluded_paths=paths)


def test_nothing_speaks_against_a_plain_article() -> None:
    assert against() is None
    assert against(section="City") is None


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ("opinion", Reason.OPINION),
        ("live", Reason.LIVE_BLOG),
        ("paywalled", Reason.PAYWALLED),
        ("noindex", Reason.NOINDEX),
    ],
)
def test_what_is_marked_is_refused_unless_the_site_allows_it(mark: str, reason: Reason) -> None:
    marks = Marks(**{mark: True})  # type: ignore[arg-type]
    assert against(marks=marks) is reason
    assert against(marks=marks, rules=Eligibility(allowed=frozenset({reason}))) is None
    others = frozenset(CAN_BE_ALLOWED) - {reason}
    assert against(marks=marks, rules=Eligibility(allowed=others)) is reason


def test_one_reason_that_is_allowed_does_not_hide_another() -> None:
    marks = Marks(opinion=True, paywalled=True)
    rules = Eligibility(allowed=frozenset({Reason.PAYWALLED}))
    assert against(marks=marks, rules=rules) is Reason.OPINION


def test_an_embargo_ends_by_time() -> None:
    headline = replace(HEADLINE, marks=Marks(embargoed_until=later(1)))
    assert reason_against(RULES, headline, NOW) is Reason.EMBARGOED
    assert reason_against(RULES, headline, later(0.99)) is Reason.EMBARGOED
    assert reason_against(RULES, headline, later(1)) is None


def test_an_embargo_cannot_be_allowed_away() -> None:
    marks = Marks(embargoed_until=later(1))
    rules = Eligibility(allowed=frozenset(Reason))
    assert against(marks=marks, rules=rules) is Reason.EMBARGOED


@pytest.mark.parametrize("section", ["Opinion", "OPINIÓN", "Meinung", "社説", "op-ed", "Мнения"])
def test_a_section_of_opinion_is_refused(section: str) -> None:
    assert against(section=section) is Reason.OPINION


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/opinion/bridge", Reason.OPINION),
        ("/2026/Opini%C3%B3n/puente", Reason.OPINION),
        ("/opinio%CC%81n/puente", Reason.OPINION),
        ("/commentisfree/2026/may/01/x", Reason.OPINION),
        ("/city/opinion", None),
        ("/city/a-matter-of-opinion", None),
        ("/opinions-differ/bridge", None),
        ("/live/election", Reason.LIVE_BLOG),
        ("/election/live", Reason.LIVE_BLOG),
        ("/sport/LiveBlog/x", Reason.LIVE_BLOG),
        ("/city/live-music-returns", None),
        ("/city/where-they-live", None),
        ("/?p=opinion", None),
        ("/", None),
    ],
)
def test_the_path_tells_opinion_and_live_blogs(path: str, reason: Reason | None) -> None:
    assert against(f"https://news.example{path}") is reason


@pytest.mark.parametrize("section", ["Sport", "SPORT", "sport"])
def test_sections_are_excluded_without_regard_to_case(section: str) -> None:
    rules = Eligibility(excluded_sections=("sPort", "Straße"))
    assert against(section=section, rules=rules) is Reason.EXCLUDED_SECTION
    assert against(section="STRASSE", rules=rules) is Reason.EXCLUDED_SECTION
    assert against(section="Sports", rules=rules) is None
    assert against(section=None, rules=rules) is None


@pytest.mark.parametrize(
    ("pattern", "path", "excluded"),
    [
        ("/sport/*", "/sport/a/b", True),
        ("/sport/*", "/sport/", True),
        ("/sport/*", "/sport", False),
        ("/sport/*", "/city/sport/a", False),
        ("*/sport/*", "/city/sport/a", True),
        ("*.html", "/a.html", True),
        ("*.html", "/a.html/b", False),
        ("/sport", "/sport", True),
        ("/sport", "/sports", False),
        ("/a*a", "/a", False),
        ("/a*a", "/aa", True),
        ("*", "/", True),
        ("/*/b/*/d", "/a/b/c/d", True),
        ("/*/b/*/d", "/a/b/d", False),
        ("/*bc*c", "/bc", False),
        ("/*bc*c", "/abcc", True),
        ("/a.c", "/abc", False),
        ("/[a-z]*", "/b", False),
        ("/stra%C3%9Fe/*", "/stra%c3%9fe/x", True),
        ("/straße/*", "/stra%C3%9Fe/x", True),
        ("/a\nb*", "/a%0Ab", True),
    ],
)
def test_paths_are_excluded_by_patterns(*, pattern: str, path: str, excluded: bool) -> None:
    found = against(f"https://news.example{path}", excluding(pattern))
    assert found is (Reason.EXCLUDED_URL if excluded else None)


def test_the_query_is_no_part_of_the_path() -> None:
    assert against("https://news.example/a?b=/sport/c", excluding("*/sport/*")) is None


@given(st.text("ab*", max_size=12), st.text("ab", max_size=12))
def test_a_pattern_means_what_an_expression_would(pattern: str, path: str) -> None:
    expression = ".*".join(re.escape(part) for part in f"/{pattern}".split("*"))
    meant = re.fullmatch(expression, f"/{path}") is not None
    found = against(f"https://news.example/{path}", excluding(f"/{pattern}"))
    assert (found is Reason.EXCLUDED_URL) is meant


@pytest.mark.parametrize(
    "pattern", ["*" * 200, "*a" * 100, "/" + "*a" * 99 + "b", "a*" * 99 + "*b"]
)
def test_no_pattern_and_no_path_make_the_decision_slow(pattern: str) -> None:
    # An expression with so many stars would not end before the sun does.
    paths = ("a" * 2_000, "ab" * 1_000, "a" * 1_999 + "c")
    rules = excluding(*[pattern] * SITE_HOSTS)
    decided = [against(f"https://news.example/{path}", rules) for path in paths]
    assert len(decided) == 3


@pytest.mark.parametrize("outcome", [None, EXTRACT, Refusal("f" * 32, Reason.TOO_SHORT, "x", NOW)])
def test_what_speaks_against_a_summary_hides_it_whatever_there_is(outcome: Any) -> None:
    headline = replace(HEADLINE, marks=Marks(opinion=True))
    assert hidden_now(RULES, headline, outcome, NOW) is Reason.OPINION


def test_what_the_newsroom_wrote_is_shown_but_not_before_an_embargo_ends() -> None:
    headline = replace(HEADLINE, section="Opinion", marks=Marks(paywalled=True))
    assert hidden_now(RULES, headline, WRITTEN, NOW) is None
    embargoed = replace(HEADLINE, marks=Marks(embargoed_until=later(1), opinion=True))
    assert hidden_now(RULES, embargoed, WRITTEN, NOW) is Reason.EMBARGOED
    assert hidden_now(RULES, embargoed, WRITTEN, later(1)) is None


def test_a_refusal_by_these_rules_holds_as_long_as_its_reason() -> None:
    opinion = replace(HEADLINE, marks=Marks(opinion=True))
    refusal = Refusal("f" * 32, Reason.OPINION, "x", NOW)
    assert still_holds(RULES, opinion, refusal, NOW)
    assert not still_holds(RULES, HEADLINE, refusal, NOW)
    assert still_holds(RULES, HEADLINE, replace(refusal, reason=Reason.TOO_SHORT), NOW)
    assert still_holds(RULES, HEADLINE, EXTRACT, NOW)


@pytest.mark.parametrize("reason", sorted(set(Reason) - set(CAN_BE_ALLOWED)))
def test_only_four_reasons_can_be_allowed(services: Services, reason: Reason) -> None:
    site = replace(SITE, eligibility=Eligibility(allowed=frozenset({reason})))
    with pytest.raises(InvalidField, match="allow: takes opinion, live-blog, paywalled, noindex"):
        manage.add_site(services.store, site, NOW)


@pytest.mark.parametrize(
    ("rules", "error"),
    [
        (excluding("/" + "x" * SHORT_TEXT_CHARACTERS), LimitExceeded),
        (excluding(*(f"/{number}" for number in range(SITE_HOSTS + 1))), LimitExceeded),
        (excluding("sport/*"), InvalidField),
        (Eligibility(excluded_sections=("x" * (SHORT_TEXT_CHARACTERS + 1),)), LimitExceeded),
        (Eligibility(excluded_sections=tuple(map(str, range(SITE_HOSTS + 1)))), LimitExceeded),
    ],
)
def test_rules_that_are_too_much_are_refused(
    services: Services, rules: Eligibility, error: type[Exception]
) -> None:
    with pytest.raises(error):
        manage.add_site(services.store, replace(SITE, eligibility=rules), NOW)


def test_rules_come_back_as_they_were_put(services: Services) -> None:
    rules = Eligibility(frozenset({Reason.OPINION, Reason.NOINDEX}), ("Sport",), ("/a/*", "*b"))
    manage.add_site(services.store, replace(SITE, eligibility=rules), NOW)
    (site,) = manage.sites(services.store)
    assert site.eligibility == rules
