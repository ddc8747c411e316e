"""What a panel of an article at its own address is made of, in one query.

The statement is portable SQL, and one statement reads one state; ``store/direct`` runs it for
SQLite.
"""

from __future__ import annotations

from collections import namedtuple
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, bindparam, case, func, or_, select, tuple_

from widget.domain.article import Neighbour, Neighbours
from widget.domain.panel import Glance
from widget.store import queries, rows, site_rows
from widget.store.tables import articles, outcomes, sites

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.sql.elements import ColumnElement
    from sqlalchemy.sql.selectable import ScalarSelect

    from widget.domain.site import Site

_SITES: Final = tuple(sites.c)
_READING: Final = queries.READING_COLUMNS
_KNOWN_SITES: Final = 64
"""Sites of which what their rows say is remembered, by all that stands in the row."""
_previous, _next = articles.alias("previous"), articles.alias("following")
_place = tuple_(articles.c.published_at, articles.c.listed_at, articles.c.id)


def _beside(*, before: bool) -> ColumnElement[Any]:
    """Return the id of the neighbour on this side, within the section where the site says so."""
    in_section = _nearest(articles.alias(), before=before, in_section=True)
    anywhere = _nearest(articles.alias(), before=before, in_section=False)
    return case((sites.c.same_section == queries.ONE, in_section), else_=anywhere)


def _nearest(other: Any, *, before: bool, in_section: bool) -> ScalarSelect[Any]:
    order = [other.c.published_at, other.c.listed_at, other.c.id]
    its_place = tuple_(*order)
    conditions = [
        other.c.site_key == articles.c.site_key,
        other.c.language == articles.c.language,
        other.c.withdrawn_at.is_(None),
        other.c.vouched == queries.ONE,
        or_(other.c.embargoed_until.is_(None), other.c.embargoed_until <= bindparam("now")),
        its_place < _place if before else its_place > _place,
    ]
    if in_section:
        conditions.append(other.c.section == articles.c.section)
    return (
        select(other.c.id)
        .where(and_(*conditions))
        .order_by(*(each.desc() if before else each for each in order))
        .limit(queries.ONE)
        .correlate(articles)
        .scalar_subquery()
    )


_soonest = articles.alias("soonest")
_embargo_ends = (
    select(func.min(_soonest.c.embargoed_until))
    .where(_soonest.c.site_key == sites.c.key, _soonest.c.embargoed_until > bindparam("now"))
    .correlate(sites)
    .scalar_subquery()
    .label("embargo_ends")
)

GLANCE: Final = (
    select(
        *_SITES,
        *_READING,
        *(each.c[name] for each in (_previous, _next) for name in ("title", "url", "image")),
        _embargo_ends,
    )
    .select_from(
        sites.join(articles, articles.c.site_key == sites.c.key)
        .outerjoin(outcomes, queries.OF_ARTICLE_AS_IT_IS)
        .outerjoin(_previous, _previous.c.id == _beside(before=True))
        .outerjoin(_next, _next.c.id == _beside(before=False))
    )
    .where(articles.c.site_key == bindparam("site_key"), articles.c.url == bindparam("url"))
    .order_by(*queries.BEST_OUTCOME_FIRST)
    .limit(queries.ONE)
)
"""Takes site_key, url and now; ``glance_of`` reads its row."""


def _row_of(columns: Iterable[ColumnElement[Any]]) -> Any:
    return namedtuple("_row", [column.key or "" for column in columns])


_SiteRow, _ReadingRow = _row_of(_SITES), _row_of(_READING)
_OF_READING: Final = slice(len(_SITES), len(_SITES) + len(_READING))


def glance_of(row: Sequence[Any]) -> Glance:
    """Return what stands in a row of ``GLANCE``."""
    *beside, ends = row[_OF_READING.stop :]
    return Glance(
        _site(tuple(row[: len(_SITES)])),
        rows.reading_of(_ReadingRow(*row[_OF_READING])),
        Neighbours(_neighbour(*beside[:3]), _neighbour(*beside[3:])),
        rows.optional_moment(ends),
    )


def _neighbour(title: str | None, url: str | None, image: str | None) -> Neighbour | None:
    return None if title is None else Neighbour(title, url, image)


@lru_cache(maxsize=_KNOWN_SITES)
def _site(row: tuple[Any, ...]) -> Site:
    return site_rows.site_of(_SiteRow(*row))
