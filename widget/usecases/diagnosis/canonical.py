"""Checks the canonical link: whether it names the article that the widget asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.diagnosis import CheckName
from widget.rules import embed_link, urls
from widget.rules.embed_link import NamedBy
from widget.usecases.diagnosis.examination import fine, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.diagnosis import Check
    from widget.usecases.diagnosis.examination import Examination

_CANONICAL: Final = CheckName.CANONICAL


def checks(exam: Examination) -> Iterator[Check]:
    """Yield what is found of the page's canonical link."""
    found, count = exam.embed.canonical, exam.embed.canonical_count
    if count > 1:
        yield warning(
            _CANONICAL,
            "canonical",
            f"The page has {count:,} canonical links; browsers take the first.",
            "Keep one.",
        )
    key = embed_link.key_of(found) if found else None
    if found is None or key is None:
        yield _none(exam, count)
    elif exam.site and not urls.belongs(key, exam.site.page_hosts):
        yield warning(
            _CANONICAL,
            "canonical",
            f"The canonical link names another host: {found}",
            f"Let it name a page of {', '.join(exam.site.page_hosts)}.",
        )
    else:
        yield _compared(exam, key)


def _none(exam: Examination, count: int) -> Check:
    what = "The canonical link is no address" if count else "There is no canonical link"
    if all(one.by in {NamedBy.LINK, NamedBy.ATTRIBUTE} for one in exam.articles()):
        return fine(_CANONICAL, f"{what}; no widget needs one here.")
    return warning(
        _CANONICAL,
        "canonical",
        f"{what}, so the page's own address counts, with whatever parameters it has.",
        f'<link rel="canonical" href="{exam.page.url}">',
    )


def _compared(exam: Examination, key: str) -> Check:
    asked = {each for one in exam.articles() if (each := embed_link.key_of(one.url))}
    if asked == {key}:
        return fine(_CANONICAL, f"{key}, which is what the widget asks for.")
    if asked:
        others = ", ".join(sorted(asked))
        return warning(
            _CANONICAL,
            "canonical",
            f"The canonical link is {key}; the widgets ask for {others}.",
            "Let both name the article's own address.",
        )
    if key == embed_link.key_of(exam.page.url):
        return fine(_CANONICAL, f"{key}, the page's own address.")
    return warning(_CANONICAL, "canonical", f"The canonical link names another page: {key}")
