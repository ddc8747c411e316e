"""Answers readers from memory, before the application is asked: a WSGI layer around it.

Only public fragments, and only what their view told to rest on something (``rests_on``). Whether
that still stands is asked of the store at each request, which knows its version without reading.
An answer is kept only if nothing changed while it was made, by the version from *before*: else one
that was begun before a withdrawal and ended after it would be taken for fresh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from werkzeug.http import parse_etags, unquote_etag

from widget.domain.errors import StoreUnavailable
from widget.web import rests_on
from widget.web.answer_memory import AnswerMemory
from widget.web.client_network import CARRIED
from widget.web.hit_record import HitRecord
from widget.web.kept_answer import KeptAnswer, Variant, head_of
from widget.web.question import PANEL, Question, asked, site_of
from widget.web.request_limits import host_of
from widget.web.request_log import SILENT
from widget.web.rests_on import BRIEF_SECONDS, SETTLED_SECONDS, RestsOn

if TYPE_CHECKING:
    from collections.abc import Hashable

    from widget.bootstrap import Services
    from widget.web.kept_answer import Headers
    from widget.web.ready_panels import ReadyPanels
    from widget.web.request_limits import RequestLimits

    Environ = dict[str, Any]

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

_MEGABYTE: Final = 1_000_000
_BRIEF_SHARE: Final = 8
"""What part of the room answers have that stand for a moment, so that they push out no others."""
_PREFLIGHT_BYTES: Final = 200_000
_PREFLIGHT_CHARACTERS: Final = 512
"""Characters of what a preflight asks for and of its origin; answers to longer ones are made."""
_PREFLIGHT: Final = (
    "HTTP_ORIGIN",
    "HTTP_ACCESS_CONTROL_REQUEST_HEADERS",
    "HTTP_ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK",
)
_CARRIED: Final = ("HTTP_HX_REQUEST", SILENT, *CARRIED)
_ABSENT: Final = "\r"
_KEPT: Final = frozenset({"200", "204", "404", "410"})
_NOT_MODIFIED: Final = "304 NOT MODIFIED"
_TURNS: Final = 64
_TURN_SECONDS: Final = 1.0
"""How long a request waits for another one that asks the same; then it asks for itself."""


class _Made(NamedTuple):
    """What the application answered to a request without any header."""

    status: str
    headers: Headers
    body: bytes
    rests_on: RestsOn | None


class AnswersFromMemory:
    """The application with a memory; one for each process, its calls may come from any thread."""

    def __init__(
        self,
        application: Application,
        ready: ReadyPanels,
        limits: RequestLimits,
        services: Services,
    ) -> None:
        room = services.settings.memory_mb * _MEGABYTE
        self._application = application
        self._ready = ready
        self._limits = limits
        self._store = services.store
        self._lasting = AnswerMemory(room)
        self._brief = AnswerMemory(room // _BRIEF_SHARE)
        self._preflights = AnswerMemory(min(room, _PREFLIGHT_BYTES))
        self._heard = self._version = -1
        self._to_catch_up = Lock()
        self._turns = tuple(Lock() for _ in range(_TURNS))
        self._record = HitRecord()
        self._hosts = services.settings.hosts

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the application would, from memory where its answer still stands."""
        variant = self._found(environ)
        if variant is None:
            return self._application(environ, start_response)
        if "HTTP_IF_NONE_MATCH" in environ and _is_known(variant, environ["HTTP_IF_NONE_MATCH"]):
            start_response(_NOT_MODIFIED, list(variant.not_modified))
            return ()
        start_response(variant.status, list(variant.headers))
        return () if environ["REQUEST_METHOD"] == "HEAD" else variant.body

    def note_hits(self) -> None:
        """Note for the metrics how many answers came from memory since the last note."""
        self._record.note()

    def _found(self, environ: Environ) -> Variant | None:
        """Return the answer; None where the application has to be asked with the whole request."""
        path: str = environ["PATH_INFO"]
        # A condition that nobody sets is the application's affair, as all other addresses are.
        if not path.startswith("/v1/sites/") or "HTTP_IF_MATCH" in environ:
            return None
        if self._hosts and host_of(environ.get("HTTP_HOST", "")) not in self._hosts:
            return None
        now, method = monotonic(), environ["REQUEST_METHOD"]
        try:
            if self._store.version(now) != self._heard:
                self._catch_up(now)
            if method == "GET" or method == "HEAD":  # noqa: PLR1714 - a set costs more
                return self._fragment(path, environ, now)
            return self._preflight(path, environ, now) if method == "OPTIONS" else None
        except StoreUnavailable:  # the application says it better
            return None

    def _fragment(self, path: str, environ: Environ, now: float) -> Variant | None:
        query = environ.get("QUERY_STRING", "")
        address = f"{path}?{query}"
        answer = self._lasting.find(address, now) or self._brief.find(address, now)
        if answer is None:
            question = asked(path, query)
            if question is None:
                return None
            answer = self._read(question, address, environ)
        else:
            self._record.hits += 1
        return answer.variant(environ.get("HTTP_ORIGIN"), environ.get("HTTP_ACCEPT_ENCODING"))

    def _read(self, question: Question, address: str, environ: Environ) -> KeptAnswer:
        """Return the answer to an address that was not asked for lately in this spelling."""
        key, turn = question.key(), self._turns[hash(question) % _TURNS]
        waited = turn.acquire(timeout=_TURN_SECONDS)
        try:
            known = self._known((key, question), address)
            if known is None:
                return self._made(key, question, address, environ)
            self._record.hits += 1
            return known
        finally:
            if waited:
                turn.release()

    def _known(self, keys: tuple[Hashable, ...], address: str) -> KeptAnswer | None:
        now = monotonic()
        for memory in (self._lasting, self._brief):
            for key in keys:
                answer = memory.get(key, address, now)
                if answer is not None:
                    return answer
        return None

    def _made(
        self, key: Hashable, question: Question, address: str, environ: Environ
    ) -> KeptAnswer:
        """Return what the application answers, and keep it if its view told what it rests on."""
        begun = self._version
        answer = self._printed(key, environ) or self._asked(question, environ)
        self._record.tell_now_and_then()
        rests = answer.rests_on
        memory = self._brief if rests.seconds <= BRIEF_SECONDS else self._lasting
        kept_as = question if rests.as_asked or key is None else key
        self._keep(memory, kept_as, address, answer, begun)
        return answer

    def _printed(self, key: Hashable, environ: Environ) -> KeptAnswer | None:
        if not isinstance(key, Question) or key.kind != PANEL or self._limits.is_spent(environ):
            return None
        answer = self._ready.answer(key.site_key, key.urls[0])
        if answer is not None:
            self._limits.take(environ)
            self._record.printed += 1
        return answer

    def _asked(self, question: Question, environ: Environ) -> KeptAnswer:
        made = self._ask(_plain(environ["PATH_INFO"], question.query, environ))
        rests = made.rests_on or RestsOn(question.site_key, None, None, seconds=0)
        return KeptAnswer(made.status, head_of(made.headers), made.body, rests)

    def _preflight(self, path: str, environ: Environ, now: float) -> Variant | None:
        """Return the answer to a preflight. All that it depends on is in its key, word for word."""
        origin, names, private = [environ.get(name, _ABSENT) for name in _PREFLIGHT]
        address = f"{path}\n{origin}\n{names}\n{private}"  # no header has an end of line in it
        answer = self._preflights.find(address, now)
        if answer is None:
            site_key = site_of(path)
            if site_key is None or len(address) > _PREFLIGHT_CHARACTERS:
                return None
            begun = self._version
            made = self._ask(_preflight_alone(path, environ))
            rests = RestsOn(site_key, None, frozenset(), SETTLED_SECONDS)
            answer = KeptAnswer(made.status, head_of(made.headers), made.body, rests)
            self._keep(self._preflights, address, address, answer, begun)
        return answer.variant(None, None)

    def _keep(
        self, memory: AnswerMemory, key: Hashable, address: str, answer: KeptAnswer, begun: int
    ) -> None:
        """Keep the answer, unless something changed since this version, from before it was made."""
        if answer.rests_on.seconds <= 0 or not answer.is_one_of(_KEPT):
            return
        with self._to_catch_up:
            if begun == self._version:
                memory.put(key, address, answer)

    def _ask(self, environ: Environ) -> _Made:
        said: list[tuple[str, Headers]] = []

        def start_response(status: str, headers: Headers, _error: Any = None) -> None:
            said.append((status, headers))

        parts = self._application(environ, start_response)
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        status, headers = said[-1]
        return _Made(status, headers, body, rests_on.told(environ))

    def _catch_up(self, now: float) -> None:
        """Drop what changed since this was asked last. Raises StoreUnavailable."""
        with self._to_catch_up:
            version = self._store.version(now)
            since = self._store.changes(self._version)
            for memory in (self._lasting, self._brief, self._preflights):
                memory.forget(since.panels)
            self._version, self._heard = since.version, version


def _preflight_alone(path: str, environ: Environ) -> Environ:
    """Return a preflight with what its answer depends on."""
    words = {name: environ[name] for name in _PREFLIGHT if name in environ}
    return _plain(path, "", environ) | words | {"REQUEST_METHOD": "OPTIONS"}


def _plain(path: str, query: str, environ: Environ) -> Environ:
    """Return a request for this address and nothing else: no header of the reader's is in it.

    Only for the log it says how the page was asked for, and for what is counted from where: of that
    nothing is in an answer that is kept.
    """
    plain: Environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.errors": environ["wsgi.errors"],
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        rests_on.METHOD: environ["REQUEST_METHOD"],
    }
    return plain | {name: environ[name] for name in _CARRIED if name in environ}


def _is_known(variant: Variant, if_none_match: str) -> bool:
    """Return whether who asks has this already; a proxy may have weakened the tag."""
    etag = variant.etag
    if etag is None or etag == if_none_match:
        return etag is not None
    return parse_etags(if_none_match).contains_weak(unquote_etag(etag)[0] or "")
