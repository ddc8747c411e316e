"""Finds the lede: the paragraph under the title that is often set apart from the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from widget.rules.text import folded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CHARACTERS: Final = (60, 700)
"""Least and most characters of a lede."""

_NAMED: Final = re.compile(
    r"""(?<![a-z])(?:lead|lede|standfirst|intro|introduction|dek|chapo|chapeau|ingress|vorspann
    |abstract|subheadline|sub-headline|excerpt|sapo|sommario|entradilla|alternativeheadline)
    (?![a-z])""",
    re.X,
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LOOKED_AT: Final = 200
_COMPARED: Final = 40


def lede_of(tree: HtmlElement, title: str | None, body: str) -> str | None:
    """Return the paragraph between title and body that is named a lede, unless the body has it."""
    beginning = body[:_COMPARED]
    after_title = False
    attempted_at = 0
    for element in tree.iter("h1", "h2", "p", "div", "span", "header", "section"):
        text = folded(element.text_content()) if after_title or element.tag == "h1" else ""
        if element.tag == "h1":
            after_title = after_title or text == title
        elif after_title:
            attempted_at += 1
            if text.startswith(beginning) or attempted_at > _LOOKED_AT:
                return None
            if _is_lede(element, text) and text[:_COMPARED] not in body:
                return text
    return None


def _is_lede(element: HtmlElement, text: str) -> bool:
    least, most = CHARACTERS
    if not least <= len(text) <= most or element.find(".//a") is not None:
        return False
    names = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))
    return bool(_NAMED.search(_CAMEL.sub("-", names[:500]).lower().replace("_", "-")))
