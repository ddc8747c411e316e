"""Verifies and parses Ghost's webhooks: their signature, and the event of a post.

Ghost does not send the name of the event, so the post's status says what happened. A deleted post
has no address any more, and an unpublished one has that of its preview. So each post has its
preview's address (``/p/UUID/``) as an alias, and is found by it.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from widget.domain.article import Manuscript
from widget.domain.errors import BadSignature, InvalidField
from widget.domain.event import ArticleEvent, Delivery, EventKind
from widget.domain.limits import HOOK_BYTES
from widget.parse import article_html, manuscripts
from widget.parse.webhooks.standard_webhooks import require_recent
from widget.rules.article_kinds import marks_by
from widget.rules.sections import section_of
from widget.rules.times import moment
from widget.rules.urls import link_or_none

if TYPE_CHECKING:
    from collections.abc import Mapping

TAGS: Final = 100
"""Tags of a post that are read."""

_SIGNATURE = re.compile(r"sha256=(?P<digest>[0-9a-f]{64}), ?t=(?P<milliseconds>[0-9]{12,14})")
_HOME = re.compile(r"https?://[^/?#]+[^?#]*")
_UUID = re.compile(r"[0-9a-fA-F-]{32,36}")
_SLUG = re.compile(r"[^/?#\s]{1,250}")


def verify(body: bytes, headers: Mapping[str, str], secret: str, now: datetime) -> Delivery:
    """Return the delivery when its signature is the secret's, over body and time.

    The names of ``headers`` are in lower case. Ghost before 5.87.1 signed the body alone: such a
    message could be sent again at any later time, to bring back what the newsroom has withdrawn,
    so it is refused. Raises BadSignature, which names the cure.
    """
    stated = _SIGNATURE.fullmatch(headers.get("x-ghost-signature", ""))
    if stated is None:
        raise BadSignature(
            "The header X-Ghost-Signature is missing or has another form. Paste the secret that "
            "`widget sites hook-secret` printed into the webhook's settings in Ghost."
        )
    sent_at = datetime.fromtimestamp(int(stated["milliseconds"]) / 1000, UTC)
    require_recent(sent_at, now)
    if not _fits(stated["digest"], secret, body + stated["milliseconds"].encode()):
        raise BadSignature(_problem(stated["digest"], secret, body))
    return Delivery(stated["digest"], sent_at)


def read(body: bytes) -> ArticleEvent | None:
    """Return the event of a message; None when it is not about a post that was public.

    Raises InvalidField or LimitExceeded, naming the field.
    """
    message = manuscripts.loaded(body, HOOK_BYTES)
    if not isinstance(message, dict):
        raise InvalidField("body", "is no message of Ghost's; choose the event Post published.")
    if "post" not in message:
        return None
    sent = _object(message["post"])
    current, previous = _object(sent.get("current")), _object(sent.get("previous"))
    if not current:
        return _gone(_Post(previous), EventKind.DELETED)
    post = _Post(current)
    if not post.is_public:
        return _gone(post, EventKind.UNPUBLISHED)
    return _edition(post, previous)


def _edition(post: _Post, previous: dict[str, Any]) -> ArticleEvent:
    """Return the event of a post that readers can see."""
    new = _string(previous, "status") not in {None, "published"}
    manuscript = post.manuscript()
    return ArticleEvent(
        event=EventKind.PUBLISHED if new else EventKind.UPDATED,
        urls=(post.url, *manuscript.aliases),
        manuscript=manuscript,
        modified_at=manuscript.modified_at,
        former=() if new else post.former_urls(_string(previous, "slug")),
    )


def _gone(post: _Post, event: EventKind) -> ArticleEvent | None:
    urls = post.likely_urls()
    return (
        ArticleEvent(event, urls, modified_at=moment(_string(post.fields, "updated_at")))
        if urls
        else None
    )


@dataclass(frozen=True, slots=True)
class _Post:
    """A post as Ghost sends it."""

    fields: dict[str, Any]

    @property
    def url(self) -> str:
        return _string(self.fields, "url") or ""

    @property
    def is_public(self) -> bool:
        """Whether readers can see it: Ghost gives /404/ to a post without a page."""
        return self.fields.get("status") == "published" and not self.url.endswith("/404/")

    def manuscript(self) -> Manuscript:
        """Return the post as an article."""
        body = article_html.body_of(_string(self.fields, "html") or "")
        return Manuscript(
            url=self.url,
            title=_string(self.fields, "title"),
            text=body.text,
            blocks=body.blocks,
            published_at=moment(_string(self.fields, "published_at")),
            modified_at=moment(_string(self.fields, "updated_at")),
            section=section_of((_string(_object(self.fields.get("primary_tag")), "name"),)),
            author=_string(self._author(), "name"),
            image=link_or_none(_string(self.fields, "feature_image")),
            marks=replace(
                marks_by(self._tags()), paywalled=self.fields.get("visibility") != "public"
            ),
            aliases=self._preview(),
        )

    def _tags(self) -> list[str]:
        tags = self.fields.get("tags")
        listed = tags[:TAGS] if isinstance(tags, list) else []
        return [name for tag in listed if (name := _string(_object(tag), "name"))]

    def likely_urls(self) -> tuple[str, ...]:
        """Return the addresses that a post without a page may have had, the surest first."""
        slug, home = _string(self.fields, "slug"), self._home()
        by_slug = (f"{home}/{slug}/",) if home and slug and _SLUG.fullmatch(slug) else ()
        return (*self._preview(), *by_slug)

    def former_urls(self, slug: str | None) -> tuple[str, ...]:
        """Return its address before its slug was changed from this one, if it was."""
        ending = f"/{_string(self.fields, 'slug')}/"
        if not slug or not _SLUG.fullmatch(slug) or not self.url.endswith(ending):
            return ()
        former = f"{self.url.removesuffix(ending)}/{slug}/"
        return (former,) if former != self.url else ()

    def _preview(self) -> tuple[str, ...]:
        home, uuid = self._home(), _string(self.fields, "uuid")
        return (f"{home}/p/{uuid}/",) if home and uuid and _UUID.fullmatch(uuid) else ()

    def _home(self) -> str | None:
        """Return the address of the site, which Ghost does not name: out of another address."""
        for ending in (f"/p/{self.fields.get('uuid')}/", f"/email/{self.fields.get('uuid')}/"):
            if self.url.endswith(ending):
                return _checked_home(self.url.removesuffix(ending))
        author = _string(self._author(), "url") or ""
        # /author/NAME/, or /404/ for an author without a page.
        levels = 1 if author.endswith("/404/") else 2
        return _checked_home(author.rstrip("/").rsplit("/", levels)[0])

    def _author(self) -> dict[str, Any]:
        authors = self.fields.get("authors")
        first = authors[0] if isinstance(authors, list) and authors else None
        return _object(self.fields.get("primary_author")) or _object(first)


def _problem(digest: str, secret: str, body: bytes) -> str:
    if _fits(digest, secret, body):
        return (
            "X-Ghost-Signature: signs the body without its time, as Ghost did before 5.87.1, so "
            "the message could be sent again for ever. Update Ghost."
        )
    return (
        "X-Ghost-Signature: is not this site's. Paste the secret that `widget sites hook-secret` "
        "prints into the webhook's settings in Ghost."
    )


def _fits(digest: str, secret: str, signed: bytes) -> bool:
    # Ghost takes the secret as it was pasted, as text.
    expected = hmac.digest(secret.encode(), signed, "sha256").hex()
    return hmac.compare_digest(expected, digest)


def _checked_home(url: str) -> str | None:
    return url if _HOME.fullmatch(url) else None


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) else None
