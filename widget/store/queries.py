"""The statements of the store: portable SQL, built once, so that each use finds it compiled.

Each is one indexed query; the contract suite reads their plans.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.sql import operators

from widget.domain.summary import ORIGIN_RANK, REFUSAL_RANK, STATE_RANK
from widget.store.tables import REFUSAL, aliases, api_keys, articles, outcomes, sites

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import CompoundSelect, Select, Subquery
    from sqlalchemy.sql.elements import ColumnElement

_site_key: ColumnElement[Any] = bindparam("site_key")
_url: ColumnElement[Any] = bindparam("url")
_at_url = and_(articles.c.site_key == _site_key, articles.c.url == _url)
_published = articles.c.withdrawn_at.is_(None)
_public = or_(articles.c.embargoed_until.is_(None), articles.c.embargoed_until <= bindparam("now"))


def _constant(value: str | int) -> ColumnElement[Any]:
    """Return one of our own words or numbers as part of the statement, not bound at each use."""
    return literal_column(repr(value))


_ONE = ONE = _constant(1)
_leads_there = and_(_published, articles.c.vouched == _ONE)

PING = select(sites.c.key).limit(_ONE)
SITE = select(sites).where(sites.c.key == bindparam("key"))
SITES = select(sites).order_by(sites.c.key)
SITE_OF_API_KEY = select(api_keys.c.site_key).where(api_keys.c.digest == bindparam("digest"))
ARTICLE = select(articles).where(_at_url)
ARTICLE_TO_CHANGE = ARTICLE.with_for_update()
CURRENT_EDITION = (
    select(articles.c.id, articles.c.fingerprint, articles.c.roles)
    .where(_at_url, _published)
    .with_for_update()
)

URL_OF_TITLE = (
    select(articles.c.url)
    .where(articles.c.site_key == _site_key, articles.c.title == bindparam("title"))
    .where(_leads_there, _public)
    .order_by(articles.c.published_at.desc(), articles.c.id.desc())
    .limit(_ONE)
)

NEXT_EMBARGO_END = select(func.min(articles.c.embargoed_until).label("ends")).where(
    articles.c.site_key == _site_key, articles.c.embargoed_until > bindparam("now")
)

_stands = outcomes.c.superseded_at.is_(None)
OF_ARTICLE_AS_IT_IS = and_(
    outcomes.c.article_id == articles.c.id,
    outcomes.c.fingerprint == articles.c.fingerprint,
    _stands,
)
_by_one_of = and_(
    OF_ARTICLE_AS_IT_IS,
    outcomes.c.summarizer.in_(bindparam("summarizers", expanding=True)),
)
_urls: ColumnElement[Any] = bindparam("urls", expanding=True)
_addresses: ColumnElement[Any] = bindparam("addresses", expanding=True)
_gives_way = and_(articles.c.ingested == _ONE, articles.c.withdrawn_at.is_not(None))


def _leads(address: ColumnElement[Any], rank: int) -> Select[*tuple[Any, ...]]:
    """Return which articles these addresses lead to, and what tells which of them counts."""
    return select(
        address.label("address"),
        articles.c.url,
        articles.c.title,
        articles.c.ingested,
        articles.c.withdrawn_at,
        articles.c.embargoed_until,
        articles.c.image,
        articles.c.vouched,
        case((_gives_way, _ONE), else_=_constant(0)).label("gives_way"),
        _constant(rank).label("rank"),
    )


AT_URL = _leads(articles.c.url, 1).where(
    articles.c.site_key == _site_key, articles.c.url.in_(_addresses)
)
BY_ALIAS = (
    _leads(aliases.c.alias, 2)
    .join_from(aliases, articles, articles.c.id == aliases.c.article_id)
    .where(aliases.c.site_key == _site_key, aliases.c.alias.in_(_addresses))
)


def leads(*ways: Select[*tuple[Any, ...]]) -> CompoundSelect[*tuple[Any, ...]]:
    """Return which articles addresses lead to by any of these ways.

    For each address the one that counts comes first: what was ingested and is withdrawn gives
    way, then an article comes before those of which the address is an alias.
    """
    return union_all(*ways).order_by("gives_way", "rank")


LEADS = leads(AT_URL, BY_ALIAS)

LATEST = (
    select(articles.c.url)
    .where(articles.c.site_key == _site_key)
    .order_by(articles.c.id.desc())
    .limit(bindparam("limit"))
)

_is_outdated = and_(
    articles.c.site_key == _site_key, _published, ~select(_ONE).where(_by_one_of).exists()
)
_after = (
    select(articles.c.id)
    .where(articles.c.site_key == _site_key, articles.c.url == bindparam("after"))
    .correlate(None)
    .scalar_subquery()
)
OUTDATED = (
    select(articles.c.url)
    .where(_is_outdated, articles.c.id > func.coalesce(_after, _constant(0)))
    .order_by(articles.c.id)
    .limit(bindparam("limit"))
)
COUNT_OUTDATED = select(func.count()).select_from(articles).where(_is_outdated)


def by_rank(column: ColumnElement[Any], ranks: Iterable[tuple[str, int]]) -> ColumnElement[Any]:
    """Return the rank of what stands in the column; what has none goes last."""
    ranked = sorted(ranks, key=itemgetter(1))
    whens = [(column == _constant(str(value)), _constant(rank)) for value, rank in ranked]
    return case(*whens, else_=_constant(ranked[-1][1] + 1))


_BY_STATE = by_rank(outcomes.c.state, (*STATE_RANK.items(), (REFUSAL, REFUSAL_RANK)))
_BY_ORIGIN = by_rank(outcomes.c.origin, ORIGIN_RANK.items())

BEST_OUTCOME_FIRST = (_BY_STATE, _BY_ORIGIN)
READING_COLUMNS = (
    *(column for column in articles.c if column.name not in {"text", "roles"}),
    *(
        column
        for column in outcomes.c
        if column.name not in {"article_id", "fingerprint", "superseded_at", "roles"}
    ),
)
_READINGS = (
    select(*READING_COLUMNS)
    .select_from(articles.outerjoin(outcomes, OF_ARTICLE_AS_IT_IS))
    .order_by(*BEST_OUTCOME_FIRST)
)
READING = _READINGS.where(_at_url).limit(_ONE)
READINGS = _READINGS.where(articles.c.site_key == _site_key, articles.c.url.in_(_urls))

OUTCOME = (
    select(outcomes)
    .join_from(articles, outcomes, outcomes.c.article_id == articles.c.id)
    .where(_at_url, outcomes.c.fingerprint == bindparam("fingerprint"))
    .order_by(outcomes.c.superseded_at.desc().nulls_first(), _BY_STATE, _BY_ORIGIN)
    .limit(_ONE)
)


def _beside(
    side: str, compare: Any, where: ColumnElement[bool], *order: ColumnElement[Any]
) -> Subquery:
    here = (
        select(column).where(_at_url).correlate(None).scalar_subquery()
        for column in (articles.c.listed_at, articles.c.id)
    )
    place = tuple_(articles.c.published_at, articles.c.listed_at, articles.c.id)
    return (
        select(_constant(side).label("side"), articles.c.title, articles.c.url, articles.c.image)
        .where(
            articles.c.site_key == _site_key,
            articles.c.language == bindparam("language"),
            _leads_there,
            _public,
            where,
            compare(place, tuple_(bindparam("published_at"), *here)),
        )
        .order_by(*order)
        .limit(_ONE)
        .subquery(side)
    )


def _neighbours(where: ColumnElement[bool]) -> CompoundSelect[*tuple[Any, ...]]:
    order = (articles.c.published_at, articles.c.listed_at, articles.c.id)
    previous = _beside("previous", operators.lt, where, *(each.desc() for each in order))
    following = _beside("next", operators.gt, where, *(each.asc() for each in order))
    return _all_of(previous).union_all(_all_of(following))


def _all_of(rows: Subquery) -> Select[*tuple[Any, ...]]:
    return select(*rows.c)


NEIGHBOURS = _neighbours(true())
NEIGHBOURS_IN_SECTION = _neighbours(articles.c.section == bindparam("section"))

INSERT_SITE = insert(sites)
UPDATE_SITE = update(sites).where(sites.c.key == bindparam("its_key"))
INSERT_API_KEY = insert(api_keys)
DROP_API_KEYS = delete(api_keys).where(api_keys.c.site_key == _site_key)
INSERT_ARTICLE = insert(articles)
UPDATE_ARTICLE = update(articles).where(articles.c.id == bindparam("its_id"))
WITHDRAW = (
    update(articles)
    .where(articles.c.site_key == bindparam("its_site_key"), articles.c.url == bindparam("its_url"))
    .where(_published)
    .values(withdrawn_at=bindparam("now"))
)
WITHDRAW_INGESTED = WITHDRAW.where(articles.c.ingested == _ONE)
MAKE_PUBLISHERS = (
    update(articles)
    .where(articles.c.site_key == bindparam("its_site_key"), articles.c.url == bindparam("its_url"))
    .where(articles.c.ingested == _ONE)
    .values(ingested=_constant(0))
)
RELEASE = (
    update(articles)
    .where(articles.c.site_key == bindparam("its_site_key"), articles.c.url == bindparam("its_url"))
    .where(articles.c.ingested == _constant(0))
    .values(ingested=_ONE)
)
VOUCH = (
    update(articles)
    .where(articles.c.site_key == bindparam("its_site_key"), articles.c.url == bindparam("its_url"))
    .where(articles.c.vouched == _constant(0))
    .values(vouched=_ONE)
)
INSERT_OUTCOME = insert(outcomes)
DROP_OUTCOME = delete(outcomes).where(
    outcomes.c.article_id == bindparam("article_id"),
    outcomes.c.fingerprint == bindparam("fingerprint"),
    outcomes.c.origin == bindparam("origin"),
)
SUPERSEDE_OUTCOMES = (
    update(outcomes)
    .where(outcomes.c.article_id == bindparam("its_article_id"), _stands)
    .values(superseded_at=bindparam("now"))
)
DROP_SUMMARY = delete(outcomes).where(
    outcomes.c.article_id == select(articles.c.id).where(_at_url).scalar_subquery(),
    outcomes.c.origin == bindparam("origin"),
    _stands,
)
_before: ColumnElement[Any] = bindparam("before")
DROP_SUPERSEDED_OUTCOMES = delete(outcomes).where(outcomes.c.superseded_at < _before)
DROP_OUTCOMES_OF_WITHDRAWN = delete(outcomes).where(
    outcomes.c.article_id.in_(select(articles.c.id).where(articles.c.withdrawn_at < _before))
)
ARTICLE_ID = select(articles.c.id).where(_at_url)
ALIASES_KNOWN = select(aliases.c.alias, aliases.c.article_id).where(
    aliases.c.site_key == _site_key, aliases.c.alias.in_(bindparam("aliases", expanding=True))
)
DROP_ALIASES = delete(aliases).where(
    aliases.c.site_key == _site_key, aliases.c.alias.in_(bindparam("aliases", expanding=True))
)
INSERT_ALIAS = insert(aliases)
