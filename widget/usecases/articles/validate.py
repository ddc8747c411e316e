"""From a manuscript to an article: every field validated once, as its policy says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from widget.domain.article import (
    MARKS,
    Article,
    Headline,
    Neighbour,
    Neighbours,
    Precision,
    fingerprint_of,
)
from widget.domain.errors import InvalidField
from widget.domain.limits import ALIASES, SHORT_TEXT_CHARACTERS, TITLE_CHARACTERS
from widget.domain.summary import Reason
from widget.rules import fields, urls
from widget.usecases.articles.lookup import require_own
from widget.usecases.articles.policies import Limit

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Manuscript, Marks
    from widget.domain.ports import Articles
    from widget.domain.site import Site
    from widget.usecases.articles.policies import Policy


_EXACTNESS: Final = {precision: number for number, precision in enumerate(Precision)}
_ALIASES: Final = Limit("aliases", ALIASES, "URLs")


@dataclass(frozen=True, slots=True)
class ValidArticle:
    """A manuscript that was validated: the article, the newsroom's own points, its aliases."""

    article: Article
    details: Manuscript
    """What the manuscript itself says of the article, validated; see ``details``."""
    written: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def validate(view: Articles, site: Site, manuscript: Manuscript, policy: Policy) -> ValidArticle:
    """Return the manuscript as an article of this site.

    Address, title and text are always required; what becomes of other values that are wrong is
    the policy's to say. Raises ForeignUrl, InvalidField, LimitExceeded and StoreUnavailable.
    """
    url = _own_url(site, manuscript.url)
    valid = details(site, manuscript, policy)
    if valid.title is None:
        raise InvalidField("title", "is missing; every article has a title.")
    text, roles = fields.body(manuscript)
    published_at, precision = _published(view, (site.key, url), valid, policy)
    headline = Headline(
        site_key=site.key,
        url=url,
        title=valid.title,
        language=valid.language or site.language,
        published_at=published_at,
        fingerprint=fingerprint_of(valid.title, text),
        section=valid.section,
        author=valid.author,
        image=valid.image,
        modified_at=valid.modified_at,
        declared=valid.neighbours,
        marks=valid.marks,
        ingested=policy.ingested,
        published_precision=precision,
        vouched=not valid.marks.noindex or Reason.NOINDEX in site.eligibility.allowed,
    )
    written = tuple(point for point in manuscript.summary if point.strip())
    aliases = tuple(alias for alias in valid.aliases if alias != url)
    return ValidArticle(Article(headline, text, roles), valid, written, aliases)


def details(site: Site, manuscript: Manuscript, policy: Policy) -> Manuscript:
    """Return the manuscript with all but its address, its text and its summary validated.

    Raises ForeignUrl, InvalidField and LimitExceeded, where the policy does.
    """
    return replace(
        dated(manuscript, policy),
        title=policy.line(manuscript.title, "title", TITLE_CHARACTERS),
        section=policy.section(manuscript.section),
        author=policy.line(manuscript.author, "author", SHORT_TEXT_CHARACTERS),
        language=policy.value(fields.language, manuscript.language),
        image=policy.value(partial(urls.public_link, field="image"), manuscript.image or None),
        neighbours=_neighbours(policy, manuscript.neighbours),
        marks=_marks(policy, manuscript.marks),
        aliases=_aliases(site, policy, manuscript.aliases),
    )


def filled(manuscript: Manuscript, listed: Manuscript) -> Manuscript:
    """Return what a page says of an article, its gaps filled by what the listing says of it.

    A mark that either of the two has counts, and the publish time that is known more exactly.
    """
    names = ["title", "modified_at", "section", "language", "author", "image"]
    listed_at = listed.published_at is not None and (
        manuscript.published_at is None
        or _is_finer(listed.published_precision, manuscript.published_precision)
    )
    if listed_at:
        manuscript = replace(
            manuscript,
            published_at=listed.published_at,
            published_precision=listed.published_precision,
        )
    gaps: dict[str, Any] = {
        name: getattr(listed, name) for name in names if getattr(manuscript, name) is None
    }
    flags: dict[str, Any] = {
        name: getattr(manuscript.marks, name) or getattr(listed.marks, name) for name in MARKS
    }
    return replace(manuscript, **gaps, marks=replace(manuscript.marks, **flags))


def _own_url(site: Site, url: str | None) -> str:
    if not url:
        raise InvalidField(
            "url", "is missing; give the address of the article's page (--url for a file)."
        )
    canonical = urls.canonical(url)
    require_own(site, canonical)
    return canonical


def _published(
    view: Articles, key: tuple[str, str], valid: Manuscript, policy: Policy
) -> tuple[datetime, Precision]:
    """Return the publish time and how exactly it is known.

    What is ingested does not replace a time that is known more exactly. Without any it is that of
    the first edition, else when what is ingested was modified, else now.
    """
    told, precision = valid.published_at, valid.published_precision
    if told is not None and (precision is Precision.MINUTE or not policy.ingested):
        return told, precision
    reading = view.reading(*key)
    if reading is None:
        guessed = (valid.modified_at if policy.ingested else None) or policy.now
        return (told, precision) if told else (guessed, Precision.GUESSED)
    known = reading.headline
    if told is not None and not _is_finer(known.published_precision, precision):
        return told, precision
    return known.published_at, known.published_precision


def _is_finer(one: Precision, other: Precision) -> bool:
    return _EXACTNESS[one] > _EXACTNESS[other]


def dated(manuscript: Manuscript, policy: Policy) -> Manuscript:
    """Return the manuscript with its times validated, without those that the policy disbelieves.

    Raises InvalidField, where the policy does.
    """
    return replace(
        manuscript,
        published_at=_time(policy, "published_at", manuscript.published_at),
        modified_at=_time(policy, "modified_at", manuscript.modified_at),
    )


def _time(policy: Policy, field: str, sent: datetime | None) -> datetime | None:
    # The rule passes a missing time through, so what it answers may be None twice over.
    return policy.believed(policy.value(partial(fields.utc, field=field), sent))


def _marks(policy: Policy, sent: Marks) -> Marks:
    until = policy.value(partial(fields.utc, field="embargoed_until"), sent.embargoed_until)
    return replace(sent, embargoed_until=until)


def _aliases(site: Site, policy: Policy, sent: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(policy.several(partial(_own_url, site), sent, _ALIASES)))


def _neighbours(policy: Policy, sent: Neighbours) -> Neighbours:
    return Neighbours(
        previous=policy.value(partial(_neighbour, policy, "previous"), sent.previous),
        next=policy.value(partial(_neighbour, policy, "next"), sent.next),
    )


def _neighbour(policy: Policy, field: str, sent: Neighbour) -> Neighbour:
    title = policy.line(sent.title, f"{field}.title", TITLE_CHARACTERS)
    if title is None:
        raise InvalidField(f"{field}.title", "is empty; leave the neighbour out or name it.")
    url = urls.public_link(sent.url, f"{field}.url") if sent.url else None
    return Neighbour(title, url)
