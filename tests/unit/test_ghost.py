"""Ghost's webhooks: which signature counts, and what each payload says of an article."""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.domain.article import Marks
from widget.domain.errors import BadSignature, InvalidField, LimitExceeded
from widget.domain.event import ArticleEvent, EventKind
from widget.domain.limits import HOOK_BYTES, HOOK_SECONDS
from widget.parse.webhooks.ghost import read, verify

SECRET = "whsec_FOOBARBAZ"
MILLISECONDS = 1_719_842_984_367
NOW = datetime.fromtimestamp(MILLISECONDS / 1000, UTC)
UUID = "3f2b8d0e-6c1a-4a57-9d5e-0a1b2c3d4e5f"
HOME = "https://news.example"
URL = f"{HOME}/bridge/"
PREVIEW = f"{HOME}/p/{UUID}/"
AUTHOR = {"name": "Joe Bloggs", "url": f"{HOME}/author/joe-bloggs/", "email": "joe@news.example"}

# Every field of it stands in the payloads that Ghost's own tests record.
POST: dict[str, Any] = {
    "id": "6682b8a8e10cc04306284330",
    "uuid": UUID,
    "slug": "bridge",
    "url": URL,
    "title": "Swing bridge to be rebuilt",
    "html": "<!--kg-card-begin: markdown--><p>The council <b>voted</b>.</p><p>It costs.</p>",
    "plaintext": "The council voted.",
    "status": "published",
    "visibility": "public",
    "published_at": "2024-05-01T09:30:00.000Z",
    "updated_at": "2024-05-02T10:00:00.000Z",
    "feature_image": f"{HOME}/content/images/bridge.jpg",
    "primary_tag": {"name": "City", "slug": "city"},
    "primary_author": AUTHOR,
    "authors": [AUTHOR],
    "canonical_url": None,
}
PUBLISHED_AT = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
UPDATED_AT = datetime(2024, 5, 2, 10, 0, tzinfo=UTC)


def payload(current: dict[str, Any], previous: dict[str, Any] | None = None) -> bytes:
    """Return the body of a message about a post."""
    return json.dumps({"post": {"current": current, "previous": previous or {}}}).encode()


def event_of(current: dict[str, Any], previous: dict[str, Any] | None = None) -> ArticleEvent:
    """Return what a payload tells."""
    found = read(payload(current, previous))
    assert found is not None
    return found


def signature(body: bytes, stamp: str = str(MILLISECONDS), secret: str = SECRET) -> dict[str, str]:
    """Return the header as Ghost 5.87.1 and later send it."""
    digest = hmac.digest(secret.encode(), body + stamp.encode(), "sha256").hex()
    return {"x-ghost-signature": f"sha256={digest}, t={stamp}"}


def test_a_signature_over_body_and_time_is_accepted_and_names_the_delivery() -> None:
    sent = signature(b"{}")
    delivery = verify(b"{}", sent, SECRET, NOW)
    assert delivery.id == sent["x-ghost-signature"][7:71]
    assert delivery.sent_at == NOW


def test_two_deliveries_have_two_names() -> None:
    later = signature(b"{}", str(MILLISECONDS + 1))
    assert verify(b"{}", later, SECRET, NOW).id != verify(b"{}", signature(b"{}"), SECRET, NOW).id


def test_a_signature_over_the_body_alone_is_refused_and_the_cure_is_named() -> None:
    digest = hmac.digest(SECRET.encode(), b"{}", "sha256").hex()
    with pytest.raises(BadSignature, match="Update Ghost"):
        verify(b"{}", {"x-ghost-signature": f"sha256={digest}, t={MILLISECONDS}"}, SECRET, NOW)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"x-ghost-signature": ""},
        {"x-ghost-signature": "sha256="},
        {"x-ghost-signature": f"sha256={'0' * 64}"},
        {"x-ghost-signature": f"sha1={'0' * 40}, t={MILLISECONDS}"},
        {"x-ghost-signature": f"sha256={'0' * 64}, t={MILLISECONDS}, more"},
        {"x-ghost-signature": f"sha256={'0' * 63}é, t={MILLISECONDS}"},
        {"x-ghost-signature": f"sha256={'0' * 64}, t={'9' * 15}"},
        {"x-ghost-signature": f"sha256={'0' * 64}, t={MILLISECONDS}"},
        signature(b"{} "),
        signature(b"{}", secret="another"),
        signature(b"", stamp=str(MILLISECONDS)),
    ],
)
def test_another_signature_is_refused(sent: dict[str, str]) -> None:
    with pytest.raises(BadSignature, match="hook-secret"):
        verify(b"{}", sent, SECRET, NOW)


@given(st.text(max_size=100))
def test_no_header_makes_it_fail_in_another_way(value: str) -> None:
    with pytest.raises(BadSignature):
        verify(b"{}", {"x-ghost-signature": value}, SECRET, NOW)


@pytest.mark.parametrize("seconds", [-HOOK_SECONDS - 1, HOOK_SECONDS + 1, 10**9])
def test_an_older_or_later_message_is_refused(seconds: int) -> None:
    with pytest.raises(BadSignature, match="5 minutes"):
        verify(b"{}", signature(b"{}"), SECRET, NOW + timedelta(seconds=seconds))


def test_a_post_becomes_an_article() -> None:
    manuscript = event_of(POST, {"status": "draft"}).manuscript
    assert manuscript is not None
    assert manuscript.url == URL
    assert manuscript.title == "Swing bridge to be rebuilt"
    assert manuscript.body == "The council voted.\n\nIt costs."
    assert (manuscript.published_at, manuscript.modified_at) == (PUBLISHED_AT, UPDATED_AT)
    assert (manuscript.section, manuscript.author) == ("City", "Joe Bloggs")
    assert manuscript.image == f"{HOME}/content/images/bridge.jpg"
    assert manuscript.marks == Marks()
    assert manuscript.aliases == (PREVIEW,)


@pytest.mark.parametrize(
    ("previous", "event"),
    [
        ({"status": "draft"}, EventKind.PUBLISHED),
        ({"status": "scheduled"}, EventKind.PUBLISHED),
        ({"status": "published"}, EventKind.UPDATED),
        ({"title": "Old"}, EventKind.UPDATED),
        ({}, EventKind.UPDATED),
    ],
)
def test_the_status_before_says_whether_it_is_new(
    previous: dict[str, Any], event: EventKind
) -> None:
    assert event_of(POST, previous).event == event


@pytest.mark.parametrize("visibility", ["members", "paid", "tiers", "filter", None, 1])
def test_what_not_everybody_may_read_is_marked(visibility: Any) -> None:
    manuscript = event_of(POST | {"visibility": visibility}).manuscript
    assert manuscript is not None
    assert manuscript.marks == Marks(paywalled=True)


def test_an_unpublished_post_is_found_by_the_alias_that_it_was_published_with() -> None:
    published = event_of(POST, {"status": "draft"})
    draft = POST | {"status": "draft", "url": PREVIEW}
    gone = event_of(draft, {"status": "published"})
    assert (gone.event, gone.manuscript) == (EventKind.UNPUBLISHED, None)
    assert gone.modified_at == UPDATED_AT
    assert gone.urls == (PREVIEW, URL)
    assert set(gone.urls) & set(published.urls) == {PREVIEW, URL}


def test_a_deleted_post_has_no_address_of_its_own_and_is_found_all_the_same() -> None:
    previous = {name: value for name, value in POST.items() if name not in {"url"}}
    gone = event_of({}, previous)
    assert (gone.event, gone.manuscript) == (EventKind.DELETED, None)
    assert gone.urls == (PREVIEW, URL)


def test_a_site_in_a_folder_is_found_by_the_page_of_the_author() -> None:
    author = AUTHOR | {"url": "https://news.example/blog/author/joe/"}
    gone = event_of({}, {"uuid": UUID, "slug": "bridge", "authors": [author]})
    assert gone.urls == (f"{HOME}/blog/p/{UUID}/", f"{HOME}/blog/bridge/")


def test_an_author_without_a_page_says_where_the_site_is_as_well() -> None:
    author = AUTHOR | {"url": "https://news.example/blog/404/"}
    gone = event_of({}, {"uuid": UUID, "authors": [author]})
    assert gone.urls == (f"{HOME}/blog/p/{UUID}/",)


def test_a_deleted_post_of_which_nothing_is_known_is_no_event() -> None:
    assert read(payload({}, {})) is None
    assert read(payload({}, {"uuid": UUID, "slug": "bridge"})) is None
    assert read(payload({}, {"uuid": "../..", "slug": "a/b", "authors": [AUTHOR]})) is None
    assert read(payload({}, {"uuid": UUID, "authors": [{"url": "javascript:alert(1)"}]})) is None


@pytest.mark.parametrize("status", ["draft", "scheduled", "sent", None, 1])
def test_a_post_that_is_not_published_is_not_kept(status: Any) -> None:
    assert event_of(POST | {"status": status, "url": PREVIEW}).manuscript is None


def test_a_published_post_without_a_page_is_not_kept() -> None:
    gone = event_of(POST | {"url": f"{HOME}/404/"})
    assert (gone.event, gone.urls) == (EventKind.UNPUBLISHED, (PREVIEW, URL))


def test_a_changed_slug_gives_up_the_old_address() -> None:
    assert event_of(POST, {"slug": "old-bridge"}).former == (f"{HOME}/old-bridge/",)
    assert event_of(POST, {"slug": "bridge"}).former == ()
    assert event_of(POST, {"slug": "old-bridge", "status": "draft"}).former == ()
    assert event_of(POST, {"slug": "a/../b"}).former == ()
    assert event_of(POST | {"url": f"{HOME}/2024/x/"}, {"slug": "old-bridge"}).former == ()


def test_a_post_that_names_another_as_the_original_does_not_take_its_address() -> None:
    manuscript = event_of(POST | {"canonical_url": f"{HOME}/first/"}).manuscript
    assert manuscript is not None
    assert (manuscript.url, manuscript.aliases) == (URL, (PREVIEW,))


@pytest.mark.parametrize("about", ["page", "tag", "member"])
def test_what_is_about_no_post_is_passed_over(about: str) -> None:
    assert read(json.dumps({about: {"current": {"email": "a@b.example"}}}).encode()) is None
    assert read(b"{}") is None


@pytest.mark.parametrize("body", [b"[]", b"", b"null", b"\xff", b"{", b'"post"'])
def test_what_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidField, match="body"):
        read(body)


def test_a_longer_message_than_the_limit_is_refused() -> None:
    empty = len(payload({"plaintext": ""}))
    assert read(payload({"plaintext": "x" * (HOOK_BYTES - empty)})) is None
    with pytest.raises(LimitExceeded):
        read(payload({"plaintext": "x" * (HOOK_BYTES - empty + 1)}))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*POST]), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*POST]), VALUES), VALUES)
def test_a_field_of_another_type_never_makes_it_fail(changed: dict[str, Any], other: Any) -> None:
    read(json.dumps({"post": {"current": POST | changed, "previous": other}}).encode())
    read(json.dumps({"post": other}).encode())
    read(json.dumps({"post": {"current": {}, "previous": POST | changed}}).encode())
