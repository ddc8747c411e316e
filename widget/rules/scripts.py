"""How browsers treat a script tag: what its type means, and when https forbids it."""

from __future__ import annotations

import ipaddress
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from widget.domain.embed_page import ScriptTag

_JAVASCRIPT: Final = re.compile(
    r"(?:text|application)/(?:x-)?(?:java|ecma)script|text/(?:javascript1\.[0-5]|jscript|livescript)",
    re.I,
)
"""The types of JavaScript (https://mimesniff.spec.whatwg.org/#javascript-mime-type)."""


class ScriptKind(StrEnum):
    """What a browser takes a script tag for."""

    CLASSIC = "classic"
    MODULE = "module"
    DATA = "data"
    """It is not run."""


def kind_of(script: ScriptTag) -> ScriptKind:
    """Return what a browser takes the tag for, by its ``type`` or its ``language``."""
    said, language = script.get("type"), script.get("language")
    if said is None and language:
        said = f"text/{language}"
    if not said or is_javascript(said.strip()):
        return ScriptKind.CLASSIC
    return ScriptKind.MODULE if said.strip().lower() == "module" else ScriptKind.DATA


def is_javascript(content_type: str) -> bool:
    """Tell whether this is a type of JavaScript; parameters after ``;`` do not count."""
    return bool(_JAVASCRIPT.fullmatch(content_type.partition(";")[0].strip()))


def is_blocked_as_mixed(page_url: str, script_url: str) -> bool:
    """Tell whether browsers block the script because only the page came over TLS."""
    page, script = urlsplit(page_url), urlsplit(script_url)
    mixed = page.scheme == "https" and script.scheme == "http"
    return mixed and not _is_this_machine(script.hostname or "")


def _is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
