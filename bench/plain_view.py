"""What a miss is measured against: Flask, one read of SQLite and a short Jinja template.

As one would write it by hand: no neighbours, no languages, no policy, no compression, no log.
"""

from __future__ import annotations

import json
import os
import sqlite3

from flask import Flask, render_template, request
from markupsafe import Markup

_READ = """
SELECT sites.name, articles.url, articles.title, articles.language, outcomes.points
FROM sites JOIN articles ON articles.site_key = sites.key
JOIN outcomes ON outcomes.article_id = articles.id
 AND outcomes.fingerprint = articles.fingerprint
WHERE articles.site_key = ? AND articles.url = ? AND articles.withdrawn_at IS NULL
"""
_TEMPLATE = """
<div class="panel" role="group" lang="{{ language }}" data-article="{{ url }}">
  <h2>Summary of {{ title }}</h2>
  <p>{{ points|length }} sentences from this article of {{ name }}, unchanged</p>
  <ol>
    {% for point in points %}
      <li><a href="{{ url }}#point-{{ loop.index }}">{{ loop.index }}</a>
        <span lang="{{ language }}">{{ point }}</span></li>
    {% endfor %}
  </ol>
</div>
"""

app = Flask(__name__)
_panel = app.jinja_env.from_string(_TEMPLATE)
_database = os.environ["WIDGET_DATABASE_URL"].removeprefix("sqlite:///")
_connections: list[sqlite3.Connection] = []


def _connection() -> sqlite3.Connection:
    if not _connections:
        _connections.append(sqlite3.connect(_database, check_same_thread=False))
    return _connections[0]


@app.get("/v1/sites/<site_key>/summary")
def summary(site_key: str) -> str:
    """Answer the panel."""
    name, url, title, language, kept = (
        _connection().execute(_READ, (site_key, request.args["url"])).fetchone()
    )
    points = [Markup(each["markup"]) for each in json.loads(kept)]
    return render_template(
        _panel, name=name, url=url, title=title, language=language, points=points
    )
