"""Steps of the migrations that are younger than the first tables on PostgreSQL run there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widget.store import check, migrating
from widget.store.postgresql.connecting import CHANGE_SCHEMA, open_engine

if TYPE_CHECKING:
    from tests.postgresql.cluster import Cluster


def test_the_step_that_brings_consumers_leads_to_the_tables_that_are_made_at_once(
    postgresql: Cluster,
) -> None:
    with postgresql.database("migrated") as url:
        engine = open_engine(url, CHANGE_SCHEMA)
        with engine.begin() as connection:
            revision = connection.exec_driver_sql(
                "SELECT version_num FROM alembic_version"
            ).scalar()
            connection.exec_driver_sql("DROP TABLE consumers")
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0013'")
            migrating.upgrade(connection, "0014")
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
        engine.dispose()
        assert check(url) == ()
