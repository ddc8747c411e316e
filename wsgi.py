"""What gunicorn serves: ``gunicorn wsgi:app``."""

from __future__ import annotations

from widget.web import application

app = application()
