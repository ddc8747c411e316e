"""Says why a fetch failed, in sentences that name the host and the cure."""

from __future__ import annotations

import http.client
import socket
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ssrfguard import BlockedAddressError, SSRFGuardError
from ssrfguard.errors import BlockedURLError

from widget.domain.errors import FetchFailed
from widget.fetch.http.host_turns import Busy
from widget.fetch.http.responses import Undecodable
from widget.fetch.http.sockets import AnswerTooLong

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPORARY: Final = frozenset({408, 425, 429})
"""Refusals (4xx) that are worth another try."""

_ANSWERS: Final = {
    204: "has no content there",
    304: "says that nothing has changed since a version that was never fetched",
    401: "asks for a login; only public pages are fetched",
    402: "asks for a payment; only public pages are fetched",
    403: "refuses the request. Ask the site to allow this User-Agent: {agent}",
    404: "has no such page",
    410: "has removed the page",
    429: "asks for fewer requests; it is tried again later",
    451: "may not show the page for legal reasons",
}


_SENTENCES: Final = (
    (
        Busy,
        "{host} is busy with other fetches of this server, and this one waited too long. Try again "
        "later.",
    ),
    (
        TimeoutError,
        "{host} did not answer in full within {seconds:g} seconds. Check whether its site is slow "
        "or down.",
    ),
    (socket.gaierror, "The name {host} cannot be resolved ({reason}). Check its spelling."),
    (
        ssl.SSLCertVerificationError,
        "The certificate of {host} is not valid: {reason}. Its site must renew it; for a private "
        "authority set SSL_CERT_FILE.",
    ),
    (
        ssl.SSLError,
        "No secure connection to {host} could be made ({reason}). Its site must offer TLS 1.2 or "
        "newer.",
    ),
    (ConnectionRefusedError, "{host} refuses connections. Check whether its site is down."),
    (ConnectionError, "{host} broke off the connection. Check whether its site is down."),
    (OSError, "{host} cannot be reached ({reason}). Check the network of this server."),
    (Exception, "{host} does not answer in proper HTTP. Check the address and its port."),
)


def unwanted(host: str, status: int, *, agent: str, retry_after: int | None = None) -> FetchFailed:
    """Return the failure for an answer whose status brings no content."""
    fault = "has a fault of its own" if status >= 500 else "sends no content that can be read"
    meaning = _ANSWERS.get(status, fault).format(agent=agent)
    wait = f" It asks to wait {retry_after} seconds." if retry_after else ""
    return FetchFailed(
        f"{host} answered {status}: it {meaning}.{wait}",
        permanent=400 <= status < 500 and status not in TEMPORARY,
        status=status,
        retry_after=retry_after,
    )


def too_large(host: str, most: int) -> FetchFailed:
    """Return the failure for a body with more than ``most`` bytes."""
    return FetchFailed(
        f"{host} sends more than the {most:,} bytes that are accepted; offer it in smaller parts.",
        permanent=True,
        status=200,
    )


def stopped(host: str, status: int, where: str) -> FetchFailed:
    """Return the failure for a redirect of the host that is not followed."""
    return FetchFailed(
        f"{host} redirects {where}.".replace("..", "."), permanent=True, status=status
    )


@contextmanager
def explained(host: str, seconds: float) -> Iterator[None]:
    """Turn whatever stops an exchange with the host into a FetchFailed that says why."""
    try:
        yield
    except SSRFGuardError as error:
        raise _refused(host, error) from error
    except AnswerTooLong as error:
        raise FetchFailed(
            f"{host} sends an answer whose head or chunks are too long.", permanent=True
        ) from error
    except Undecodable as error:
        raise FetchFailed(
            f"The answer of {host} cannot be decompressed ({error}). Its site must send it as "
            "gzip or uncompressed.",
            permanent=True,
        ) from error
    except http.client.IncompleteRead as error:
        raise _failed(f"The answer of {host} was cut off before its end.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _failed(_sentence(host, seconds, error)) from error


def _failed(message: str) -> FetchFailed:
    return FetchFailed(message, permanent=False)


def _refused(host: str, error: SSRFGuardError) -> FetchFailed:
    reason = error.reason if isinstance(error, BlockedAddressError | BlockedURLError) else error
    return FetchFailed(
        f"{host} may not be reached: {reason}. The server fetches from public addresses only. To "
        "allow another network, list it in WIDGET_FETCH_NETWORKS.",
        permanent=True,
    )


def _sentence(host: str, seconds: float, error: Exception) -> str:
    """Return the sentence for an error of the network; nothing in it is the server's own text."""
    names = ("verify_message", "reason", "strerror")
    reasons = (getattr(error, name, None) for name in names)
    reason = next(filter(None, reasons), "no reason is given")
    sentence = next(text for kind, text in _SENTENCES if isinstance(error, kind))
    return sentence.format(host=host, seconds=seconds, reason=reason)
