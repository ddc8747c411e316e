"""Finds cues that a sentence depends on another one or on a figure."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.rules.patterns import Lazy, Words
from widget.rules.word_lists import file_beside, phrases
from widget.summarizers.extractive.cjk import UNSPACED, unspaced_length
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.openers import points_back

if TYPE_CHECKING:
    from collections.abc import Sequence

LISTS: Final = file_beside(__file__)
_MARKS: Final = '“”„«»"「」『』'
_MARK: Final = Lazy(f"[{_MARKS}]")
_QUOTED: Final = Lazy(rf"[{_MARKS}][^{_MARKS}]*[{_MARKS}]")
_SINGLE_QUOTED: Final = Lazy(r"['‘](?<![^\s(].)[^'‘]{3,}?(?:['’](?!\w)|$)")
_MAY_QUOTE: Final = Lazy(f"[{_MARKS}‘']")
_OPENS_QUOTE: Final = Lazy(rf"[{_MARKS}‘'「『]")
_NAMELESS_SPEAKER: Final = Lazy(
    r"[\W_]*(?:(?:he|she|they|it|i|we)(?:['’]\w+)? \w+|\w+ (?:he|she|they|it|i|we)\b)"
)
_NAMELESS: Final = Lazy(
    r"\W*(?:[他她]|と(?:も|いう|、)?(?:彼|同[氏社]|話|語|述|言|説明|強調|指摘|訴|コメント))"
)
SHORTEST_SPEAKER: Final = 4
"""Characters around a quote in Chinese or Japanese that can name who speaks."""
_UNSPACED_FIGURE: Final = (
    r"|[如见見][上下]?[图圖表]|(?<!以)[上下左右](?:[图圖](?![书書])|表(?![现現示达達明面态態决決]))"
    r"|^[图圖][为為中：:]|[图圖]片[显顯来來]|[资資]料[图圖]|如下(?![降跌])"
    r"|^写真[はの：=＝]|写真[上下左右]"
    r"|[上下左右]の(?:写真|[図表]|画像)|[図表] ?\d|(?:以下|次)の(?:[図表]|通り|とおり)"
)
FIGURE: Final = Lazy(
    r"\((?:pictured|see (?:\w+ )?(?:{pictures})|above|below|left|right|centre|center|inset|main"
    r"|file)\b[^)]*\)"
    r"|\b(?:shown|seen|illustrated|listed) (?:above|below|here|left|right)\b"
    r"|\b(?:{pictures}) (?:above|below)\b"
    r"|\b(?:above|below|following|accompanying) (?:{pictures})\b"
    r"|\bpictured\b|\bas follows\b|\bscroll down\b" + _UNSPACED_FIGURE,
    0,
    LISTS,
)
FIGURE_WORDS: Final = Words(LISTS, "beside pictures", "pictures without spaces")
"""One of these is in every match of ``FIGURE``: looking for them first is ten times quicker."""
FIRST_PERSON: Final = Words(LISTS, "first person")
"""One of these is in every personal sentence."""
_WORD: Final = Lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def has_dangling_opener(content: str, language: str) -> bool:
    """Tell whether the sentence opens with a word that points back ("He also…", "But…").

    ``language`` is a primary subtag.
    """
    return points_back(lower(content), language)


def has_orphaned_quote(content: str) -> bool:
    """Tell whether the sentence is a quote that does not name its speaker, or half a quote."""
    if _is_unbalanced(content):
        return True
    if not _OPENS_QUOTE.match(content):
        return False
    rest = unquoted(content)
    if UNSPACED.search(rest):
        return unspaced_length(rest) < SHORTEST_SPEAKER or _NAMELESS.match(rest) is not None
    return len(rest.split()) < 2 or (
        _NAMELESS_SPEAKER.match(rest.lower()) is not None and not any(map(str.isupper, rest[1:]))
    )


def unquoted(content: str) -> str:
    """Return the sentence without what stands between quotation marks."""
    return _SINGLE_QUOTED.sub(" ", _QUOTED.sub(" ", content)).strip(" ,.;:!?-–—")


def refers_to_figure(content: str) -> bool:
    """Tell whether the sentence points at a picture, table or list, or announces a list."""
    lowered = lower(content)
    return lowered.endswith((":", "：")) or (
        [anchor for anchor in phrases(LISTS, "anchors") if anchor in lowered] != []
        and FIGURE.search(lowered) is not None
    )


def is_personal(content: str, words: Sequence[str]) -> bool:
    """Tell whether the writer speaks as "I" or "we", or to the reader, outside quotes.

    ``words`` are those of the sentence as they stand.
    """
    if not _MAY_QUOTE.search(content):
        return [word for word in words if word.casefold() in FIRST_PERSON and word != "US"] != []
    words = _WORD.findall(unquoted(content).replace("US", "").casefold())
    return not FIRST_PERSON.isdisjoint(words)


def _is_unbalanced(content: str) -> bool:
    if content.isascii():
        return content.count('"') % 2 == 1
    return len(_MARK.findall(content)) % 2 == 1
