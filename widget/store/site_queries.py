"""The statements that read or forget all of one site, a part at a time; portable SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, func, literal_column, select

from widget.store import hook_tables, tables
from widget.store.tables import aliases, articles, outcomes, sites, tracked_pages

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.sql.dml import Delete
    from sqlalchemy.sql.elements import ColumnElement

_site_key: ColumnElement[Any] = bindparam("site_key")
_limit: ColumnElement[int] = bindparam("limit")
_article = (
    select(articles.c.id)
    .where(articles.c.site_key == _site_key, articles.c.url == bindparam("url"))
    .correlate(None)
    .scalar_subquery()
)

ARTICLES_FROM = (
    select(articles)
    .where(articles.c.site_key == _site_key)
    .where(articles.c.id > func.coalesce(_article, literal_column("0")))
    .order_by(articles.c.id)
    .limit(_limit)
)
COUNT_ARTICLES = select(func.count()).select_from(articles).where(articles.c.site_key == _site_key)
OUTCOMES_OF = (
    select(outcomes)
    .where(outcomes.c.article_id == _article)
    .order_by(outcomes.c.made_at, outcomes.c.fingerprint, outcomes.c.origin)
)
ALIASES_OF = (
    select(aliases.c.alias).where(aliases.c.article_id == _article).order_by(aliases.c.alias)
)


def _all_of(table: Table) -> Delete:
    return delete(table).where(table.c.site_key == _site_key)


def _some_of(table: Table) -> Delete:
    some = select(table.c.id).where(table.c.site_key == _site_key).limit(_limit)
    return delete(table).where(table.c.id.in_(some))


CLOSE_SITE: Final = tuple(
    _all_of(table)
    for table in (
        tables.api_keys,
        hook_tables.hook_secrets,
        hook_tables.subscriptions,
        tables.sources,
    )
)
"""What lets anything of the site in."""

DROP_SOME: Final = (_some_of(articles), _some_of(tracked_pages))
"""Articles, with their outcomes and aliases, and pages; many rows, so a part at a time."""

DROP_SITE: Final = (
    _all_of(aliases),
    _all_of(hook_tables.deliveries),
    delete(sites).where(sites.c.key == _site_key),
)
