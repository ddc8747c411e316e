"""The files that pages load: kept in memory, compressed once."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from widget.web import compression, cors, headers

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "text/javascript; charset=utf-8"
_KINDS = {
    "embed.js": SCRIPT,
    "core.js": SCRIPT,
    "passage.js": SCRIPT,
    "hints.js": SCRIPT,
    "languages.js": SCRIPT,
    "nearby.js": SCRIPT,
    "frame.js": SCRIPT,
    "widget.css": "text/css; charset=utf-8",
    "LICENSE-htmx.txt": "text/plain; charset=utf-8",
}
# An upgrade of the server reaches the pages within twice this time, without a change on them.
MAX_AGE = 300
FOR_EVER = "public, max-age=31536000, immutable"
PLACE_OF_SERVER = "WIDGET_BASE"
"""What static/embed.js has where this server's own address belongs."""
VERSION_DIGITS = 6
"""Hex digits of its SHA-256 by which embed.js asks for the core.js that it was built with."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    kind: str
    version: str
    plain: bytes
    compressed: bytes


def blueprint(folder: Path, public_url: str) -> Blueprint:
    """Return the blueprint that serves the files of this folder, and only those known by name.

    embed.js carries ``public_url``: a copy that was bundled or moved still knows its server.
    """
    assets = {name: _load(folder / name, kind, public_url) for name, kind in _KINDS.items()}
    blueprint = Blueprint("assets", __name__)
    cors.open_files(blueprint)

    @blueprint.get("/<any(" + ",".join(f'"{name}"' for name in _KINDS) + "):name>")
    def asset(name: str) -> Response:
        """Answer the file, compressed where the browser can take it."""
        return _answer(assets[name])

    return blueprint


def _load(path: Path, kind: str, public_url: str) -> Asset:
    plain = path.read_bytes()
    if path.name == "embed.js":
        plain = _with_server(plain, public_url)
    version = hashlib.sha256(plain).hexdigest()[:VERSION_DIGITS]
    return Asset(kind, version, plain, gzip.compress(plain, 9, mtime=0))


def _with_server(loader: bytes, public_url: str) -> bytes:
    """Return the loader with the address of this server in the place that was left for it."""
    place = json.dumps(PLACE_OF_SERVER).encode()
    return loader.replace(place, json.dumps(f"{public_url}/").encode())


def _answer(asset: Asset) -> Response:
    compress = compression.is_asked_for()
    response = Response(asset.compressed if compress else asset.plain, content_type=asset.kind)
    if compress:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    asked_by_version = request.query_string.decode("latin-1").rstrip(".") == asset.version
    kept = FOR_EVER if asked_by_version else headers.fresh_for(MAX_AGE)
    response.headers["Cache-Control"] = kept
    return response
