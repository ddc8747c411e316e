"""The headers of every answer: what a browser and a cache may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Flask, Response

NO_STORE = "no-store"

_STRICT = "default-src 'none'; base-uri 'none'; form-action 'none'"
FRAGMENT_POLICY = f"{_STRICT}; frame-ancestors 'none'; sandbox"
"""A fragment that somebody opens by itself is inert: no script, no style, no frame."""

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "browsing-topics=()",
}


def install(app: Flask) -> None:
    """Give every answer the headers that all answers have."""
    app.after_request(_finish)


def page_policy(frame_origins: tuple[str, ...], picture_hosts: tuple[str, ...] = ()) -> str:
    """Return the policy of a whole page that only these origins may frame.

    It may show pictures from these hosts, by the scheme of the page or by https.
    """
    ancestors = " ".join(frame_origins) or "'none'"
    named = [host for host in picture_hosts if not host.startswith("[")]  # no policy can name them
    pictures = f"; img-src {' '.join(named)}" if named else ""
    return f"{_STRICT}; style-src 'self'{pictures}; frame-ancestors {ancestors}"


def frame_policy(frame_origins: tuple[str, ...], picture_hosts: tuple[str, ...] = ()) -> str:
    """Return the policy of a page for frames, which may run a script of ours: frame.js."""
    return f"{page_policy(frame_origins, picture_hosts)}; script-src 'self'"


def fresh_for(seconds: int) -> str:
    """Return the Cache-Control of something public that may be shown this long, twice at most."""
    return f"public, max-age={seconds}, stale-while-revalidate={seconds}"


def briefly_kept(response: Response) -> Response:
    """Let a proxy in front of us keep for a second what no browser may keep, and return it.

    Else each of a thousand readers who wait for one page asks us each second. nginx obeys this
    header before Cache-Control, if it stands first, and hands it on to nobody.
    """
    if response.headers["Cache-Control"] == NO_STORE:
        del response.headers["Cache-Control"]
        response.headers.extend({"X-Accel-Expires": "1", "Cache-Control": NO_STORE})
    return response


def _finish(response: Response) -> Response:
    for name, value in EVERYWHERE.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", NO_STORE)
    response.headers.setdefault("Content-Security-Policy", FRAGMENT_POLICY)
    if response.status_code == 200 and request.method in {"GET", "HEAD"} and _may_be_kept(response):
        response.add_etag()
        response.make_conditional(request)
    return response


def _may_be_kept(response: Response) -> bool:
    return response.headers["Cache-Control"] != NO_STORE and not response.is_streamed
