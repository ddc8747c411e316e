"""News pages made for the tests."""

from __future__ import annotations

import json
from typing import Any

URL = "https://news.example/2024/05/harbour"
TITLE = "Council approves budget for the harbour"
SENTENCES = (
    "The council approved the budget for the harbour on Tuesday after a vote of 31 to 12.",
    "Work on the quay will begin in the spring and cost 3.5 million euros, the mayor said.",
    "Residents who live near the harbour said that nobody had asked them about the plans.",
    "The port authority expects 200,000 more passengers a year when the quay is finished.",
)
PARAGRAPHS = tuple(f"{first} {second}" for first in SENTENCES[:2] for second in SENTENCES[2:])
TEXT = "\n\n".join(PARAGRAPHS)
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(body: str = ARTICLE, head: str = "", lang: str = "en", title: str = TITLE) -> str:
    """Return a page with a heading and this body, between a site's usual header and footer."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{title} | The Daily</title>{head}</head><body>"
        '<header><a href="/">The Daily</a></header>'
        '<nav><ul><li><a href="/a">Politics</a></li><li><a href="/b">Sport</a></li></ul></nav>'
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        "<footer><p>Copyright The Daily. All rights reserved by the publisher.</p></footer>"
        "</body></html>"
    )


def ld(**fields: Any) -> str:
    """Return the script with the JSON-LD of an article."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def meta(name: str, content: str) -> str:
    """Return a meta element."""
    return f'<meta property="{name}" content="{content}">'
