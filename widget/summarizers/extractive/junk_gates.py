"""The home of gates: a word or a mark without which a slow pattern of junk need not be tried."""

# ruff: noqa: RUF001 (the letters of many languages)

from __future__ import annotations

from typing import Final

GATES: Final[dict[str, tuple[str, ...]]] = {
    "read more": ("page",),
    "newsletter": ("newsletter", "inbox", "mailing", "phone"),
    "cookie notice": ("cookie", "cookies", "consent", "privacy"),
    "image credit": (
        *("getty", "reuters", "afp", "epa", "shutterstock", "alamy", "istock", "unsplash"),
        *("ap", "dpa", "photo", "picture", "image"),
    ),
    "caption with credit": (
        *("photo", "photograph", "photos", "photographs", "image", "images", "picture", "pictures"),
        *("courtesy", "credit", "getty", "file", "foto", "handout"),
        *("screengrab", "screenshot", "left", "right", "centre", "center"),
    ),
    "editorial note": (
        *("version", "headline", "caption", "edition", "press", "code", "ipso", "intelligence"),
        *("ai", "language", "automated", "machine"),
    ),
    "reporting credit": ("contributed", "assisted"),
    "social": ("facebook", "whatsapp", "telegram"),
    "copyright": ("rights", "published", "reproduced", "republished"),
    "advertisement break": (
        *("ad", "ads", "advert", "adverts", "advertisement", "advertisements", "advertising"),
        *("photo", "photos", "picture", "pictures", "video", "publicidad", "publicité"),
        *("pubblicità", "publicidade", "anzeige", "annonse", "annonsen", "reklam", "reklamen"),
    ),
    "site trouble": (
        *("again", "reload", "refresh", "browser", "javascript", "flash"),
        *("video", "content", "item", "clip"),
    ),
    "small print": (
        *("rechte", "droits", "derechos", "diritti", "rettigheter", "rechten", "права"),
        *("recaptcha", "hakları", "prawa", "prohibida", "reproducción", "vervielfältigung"),
        "reproduction",
    ),
    "affiliate notice": ("commission", "affiliate"),
    "paywall": (
        *("subscribe", "register", "sign", "log", "cancel", "trial", "articles", "article"),
        *("unlimited", "subscribers", "members"),
    ),
    "contact": ("@", "http", "www."),
    "helpline": ("helpline",),
    "player": ("javascript",),
    "embedded post": ("@", "|", ">", "»", "›"),
}
"""One of these words or marks is in each line that a pattern beginning with "any characters" can
match.

Such patterns are slow, and looking for a word before is quick. The lines are in lower case.
"""
GATE_MARKS: Final = ("@", "http", "www.", "|", ">", "»", "›")
"""Those that are no words."""
