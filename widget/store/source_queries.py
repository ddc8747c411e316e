"""The statements for sources and sightings: portable SQL, built once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, delete, exists, func, insert, or_, select, tuple_, update

from widget.store.tables import aliases, articles, sightings, sources

if TYPE_CHECKING:
    from sqlalchemy.sql.elements import ColumnElement

_site_key: ColumnElement[Any] = bindparam("site_key")
_limit: ColumnElement[int] = bindparam("limit")

SOURCES = select(sources).order_by(sources.c.site_key, sources.c.url)
SOURCE = select(sources).where(sources.c.site_key == _site_key, sources.c.url == bindparam("url"))
INSERT_SOURCE = insert(sources)
UPDATE_SOURCE = update(sources).where(
    sources.c.site_key == bindparam("its_site_key"), sources.c.url == bindparam("its_url")
)
DROP_SOURCE = delete(sources).where(
    sources.c.site_key == _site_key, sources.c.url == bindparam("url")
)

_of_site = sightings.c.site_key == _site_key
_due = sightings.c.due_at <= bindparam("now")
_unlisted = sightings.c.source_url.is_(None)

SIGHTING = select(sightings).where(_of_site, sightings.c.url == bindparam("url"))
STAMPS = select(sightings.c.url, sightings.c.stamp).where(
    _of_site, sightings.c.url.in_(bindparam("urls", expanding=True))
)
PROBLEMS = (
    select(sightings)
    .where(_of_site, sightings.c.problem.is_not(None))
    .order_by(sightings.c.looked_at.desc())
    .limit(_limit)
)
PRESSES = (
    select(func.count())
    .select_from(sightings)
    .where(_of_site, sightings.c.pressed_at >= bindparam("since"))
)
FIRST_PRESSES = PRESSES.where(sightings.c.seen_at >= bindparam("since"))
DUE = select(sightings).where(_due).order_by(sightings.c.due_at).limit(_limit)
DUE_OF_SITE = DUE.where(_of_site)
COUNT_DUE = select(func.count()).select_from(sightings).where(_of_site, _due)
INSERT_SIGHTING = insert(sightings)
UPDATE_SIGHTING = update(sightings).where(
    sightings.c.site_key == bindparam("its_site_key"), sightings.c.url == bindparam("its_url")
)
DROP_PRESSED = delete(sightings).where(_of_site, _unlisted, sightings.c.url == bindparam("url"))

_is_article = exists().where(
    articles.c.site_key == sightings.c.site_key, articles.c.url == sightings.c.url
)
_forgotten = and_(
    _unlisted,
    sightings.c.due_at.is_(None),
    sightings.c.looked_at < bindparam("before"),
    or_(sightings.c.problem.is_not(None), ~_is_article),
)
DROP_FORGOTTEN = delete(sightings).where(_forgotten)
DROP_FORGOTTEN_ALIASES = delete(aliases).where(
    tuple_(aliases.c.site_key, aliases.c.alias).in_(
        select(sightings.c.site_key, sightings.c.url).where(_forgotten)
    )
)
