"""Fetches: the only way to a publisher's server, with all its guards."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from widget.domain.errors import FetchFailed, SettingsError
from widget.domain.limits import (
    FETCH_AT_ONCE,
    FETCH_HEAD_BYTES,
    FETCH_REDIRECTS,
    FETCH_SECONDS,
    FETCH_TURN_SECONDS,
)
from widget.domain.source import Validators
from widget.fetch.http import responses
from widget.fetch.http.after_fork import begin_in_each_process
from widget.fetch.http.allowed_addresses import Guard, Hop
from widget.fetch.http.connecting import Dialler
from widget.fetch.http.connections import Connection, Idle, Request
from widget.fetch.http.deadline import Deadline
from widget.fetch.http.failures import explained, stopped, too_large, unwanted
from widget.fetch.http.host_slots import HostSlots
from widget.fetch.http.host_turns import HostTurns
from widget.fetch.http.redirects import SAME_METHOD, Onward, landing, onward_of

if TYPE_CHECKING:
    import http.client
    import ssl
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from ssrfguard import Resolver


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What to fetch, from where, and how much of it."""

    url: str
    hosts: tuple[str, ...] | None
    """Hosts that may be reached, with a port that is not 80 or 443; None: every public host."""
    most_bytes: int
    """Bytes of the body, after decompression."""
    accept: str = "*/*"
    validators: Validators = field(default_factory=Validators)
    """Of the version that is known; nothing is fetched when it is still the current one."""
    beginning: bool = False
    """Whether the first ``most_bytes`` of a larger body will do, instead of a failure."""
    permit: Callable[[str], None] | None = None
    """Asked for each URL that a redirect leads to; raises FetchFailed where it may not lead."""
    fields: tuple[str, ...] = ()
    """Further fields of the answer's head that are wanted, whole."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched; all of it is hostile, but the fields hold no control characters."""

    url: str
    """Where it ended, without a fragment."""
    body: bytes | None
    """None when it has not changed since the request's validators."""
    content_type: str
    validators: Validators
    link: str
    """All ``Link`` fields."""
    robots: str = ""
    """All ``X-Robots-Tag`` fields."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Those that the request wanted, all values of each joined by commas; "" for none."""


class Fetcher:
    """Fetches from public servers, for many threads at once; safe to keep over a fork."""

    def __init__(  # noqa: PLR0913 - three are for tests
        self,
        agent: str,
        networks: tuple[str, ...] = (),
        resolver: Resolver | None = None,
        *,
        seconds: float = FETCH_SECONDS,
        trust: ssl.SSLContext | None = None,
        slots: Path | None = None,
    ) -> None:
        """Take the User-Agent, and CIDR networks that are allowed beside the public ones.

        ``resolver`` stands in for ``socket.getaddrinfo``; ``seconds`` is the whole time of one
        fetch; ``trust`` holds the certificates to believe in, by default the system's;
        ``slots`` is the file over which all processes of this machine count their connections
        to a host, without it each process counts its own. Raises SettingsError.
        """
        if not (agent.isascii() and agent.isprintable() and agent.strip()):
            raise SettingsError(f"The User-Agent {agent!r} cannot be sent; write it in ASCII.")
        self.agent = agent
        self._seconds = seconds
        self._guard = Guard(networks)
        self._resolver, self._trust = resolver, trust
        self._slots = HostSlots(slots, FETCH_AT_ONCE)
        begin_in_each_process(self)

    def begin(self) -> None:
        """Forget the connections and waits of the parent process."""
        self._idle = Idle()
        self._turns = HostTurns(FETCH_AT_ONCE)
        self._dialler = Dialler(self._guard, self._resolver, self._trust)

    def hop(self, url: str, hosts: tuple[str, ...] | None) -> Hop:
        """Return the URL in its uniform spelling, if it may be asked at all. Raises FetchFailed.

        Nothing is looked up; the address is checked when the connection is opened.
        """
        return self._guard.hop(url, hosts)

    def get(self, wanted: FetchRequest) -> Fetched:
        """Fetch; redirects are followed, each hop checked like the first. Raises FetchFailed."""
        deadline = Deadline.after(self._seconds)
        fields = {"Accept": wanted.accept, "Accept-Encoding": "gzip"}
        request = self._request(fields | responses.conditions(wanted.validators), wanted.most_bytes)
        passed = [self.hop(wanted.url, wanted.hosts)]
        while True:
            with self._answer(passed[-1], request, deadline) as response:
                found = self._found(response, passed[-1], wanted)
            if isinstance(found, FetchFailed):
                raise found
            if isinstance(found, Fetched):
                return found
            passed.append(self._next(passed, found, wanted.hosts))
            if wanted.permit:
                with deadline.put_off():
                    wanted.permit(passed[-1].url)

    def post(self, url: str, form: Mapping[str, str], hosts: tuple[str, ...] | None) -> int:
        """Send a form with the same guards; return the status of the answer, whatever it is.

        A redirect that keeps the method (307, 308) is followed, no other. Raises FetchFailed.
        """
        deadline = Deadline.after(self._seconds)
        fields = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*"}
        request = self._request(fields, 0, urlencode(form).encode("ascii"))
        passed = [self.hop(url, hosts)]
        while True:
            with self._answer(passed[-1], request, deadline) as response:
                onward = onward_of(response)
            if onward is None or onward.status not in SAME_METHOD:
                return response.status
            passed.append(self._next(passed, onward, hosts))

    def close(self) -> None:
        """Close the connections that are kept open; the next fetch opens new ones."""
        self._idle.close()

    def _request(
        self, fields: Mapping[str, str], most_bytes: int, form: bytes | None = None
    ) -> Request:
        length = {} if form is None else {"Content-Length": str(len(form))}
        return Request({"User-Agent": self.agent, **fields, **length}, most_bytes, form)

    @contextmanager
    def _answer(
        self, hop: Hop, request: Request, deadline: Deadline
    ) -> Iterator[http.client.HTTPResponse]:
        """Ask the hop; the connection is kept afterwards if the answer was read to its end."""
        wait = Deadline.after(FETCH_TURN_SECONDS)
        with explained(hop.host, self._seconds), self._turns.taken(hop.host, wait, deadline):
            connection, response = self._asked(hop, request, deadline, wait)
            reusable = False
            try:
                yield response
                reusable = responses.is_whole(response) and not connection.place.is_wanted()
            finally:
                response.close()
                (self._idle.keep if reusable else Connection.close)(connection)

    def _asked(
        self, hop: Hop, request: Request, deadline: Deadline, wait: Deadline
    ) -> tuple[Connection, http.client.HTTPResponse]:
        """Ask over a connection that is open already, else over a new one."""
        waiting = self._idle.take(hop.origin) if request.form is None else None
        if waiting:
            try:
                return waiting, waiting.ask(hop, request, deadline)
            except ConnectionError:
                pass  # the server gave the connection up at that moment
        with deadline.put_off():
            place = self._slots.take(hop.host, wait)
        try:
            connection = Connection(hop, self._dialler.dial(hop, deadline), place)
        except BaseException:
            place.give_back()
            raise
        return connection, connection.ask(hop, request, deadline)

    def _found(
        self, response: http.client.HTTPResponse, hop: Hop, wanted: FetchRequest
    ) -> Fetched | Onward | FetchFailed:
        """Return what an answer brings; the connection's errors are raised as they are."""
        if onward := onward_of(response):
            return onward
        known = wanted.validators.etag or wanted.validators.last_modified
        if response.status == 304 and known:
            return _fetched(response, hop, None, wanted)
        if response.status != 200:
            waiting = responses.field(response, "Retry-After")
            seconds = responses.seconds_to_wait(waiting, datetime.now(UTC))
            return unwanted(hop.host, response.status, agent=self.agent, retry_after=seconds)
        if responses.declared(response) > wanted.most_bytes and not wanted.beginning:
            return too_large(hop.host, wanted.most_bytes)
        body, goes_on = responses.body_of(response, wanted.most_bytes)
        if goes_on and not wanted.beginning:
            return too_large(hop.host, wanted.most_bytes)
        return _fetched(response, hop, body, wanted)

    def _next(self, passed: list[Hop], onward: Onward, hosts: tuple[str, ...] | None) -> Hop:
        """Return the hop that a redirect leads to. Raises FetchFailed."""
        last = passed[-1]
        try:
            hop = self._guard.hop(landing(last.url, onward.location), hosts)
        except FetchFailed as error:
            raise stopped(
                last.host, onward.status, f"to what is not fetched. {error.message}"
            ) from error
        if len(passed) > FETCH_REDIRECTS:
            raise stopped(last.host, onward.status, f"more than {FETCH_REDIRECTS} times")
        if hop.url in {earlier.url for earlier in passed}:
            raise stopped(last.host, onward.status, "in a circle; perhaps it wants cookies")
        if last.scheme == "https" and hop.scheme == "http" and last.host != hop.host:
            raise stopped(last.host, onward.status, f"from https to http on {hop.host}")
        return hop


def _fetched(
    response: http.client.HTTPResponse, hop: Hop, body: bytes | None, wanted: FetchRequest
) -> Fetched:
    return Fetched(
        url=hop.url,
        body=body,
        content_type=responses.field(response, "Content-Type"),
        validators=responses.validators_of(response),
        link=responses.field(response, "Link"),
        robots=responses.field(response, "X-Robots-Tag"),
        fields={each: responses.field(response, each, FETCH_HEAD_BYTES) for each in wanted.fields},
    )
