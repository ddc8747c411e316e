"""API keys: how they are made, and the digest that is kept instead of them."""

from __future__ import annotations

import secrets
from hashlib import sha256

MARK = "swk_"
"""What every key begins with, so that scanners for leaked secrets can find one."""


def new_api_key() -> str:
    """Return a new API key: 256 random bits, printable."""
    return MARK + secrets.token_urlsafe(32)


def digest_of(api_key: str) -> str:
    """Return the digest (64 hex digits) under which the key is kept.

    One round of SHA-256 is enough for 256 random bits; slow password hashes guard
    secrets that can be guessed.
    """
    return sha256(api_key.encode("utf-8", "surrogatepass")).hexdigest()
