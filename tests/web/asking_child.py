"""A process that loads the server as gunicorn does and asks it for one thing of each kind.

Prints the statuses of the answers and the modules that are loaded after them, as JSON.
"""

from __future__ import annotations

import hmac
import json
import runpy
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SITE = "/v1/sites/daily"
PAGE = "https://news.example/city/bridge"
TEXT = "The council voted to rebuild the bridge by spring. " * 30


def main() -> None:
    """Ask, and print what came of it."""
    sys.path.insert(0, str(ROOT))
    runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    app = runpy.run_path(str(ROOT / "wsgi.py"))["app"]
    api_key, secret = _prepared(app.extensions["services"].store)
    client, answers = app.test_client(), {}
    for name, (method, path, more) in _questions(api_key, secret).items():
        answers[name] = client.open(path, method=method, **more).status_code
    sys.stdout.write(json.dumps({"answers": answers, "modules": sorted(sys.modules)}))


def _prepared(store: Any) -> tuple[str, str]:
    """Add a site with a source that has a hub; return its API key and its secret for hooks."""
    from widget.domain.event import Subscription
    from widget.domain.site import Site
    from widget.domain.source import Source, SourceKind
    from widget.usecases.sites import manage

    now, feed = datetime.now(UTC), "https://news.example/feed"
    site = Site("daily", "D", (), ("news.example",), "en", on_demand=True)
    api_key = manage.add_site(store, site, now)
    secret = manage.rotate_hook_secret(store, "daily", now)
    hub = Subscription("daily", feed, "https://hub.example/", "topic", "token", "secret", now)
    with store.transaction() as transaction:
        transaction.put_source(Source("daily", feed, SourceKind.FEED))
        transaction.put_subscription(hub)
    return api_key, secret


def _questions(api_key: str, secret: str) -> dict[str, tuple[str, str, dict[str, Any]]]:
    bearer = {"Authorization": f"Bearer {api_key}"}
    article = {"url": PAGE, "title": "The bridge", "text": TEXT}
    ghost, told = _ghost(secret), {"event": "published", "article": article}
    known, unseen = {"query_string": {"url": PAGE}}, {"query_string": {"url": f"{PAGE}-3"}}
    signature = hmac.digest(b"secret", b"x", "sha256").hex()
    hub = {"data": b"x", "headers": {"X-Hub-Signature": f"sha256={signature}"}}
    return {
        "publish": ("PUT", f"{SITE}/articles", {"json": article, "headers": bearer}),
        "panel": ("GET", f"{SITE}/summary", known),
        "press on a page never seen": ("GET", f"{SITE}/summary", unseen),
        "page": ("GET", "/read/daily", known),
        "press without scripts": ("GET", "/read/daily", unseen),
        "button": ("GET", f"{SITE}/button", known),
        "withdraw": ("DELETE", f"{SITE}/articles", {**known, "headers": bearer}),
        "Ghost": ("POST", f"{SITE}/hooks/ghost", ghost),
        "unsigned": ("POST", f"{SITE}/hooks/webhook", {"json": told}),
        "hub": ("POST", f"{SITE}/hooks/websub/token", hub),
        "home": ("GET", "/", {}),
        "alive": ("GET", "/healthz", {}),
        "ready": ("GET", "/readyz", {}),
        "script": ("GET", "/embed.js", {}),
        "nothing": ("GET", "/nothing", {}),
    }


def _ghost(secret: str) -> dict[str, Any]:
    post = {"status": "published", "title": "G", "url": f"{PAGE}-2", "html": f"<p>{TEXT}</p>"}
    body = json.dumps({"post": {"current": post, "previous": {}}}).encode()
    stamp = str(int(time.time() * 1000))
    digest = hmac.digest(secret.encode(), body + stamp.encode(), "sha256").hex()
    return {"data": body, "headers": {"X-Ghost-Signature": f"sha256={digest}, t={stamp}"}}


if __name__ == "__main__":
    main()
