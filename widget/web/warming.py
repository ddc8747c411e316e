"""Does before the fork what each worker would do for its first readers, so that they share it.

The first answer of a process takes some ten megabytes: templates are compiled, and code that runs
for the first time is written to. Done once by the master, half of it is the same memory for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from werkzeug.test import create_environ, run_wsgi_app

from widget.web.moulds import Moulds
from widget.web.request_log import SILENT

if TYPE_CHECKING:
    from flask import Flask

    from widget.bootstrap import Services

_ADDRESS: Final = "/v1/sites/-/summary?url=https%3A%2F%2Fnews.example%2F"
"""Of no site: so this reads, and answers, without any that is there."""


def warm(app: Flask) -> None:
    """Compile the templates, print a panel and answer one request. No connection stays open."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    Moulds(app.jinja_env).warm()
    run_wsgi_app(app, create_environ(_ADDRESS) | {SILENT: True}, buffered=True)
    cast("Services", app.extensions["services"]).close()
