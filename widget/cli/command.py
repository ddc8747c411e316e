"""The ``widget`` command and its groups."""

from __future__ import annotations

import click

from widget.cli.articles import articles
from widget.cli.consumer import work
from widget.cli.context import Group
from widget.cli.database import database
from widget.cli.doctor import doctor
from widget.cli.importing import import_archive
from widget.cli.init import init
from widget.cli.manual import completion, man
from widget.cli.server import serve, show_settings, snippet
from widget.cli.site_data import export, remove
from widget.cli.sites import sites
from widget.cli.sources import sources
from widget.cli.status import status
from widget.cli.summarize import summarize
from widget.version import VERSION

EPILOG = """
\b
Exit codes: 0 done, 1 a bug (of doctor: the page has a fault), 2 a wrong call, 3 unknown site or
article, 4 a value that cannot be used, 5 exists already or not allowed, 6 database or another
dependency failed, 7 settings, 130 stopped with Ctrl-C.
"""


@click.group(
    cls=Group,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(VERSION, prog_name="widget")
def widget() -> None:
    """Serve "No time to read? Get a summary" on news pages.

    A first try without any server:  widget summarize article.txt
    """


_COMMANDS = (
    *(sites, articles, sources, import_archive, work),
    *(summarize, snippet, doctor, database, show_settings, init, serve, status),
    *(completion, man),
)
for command in (export, remove):
    sites.add_command(command)
for command in _COMMANDS:
    widget.add_command(command)
