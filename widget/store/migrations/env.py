"""Runs the steps on the connection that ``administration`` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from widget.store.all_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
