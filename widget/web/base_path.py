"""The path of the public address: proxies that leave it on are understood, and pages need no base.

``WIDGET_PUBLIC_URL=https://news.example/summaries`` gives the server the base path ``/summaries``.
Most proxies take it off before they ask. What comes with it is answered alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from flask import request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

_OWN: Final = frozenset({"v1", "read", "help"})
"""Where paths of the server itself begin: a base path of this name cannot be told from them."""


def way_to_root() -> str:
    """Return the relative way from the page that was asked for to the server's root.

    It is right under every name and every base path by which a reader came here.
    """
    return "../" * (request.path.count("/") - 1)


def under_base_path(application: Application, public_url: str) -> Application:
    """Return the application, which also answers under the path of ``public_url``."""
    base = urlsplit(public_url).path
    if not base or base.split("/")[1] in _OWN:
        return application

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        if path.startswith(f"{base}/"):
            environ["PATH_INFO"] = path.removeprefix(base)
        return application(environ, start_response)

    return answer
