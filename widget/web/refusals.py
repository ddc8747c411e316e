"""Gives a refusal again to a network that goes on asking: it must cost less than an answer would.

The application makes the first refusal of each address, in the language of its site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from widget import metrics

if TYPE_CHECKING:
    from collections.abc import MutableMapping

Application = Callable[["MutableMapping[str, Any]", Callable[..., Any]], Iterable[bytes]]

REFUSED: Final = "widget.refused"
"""What the application sets of a request that it refuses for the rate of its network."""

_SECONDS: Final = 60.0
_MOST: Final = 500
"""Addresses of which refusals are kept, without their queries; with more all are made anew."""
_PATH_CHARACTERS: Final = 200


class _Refusal(NamedTuple):
    until: float
    status: str
    headers: list[tuple[str, str]]
    body: bytes


class Refusals:
    """The application, in front of which refusals are repeated. For many threads."""

    def __init__(
        self, application: Application, is_spent: Callable[[MutableMapping[str, Any]], bool]
    ) -> None:
        """``is_spent`` tells whether the network of a request has no token left."""
        self._application = application
        self._is_spent = is_spent
        self._kept: dict[str, _Refusal] = {}

    def __call__(
        self, environ: MutableMapping[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer as the application would."""
        path: str = environ["PATH_INFO"]
        kept = self._kept.get(path) if _is_alike(environ) else None
        if kept is not None and monotonic() < kept.until and self._is_spent(environ):
            metrics.count(metrics.REQUESTS, "", "429", "refused")
            start_response(kept.status, list(kept.headers))
            return (kept.body,)
        return self._asked(path, environ, start_response)

    def _asked(
        self, path: str, environ: MutableMapping[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            begun.append((status, headers))
            return start_response(status, headers, *error)

        parts = self._application(environ, begin)
        if REFUSED not in environ or not _is_alike(environ):
            return parts
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        if len(self._kept) >= _MOST:
            self._kept.clear()
        if len(path) <= _PATH_CHARACTERS:
            self._kept[path] = _Refusal(monotonic() + _SECONDS, *begun[-1], body)
        return (body,)


def _is_alike(environ: MutableMapping[str, Any]) -> bool:
    """Return whether all such requests to this address are refused in the same words."""
    is_plain = "HTTP_ORIGIN" not in environ and "HTTP_ACCEPT_ENCODING" not in environ
    return is_plain and environ["REQUEST_METHOD"] == "GET" and "bare" not in environ["QUERY_STRING"]
