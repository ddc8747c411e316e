"""The statements for sources and tracked pages: portable SQL, built once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from widget.store.press_tables import press_keys
from widget.store.tables import aliases, articles, sources, tracked_pages

if TYPE_CHECKING:
    from sqlalchemy.sql.elements import ColumnElement

_site_key: ColumnElement[Any] = bindparam("site_key")
_limit: ColumnElement[int] = bindparam("limit")

SOURCES = select(sources).order_by(sources.c.site_key, sources.c.url)
SOURCE = select(sources).where(sources.c.site_key == _site_key, sources.c.url == bindparam("url"))
SOURCES_DUE = SOURCES.where(sources.c.due_at <= bindparam("now"))
INSERT_SOURCE = insert(sources)
UPDATE_SOURCE = update(sources).where(
    sources.c.site_key == bindparam("its_site_key"), sources.c.url == bindparam("its_url")
)
DROP_SOURCE = delete(sources).where(
    sources.c.site_key == _site_key, sources.c.url == bindparam("url")
)

_of_site = tracked_pages.c.site_key == _site_key
_due = tracked_pages.c.due_at <= bindparam("now")
_unlisted = tracked_pages.c.source_url.is_(None)

TRACKED_PAGE = select(tracked_pages).where(_of_site, tracked_pages.c.url == bindparam("url"))
_at_urls = tracked_pages.c.url.in_(bindparam("urls", expanding=True))
TRACKED_PAGES = select(tracked_pages).where(_of_site, _at_urls)
STAMPS = select(tracked_pages.c.url, tracked_pages.c.stamp).where(_of_site, _at_urls)
PROBLEMS = (
    select(tracked_pages)
    .where(_of_site, tracked_pages.c.problem.is_not(None))
    .order_by(tracked_pages.c.attempted_at.desc().nulls_last())
    .limit(_limit)
)
_listed = tracked_pages.c.source_url.is_not(None)
_no_fetch_due = tracked_pages.c.due_at.is_(None)
# Of those that no version has said anything of, an old one did.
_other_reader = func.coalesce(tracked_pages.c.reader, "?") != bindparam("reader")
REFUSED = (
    select(tracked_pages)
    .where(_of_site, tracked_pages.c.problem.is_not(None))
    .where(_no_fetch_due, _listed, _other_reader)
    .order_by(tracked_pages.c.attempted_at.asc().nulls_first())
    .limit(_limit)
)
_not_since = or_(
    tracked_pages.c.attempted_at < bindparam("before"), tracked_pages.c.attempted_at.is_(None)
)
NOT_LOOKED_AT = (
    select(tracked_pages)
    .where(_of_site, _no_fetch_due, tracked_pages.c.problem.is_(None))
    .where(_not_since, tracked_pages.c.seen_at < bindparam("before"))
    .order_by(tracked_pages.c.attempted_at.asc().nulls_first())
    .limit(_limit)
)
LISTED_BY = select(tracked_pages.c.url).where(
    _of_site,
    tracked_pages.c.source_url == bindparam("source_url"),
    tracked_pages.c.left_at.is_(None),
)
_is_first = tracked_pages.c.seen_at.between(bindparam("since"), bindparam("until"))
PRESSES = select(
    func.count(),
    func.coalesce(func.sum(tracked_pages.c.found_article), 0),
    func.coalesce(func.sum(case((_is_first, 1), else_=0)), 0),
).where(_of_site, tracked_pages.c.pressed_at.between(bindparam("since"), bindparam("until")))
PRESSES_BY = PRESSES.where(tracked_pages.c.pressed_by == bindparam("pressed_by"))
PRESS_KEY = select(press_keys.c.key).where(press_keys.c.day == bindparam("day"))
PRESS_KEYS = select(func.count()).select_from(press_keys)
INSERT_PRESS_KEY = insert(press_keys)
DROP_PRESS_KEYS = delete(press_keys).where(press_keys.c.day < bindparam("before"))
DROP_PRESS_DIGESTS = (
    update(tracked_pages).where(tracked_pages.c.pressed_by.is_not(None)).values(pressed_by=None)
)
DUE = select(tracked_pages).where(_due).order_by(tracked_pages.c.due_at).limit(_limit)
DUE_OF_SITE = DUE.where(_of_site)
# A database that locks rows gives those of another transaction to nobody; SQLite, where
# transactions take turns, has no such clause and gets none.
DUE_TO_CLAIM = DUE.with_for_update(skip_locked=True)
DUE_OF_SITE_TO_CLAIM = DUE_OF_SITE.with_for_update(skip_locked=True)
COUNT_DUE = select(func.count()).select_from(tracked_pages).where(_of_site, _due)
INSERT_TRACKED_PAGE = insert(tracked_pages)
UPDATE_TRACKED_PAGE = update(tracked_pages).where(
    tracked_pages.c.site_key == bindparam("its_site_key"),
    tracked_pages.c.url == bindparam("its_url"),
)
DROP_PRESSED = delete(tracked_pages).where(
    _of_site, _unlisted, tracked_pages.c.url == bindparam("url")
)

_is_article = exists().where(
    articles.c.site_key == tracked_pages.c.site_key, articles.c.url == tracked_pages.c.url
)
_forgotten = and_(
    _unlisted,
    tracked_pages.c.due_at.is_(None),
    tracked_pages.c.attempted_at < bindparam("before"),
    or_(tracked_pages.c.problem.is_not(None), ~_is_article),
)
DROP_UNANSWERED = delete(tracked_pages).where(
    _unlisted,
    tracked_pages.c.attempted_at.is_(None),
    tracked_pages.c.pressed_at < bindparam("before"),
    ~_is_article,
)
DROP_FORGOTTEN = delete(tracked_pages).where(_forgotten)
DROP_FORGOTTEN_ALIASES = delete(aliases).where(
    tuple_(aliases.c.site_key, aliases.c.alias).in_(
        select(tracked_pages.c.site_key, tracked_pages.c.url).where(_forgotten)
    )
)
