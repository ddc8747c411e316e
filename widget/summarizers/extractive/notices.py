"""Recognises notices of a site beside its articles, in many languages.

Who may read on, who wrote this, whose opinion it is: each is known by two words that come together
in such a notice and seldom in one sentence of news.
"""

# ruff: noqa: RUF001 (the letters of many languages)

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.rules.patterns import Lazy, Words
from widget.rules.word_lists import file_beside, phrases
from widget.summarizers.extractive.coherence import unquoted
from widget.summarizers.extractive.site_voice import READER
from widget.summarizers.extractive.words import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

LONGEST: Final = 30
"""So many words a notice may have; longer sentences may report of one."""
QUESTION_WORDS: Final = 12

LISTS: Final = file_beside(__file__)
SUBSCRIBERS: Final = Words(LISTS, "subscribers")
PAGE: Final = Words(LISTS, "page")
AUTHORS: Final = Words(LISTS, "authors")
TRADES: Final = Words(LISTS, "trades")
OPINIONS: Final = Words(LISTS, "opinions")
UPDATED: Final = Words(LISTS, "updated")
THIS: Final = Words(LISTS, "this")
ITSELF: Final = Lazy(r"{itself}", 0, LISTS)
"""How an article speaks of itself, anywhere in a sentence."""
PORTRAIT: Final = Lazy(
    r"\W*(?:{before an author})? ?l?['’]?(?:gast)?(?:{portrayed})\b",
    0,
    LISTS,
)
"""How a sentence in lower case begins that introduces its author; English is below."""
IS: Final = Lazy(rf"(?:{PORTRAIT.pattern}) (?:{{is}})\b", 0, LISTS)
EMPLOYED: Final = Lazy(
    r"\W*(?:(?!The |A |An )[A-ZÀ-Þ][\w.'’-]+,? ){1,4}(?:joined|has worked|writes|edits|hosts|covers"
    r"|reports)\b.{0,100}\b(?:{employed})\b",
    0,
    LISTS,
)
AUTHOR: Final = Lazy(
    r"\W*(?:(?!The |A |An )[A-ZÀ-Þ][\w.'’-]+ ){1,4}(?:is|was) (?:an? |the )?"
    r"(?:[\w'’,-]+ ){0,5}?(?:{author is})\b"
    r"(?=.{0,80}\b(?:who covers|of [\"“]|based in|at |for |with |writes|and (?:an? )?\w+ at))"
    r"|The author (?:is|was) (?:an? |the )|[A-ZÀ-Þ].{2,60}, (?:an? |the ).{2,60}, writes\b"
    r"|(?:(?!The |A |An )[A-ZÀ-Þ][\w.'’-]+ ){1,4}(?:covers|has covered|writes (?:about|for)"
    r"|has written for)\b.{0,80}\b(?:for the|since \d{4}|at the)\b",
    0,
    LISTS,
)
"""What an English author is, or has written."""
TRADE_WORDS: Final = Words(LISTS, "trade words")
"""A word of each sentence that ``EMPLOYED`` or ``AUTHOR`` can match."""
AT_EASE: Final = Lazy(
    r"(?:{at ease}) (?:she|he|they)(?: is|['’]s| are|['’]re)?(?: not|n['’]t)\b.{0,120}\b(?:can be"
    r" found|enjoys?|likes?|loves?|you['’]ll find|(?:is|are) (?:usually|probably|likely|often))\b",
    0,
    LISTS,
)
"""How portraits end."""
TELLTALES: Final = Words(LISTS, "subscribers", "authors", "page", "trade words", "at ease")
"""One of these is in every notice that takes more than one look."""

HOST: Final = Lazy(r"(?<![\w@.-])[a-z0-9-]{2,}\.(?:[a-z0-9-]{2,}\.[a-z]{2,}\W*$|[a-z]{2,}/)")
"""A page's address without its scheme: three labels at the end, or two and a path."""


def notice_rule(folded: str, lowered: str, words: Sequence[str]) -> str | None:
    """Return the name of the rule by which a folded sentence is a notice of its site, or None.

    ``lowered`` is the sentence in lower case, ``words`` are its words in lower case.
    """
    if lowered.find(".", 0, -1) >= 0 and HOST.search(folded):
        return "contact"
    if lowered.endswith("?") and len(words) <= QUESTION_WORDS and _asks(lowered):
        return "asks the reader"
    if [code for code in phrases(LISTS, "codes") if code in lowered]:
        return "editorial note"
    if TELLTALES.isdisjoint(words):
        return None
    if _portrays(folded, lowered, words):
        return "author's portrait"
    return _known_by_two_words(lowered, words) if len(words) <= LONGEST else None


def _portrays(folded: str, lowered: str, words: Sequence[str]) -> bool:
    """Tell whether an English sentence tells of the life of its author."""
    if AT_EASE.match(lowered):
        return True
    named = not TRADE_WORDS.isdisjoint(words)
    return named and (EMPLOYED.match(folded) or AUTHOR.match(folded)) is not None


def _known_by_two_words(lowered: str, words: Sequence[str]) -> str | None:
    if words[0] in THIS and not PAGE.isdisjoint(words[1:2]):
        return "speaks of the article itself"
    if not THIS.isdisjoint(words) and ITSELF.search(unquoted(lowered)):
        return "speaks of the article itself"
    if _both(words, UPDATED, PAGE):
        return "editorial note"
    if _both(words, SUBSCRIBERS, PAGE) and _both(tokens(unquoted(lowered)), SUBSCRIBERS, PAGE):
        return "paywall"
    if _both(words, AUTHORS, OPINIONS):
        return "whose opinion it is"
    introduction = IS if TRADES.isdisjoint(words) else PORTRAIT
    return "author's portrait" if introduction.match(lowered) else None


def _asks(lowered: str) -> bool:
    """Tell whether a question is about this page or for its reader, outside quotes."""
    asked = tokens(unquoted(lowered))
    return not PAGE.isdisjoint(asked) or not READER.isdisjoint(asked)


def _both(words: Collection[str], some: Words, others: Words) -> bool:
    return not some.isdisjoint(words) and not others.isdisjoint(words)
