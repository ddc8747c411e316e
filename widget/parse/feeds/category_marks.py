"""The home of what a category says about an article: an opinion, or a blog that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.article import Marks

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPINION: Final = frozenset(
    {"opinion", "opinions", "op-ed", "oped", "op-eds", "editorial", "editorials", "commentary"}
    | {"comment", "comment is free", "commentisfree", "column", "columns", "columnists"}
    | {"letters", "letters to the editor", "viewpoint", "viewpoints", "perspectives"}
    | {"meinung", "meinungen", "kommentar", "kommentare", "leitartikel", "kolumne", "kolumnen"}
    | {"leserbriefe", "débats", "tribune", "tribunes", "éditorial", "éditoriaux", "chroniques"}
    | {"opinión", "tribuna", "columnas", "opinião", "opinioni", "editoriale", "commenti"}
    | {"opinie", "opinies", "debatt", "debat", "ledare", "leder", "kronikk", "kommentarer"}
    | {"mielipide", "opinie i komentarze", "publicystyka", "мнение", "мнения", "колонки"}
)
_LIVE: Final = frozenset(
    {"live blog", "liveblog", "live-blog", "live blogs", "liveblogs", "live updates", "newsticker"}
    | {"live ticker", "liveticker", "en direct", "minuto a minuto"}
)


def marks(categories: Iterable[str]) -> Marks:
    """Return the marks that the names of an article's categories or genres make."""
    names = {" ".join(name.casefold().split()) for name in categories}
    return Marks(opinion=bool(names & _OPINION), live=bool(names & _LIVE))
