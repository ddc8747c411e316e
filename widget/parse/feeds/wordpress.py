"""Reads WordPress's REST API: what it is asked, and what its posts say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from widget.domain.article import Manuscript
from widget.domain.errors import Unreadable
from widget.domain.limits import FEED_BYTES
from widget.domain.source import Listing  # noqa: TC001 - read at run time, by the sandbox's messages
from widget.parse.feeds import full_text
from widget.parse.feeds.bounded_json import at, load, objects, string
from widget.parse.feeds.entries import Entries, short_of, words_of
from widget.parse.feeds.gunzip import plain
from widget.rules.article_kinds import marks_by
from widget.rules.language import tag_of
from widget.rules.sections import name_of, section_of
from widget.rules.times import moment_in_utc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

PER_PAGE: Final = 100
"""Posts of one answer: the most that WordPress gives."""

STEP: Final = 95
"""Posts from one page to the next. Pages overlap, because a post that is edited between two
requests moves to the end and all after it move up: without an overlap one would be missed."""

OVERLAP: Final = timedelta(minutes=61)
"""How far a poll looks back behind the latest modification. WordPress compares with the site's
local time, which repeats an hour when summer time ends, and ``modified_after`` leaves out what was
modified in that very second. A post that comes again has the same stamp."""

FIELDS: Final = (
    *("id", "link", "status", "date_gmt", "modified_gmt", "title", "content", "lang"),
    *("_links.author", "_links.wp:term", "_links.wp:featuredmedia", "_embedded"),
)
_EMBEDDED: Final = "author,wp:term,wp:featuredmedia"
_COLLECTION: Final = "/wp/v2/posts"
_OURS: Final = frozenset(
    {"modified_after", "orderby", "order", "per_page", "page", "offset", "_fields", "_embed"}
)
_PAST_THE_END: Final = "rest_post_invalid_page_number"


def poll_url(base: str, latest: datetime | None, page: int = 1) -> str:
    """Return the URL to ask: posts modified since ``latest``, oldest modification first.

    ``base`` is a site's address (https://news.example/), its API (…/wp-json) or a collection
    (…/wp-json/wp/v2/posts, …/?rest_route=/wp/v2/posts), whose other parameters (categories=5)
    are kept. ``latest`` is the latest ``modified_at`` among the entries of earlier polls, aware,
    or None for all posts; it is sent in UTC with a Z, which WordPress turns into the site's time,
    less OVERLAP. ``page`` counts from 1; keep ``latest`` as it was while going through pages.
    """
    parts = urlsplit(base)
    kept = [(name, value) for name, value in _query(parts.query) if name not in _OURS]
    asked: list[tuple[str, str]] = [("orderby", "modified"), ("order", "asc")]
    asked += [("per_page", str(PER_PAGE)), ("_fields", ",".join(FIELDS)), ("_embed", _EMBEDDED)]
    if latest is not None:
        since = (latest.astimezone(UTC) - OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")
        asked.append(("modified_after", since))
    if page > 1:
        asked.append(("offset", str((page - 1) * STEP)))
    query = urlencode([*kept, *asked], safe="/:,")
    path = parts.path if _names_route(kept) else _collection(parts.path)
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def is_rest(url: str) -> bool:
    """Tell whether the URL is one of WordPress's REST API; what is no URL is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return "/wp-json" in parts.path or _names_route(_query(parts.query))


def _query(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True)


def _names_route(parameters: list[tuple[str, str]]) -> bool:
    return any(name == "rest_route" and "/wp/v2/" in value for name, value in parameters)


def _collection(path: str) -> str:
    if re.search(r"/wp/v2/[^/]", path):
        return path
    site = path.rstrip("/").removesuffix("/wp/v2").removesuffix("/wp-json")
    return f"{site}/wp-json{_COLLECTION}"


def parse(body: bytes, url: str) -> Listing:
    """Return the posts of an answer of ``/wp-json/wp/v2/posts`` of at most FEED_BYTES.

    ``url`` is what was asked; a page that is nearly full has a next one. A post with a status
    other than ``publish`` is gone. This API does not list what was deleted: its page answers
    404 or 410. Raises Unreadable for what is no list of posts, with WordPress's own reason.
    """
    posts = load(plain(body, FEED_BYTES))
    if string(posts, "code") == _PAST_THE_END:
        return Entries(url).listing()
    if not isinstance(posts, list):
        raise Unreadable(_refusal(posts))
    entries = Entries(url)
    for post in entries.first_of(objects(posts)):
        _add(post, entries)
    if len(posts) > len(objects(posts)):
        entries.problem("Something in the list is no post.")
    return entries.listing(more=[_next(url)] if len(posts) >= STEP else [])


def _refusal(answer: Any) -> str:
    reason = string(answer, "message") or string(answer, "code")
    if reason:
        return f"WordPress refuses: {short_of(words_of(reason))}; allow its REST API for everyone."
    return "This is no list of WordPress posts; give the site's address or …/wp-json/wp/v2/posts."


def _next(url: str) -> str:
    """Return the address of the next page of this answer."""
    parts = urlsplit(url)
    query = dict(_query(parts.query))
    done = int(query.get("offset", "0")) if query.get("offset", "0").isdecimal() else 0
    query["offset"] = str(done + STEP)
    query.pop("page", None)
    return urlunsplit(parts._replace(query=urlencode(query, safe="/:,")))


def _add(post: dict[str, Any], entries: Entries) -> None:
    categories = list(_terms(post, "category"))
    protected = at(post, "content", "protected") is True
    content = "" if protected else string(post, "content", "rendered")
    dates = string(post, "date_gmt"), string(post, "modified_gmt")
    body = full_text.body(content, "", entries)
    manuscript = Manuscript(
        url=entries.address(at(post, "link")),
        title=entries.title(words_of(string(post, "title", "rendered"))),
        text=body.text,
        blocks=body.blocks,
        published_at=moment_in_utc(dates[0]),
        modified_at=moment_in_utc(dates[1]),
        section=section_of(categories),
        language=tag_of(at(post, "lang")),
        author=entries.short(words_of(string(post, "_embedded", "author", 0, "name"))),
        image=entries.address(at(post, "_embedded", "wp:featuredmedia", 0, "source_url")),
        marks=replace(marks_by(categories), paywalled=protected),
    )
    status = string(post, "status")
    keep = entries.add if status in {"", "publish"} else entries.add_gone
    keep(manuscript, (manuscript, status, content, categories, dates))


def _terms(post: dict[str, Any], taxonomy: str) -> Iterator[str]:
    """Yield the names of a post's terms of this taxonomy, in WordPress's order."""
    groups = at(post, "_embedded", "wp:term")
    for group in groups if isinstance(groups, list) else []:
        for term in objects(group):
            name = name_of(string(term, "name"))
            if string(term, "taxonomy") == taxonomy and name:
                yield name
