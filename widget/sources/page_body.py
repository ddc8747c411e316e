"""The home of a page's body: the paragraphs of its article, without what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from trafilatura import bare_extraction

from widget.sources.page_head import folded
from widget.sources.plain_text import PROMPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_BLOCKS: Final = {"p", "head", "quote", "code", "table", "list"}
_HEADINGS: Final = {"head"}


def body_of(tree: HtmlElement, title: str | None) -> str:
    """Return the article's paragraphs, separated by a blank line; empty when there are none.

    Without headings, the title, the widget's own prompts, and links to other articles.
    The tree is changed.
    """
    document: Any = bare_extraction(
        tree,
        favor_recall=True,
        include_comments=False,
        include_tables=False,
        with_metadata=False,
    )
    if document is None or document.body is None:
        return ""
    paragraphs = [p for p in _paragraphs(document.body) if p.casefold() not in PROMPTS]
    if title and paragraphs and folded(paragraphs[0]).casefold() == title.casefold():
        del paragraphs[0]
    return "\n\n".join(paragraphs)


def _paragraphs(body: HtmlElement) -> Iterator[str]:
    for block in body:
        if block.tag in _HEADINGS:
            continue
        if block.tag in ("list", "quote") and len(block):
            items = [folded("".join(item.itertext())) for item in block]
        else:
            items = [folded(" ".join(block.itertext()))]
        yield from (item for item in items if item)
