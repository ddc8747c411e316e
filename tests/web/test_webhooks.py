"""The routes for webhooks: what a CMS and a hub are answered, and what readers see then."""

from __future__ import annotations

import hmac
import json
import logging
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, SITE, STORY, Newsroom
from widget.bootstrap import Services, now
from widget.domain.event import SubscriptionState
from widget.domain.limits import HOOK_BYTES, REQUEST_BYTES
from widget.domain.source import Source, SourceKind
from widget.usecases.ingest import subscriptions
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from werkzeug.test import TestResponse

    from widget.domain.event import Subscription

HOOKS = "/v1/sites/daily/hooks"
ARTICLE = {"url": PAGE, "title": "Swing bridge to be rebuilt", "text": STORY}
FEED = Source(SITE.key, "https://news.example/feed.xml", SourceKind.FEED)
TOPIC = "https://news.example/feed"


@dataclass
class Cms:
    """A CMS that knows the site's secret."""

    newsroom: Newsroom
    secret: str
    number: Iterator[int] = field(default_factory=count)

    def tell(self, event: str, **article: Any) -> TestResponse:
        """Send a message as Standard Webhooks says."""
        body = json.dumps({"event": event, "article": ARTICLE | article}).encode()
        return self.send(body, self.signed(body))

    def send(self, body: bytes, headers: dict[str, str], to: str = "webhook") -> TestResponse:
        """Send any body to a hook."""
        return self.newsroom.client.post(f"{HOOKS}/{to}", data=body, headers=headers)

    def signed(self, body: bytes, identity: str | None = None, seconds: int = 0) -> dict[str, str]:
        """Return the headers of a body that is signed so many seconds from now."""
        identity = identity or f"msg_{next(self.number)}"
        stamp = str(int(now().timestamp()) + seconds)
        key = b64decode(self.secret.removeprefix("whsec_"))
        digest = hmac.digest(key, f"{identity}.{stamp}.".encode() + body, "sha256")
        signature = f"v1,{b64encode(digest).decode()}"
        names = ("webhook-id", "webhook-timestamp", "webhook-signature")
        return dict(zip(names, (identity, stamp, signature), strict=True))

    def ghost(self, current: dict[str, Any], previous: dict[str, Any]) -> TestResponse:
        """Send a message as Ghost does."""
        body = json.dumps({"post": {"current": current, "previous": previous}}).encode()
        stamp = str(int(now().timestamp() * 1000) + next(self.number))
        digest = hmac.digest(self.secret.encode(), body + stamp.encode(), "sha256").hex()
        return self.send(body, {"X-Ghost-Signature": f"sha256={digest}, t={stamp}"}, "ghost")

    def sees(self, url: str = PAGE) -> bool:
        """Tell whether a reader gets a summary."""
        fragment = self.newsroom.client.get("/v1/sites/daily/summary", query_string={"url": url})
        return fragment.status_code == 200 and "harbour council" in fragment.text


@pytest.fixture
def cms(newsroom: Newsroom, services: Services) -> Cms:
    """Return the CMS of a site that is known."""
    return Cms(newsroom, manage.rotate_hook_secret(services.store, SITE.key, now()))


@pytest.fixture
def subscription(newsroom: Newsroom, services: Services) -> Subscription:
    """Return a subscription that no hub has confirmed yet."""
    with services.store.transaction() as transaction:
        transaction.put_source(FEED)
    hub = "https://hub.example/"
    found = subscriptions.offered(services.store, FEED, hub, TOPIC, now())
    assert found is not None
    assert newsroom.site_key == found.site_key
    return found


def test_a_message_publishes_and_another_withdraws(cms: Cms) -> None:
    published = cms.tell("published")
    assert published.status_code == 200
    assert published.json is not None
    assert (published.json["done"], published.json["url"]) == ("kept", PAGE)
    assert published.json["change"] == "created"
    assert published.json["summary"]["state"] == "ready"
    assert cms.sees()
    assert cms.tell("unpublished").json == {"done": "withdrawn", "url": PAGE}
    assert not cms.sees()
    assert cms.tell("deleted", url=f"{PAGE}/2").json == {"done": "unknown", "url": f"{PAGE}/2"}


def test_the_same_delivery_again_does_nothing(cms: Cms) -> None:
    body = json.dumps({"event": "published", "article": ARTICLE}).encode()
    headers = cms.signed(body)
    cms.send(body, headers)
    cms.tell("unpublished")
    again = cms.send(body, headers)
    assert (again.status_code, again.json) == (200, {"done": "repeated", "url": None})
    assert not cms.sees()


@pytest.mark.parametrize("seconds", [-310, 310])
def test_a_delivery_of_another_time_is_refused(cms: Cms, seconds: int) -> None:
    body = json.dumps({"event": "published", "article": ARTICLE}).encode()
    refused = cms.send(body, cms.signed(body, seconds=seconds))
    assert refused.status_code == 401
    assert refused.json is not None
    assert refused.json["error"]["code"] == "bad_signature"
    assert not cms.sees()


def test_a_secret_ends_the_one_before(cms: Cms, services: Services) -> None:
    old = cms.secret
    cms.secret = manage.rotate_hook_secret(services.store, SITE.key, now())
    assert cms.tell("published").status_code == 200
    cms.secret = old
    assert cms.tell("updated").status_code == 401


def test_the_api_key_and_the_signature_open_one_route_each(cms: Cms) -> None:
    body = json.dumps({"event": "published", "article": ARTICLE}).encode()
    assert cms.send(body, cms.newsroom.headers).status_code == 401
    path = "/v1/sites/daily/articles"
    put = cms.newsroom.client.put(path, data=body, headers=cms.signed(body))
    assert put.status_code == 401


def test_a_signed_message_that_cannot_be_used_says_why(cms: Cms) -> None:
    for body, field_named in ((b"{", "body"), (b'{"event": "x", "article": {}}', "event")):
        refused = cms.send(body, cms.signed(body))
        assert refused.status_code == 400
        assert refused.json is not None
        assert refused.json["error"]["field"] == field_named
    foreign = cms.tell("published", url="https://elsewhere.example/x")
    assert foreign.status_code == 403


def test_a_body_past_the_limit_is_refused(cms: Cms) -> None:
    body = b" " * (REQUEST_BYTES + 1)
    refused = cms.send(body, cms.signed(body))
    assert refused.status_code == 400
    assert "1,048,576" in refused.text
    for hook in ("webhook", "ghost"):
        too_long = cms.send(b" " * (HOOK_BYTES + 1), {}, hook)
        assert too_long.status_code == 413
        assert "4,194,304" in too_long.text


def test_a_longer_body_is_taken_by_no_other_route(newsroom: Newsroom) -> None:
    too_long = newsroom.put(text="x" * (REQUEST_BYTES + 1))
    assert too_long.status_code == 413
    assert "1,048,576" in too_long.text


POST = {
    "uuid": "3f2b8d0e-6c1a-4a57-9d5e-0a1b2c3d4e5f",
    "slug": "bridge",
    "url": "https://news.example/bridge/",
    "title": "Swing bridge to be rebuilt",
    "html": "".join(f"<p>{paragraph}</p>" for paragraph in STORY.split("\n\n")),
    "status": "published",
    "visibility": "public",
    "updated_at": "2024-05-02T10:00:00.000Z",
    "authors": [{"name": "Joe", "url": "https://news.example/author/joe/"}],
}


@pytest.mark.parametrize("how", ["unpublished", "deleted"])
def test_a_post_of_ghost_is_shown_until_it_is_gone(cms: Cms, how: str) -> None:
    kept = cms.ghost(POST, {"status": "draft"})
    assert kept.json is not None
    assert kept.json["done"] == "kept"
    assert cms.sees(POST["url"])  # type: ignore[arg-type]
    draft = POST | {"status": "draft", "url": f"https://news.example/p/{POST['uuid']}/"}
    previous = {name: value for name, value in POST.items() if name != "url"}
    gone = cms.ghost(draft, {}) if how == "unpublished" else cms.ghost({}, previous)
    assert gone.json == {"done": "withdrawn", "url": POST["url"]}
    assert not cms.sees(POST["url"])  # type: ignore[arg-type]


def test_what_ghost_tells_of_a_member_is_ignored(cms: Cms) -> None:
    body = b'{"member": {"current": {"email": "reader@news.example"}}}'
    stamp = str(int(now().timestamp() * 1000))
    digest = hmac.digest(cms.secret.encode(), body + stamp.encode(), "sha256").hex()
    answer = cms.send(body, {"X-Ghost-Signature": f"sha256={digest}, t={stamp}"}, "ghost")
    assert answer.json == {"done": "ignored", "url": None}


def question(subscription: Subscription, **changed: str) -> dict[str, str]:
    """Return what a hub asks."""
    asked = {"mode": "subscribe", "topic": TOPIC, "challenge": "a<b>", "lease_seconds": "864000"}
    return {f"hub.{name}": value for name, value in (asked | changed).items()}


def test_a_hub_is_echoed_as_plain_text_what_it_asks(
    newsroom: Newsroom, services: Services, subscription: Subscription
) -> None:
    path = f"{HOOKS}/websub/{subscription.token}"
    confirmed = newsroom.client.get(path, query_string=question(subscription))
    assert (confirmed.status_code, confirmed.text) == (200, "a<b>")
    assert confirmed.mimetype == "text/plain"
    assert confirmed.headers["Cache-Control"] == "no-store"
    found = subscriptions.with_token(services.store, SITE.key, subscription.token)
    assert found is not None
    assert found.state is SubscriptionState.ACTIVE


def test_a_hub_is_not_echoed_what_we_did_not_ask(
    newsroom: Newsroom, subscription: Subscription
) -> None:
    path = f"{HOOKS}/websub/{subscription.token}"
    for asked in (question(subscription, mode="unsubscribe"), question(subscription, topic="x")):
        refused = newsroom.client.get(path, query_string=asked)
        assert refused.status_code == 404
        assert "a<b>" not in refused.text
    for elsewhere in (f"{path}x", path.replace("daily", "weekly")):
        asked = question(subscription)
        assert newsroom.client.get(elsewhere, query_string=asked).status_code == 404


@pytest.fixture
def woken(app: Flask, services: Services) -> list[tuple[str, ...]]:
    """Return the sources that are due, at each time that the consumer is woken."""
    found: list[tuple[str, ...]] = []

    def wake() -> bool:
        with services.store.view() as view:
            found.append(tuple(source.url for source in view.sources_due(now())))
        return True

    app.extensions["services"] = replace(services, wake=wake)
    return found


def test_a_signed_delivery_makes_its_source_due_and_its_content_is_not_read(
    newsroom: Newsroom, subscription: Subscription, woken: list[tuple[str, ...]]
) -> None:
    path, body = f"{HOOKS}/websub/{subscription.token}", b"<feed>not even XML"
    digest = hmac.digest(subscription.secret.encode(), body, "sha256").hex()
    headers = {"X-Hub-Signature": f"sha256={digest}"}
    assert newsroom.client.post(path, data=body, headers=headers).status_code == 202
    assert woken == [(FEED.url,)]


@pytest.mark.parametrize("headers", [{}, {"X-Hub-Signature": "sha256=" + "0" * 64}])
def test_a_delivery_that_the_hub_did_not_sign_makes_nothing_due(
    newsroom: Newsroom,
    services: Services,
    subscription: Subscription,
    woken: list[tuple[str, ...]],
    headers: dict[str, str],
) -> None:
    path = f"{HOOKS}/websub/{subscription.token}"
    refused = newsroom.client.post(path, data=b"<feed/>", headers=headers)
    assert refused.status_code == 401
    assert woken == []
    with services.store.view() as view:
        assert view.sources_due(now()) == ()


def test_a_hub_gets_410_for_a_subscription_that_has_ended(
    newsroom: Newsroom, services: Services, subscription: Subscription
) -> None:
    with services.store.transaction() as transaction:
        transaction.drop_source(SITE.key, FEED.url)
    ended = newsroom.client.post(f"{HOOKS}/websub/{subscription.token}", data=b"<feed/>")
    assert ended.status_code == 410


def test_neither_secret_nor_token_is_logged(
    cms: Cms, subscription: Subscription, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    cms.tell("published")
    cms.send(b"{}", {})
    path = f"{HOOKS}/websub/{subscription.token}"
    cms.newsroom.client.get(path, query_string=question(subscription))
    cms.newsroom.client.post(path, data=b"x")
    printed = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert "hooks" in printed
    for hidden in (cms.secret, subscription.token, subscription.secret):
        assert hidden not in printed
