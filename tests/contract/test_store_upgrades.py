"""What a migration makes of what an older version kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from widget.store import migrate, migrating
from widget.store.sqlite import open_engine

if TYPE_CHECKING:
    from pathlib import Path

_AT_0008 = (
    "INSERT INTO sites (key, name, origins, page_hosts, language, created_at, eligibility) "
    "VALUES ('daily', 'The Daily', '[]', '[]', 'en', 0, '{}'), "
    "('open', 'The Open', '[]', '[]', 'en', 0, '{\"allowed\":[\"noindex\"]}')",
    "INSERT INTO articles (site_key, url, title, language, published_at, fingerprint, marks, "
    "ingested, received_at, words, text) VALUES "
    "('daily', 'pushed', '', 'en', 86400000000, '', '', 0, 0, 0, ''), "
    "('daily', 'listed', '', 'en', 86400000000, '', '', 1, 0, 0, ''), "
    "('daily', 'pressed', '', 'en', 86400000001, '', '', 1, 0, 0, ''), "
    "('daily', 'unseen', '', 'en', 1, '', '', 1, 0, 0, ''), "
    "('daily', 'hidden', '', 'en', 1, '', 'live noindex', 0, 0, 0, ''), "
    "('open', 'hidden', '', 'en', 1, '', 'noindex', 0, 0, 0, '')",
    "INSERT INTO tracked_pages (site_key, url, address, source_url, stamp, listed, seen_at, "
    "attempts, failures) VALUES ('daily', 'listed', '', 'feed', '', '{}', 0, 0, 0), "
    "('daily', 'pressed', '', NULL, '', '{}', 0, 0, 0)",
)


def test_what_only_readers_had_pressed_on_is_not_vouched_for_after_the_migration(
    tmp_path: Path,
) -> None:
    path = tmp_path / "widget.db"
    url = f"sqlite:///{path}"
    engine = open_engine(url, "rwc")
    with engine.begin() as connection:
        migrating.upgrade(connection, "0008")
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        for statement in _AT_0008:
            connection.execute(statement)
        connection.commit()
    migrate(url)
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT url, site_key, vouched, published_precision FROM articles ORDER BY id"
        ).fetchall()
    assert found == [
        ("pushed", "daily", 1, "minute"),
        ("listed", "daily", 1, "day"),
        ("pressed", "daily", 0, "minute"),
        ("unseen", "daily", 0, "minute"),
        ("hidden", "daily", 0, "minute"),
        ("hidden", "open", 1, "minute"),
    ]
