"""The labels of the buttons: the server prints them, and `widget snippet`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.translations.texts import PluralText, Text

if TYPE_CHECKING:
    from widget.translations.texts import Texts

_BUTTON: Final = Text("button", "No time to read? Get a summary")
_END_IN_WORDS: Final = {
    2: Text("button-end-2", "The article in two points"),
    3: Text("button-end-3", "The article in three points"),
    4: Text("button-end-4", "The article in four points"),
    5: Text("button-end-5", "The article in five points"),
}
_END: Final = PluralText(
    "button-end", "The article in one point", "The article in %(number)s points"
)


def button_label(texts: Texts) -> str:
    """Return the label of the button above an article."""
    return texts.say(_BUTTON)


def end_label(texts: Texts, points: int) -> str:
    """Return the label of a second button below the article, for a summary of so many points."""
    return texts.count(_END_IN_WORDS, _END, points)
