"""Asks for robots.txt once an hour, and obeys it."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from protego import Protego

from widget.domain.errors import FetchFailed
from widget.domain.limits import ROBOTS_BYTES
from widget.fetch.http.after_fork import begin_in_each_process
from widget.fetch.http.failures import TEMPORARY
from widget.fetch.http.fetcher import FetchRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from widget.fetch.http.fetcher import Fetcher

FRESH_SECONDS: Final = 3_600.0
"""How long a robots.txt is believed."""

UNREACHABLE_SECONDS: Final = 300.0
"""How long all is forbidden where the robots.txt could not be read (RFC 9309, 2.3.1.4)."""

ORIGINS: Final = 256
"""Origins whose robots.txt is remembered."""

REMEMBERED_CHARACTERS: Final = 4 * ROBOTS_BYTES
"""Characters of all the rules that are remembered."""

_USER_AGENT: Final = re.compile(r"user[ -]?agent\s*[:\s]", re.I)
_RULE: Final = re.compile(r"(?:dis{1,2}al{1,2}[oa]w|diasllow|allow)\s*[:\s]", re.I)
"""Rules as they are written and miswritten; all other fields mean nothing here."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What an origin's robots.txt says to us, or why nobody knows."""

    believed_until: float
    text: str = ""
    problem: str = ""


class Robots:
    """Remembers what robots.txt allows; safe for many threads."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the fetcher, whose User-Agent begins with our product token, and a clock."""
        self._fetcher = fetcher
        self._clock = clock
        self.token = re.split(r"[/\s]", fetcher.agent, maxsplit=1)[0]
        begin_in_each_process(self)

    def begin(self) -> None:
        """Take a lock of this process, and ask anew."""
        self._lock = threading.Lock()
        self._known: OrderedDict[str, _Rules] = OrderedDict()

    def require(self, url: str, hosts: tuple[str, ...] | None) -> None:
        """Raise FetchFailed when the origin's robots.txt forbids the URL to us.

        ``hosts`` are those that the fetch of robots.txt may reach. The failure is temporary when
        the robots.txt could not be read.
        """
        hop = self._fetcher.hop(url, hosts)
        origin = f"{hop.scheme}://{hop.authority}"
        rules = self._remembered(origin) or self._asked(origin, hosts)
        if rules.problem:
            wait = max(1, round(rules.believed_until - self._clock()))
            raise FetchFailed(
                f"No page of {hop.host} is fetched while its robots.txt cannot be read: "
                f"{rules.problem} It is fetched again in {wait} seconds.",
                permanent=False,
                retry_after=wait,
            )
        if not Protego.parse(rules.text).can_fetch(hop.url, self.token):
            raise FetchFailed(
                f"The robots.txt of {hop.host} forbids this page to {self.token}. Its site "
                f'can allow it with the lines "User-agent: {self.token}" and "Allow: /".',
                permanent=True,
            )

    def _remembered(self, origin: str) -> _Rules | None:
        with self._lock:
            rules = self._known.get(origin)
            if rules is None or rules.believed_until <= self._clock():
                return None
            self._known.move_to_end(origin)
            return rules

    def _asked(self, origin: str, hosts: tuple[str, ...] | None) -> _Rules:
        rules = self._fetched(origin, hosts)
        with self._lock:
            self._known[origin] = rules
            self._known.move_to_end(origin)
            self._forget_the_oldest()
        return rules

    def _forget_the_oldest(self) -> None:
        size = sum(len(rules.text) for rules in self._known.values())
        while len(self._known) > ORIGINS or size > REMEMBERED_CHARACTERS:
            size -= len(self._known.popitem(last=False)[1].text)

    def _fetched(self, origin: str, hosts: tuple[str, ...] | None) -> _Rules:
        """Return the rules of the origin, or why they are unknown.

        Raises FetchFailed where the origin itself is not to be fetched from.
        """
        request = FetchRequest(
            f"{origin}/robots.txt", hosts, ROBOTS_BYTES, "text/plain, */*;q=0.5", beginning=True
        )
        now = self._clock()
        try:
            body = self._fetcher.get(request).body or b""
        except FetchFailed as error:
            if _says_nothing(error):
                return _Rules(now + FRESH_SECONDS)
            if error.permanent and error.status is None:
                raise
            return _Rules(now + UNREACHABLE_SECONDS, problem=error.message)
        return _Rules(now + FRESH_SECONDS, _for_us(body, self.token))


def _says_nothing(error: FetchFailed) -> bool:
    """Tell whether there is no robots.txt: then everything is allowed (RFC 9309, 2.3.1.3)."""
    return (
        error.status is not None and 300 <= error.status < 500 and error.status not in TEMPORARY
    ) or error.status == 204


def _for_us(body: bytes, token: str) -> str:
    """Return the rules for our product token and for everybody.

    The others are left out before the parser sees them: it multiplies the agents of a group with
    the group's rules, and half a megabyte can name tens of thousands of each.
    """
    if len(body) == ROBOTS_BYTES:  # what was cut off in the middle of a line would mean another
        body = body[: body.rfind(b"\n") + 1]
    text = body.decode("utf-8-sig", errors="replace")
    return "\n".join(_ours(text.splitlines(), token.lower()))


def _ours(lines: list[str], token: str) -> Iterator[str]:
    """Yield the agents and the rules of the groups that name the token or everybody."""
    naming = wanted = False
    for line in (line.partition("#")[0].strip() for line in lines):
        if found := _USER_AGENT.match(line):
            wanted = wanted and naming  # agents on neighbouring lines share their rules
            naming = True
            agent = _agent(line[found.end() :], token)
            if agent:
                wanted = True
                yield f"User-agent: {agent}"
        elif _RULE.match(line):
            naming = False
            if wanted:
                yield line


def _agent(value: str, token: str) -> str:
    """Return whom a User-agent line means: us by our token, everybody by "*", others not."""
    name = value.strip().lower()
    if name == "*":
        return name
    return token if name.partition("/")[0].rstrip("* ") == token else ""
