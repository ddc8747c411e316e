"""A person at a terminal."""

from __future__ import annotations

from click.testing import CliRunner, Result

from widget.cli.command import widget

ADD = ("sites", "add", "daily", "--name", "The Daily", "--page-host", "news.example")


class Terminal:
    """A person at a terminal whose environment names a database."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def run(self, *words: str) -> Result:
        """Call ``widget`` with these words."""
        return CliRunner().invoke(widget, words, env=self.environment, catch_exceptions=False)
