"""What gunicorn serves in the source tree: ``gunicorn wsgi:app``."""

from __future__ import annotations

from widget.web.wsgi import app

__all__ = ["app"]
