"""Bytes that servers and proxies may read as another number of requests than was meant.

Each asks for ``/odd``, and where it hides another request, that one asks for ``/hidden``.
"""

from __future__ import annotations

from typing import Final

_HIDDEN: Final = b"GET /hidden HTTP/1.1\r\nHost: widget.example\r\n\r\n"
_HEAD: Final = b"POST /odd HTTP/1.1\r\nHost: widget.example\r\n"
_CHUNKS: Final = b"3\r\nabc\r\n0\r\n\r\n"
_LENGTH: Final = str(len(_CHUNKS) + len(_HIDDEN)).encode()

_LENGTHS: Final = (
    b"+3",
    b"-1",
    b"3, 3",
    b"3,4",
    b"0x3",
    b"3 3",
    b"3_0",
    b" ",
    b"\x0b3",
    b"3;",
    b"99999999999999999999",
    b"\xef\xbc\x93",
)
_CODINGS: Final = (
    b"Transfer-Encoding: xchunked",
    b"Transfer-Encoding : chunked",
    b" Transfer-Encoding: chunked",
    b"Transfer-Encoding:\tchunked",
    b"Transfer-Encoding: chunked, identity",
    b"Transfer-Encoding: identity, chunked",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
    b"Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
    b"Transfer-Encoding:\r\n chunked",
    b"Transfer-Encoding: \x00chunked",
    b"Transfer-Encoding: \x0bchunked",
    b"Transfer-Encoding: CHUNKED",
    b'Transfer-Encoding: "chunked"',
    b"Transfer_Encoding: chunked",
    b"X: y\nTransfer-Encoding: chunked",
    b"X: y\rTransfer-Encoding: chunked",
    b"Transfer-Encoding: chunked;x=y",
)
_CHUNKED: Final = (
    b"3\nabc\n0\n\n",
    b"3;x=\n\r\nabc\r\n0\r\n\r\n",
    b"0x3\r\nabc\r\n0\r\n\r\n",
    b"+3\r\nabc\r\n0\r\n\r\n",
    b"-3\r\nabc\r\n0\r\n\r\n",
    b"3 \r\nabc\r\n0\r\n\r\n",
    b" 3\r\nabc\r\n0\r\n\r\n",
    b"3\r\nabcX\r\n0\r\n\r\n",
    b"3\r\nabc0\r\n\r\n",
    b"100000000000000003\r\nabc\r\n0\r\n\r\n",
    b"3\r\nabc\r\n00\r\n\r\n",
    b"3\r\nabc\r\n0\r\nContent-Length: 9\r\n\r\n",
    b"3\r\nabc\r\n0\r\nX: y\r\n\r\n",
    b"0\r\n\r\n",
    b"0\r\n",
    b"g\r\nabc\r\n0\r\n\r\n",
)
_LINES: Final = (
    b"GET /odd HTTP/1.1\nHost: widget.example\n\n",
    b"GET  /odd HTTP/1.1\r\nHost: widget.example\r\n\r\n",
    b"GET /odd\r\n\r\n",
    b"GET /odd HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    b"GET /odd HTTP/1.2\r\nHost: widget.example\r\n\r\n",
    b"GET /odd HTTP/2.0\r\nHost: widget.example\r\n\r\n",
    b"\r\n\r\nGET /odd HTTP/1.1\r\nHost: widget.example\r\n\r\n",
    b"GET /odd HTTP/1.1\r\nHost: widget.example\r\nHost: other.example\r\n\r\n",
    b"GET /odd HTTP/1.1\r\n\r\n",
    b"GET /odd HTTP/1.1\r\nHost: widget.example\r\n X: folded\r\n\r\n",
    b"GET /odd HTTP/1.1\r\nHost: widget.example\r\nX\r\n\r\n",
    b"GET /odd HTTP/1.1\r\nHost: widget.example\r\n: x\r\n\r\n",
    b"GET /odd HTTP/1.1\r\nHost: widget.example\r\nExpect: 100-continue\r\n\r\n",
    b"GET /odd HTTP/1.1\r\nHost: widget.example\r\nExpect: x\r\n\r\n",
    b"GET /odd HTTP/1.1\r\nHost: widget.example\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
    b"GET /odd HTTP/1.1\r\nHost: widget.example\r\nConnection: Host, X-Forwarded-For\r\n\r\n",
    b"GET http://other.example/odd HTTP/1.1\r\nHost: widget.example\r\n\r\n",
    b"GET /odd\x00/hidden HTTP/1.1\r\nHost: widget.example\r\n\r\n",
    b"GET /odd%0d%0aX:%20y HTTP/1.1\r\nHost: widget.example\r\n\r\n",
    b"GET /odd#fragment HTTP/1.1\r\nHost: widget.example\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: widget.example\r\n\r\n",
    b"CONNECT widget.example:80 HTTP/1.1\r\nHost: widget.example\r\n\r\n",
    b"TRACE /odd HTTP/1.1\r\nHost: widget.example\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"G\xc3\x89T /odd HTTP/1.1\r\nHost: widget.example\r\n\r\n",
    b"HEAD /odd HTTP/1.1\r\nHost: widget.example\r\nContent-Length: 3\r\n\r\nabc",
)

ODDITIES: Final[tuple[bytes, ...]] = (
    *(_HEAD + b"Content-Length: " + length + b"\r\n\r\nabc" + _HIDDEN for length in _LENGTHS),
    *(
        _HEAD + b"Content-Length: " + _LENGTH + b"\r\n" + coding + b"\r\n\r\n" + _CHUNKS + _HIDDEN
        for coding in _CODINGS
    ),
    *(_HEAD + coding + b"\r\n\r\n" + _CHUNKS + _HIDDEN for coding in _CODINGS),
    *(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + body + _HIDDEN for body in _CHUNKED),
    _HEAD + b"Content-Length: 3\r\nContent-Length: 0\r\n\r\nabc" + _HIDDEN,
    _HEAD + b"Content-Length: 0\r\nContent-Length: 3\r\n\r\nabc" + _HIDDEN,
    *_LINES,
    *(line + _HIDDEN for line in _LINES[:8]),
)
