"""The store on PostgreSQL; a process with a database of SQLite loads nothing of this folder.

Whoever imports it gets SettingsError where the driver is not installed.
"""

from __future__ import annotations

from widget.domain.errors import SettingsError

try:
    import psycopg as _driver  # noqa: F401 - whether it is there
except ImportError as error:
    raise SettingsError(
        "WIDGET_DATABASE_URL names a PostgreSQL database, whose driver is not installed. Install "
        'it with `pip install "summary-widget[postgresql]"`.'
    ) from error
