"""What a page's policies must allow for the embed, and the exact source that one of them lacks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from widget.rules import csp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.rules.csp import Policy

_LONGEST_ADDITION: Final = 400
"""Characters of a directive that is repeated whole in a cure."""


class Fault(StrEnum):
    """Why a policy blocks the embed."""

    SOURCE = "source"
    """A source is missing."""
    PATH = "path"
    """A source allows ``embed.js`` and no other file of the server."""
    NONCE = "nonce"
    """``'strict-dynamic'`` counts no hosts, and the script has no nonce of the policy."""
    SANDBOX = "sandbox"
    """The page may run no scripts at all."""
    PICTURES = "pictures"
    """A host is missing from which the site shows pictures of neighbours."""


@dataclass(frozen=True, slots=True)
class Embedding:
    """What the embed asks of a page's policies."""

    page_url: str
    base: str
    """The server's public address, with a slash at its end."""
    nonce: str | None = None
    """That of the script tag."""
    has_tag: bool = True
    """Whether the script tag stands in the page's own markup."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What one policy lacks for the embed."""

    policy: Policy
    fault: Fault
    directive: str
    """The directive that blocks."""
    addition: str = ""
    """What to add, word for word: a source to ``directive``, or else a whole directive."""
    is_directive: bool = False
    """Whether ``addition`` is a directive of its own, because only ``default-src`` is there."""


def lacks_of_script(policies: tuple[Policy, ...], embed: Embedding) -> tuple[Lack, ...]:
    """Return what keeps the custom element from working, policy by policy."""
    return tuple(lack for policy in policies for lack in _lacks(policy, embed))


def lacks_of_frame(policies: tuple[Policy, ...], embed: Embedding) -> tuple[Lack, ...]:
    """Return what keeps a frame with the reading page from showing, policy by policy."""
    found = (_missing_source(policy, csp.FRAME, embed, "read/") for policy in policies)
    return tuple(lack for lack in found if lack)


def lacks_of_pictures(
    policies: tuple[Policy, ...], embed: Embedding, hosts: tuple[str, ...]
) -> tuple[Lack, ...]:
    """Return what keeps pictures from these hosts from showing, policy by policy."""
    scheme = urlsplit(embed.page_url).scheme
    origins = tuple(f"{scheme}://{host}" for host in hosts)
    found = (_missing_pictures(policy, embed, origins) for policy in policies)
    return tuple(lack for lack in found if lack)


def _missing_pictures(policy: Policy, embed: Embedding, origins: tuple[str, ...]) -> Lack | None:
    directive = policy.governing(csp.IMAGE)
    if directive is None:
        return None
    sources = policy.directives[directive]
    missing = [one for one in origins if not csp.matches(sources, f"{one}/", embed.page_url)]
    if not missing:
        return None
    return _addition(policy, directive, "img-src", " ".join(missing), Fault.PICTURES)


def source_of(base: str) -> str:
    """Return the source that allows all of the server at this address and nothing else."""
    parts = urlsplit(base)
    path = parts.path if parts.path not in {"", "/"} else ""
    return f"{parts.scheme}://{parts.netloc}{path}"


def _lacks(policy: Policy, embed: Embedding) -> Iterator[Lack]:
    sandbox = policy.directives.get("sandbox")
    if sandbox is not None and "allow-scripts" not in {word.lower() for word in sandbox}:
        yield Lack(policy, Fault.SANDBOX, "sandbox", "allow-scripts")
    for lack in (
        _missing_script(policy, embed),
        _missing_source(policy, csp.CONNECT, embed, "v1/"),
    ):
        if lack:
            yield lack


def _missing_script(policy: Policy, embed: Embedding) -> Lack | None:
    """Return what keeps ``embed.js`` or the modules that it loads from running."""
    directive = policy.governing(csp.SCRIPT)
    if directive is None:
        return None
    sources = policy.directives[directive]
    if embed.nonce is not None and embed.nonce in csp.nonces(sources):
        return None
    if csp.has_keyword(sources, "strict-dynamic"):
        return Lack(policy, Fault.NONCE, directive) if embed.has_tag else None
    allowed = [csp.matches(sources, embed.base + name, embed.page_url) for name in _FILES]
    if all(allowed):
        return None
    fault = Fault.PATH if any(allowed) else Fault.SOURCE
    return _addition(policy, directive, "script-src", source_of(embed.base), fault)


_FILES: Final = ("embed.js", "core.js")


def _missing_source(
    policy: Policy, names: tuple[str, ...], embed: Embedding, path: str
) -> Lack | None:
    directive = policy.governing(names)
    if directive is None:
        return None
    if csp.matches(policy.directives[directive], embed.base + path, embed.page_url):
        return None
    return _addition(policy, directive, names[0], source_of(embed.base), Fault.SOURCE)


def _addition(policy: Policy, directive: str, own_name: str, source: str, fault: Fault) -> Lack:
    """Return the lack with what to add: to ``default-src`` nothing, but a directive beside it."""
    if directive != "default-src":
        return Lack(policy, fault, directive, source)
    kept = [each for each in policy.directives[directive] if each.lower() != "'none'"]
    whole = " ".join([own_name, *kept, source])
    if len(whole) > _LONGEST_ADDITION:
        whole = f"{own_name} (the sources of default-src) {source}"
    return Lack(policy, fault, directive, whole, is_directive=True)
