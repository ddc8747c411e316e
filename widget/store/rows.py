"""Converts rows to the types of the domain, and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from widget.domain.article import (
    MARKS,
    Article,
    Headline,
    Lead,
    Marks,
    Neighbour,
    Neighbours,
    Precision,
)
from widget.domain.draft import Origin, Passage
from widget.domain.errors import InvalidField
from widget.domain.summary import (
    KeptOutcome,
    Outcome,
    Point,
    PointFacts,
    Reading,
    Reason,
    Refusal,
    Summary,
    SummaryState,
)
from widget.rules import point_facts, sanitize
from widget.rules.sanitize import stored
from widget.rules.words import article_words
from widget.store.roles import coded, decoded
from widget.store.tables import REFUSAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Row

    from widget.domain.summary import CleanHtml

    AnyRow = Row[*tuple[Any, ...]]

Values = dict[str, str | int | None]
"""Column names and what a statement binds to them."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FIRST = datetime.min.replace(tzinfo=UTC) - _EPOCH
_LAST = datetime.max.replace(tzinfo=UTC) - _EPOCH


def storable(values: Mapping[str, str | int | None]) -> Mapping[str, str | int | None]:
    """Return the values; raise InvalidField, naming it, for text that no database can keep."""
    for name, value in values.items():
        if isinstance(value, str):
            _check_text(name, value)
    return values


def storable_texts(name: str, texts: Sequence[str]) -> list[str]:
    """Return the texts; raise InvalidField, naming them so, for one that no database can keep."""
    for text in texts:
        _check_text(name, text)
    return list(texts)


def microseconds(moment: datetime, field: str) -> int:
    """Return an aware time as microseconds since 1970 in UTC.

    Raises InvalidField for a naive one, and for one outside of the years 1 to 9999 in UTC.
    """
    if moment.utcoffset() is None:
        raise InvalidField(field, "has no time zone; end it with Z or an offset such as +01:00.")
    since = moment - _EPOCH
    if not _FIRST <= since <= _LAST:
        raise InvalidField(field, "is out of range; give the real date.")
    return since // _MICROSECOND


def moment(value: int) -> datetime:
    """Return the aware UTC time of so many microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=value)


def article_values(article: Article) -> Values:
    """Return the columns of the publisher's values, without the store's own times."""
    headline = article.headline
    previous, following = headline.declared.previous, headline.declared.next
    return {
        "site_key": headline.site_key,
        "url": headline.url,
        "title": headline.title,
        "language": headline.language,
        "published_at": microseconds(headline.published_at, "published_at"),
        "fingerprint": headline.fingerprint,
        "section": headline.section,
        "author": headline.author,
        "image": headline.image,
        "modified_at": optional_microseconds(headline.modified_at, "modified_at"),
        "previous_title": previous.title if previous else None,
        "previous_url": previous.url if previous else None,
        "next_title": following.title if following else None,
        "next_url": following.url if following else None,
        "marks": " ".join(name for name in MARKS if getattr(headline.marks, name)),
        "embargoed_until": optional_microseconds(headline.marks.embargoed_until, "embargoed_until"),
        "ingested": int(headline.ingested),
        "published_precision": headline.published_precision.value,
        "vouched": int(headline.vouched),
        "words": article_words(article),
        "roles": coded(article.roles),
        "text": article.text,
    }


def headline_of(row: AnyRow) -> Headline:
    """Return the headline in a row of ``articles``, which may lack text and roles."""
    return Headline(
        site_key=row.site_key,
        url=row.url,
        title=row.title,
        language=row.language,
        published_at=moment(row.published_at),
        fingerprint=row.fingerprint,
        section=row.section,
        author=row.author,
        image=row.image,
        modified_at=optional_moment(row.modified_at),
        declared=Neighbours(
            previous=_neighbour(row.previous_title, row.previous_url),
            next=_neighbour(row.next_title, row.next_url),
        ),
        marks=_marks(row),
        ingested=bool(row.ingested),
        withdrawn_at=optional_moment(row.withdrawn_at),
        published_precision=Precision(row.published_precision),
        vouched=bool(row.vouched),
    )


def lead_of(row: AnyRow) -> Lead:
    """Return the article that an address leads to, in a row of ``LEADS``."""
    return Lead(
        address=row.address,
        url=row.url,
        title=row.title,
        ingested=bool(row.ingested),
        withdrawn_at=optional_moment(row.withdrawn_at),
        embargoed_until=optional_moment(row.embargoed_until),
        image=row.image,
        vouched=bool(row.vouched),
    )


def article_of(row: AnyRow) -> Article:
    """Return the article in a row of ``articles``."""
    return Article(headline_of(row), row.text, decoded(row.roles))


def reading_of(row: AnyRow) -> Reading:
    """Return the headline and, if the row has one, the outcome joined to it."""
    outcome = _outcome(row) if row.origin is not None else None
    return Reading(headline_of(row), outcome, row.words)


def kept_outcome_of(row: AnyRow) -> KeptOutcome:
    """Return the outcome in a row of ``outcomes``, and when it was superseded."""
    return KeptOutcome(_outcome(row), optional_moment(row.superseded_at), decoded(row.roles))


def outcome_values(outcome: Outcome) -> Values:
    """Return the columns of a summary or a refusal, without the article they belong to."""
    values: Values = {
        "fingerprint": outcome.fingerprint,
        "summarizer": outcome.summarizer,
        "made_at": microseconds(outcome.made_at, "made_at"),
        "origin": REFUSAL,
        "state": REFUSAL,
        "points": None,
        "reason": None,
        "policy": None,
    }
    if isinstance(outcome, Refusal):
        return values | {"reason": outcome.reason.value}
    return values | {
        "origin": outcome.origin.value,
        "state": outcome.state.value,
        "points": _json([_point_values(point) for point in outcome.points]),
        "policy": outcome.policy,
    }


def _outcome(row: AnyRow) -> Outcome:
    if row.origin == REFUSAL:
        return Refusal(row.fingerprint, Reason(row.reason), row.summarizer, moment(row.made_at))
    return Summary(
        fingerprint=row.fingerprint,
        origin=Origin(row.origin),
        points=tuple(_point(entry, row.policy) for entry in json.loads(row.points)),
        state=SummaryState(row.state),
        summarizer=row.summarizer,
        policy=row.policy,
        made_at=moment(row.made_at),
    )


def _point_values(point: Point) -> dict[str, Any]:
    facts = [point_facts.EDITION, *point_facts.reckoned(point)]
    values: dict[str, Any] = {"markup": point.content.markup, "facts": facts}
    if point.source is not None:
        source = point.source
        values |= {"start": source.start, "end": source.end, "quote": source.quote}
    return values


def _point(entry: dict[str, Any], policy: int) -> Point:
    content: CleanHtml = stored(entry["markup"], policy)
    edition, *facts = entry.get("facts", (None,))
    # What another version has reckoned, or of other markup, is reckoned anew by who asks.
    known = edition == point_facts.EDITION and policy == sanitize.POLICY
    passage = Passage(entry["start"], entry["end"], entry["quote"]) if "quote" in entry else None
    return Point(content, passage, PointFacts(*facts) if known else None)


def _marks(row: AnyRow) -> Marks:
    words = row.marks.split()
    flags = {name: name in words for name in MARKS}
    return Marks(**flags, embargoed_until=optional_moment(row.embargoed_until))


def _neighbour(title: str | None, url: str | None) -> Neighbour | None:
    return None if title is None else Neighbour(title, url)


def optional_microseconds(moment: datetime | None, field: str) -> int | None:
    """Return ``microseconds`` of a time that may be missing."""
    return None if moment is None else microseconds(moment, field)


def optional_moment(value: int | None) -> datetime | None:
    """Return ``moment`` of a column that may be empty."""
    return None if value is None else moment(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _check_text(name: str, value: str) -> None:
    if "\x00" in value:
        raise InvalidField(name, "has a NUL character (U+0000); send it without.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InvalidField(
            name,
            f"has half a character (a lone surrogate, U+{ord(value[error.start]):04X}) "
            f"at position {error.start}; send whole Unicode characters.",
        ) from None
