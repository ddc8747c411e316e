"""From a manuscript to an edition of an article: every field checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from widget.domain.article import MARKS, Article, Headline, Neighbour, Neighbours, fingerprint_of
from widget.domain.errors import InvalidField, LimitExceeded, WidgetError
from widget.domain.limits import ALIASES, SHORT_TEXT_CHARACTERS, TITLE_CHARACTERS
from widget.rules import fields, text, urls
from widget.rules.sections import section_of
from widget.usecases.articles.lookup import require_own

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from widget.domain.article import Manuscript, Marks
    from widget.domain.ports import View
    from widget.domain.site import Site

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edition:
    """A manuscript that was checked: the article, the newsroom's own points, further addresses."""

    article: Article
    written: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def checked(view: View, site: Site, manuscript: Manuscript, now: datetime) -> Edition:
    """Return the manuscript as an edition of an article of this site.

    Raises ForeignUrl, InvalidField and LimitExceeded.
    """
    url = _own_url(site, manuscript.url)
    title = fields.one_line(manuscript.title, "title", TITLE_CHARACTERS)
    if title is None:
        raise InvalidField("title", "is missing; every article has a title.")
    body = fields.paragraphs(manuscript.text, "text")
    headline = Headline(
        site_key=site.key,
        url=url,
        title=title,
        language=fields.language(manuscript.language) or site.language,
        published_at=_published_at(view, site.key, url, manuscript, now),
        fingerprint=fingerprint_of(title, body),
        section=fields.section(manuscript.section, "section"),
        author=fields.one_line(manuscript.author, "author", SHORT_TEXT_CHARACTERS),
        image=urls.public_link(manuscript.image, "image") if manuscript.image else None,
        modified_at=fields.utc(manuscript.modified_at, "modified_at"),
        declared=_declared(manuscript.neighbours),
        marks=_marks(manuscript.marks),
    )
    written = tuple(point for point in manuscript.summary if point.strip())
    return Edition(Article(headline, body), written, _aliases(site, url, manuscript.aliases))


def _marks(sent: Marks) -> Marks:
    return replace(sent, embargoed_until=fields.utc(sent.embargoed_until, "embargoed_until"))


def _aliases(site: Site, url: str, sent: tuple[str, ...]) -> tuple[str, ...]:
    if len(sent) > ALIASES:
        raise LimitExceeded("aliases", ALIASES, len(sent), "URLs")
    own = (_own_url(site, alias) for alias in sent)
    return tuple(dict.fromkeys(alias for alias in own if alias != url))


def filled(manuscript: Manuscript, told: Manuscript) -> Manuscript:
    """Return what a page says of an article, its gaps filled by what the listing says of it.

    A mark that either of the two has counts.
    """
    names = ("title", "published_at", "modified_at", "section", "language", "author", "image")
    gaps: dict[str, Any] = {
        name: getattr(told, name) for name in names if getattr(manuscript, name) is None
    }
    flags: dict[str, Any] = {
        name: getattr(manuscript.marks, name) or getattr(told.marks, name) for name in MARKS
    }
    return replace(manuscript, **gaps, marks=replace(manuscript.marks, **flags))


def trimmed(site: Site, manuscript: Manuscript) -> Manuscript:
    """Return what was gathered so that only its URL, title and text can still be refused.

    Other values that are wrong are left out, lines that are too long are cut: nobody could be
    told to mend them. A page speaks for itself: it brings no summary of the newsroom.
    """
    language, published = manuscript.language, manuscript.published_at
    return replace(
        manuscript,
        title=_cut(manuscript.title, TITLE_CHARACTERS),
        section=section_of((manuscript.section,)),
        author=_cut(manuscript.author, SHORT_TEXT_CHARACTERS),
        language=_or_none(lambda: fields.language(language)),
        published_at=_or_none(lambda: fields.utc(published, "published_at")),
        modified_at=_or_none(lambda: fields.utc(manuscript.modified_at, "modified_at")),
        image=_link_or_none(manuscript.image),
        neighbours=Neighbours(
            _trimmed_neighbour(manuscript.neighbours.previous),
            _trimmed_neighbour(manuscript.neighbours.next),
        ),
        summary=(),
        aliases=_own_aliases(site, manuscript),
    )


def _own_aliases(site: Site, manuscript: Manuscript) -> tuple[str, ...]:
    found = (_or_none(lambda a=alias: _own_url(site, a)) for alias in manuscript.aliases)  # type: ignore[misc]
    return tuple(dict.fromkeys(alias for alias in found if alias))[:ALIASES]


def _trimmed_neighbour(neighbour: Neighbour | None) -> Neighbour | None:
    if neighbour is None:
        return None
    title, url = _cut(neighbour.title, TITLE_CHARACTERS), _link_or_none(neighbour.url)
    return Neighbour(title, url) if title and url else None


def _link_or_none(url: str | None) -> str | None:
    return _or_none(lambda: urls.public_link(url or "", "link"))


def _cut(value: str | None, limit: int) -> str | None:
    """Return one printable line, its end left out at a space where it is too long."""
    return text.cut(text.line((value or "")[: 4 * limit]), limit) or None


def _or_none(check: Callable[[], T]) -> T | None:
    try:
        return check()
    except WidgetError:
        return None


def _own_url(site: Site, url: str | None) -> str:
    if not url:
        raise InvalidField(
            "url", "is missing; give the address of the article's page (--url for a file)."
        )
    canonical = urls.canonical(url)
    require_own(site, canonical)
    return canonical


def _published_at(
    view: View, site_key: str, url: str, manuscript: Manuscript, now: datetime
) -> datetime:
    stated = fields.utc(manuscript.published_at, "published_at")
    if stated is not None:
        return stated
    known = view.article(site_key, url)
    return known.headline.published_at if known else now


def _declared(sent: Neighbours) -> Neighbours:
    return Neighbours(
        previous=_neighbour("previous", sent.previous), next=_neighbour("next", sent.next)
    )


def _neighbour(field: str, sent: Neighbour | None) -> Neighbour | None:
    if sent is None:
        return None
    title = fields.one_line(sent.title, f"{field}.title", TITLE_CHARACTERS)
    if title is None:
        raise InvalidField(f"{field}.title", "is empty; leave the neighbour out or name it.")
    url = urls.public_link(sent.url, f"{field}.url") if sent.url else None
    return Neighbour(title, url)
