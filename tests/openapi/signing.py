"""What a publisher, a content system and a hub need so that their requests are let in."""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from tests.conftest import SITE
from widget.bootstrap import build, now
from widget.config import load
from widget.domain.source import Source, SourceKind
from widget.usecases.ingest import subscriptions
from widget.usecases.sites import manage
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from widget.domain.event import Subscription

FEED = Source(SITE.key, "https://news.example/feed.xml", SourceKind.FEED)
HUB, TOPIC = "https://hub.example/", "https://news.example/feed"


@dataclass(frozen=True, slots=True)
class Partner:
    """A server with one site, and all secrets of that site."""

    app: Flask
    api_key: str
    secret: str
    subscription: Subscription
    number: Iterator[int]

    def headers(self, path: str, body: bytes) -> dict[str, str]:
        """Return the headers with which the route at this path takes the body."""
        if path.endswith("/articles"):
            return {"Authorization": f"Bearer {self.api_key}"}
        if path.endswith("/webhook"):
            return self._standard(body)
        if path.endswith("/ghost"):
            return self._ghost(body)
        digest = hmac.digest(self.subscription.secret.encode(), body, "sha256").hex()
        return {"X-Hub-Signature": f"sha256={digest}"} if "/websub/" in path else {}

    def _standard(self, body: bytes) -> dict[str, str]:
        identity, stamp = f"msg_{next(self.number)}", str(int(now().timestamp()))
        key = b64decode(self.secret.removeprefix("whsec_"))
        digest = hmac.digest(key, f"{identity}.{stamp}.".encode() + body, "sha256")
        signature = f"v1,{b64encode(digest).decode()}"
        names = ("webhook-id", "webhook-timestamp", "webhook-signature")
        return dict(zip(names, (identity, stamp, signature), strict=True))

    def _ghost(self, body: bytes) -> dict[str, str]:
        stamp = str(int(now().timestamp() * 1000) + next(self.number) % 1000)
        digest = hmac.digest(self.secret.encode(), body + stamp.encode(), "sha256").hex()
        return {"X-Ghost-Signature": f"sha256={digest}, t={stamp}"}


def partner(folder: Path) -> Partner:
    """Return a server over a new database in this folder, and its partner."""
    services = build(load({"WIDGET_DATABASE_URL": f"sqlite:///{folder}/widget.db"}))
    api_key = manage.add_site(services.store, SITE, now())
    secret = manage.rotate_hook_secret(services.store, SITE.key, now())
    with services.store.transaction() as transaction:
        transaction.put_source(FEED)
    subscription = subscriptions.offered(services.store, FEED, HUB, TOPIC, now())
    assert subscription is not None
    return Partner(create_app(services), api_key, secret, subscription, count())
