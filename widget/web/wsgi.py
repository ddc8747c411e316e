"""What a WSGI server loads: ``gunicorn widget.web.wsgi:app``."""

from __future__ import annotations

import sys

from widget.domain.errors import WidgetError
from widget.web import application

try:
    app = application()
except WidgetError as error:  # the message names the cure; a traceback would hide it
    sys.exit(f"widget: {error.message}")
