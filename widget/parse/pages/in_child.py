"""What the sandbox runs for a page: from its bytes to its article's manuscript, or its embed."""

from __future__ import annotations

from widget.domain.article import Manuscript  # noqa: TC001 - read at run time, by the sandbox's messages
from widget.domain.embed_page import EmbedPage  # noqa: TC001 - read at run time, as well


def read(body: bytes, url: str, content_type: str = "") -> Manuscript:
    """Return the manuscript of the article at ``url``.

    ``body`` is what the site sent, decompressed, and ``content_type`` the header of that name.
    Every value of the manuscript is hostile; its text is never empty. Meant to be called in a
    sandbox. Raises Unreadable, saying why, for what is no HTML, too large or too deep,
    no article, or an article whose text cannot be separated from the page around it.
    """
    # The parsers are heavy, and the server's own processes import this module to name `read`.
    from widget.parse.pages.page import manuscript  # noqa: PLC0415

    return manuscript(body, url, content_type)


def embed(body: bytes, url: str, content_type: str = "") -> EmbedPage:
    """Return what the page at ``url`` has of the embed: its tags, its policies, its canonical link.

    Every value is hostile. Meant to be called in a sandbox. Raises Unreadable for what is no HTML,
    or too large.
    """
    from widget.parse.pages.embed import embed_page  # noqa: PLC0415 - heavy, as above

    return embed_page(body, url, content_type)
