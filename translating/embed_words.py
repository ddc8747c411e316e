"""The words that the embed needs before the server has answered: a table for all languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from widget.translations import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel.messages import Catalog

EMBED_TEXTS: Final = (
    Text("loading", "Loading the summary"),
    Text("failed", "The summary did not load."),
    Text("open-page", "Open the summary on its own page"),
)
"""In the order in which embed/src/words.js has them."""


def table_of(catalogues: Mapping[str, Catalog]) -> str:
    """Return the table as JSON: for each language its tag in lower case and the texts."""
    rows = [[tag.lower(), *_texts(catalogue)] for tag, catalogue in sorted(catalogues.items())]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def _texts(catalogue: Catalog) -> list[str]:
    found = [catalogue.get(text.english, text.key) for text in EMBED_TEXTS]
    return [
        str(message.string) if message and message.string else text.english
        for text, message in zip(EMBED_TEXTS, found, strict=True)
    ]
