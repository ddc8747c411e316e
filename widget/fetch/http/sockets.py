"""Sockets that keep to a deadline and to a number of bytes."""

from __future__ import annotations

import select
import socket
import ssl
from typing import TYPE_CHECKING

from widget.fetch.http.deadline import Deadline

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer


class AnswerTooLong(Exception):
    """More bytes came than an answer may have."""


class Wire(socket.socket):
    """A socket each of whose waits ends at the deadline, and that takes no more than it may.

    A timeout alone begins anew with every byte: a server that drips would hold a thread for
    hours.
    """

    deadline: Deadline = Deadline(0)
    allowance: int = 0
    """How many bytes may still come."""

    @classmethod
    def over(cls, plain: socket.socket, deadline: Deadline) -> Wire:
        """Return a wire that owns the socket's connection; the socket is of no more use."""
        wire = cls(plain.family, plain.type, plain.proto, fileno=plain.detach())
        wire.deadline = deadline
        return wire

    def acknowledge_at_once(self) -> None:
        """Do not wait 40 ms for something to send along: many servers send the body after that."""
        if hasattr(socket, "TCP_QUICKACK"):  # Linux
            self.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    def is_quiet(self) -> bool:
        """Tell whether nothing waits to be read, neither bytes nor an end."""
        poll = select.poll()
        poll.register(self, select.POLLIN)
        return not poll.poll(0)

    def recv_into(self, buffer: WriteableBuffer, nbytes: int | None = None, flags: int = 0) -> int:
        """Fill the buffer. Raises TimeoutError and AnswerTooLong."""
        self.settimeout(self.deadline.left())
        received = super().recv_into(buffer, nbytes or memoryview(buffer).nbytes, flags)
        self.allowance -= received
        if self.allowance < 0:
            raise AnswerTooLong
        return received

    def send(self, data: ReadableBuffer, flags: int = 0) -> int:
        """Send some of the data. Raises TimeoutError."""
        self.settimeout(self.deadline.left())
        return super().send(data, flags)

    def sendall(self, data: ReadableBuffer, flags: int = 0) -> None:
        """Send all of the data. Raises TimeoutError."""
        self.settimeout(self.deadline.left())
        super().sendall(data, flags)


class TlsWire(Wire, ssl.SSLSocket):
    """A wire within TLS."""

    def is_quiet(self) -> bool:
        """Tell whether nothing waits, in the kernel or of a record that was read in part."""
        return not self.pending() and super().is_quiet()
