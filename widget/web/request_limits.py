"""What keeps one client from taking the server for itself, and others from calling it by any name.

None of it is asked for an answer from memory: that costs less than the question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from flask import abort, current_app, request
from werkzeug.exceptions import MisdirectedRequest

from widget.domain.errors import LimitExceeded, TooManyRequests
from widget.domain.limits import QUERY_FIELDS
from widget.web.refusals import REFUSED
from widget.web.token_buckets import MOST_BUCKETS, TokenBuckets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from flask import Flask, Response

    from widget.config import Settings
    from widget.web.client_network import ClientNetworks

_BURST_SECONDS: Final = 10
"""How long a network may have saved up what it did not ask for."""

_REFUSALS_AT_ONCE, _REFUSALS_PER_SECOND = 20, 0.2
"""Credentials that a network may get wrong: a key that was renewed, not a search for one."""

_UNLIMITED: Final = frozenset({"health", "assets"})
_WITH_CREDENTIALS: Final = frozenset({"publisher", "hooks"})
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names that no page of a stranger can have."""


class RequestLimits:
    """The limits of one application."""

    def __init__(self, settings: Settings, networks: ClientNetworks) -> None:
        """Take the settings; with 0 requests a second nothing is counted."""
        per_second = settings.requests_per_second
        self._networks = networks
        self._requests = TokenBuckets(per_second, per_second * _BURST_SECONDS)
        self._refusals = TokenBuckets(_REFUSALS_PER_SECOND, _REFUSALS_AT_ONCE)
        self._known: set[str] = set()
        """Networks that had right credentials."""
        self._counts = per_second > 0
        self._hosts = settings.hosts

    def check_host(self) -> None:
        """Return when the request names this server by a name that is its own."""
        if self._hosts and host_of(request.host) not in self._hosts | _LOCAL:
            abort(MisdirectedRequest.code)

    def check_rate(self) -> None:
        """Take a token of the network that asks. Raises TooManyRequests when there is none."""
        network = self._network()
        if network is None:
            return
        if request.blueprint not in _WITH_CREDENTIALS:
            allowed = self._requests.take(network)
        else:
            allowed = network in self._known or self._refusals.has(network)
        if not allowed:
            request.environ[REFUSED] = True
            raise TooManyRequests

    def is_spent(self, environ: Mapping[str, Any]) -> bool:
        """Return whether the network that asks has no token left, for a public address."""
        network = self._networks.network_of(environ) if self._counts else None
        return network is not None and not self._requests.has(network)

    def take(self, environ: Mapping[str, Any]) -> None:
        """Take a token of the network that asks for a public address, if there is one."""
        network = self._networks.network_of(environ) if self._counts else None
        if network is not None:
            self._requests.take(network)

    def note(self, response: Response) -> None:
        """Count credentials that were wrong, and remember who had right ones."""
        network = self._network()
        if network is None or request.blueprint not in _WITH_CREDENTIALS:
            return
        if response.status_code == 401:
            self._refusals.take(network)
        elif response.status_code < 400:
            if len(self._known) >= MOST_BUCKETS:
                self._known.clear()
            self._known.add(network)

    def _network(self) -> str | None:
        if not self._counts or request.blueprint in _UNLIMITED:
            return None
        return self._networks.network_of(request.environ)


def install(app: Flask) -> None:
    """Limit every request that this application answers."""
    app.before_request(_check)
    app.after_request(_note)


def host_of(name: str) -> str:
    """Return the host in a Host header, without its port, in lower case."""
    host = name.lower().rstrip(".")
    return host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host


def _check() -> None:
    limits = _limits()
    limits.check_host()
    fields = request.query_string.count(b"&") + 1
    if fields > QUERY_FIELDS:
        raise LimitExceeded("query", QUERY_FIELDS, fields, "fields")
    limits.check_rate()


def _note(response: Response) -> Response:
    _limits().note(response)
    return response


def _limits() -> RequestLimits:
    return cast("RequestLimits", current_app.extensions["request_limits"])
