"""The tables of the database, as the code expects them; the migrations lead there.

Times are whole microseconds since 1970-01-01 UTC: exact, the same number in every
database, sorted and compared without parsing, and half the size of an ISO string in an
index. JSON is kept as text, because the store never asks the database to look inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

REVISION: Final = "0015"
"""The last step of the migrations, which leads to these tables."""

REFUSAL: Final = "refusal"
"""What stands in ``outcomes.origin`` and ``outcomes.state`` of a refusal."""

NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")
"""The type of numbers that the database gives: SQLite's whole numbers are of any size."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _only(condition: ColumnElement[bool]) -> dict[str, Any]:
    """Return the options of an index over the rows of this condition alone.

    Those of another engine are derived from them: naming them here would load its dialect.
    """
    return {"sqlite_where": condition}


sites = Table(
    "sites",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("origins", Text, nullable=False),
    Column("page_hosts", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("points", Integer),
    Column("words", Integer),
    Column("form", Text, nullable=False, server_default="points"),
    Column("on_demand", Integer, nullable=False, server_default="0"),
    Column("same_section", Integer, nullable=False, server_default="0"),
    Column("eligibility", Text, nullable=False, server_default="{}"),
    Column("texts", Text, nullable=False, server_default="{}"),
    Column("neighbour_pictures", Integer, nullable=False, server_default="0"),
    Column("picture_hosts", Text, nullable=False, server_default="[]"),
    Column("neighbour_hosts", Text, nullable=False, server_default="[]"),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("site_key", ForeignKey("sites.key"), nullable=False, index=True),
    Column("created_at", BigInteger, nullable=False),
)

# ``text`` stands last: SQLite then finds every other column without walking the pages of
# a long text.
articles = Table(
    "articles",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("site_key", ForeignKey("sites.key"), nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("published_at", BigInteger, nullable=False),
    Column("fingerprint", String(32), nullable=False),
    Column("section", Text),
    Column("author", Text),
    Column("image", Text),
    Column("modified_at", BigInteger),
    Column("previous_title", Text),
    Column("previous_url", Text),
    Column("next_title", Text),
    Column("next_url", Text),
    Column("marks", Text, nullable=False),
    Column("embargoed_until", BigInteger),
    Column("ingested", Integer, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("withdrawn_at", BigInteger),
    Column("published_precision", String(16), nullable=False, server_default="minute"),
    Column("listed_at", BigInteger, nullable=False, server_default="0"),
    Column("vouched", Integer, nullable=False, server_default="1"),
    Column("words", Integer, nullable=False),
    Column("roles", Text, nullable=False, server_default=""),
    Column("text", Text, nullable=False),
    UniqueConstraint("site_key", "url"),
    sqlite_autoincrement=True,
)

_leads_there = and_(articles.c.withdrawn_at.is_(None), articles.c.vouched == 1)
"""To these articles the panels of others may lead."""

Index(
    "ix_articles_publish_order",
    articles.c.site_key,
    articles.c.language,
    articles.c.published_at,
    articles.c.listed_at,
    articles.c.id,
    **_only(_leads_there),
)

Index(
    "ix_articles_title",
    articles.c.site_key,
    articles.c.title,
    articles.c.published_at,
    articles.c.id,
    **_only(_leads_there),
)

Index("ix_articles_arrival", articles.c.site_key, articles.c.id)

_withdrawn = articles.c.withdrawn_at.is_not(None)

Index("ix_articles_withdrawn_at", articles.c.withdrawn_at, **_only(_withdrawn))

_embargoed = articles.c.embargoed_until.is_not(None)

Index(
    "ix_articles_embargoed_until",
    articles.c.site_key,
    articles.c.embargoed_until,
    **_only(_embargoed),
)

Index(
    "ix_articles_section_order",
    articles.c.site_key,
    articles.c.section,
    articles.c.language,
    articles.c.published_at,
    articles.c.listed_at,
    articles.c.id,
    **_only(_leads_there),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("fingerprint", String(32), primary_key=True),
    Column("origin", String(16), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("points", Text),
    Column("reason", String(32)),
    Column("summarizer", Text, nullable=False),
    Column("policy", Integer),
    Column("made_at", BigInteger, nullable=False),
    Column("superseded_at", BigInteger),
    Column("roles", Text, nullable=False, server_default=""),
)

_superseded = outcomes.c.superseded_at.is_not(None)

Index("ix_outcomes_superseded_at", outcomes.c.superseded_at, **_only(_superseded))

aliases = Table(
    "aliases",
    metadata,
    Column("site_key", ForeignKey("sites.key"), primary_key=True),
    Column("alias", Text, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
)

sources = Table(
    "sources",
    metadata,
    Column("site_key", ForeignKey("sites.key"), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("parent", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("latest", BigInteger),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
    Column("rest_until", BigInteger),
    Column("due_at", BigInteger),
    Column("read_at", BigInteger),
)

tracked_pages = Table(
    "tracked_pages",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("site_key", ForeignKey("sites.key"), nullable=False),
    Column("url", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("source_url", Text),
    Column("stamp", Text, nullable=False),
    Column("listed", Text, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("attempted_at", BigInteger),
    Column("pressed_at", BigInteger),
    Column("attempts", Integer, nullable=False),
    Column("due_at", BigInteger),
    Column("rest_until", BigInteger),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("listed_at", BigInteger),
    Column("left_at", BigInteger),
    Column("whole", Integer, nullable=False, server_default="0"),
    Column("reader", Text),
    Column("pressed_by", String(16)),
    Column("found_article", Integer, nullable=False, server_default="0"),
    Column("doubt", Text),
    UniqueConstraint("site_key", "url"),
)

_is_due = tracked_pages.c.due_at.is_not(None)
_failed = tracked_pages.c.problem.is_not(None)
_at_rest = and_(tracked_pages.c.due_at.is_(None), tracked_pages.c.problem.is_(None))

Index("ix_tracked_pages_due_at", tracked_pages.c.due_at)
Index(
    "ix_tracked_pages_due_of_site",
    tracked_pages.c.site_key,
    tracked_pages.c.due_at,
    **_only(_is_due),
)
Index(
    "ix_tracked_pages_problems",
    tracked_pages.c.site_key,
    tracked_pages.c.attempted_at,
    **_only(_failed),
)
Index(
    "ix_tracked_pages_at_rest",
    tracked_pages.c.site_key,
    tracked_pages.c.attempted_at,
    **_only(_at_rest),
)
Index(
    "ix_tracked_pages_of_source",
    tracked_pages.c.site_key,
    tracked_pages.c.source_url,
    tracked_pages.c.url,
    tracked_pages.c.left_at,
    **_only(tracked_pages.c.left_at.is_(None)),
)

# No reference to sites: what it says of a site holds also when the site is gone.
changes = Table(
    "changes",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("site_key", Text),
    Column("url", Text),
    sqlite_autoincrement=True,
)

maintenance = Table(
    "maintenance",
    metadata,
    Column("task", String(32), primary_key=True),
    Column("done_at", BigInteger, nullable=False),
)

only: Final = _only
"""The same for the indices that stand in other modules."""
