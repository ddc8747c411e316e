"""Keys and secrets: how they are made, and the digest that is kept instead of an API key."""

from __future__ import annotations

import secrets
from base64 import b64encode
from hashlib import sha256

MARK = "swk_"
"""What every key begins with, so that scanners for leaked secrets can find one."""


HOOK_MARK = "whsec_"
"""What every secret for hooks begins with; the rest is the key in base64."""


def new_api_key() -> str:
    """Return a new API key: 256 random bits, printable."""
    return MARK + secrets.token_urlsafe(32)


def new_hook_secret() -> str:
    """Return a new secret for signing messages: 256 random bits, as Standard Webhooks writes it.

    It is kept as it is, because a signature cannot be checked with a digest.
    """
    return f"{HOOK_MARK}{b64encode(secrets.token_bytes(32)).decode()}"


def new_token() -> str:
    """Return a new token that nobody can guess: 256 random bits, fit for a URL."""
    return secrets.token_urlsafe(32)


def digest_of(api_key: str) -> str:
    """Return the digest (64 hex digits) under which the key is kept.

    One round of SHA-256 is enough for 256 random bits; slow password hashes guard
    secrets that can be guessed.
    """
    return sha256(api_key.encode("utf-8", "surrogatepass")).hexdigest()
